/** The canonical entities and their fields: what a recipe may fill. One definition for validation, guessing, storing and the screen. */

export type FieldType =
  | 'key' // native id, text
  | 'text'
  | 'int'
  | 'real'
  | 'flag'
  | 'time'
  | 'money' // decimal in the source, minor units in the store
  | 'minor' // already minor units
  | 'ms' // duration in milliseconds
  | 'seconds' // duration in seconds, stored as ms
  | 'json'
  | 'tags' // list of tag names
  | 'member' // native id of a member
  | 'content'
  | 'post'
  | 'age' // years, stored as birth year
  | 'secret' // identifies a person: only its salted hash may be used as a key, never stored in clear
  | { oneOf: readonly string[] };

export interface Field {
  type: FieldType;
  /** Column of the store; default the field's own name. */
  column?: string;
  required?: boolean;
  /** What other systems call it, lower case, without spaces, _ and -. Chinese and English. */
  synonyms?: readonly string[];
}

export interface Entity {
  table: string;
  /** Row-number column for entities that others point at. */
  rowNo?: string;
  /** Text-id column for entities that have one. */
  textId?: string;
  fields: Record<string, Field>;
}

const member: Field = {
  type: 'member',
  column: 'member_no',
  synonyms: ['user', 'userid', 'memberid', 'member', 'uid', 'idstudent', 'learnerid', 'studentid', 'customerid', 'customer', '用户', '用户id', '用户编号', '会员', '会员id', '会员编号', '成员', '成员id', '学员id', '学员编号', '买家', '买家id'],
};
const content: Field = {
  type: 'content',
  column: 'content_no',
  synonyms: ['item', 'itemid', 'contentid', 'content', 'course', 'courseid', 'lesson', 'lessonid', 'product', 'productid', 'article', 'articleid', 'movieid', 'idsite', 'resourceid', '内容', '内容id', '课程', '课程id', '课程名称', '商品', '商品id', '文章id'],
};
const key = (...synonyms: string[]): Field => ({ type: 'key', column: 'source_key', synonyms: ['id', ...synonyms] });

export const ENTITIES = {
  member: {
    table: 'member',
    rowNo: 'member_no',
    textId: 'member_id',
    fields: {
      source_key: { ...key(...member.synonyms!), required: true },
      handle: { type: 'text', synonyms: ['nickname', 'name', 'username', 'displayname', 'screenname', '昵称', '用户名', '名称', '微信昵称', '姓名昵称'] },
      joined_at: { type: 'time', synonyms: ['joined', 'joindate', 'createdat', 'creationdate', 'registered', 'registeredat', 'signupdate', 'dateregistration', 'enrolledat', '加入时间', '注册时间', '入群时间', '加入日期', '注册日期', '创建时间'] },
      left_at: { type: 'time', synonyms: ['left', 'leftat', 'leavedate', 'unenrolledat', 'dateunregistration', '退出时间', '离开时间', '退群时间'] },
      role: { type: { oneOf: ['owner', 'admin', 'moderator', 'expert', 'member', 'bot', 'guest'] }, synonyms: ['角色', '身份'] },
      status: { type: { oneOf: ['active', 'expired', 'suspended', 'deleted'] }, synonyms: ['state', '状态', '会员状态'] },
      birth_year: { type: 'int', synonyms: ['birthyear', 'yearofbirth', '出生年份', '出生年'] },
      age: { type: 'age', column: 'birth_year', synonyms: ['年龄'] },
      age_band: { type: 'text', synonyms: ['ageband', 'agerange', 'agegroup', '年龄段', '年龄组'] },
      gender: { type: 'text', synonyms: ['sex', '性别'] },
      occupation: { type: 'text', synonyms: ['job', 'profession', 'employmentarea', '职业', '工作', '行业'] },
      education: { type: 'text', synonyms: ['highesteducation', 'highesteducationlevel', 'educationlevel', '学历', '教育程度'] },
      region: { type: 'text', synonyms: ['province', 'state', 'location', '地区', '省份', '省', '城市/地区', '所在地'] },
      country: { type: 'text', synonyms: ['countrycode', 'detectedcountry', '国家'] },
      city: { type: 'text', synonyms: ['城市', '市'] },
      acquisition_channel: { type: 'text', synonyms: ['channel', 'utmsource', 'source', 'referrer', '渠道', '来源', '来源渠道'] },
      plan: { type: 'text', synonyms: ['tier', 'subscription', 'membership', '套餐', '会员类型', '会员等级', '会员计划'] },
      email: { type: 'secret', synonyms: ['mail', 'emailaddress', '邮箱', '电子邮箱', '电子邮件'] },
      phone: { type: 'secret', synonyms: ['mobile', 'tel', 'telephone', 'phonenumber', '手机', '手机号', '电话', '联系电话', '手机号码'] },
      ip: { type: 'secret', synonyms: ['ipaddress', 'registrationip', 'lastip', 'ip地址', '登录ip'] },
      real_name: { type: 'secret', synonyms: ['realname', 'fullname', 'truename', '真实姓名', '姓名', '收货人', '收件人'] },
      contact: { type: 'secret', synonyms: ['wechat', 'weixin', 'wxid', 'openid', 'unionid', 'qq', 'avatar', 'avatarurl', 'profileimageurl', 'websiteurl', 'website', '微信', '微信号', '头像', '身份证', '身份证号', '地址', '收货地址', '详细地址'] },
      props: { type: 'json' },
    },
  },
  attribute: {
    table: 'member_attribute',
    fields: {
      member_id: { ...member, required: true },
      name: { type: 'text', required: true, synonyms: ['attribute', '属性'] },
      value_text: { type: 'text', synonyms: ['value', '值'] },
      value_num: { type: 'real' },
      unit: { type: 'text' },
      valid_from: { type: 'time' },
      valid_to: { type: 'time' },
    },
  },
  membership: {
    table: 'membership',
    fields: {
      source_key: key('membershipid', 'subscriptionid', '订阅id'),
      member_id: { ...member, required: true },
      plan: { type: 'text', synonyms: ['tier', 'subscription', '套餐', '会员类型', '会员计划'] },
      started_at: { type: 'time', synonyms: ['startdate', 'start', '开始时间', '生效时间', '开通时间'] },
      ended_at: { type: 'time', synonyms: ['enddate', 'end', 'expiresat', 'expiry', '到期时间', '结束时间', '过期时间'] },
      renewed_from: { type: 'text' },
      status: { type: { oneOf: ['trial', 'active', 'grace', 'expired', 'refunded'] }, synonyms: ['状态'] },
    },
  },
  content: {
    table: 'content',
    rowNo: 'content_no',
    textId: 'content_id',
    fields: {
      source_key: { ...key(...content.synonyms!), required: true },
      kind: { type: { oneOf: ['article', 'video', 'audio', 'course', 'lesson', 'live', 'file', 'column', 'assessment', 'post', 'other'] }, synonyms: ['type', 'activitytype', 'contenttype', '类型', '内容类型'] },
      title: { type: 'text', synonyms: ['name', 'contenttitle', '标题', '名称', '课程名称', '课程名', '文章标题'] },
      summary: { type: 'text', synonyms: ['description', '简介', '摘要'] },
      body_text: { type: 'text', synonyms: ['body', 'text', '正文'] },
      lang: { type: 'text', synonyms: ['language', '语言'] },
      author_id: { ...member, column: 'author_no', synonyms: ['author', 'teacher', 'creator', '作者', '讲师', '老师'] },
      parent_id: { ...content, column: 'parent_no', synonyms: ['parent', 'courseid', '所属课程', '上级'] },
      position: { type: 'int', synonyms: ['order', 'sort', '序号', '排序'] },
      media_type: { type: 'text', synonyms: ['mimetype'] },
      duration_ms: { type: 'ms' },
      duration_s: { type: 'seconds', column: 'duration_ms', synonyms: ['duration', 'length', '时长'] },
      access: { type: { oneOf: ['free', 'paid', 'member'] }, synonyms: ['权限'] },
      price: { type: 'money', column: 'price_minor', synonyms: ['价格', '售价'] },
      price_minor: { type: 'minor' },
      currency: { type: 'text', synonyms: ['货币'] },
      published_at: { type: 'time', synonyms: ['publishedat', 'publishdate', 'createdat', '发布时间', '上架时间'] },
      updated_at: { type: 'time', synonyms: ['更新时间'] },
      removed_at: { type: 'time', synonyms: ['下架时间'] },
      url: { type: 'text', synonyms: ['link', '链接'] },
      content_license: { type: 'text' },
      tags: { type: 'tags', synonyms: ['tag', 'topics', 'genres', '标签', '主题'] },
      props: { type: 'json' },
    },
  },
  event: {
    table: 'event',
    fields: {
      source_key: { ...key('eventid', 'rowid', '事件id', '流水号'), column: 'native_key' },
      member_id: { ...member, required: true },
      kind: { type: 'text', synonyms: ['event', 'eventname', 'action', 'type', 'behavior', 'behaviour', 'verb', '事件', '行为', '动作', '操作', '事件类型', '行为类型'] },
      content_id: content,
      occurred_at: { type: 'time', required: true, column: 'time_s', synonyms: ['time', 'timestamp', 'ts', 'date', 'datetime', 'occurredat', 'eventtime', 'createdat', '时间', '日期', '发生时间', '浏览时间', '操作时间', '时间戳'] },
      value: { type: 'real', synonyms: ['amount', 'rating', 'score', 'count', 'sumclick', 'price', 'views', '数值', '金额', '实付', '评分', '次数', '浏览量'] },
      unit: { type: 'text', synonyms: ['单位'] },
      label: { type: 'text' },
      duration_ms: { type: 'ms' },
      session_key: { type: 'text', synonyms: ['session', 'sessionid', '会话id'] },
      campaign_key: { type: 'text', synonyms: ['campaignid', 'campaign', '活动id'] },
      props: { type: 'json', synonyms: ['properties', '属性'] },
    },
  },
  post: {
    table: 'post',
    rowNo: 'post_no',
    textId: 'post_id',
    fields: {
      source_key: { ...key('postid', 'messageid', 'commentid', 'topicid', '帖子id', '评论id', '消息id'), required: true },
      thread_key: { type: 'text', synonyms: ['threadid', 'thread', 'topicid', '主题id'] },
      parent_key: { type: 'text', synonyms: ['parentid', 'replyto', 'replytoid', 'inreplyto', '父id', '回复id'] },
      content_id: content,
      channel: { type: 'text', synonyms: ['category', 'room', 'group', '频道', '板块', '群', '版块'] },
      kind: { type: { oneOf: ['topic', 'reply', 'comment', 'question', 'answer', 'message', 'announcement', 'system'] }, synonyms: ['type', 'posttype', '类型'] },
      author_id: { ...member, column: 'author_no', synonyms: [...member.synonyms!, 'author', 'authorid', 'sender', 'senderid', 'from', '作者', '发言人', '发布者', '评论人'] },
      author_name: { type: 'text', synonyms: ['authorname', 'sendername', '昵称', '作者昵称'] },
      title: { type: 'text', synonyms: ['subject', '标题'] },
      body_text: { type: 'text', synonyms: ['body', 'text', 'content', 'message', 'comment', 'raw', '正文', '评论', '评论内容', '发言内容', '消息内容', '帖子内容', '留言'] },
      body_html: { type: 'text' },
      lang: { type: 'text' },
      created_at: { type: 'time', synonyms: ['createdat', 'time', 'timestamp', 'date', 'datetime', 'posted', 'postedat', 'creationdate', '时间', '发布时间', '评论时间', '发言时间', '创建时间'] },
      edited_at: { type: 'time', synonyms: ['editedat', 'updatedat', '编辑时间'] },
      deleted_at: { type: 'time', synonyms: ['deletedat', '删除时间'] },
      is_accepted: { type: 'flag' },
      is_pinned: { type: 'flag', synonyms: ['pinned', '置顶'] },
      is_digest: { type: 'flag', synonyms: ['digest', '精华'] },
      score: { type: 'int' },
      like_count: { type: 'int', synonyms: ['likes', 'likecount', '点赞数', '点赞'] },
      reply_count: { type: 'int', synonyms: ['replies', 'replycount', '回复数', '评论数'] },
      view_count: { type: 'int', synonyms: ['views', 'viewcount', '浏览量', '阅读数', '阅读量'] },
      reward: { type: 'money', column: 'reward_minor', synonyms: ['打赏'] },
      attachments: { type: 'json' },
      tags: { type: 'tags', synonyms: ['tag', '标签', '话题'] },
      props: { type: 'json' },
    },
  },
  reaction: {
    table: 'reaction',
    fields: {
      source_key: key('reactionid', 'likeid', 'voteid'),
      post_id: { type: 'post', column: 'post_no', synonyms: ['postid', 'messageid', 'commentid', '帖子id'] },
      content_id: content,
      member_id: member,
      kind: { type: { oneOf: ['like', 'upvote', 'downvote', 'emoji', 'favourite', 'bounty', 'share', 'accept', 'flag', 'close', 'reopen', 'delete', 'undelete', 'review', 'edit', 'other'] }, required: true, synonyms: ['type', 'reaction', '类型'] },
      emoji: { type: 'text' },
      value: { type: 'int' },
      count: { type: 'int' },
      reacted_at: { type: 'time', synonyms: ['time', 'createdat', 'timestamp', '时间'] },
    },
  },
  order: {
    table: 'purchase_order',
    rowNo: 'order_no',
    fields: {
      source_key: key('orderid', 'orderno', 'ordernumber', '订单id', '订单号', '订单编号'),
      member_id: member,
      status: { type: { oneOf: ['placed', 'paid', 'refunded', 'cancelled'] }, synonyms: ['state', '状态', '订单状态'] },
      ordered_at: { type: 'time', synonyms: ['orderedat', 'orderdate', 'createdat', '下单时间', '创建时间'] },
      paid_at: { type: 'time', synonyms: ['paidat', 'paymenttime', '支付时间', '付款时间'] },
      refunded_at: { type: 'time', synonyms: ['refundedat', '退款时间'] },
      amount: { type: 'money', column: 'amount_minor', synonyms: ['total', 'price', 'paid', '金额', '实付', '实付金额', '订单金额', '支付金额'] },
      amount_minor: { type: 'minor' },
      refund: { type: 'money', column: 'refund_minor', synonyms: ['refundamount', '退款金额'] },
      refund_minor: { type: 'minor' },
      currency: { type: 'text', synonyms: ['货币', '币种'] },
      channel: { type: 'text', synonyms: ['渠道', '来源'] },
      coupon: { type: 'text', synonyms: ['优惠券'] },
      campaign_key: { type: 'text', synonyms: ['campaignid', '活动id'] },
      content_id: content,
      plan: { type: 'text', synonyms: ['套餐'] },
      qty: { type: 'int', synonyms: ['quantity', '数量'] },
    },
  },
  feedback: {
    table: 'feedback',
    fields: {
      source_key: key('feedbackid', 'reviewid', 'ratingid', '评价id'),
      member_id: member,
      content_id: content,
      post_id: { type: 'post', column: 'post_no' },
      kind: { type: { oneOf: ['rating', 'review', 'complaint', 'suggestion', 'exit_reason'] }, synonyms: ['type', '类型'] },
      rating: { type: 'real', synonyms: ['stars', 'star', 'score', '评分', '星级'] },
      rating_max: { type: 'real' },
      text: { type: 'text', synonyms: ['review', 'comment', '评价', '评价内容', '评论'] },
      created_at: { type: 'time', synonyms: ['time', 'timestamp', 'date', 'createdat', '时间', '评价时间'] },
    },
  },
  survey: {
    table: 'survey',
    fields: { source_key: { ...key(), required: true }, title: { type: 'text' }, opens_at: { type: 'time' } },
  },
  question: {
    table: 'question',
    fields: {
      source_key: { ...key(), required: true },
      survey_key: { type: 'text', required: true },
      position: { type: 'int' },
      kind: { type: { oneOf: ['single', 'multi', 'scale', 'nps', 'matrix', 'text', 'number', 'date'] } },
      text: { type: 'text' },
      scale_min: { type: 'real' },
      scale_max: { type: 'real' },
      options: { type: 'json' },
    },
  },
  response: {
    table: 'response',
    fields: {
      source_key: { ...key('respondentid', 'responseid'), required: true },
      survey_key: { type: 'text', required: true },
      member_id: member,
      started_at: { type: 'time' },
      submitted_at: { type: 'time' },
      channel: { type: 'text' },
    },
  },
  answer: {
    table: 'answer',
    fields: {
      source_key: key(),
      response_key: { type: 'text', required: true },
      question_key: { type: 'text', required: true },
      option_key: { type: 'text' },
      value_num: { type: 'real' },
      value_text: { type: 'text' },
    },
  },
  mod_item: {
    table: 'mod_item',
    fields: {
      source_key: { ...key(), required: true },
      target_type: { type: { oneOf: ['post', 'content', 'member', 'feedback'] }, required: true },
      target_key: { type: 'text', required: true },
      target_member_id: { ...member, column: 'target_member_no' },
      status: { type: { oneOf: ['pending', 'approved', 'rejected', 'ignored', 'removed', 'escalated'] } },
      severity: { type: { oneOf: ['low', 'medium', 'high'] } },
      risk: { type: 'real' },
      opened_at: { type: 'time' },
      due_at: { type: 'time' },
      closed_at: { type: 'time' },
      assignee: { type: 'text' },
      origin: { type: { oneOf: ['report', 'rule', 'import', 'operator'] } },
    },
  },
  mod_report: {
    table: 'mod_report',
    fields: {
      source_key: key(),
      item_key: { type: 'text', required: true },
      reporter_id: { ...member, column: 'reporter_no' },
      reason: { type: { oneOf: ['spam', 'off_topic', 'abuse', 'ad', 'sexual', 'violence', 'illegal', 'personal_attack', 'privacy', 'copyright', 'other'] } },
      native_reason: { type: 'text' },
      note: { type: 'text' },
      weight: { type: 'real' },
      reported_at: { type: 'time' },
    },
  },
  mod_decision: {
    table: 'mod_decision',
    fields: {
      source_key: key(),
      item_key: { type: 'text', required: true },
      operator: { type: 'text' },
      action: { type: { oneOf: ['keep', 'hide', 'delete', 'edit', 'warn', 'mute', 'ban', 'escalate', 'restore'] }, required: true },
      reason: { type: 'text' },
      note: { type: 'text' },
      decided_at: { type: 'time' },
      score_shown: { type: 'real' },
    },
  },
  campaign: {
    table: 'campaign',
    fields: {
      source_key: { ...key('campaignid'), required: true },
      name: { type: 'text', synonyms: ['title', '活动名称'] },
      mechanism: { type: { oneOf: ['topic', 'poll', 'expert_qa', 'activity', 'checkin', 'live', 'push', 'email', 'coupon'] } },
      goal_metric: { type: 'text' },
      target_segment: { type: 'text' },
      host_id: { ...member, column: 'host_no', synonyms: [] },
      starts_at: { type: 'time', synonyms: ['start', 'startdate', '开始时间'] },
      ends_at: { type: 'time', synonyms: ['end', 'enddate', '结束时间'] },
      status: { type: { oneOf: ['draft', 'planned', 'running', 'done', 'cancelled'] } },
      budget: { type: 'money', column: 'budget_minor', synonyms: ['预算'] },
      budget_minor: { type: 'minor' },
      expected: { type: 'real' },
      actual: { type: 'real' },
      props: { type: 'json' },
    },
  },
  campaign_touch: {
    table: 'campaign_touch',
    fields: {
      source_key: key(),
      campaign_key: { type: 'text', required: true, synonyms: ['campaignid', 'campaign'] },
      member_id: member,
      kind: { type: { oneOf: ['sent', 'delivered', 'opened', 'clicked', 'joined', 'submitted', 'converted', 'opted_out'] }, required: true },
      occurred_at: { type: 'time', synonyms: ['time', 'timestamp'] },
      value: { type: 'real' },
    },
  },
  experiment: {
    table: 'experiment',
    fields: {
      source_key: { ...key('experimentid'), required: true },
      name: { type: 'text' },
      hypothesis: { type: 'text' },
      unit: { type: { oneOf: ['member', 'session', 'impression'] } },
      status: { type: 'text' },
      started_at: { type: 'time' },
      stopped_at: { type: 'time' },
      primary_metric: { type: 'text' },
      mde: { type: 'real' },
      alpha: { type: 'real' },
      power: { type: 'real' },
      planned_n: { type: 'int' },
      arms: { type: 'json' },
      decision: { type: { oneOf: ['ship', 'stop', 'iterate'] } },
      decided_at: { type: 'time' },
      decision_note: { type: 'text' },
    },
  },
  assignment: {
    table: 'assignment',
    fields: {
      source_key: key(),
      experiment_key: { type: 'text', required: true },
      unit_key: { type: 'text', required: true },
      member_id: member,
      arm: { type: 'text', required: true },
      assigned_at: { type: 'time' },
      propensity: { type: 'real' },
    },
  },
  exposure: {
    table: 'exposure',
    fields: {
      source_key: key(),
      experiment_key: { type: 'text', required: true },
      unit_key: { type: 'text', required: true },
      member_id: member,
      arm: { type: 'text', required: true },
      content_id: content,
      position: { type: 'int' },
      propensity: { type: 'real' },
      reward: { type: 'real' },
      exposed_at: { type: 'time' },
    },
  },
  assessment_result: {
    table: 'assessment_result',
    fields: {
      source_key: key(),
      member_id: { ...member, required: true },
      content_id: { ...content, synonyms: ['idassessment', 'assessmentid'] },
      attempt: { type: 'int' },
      submitted_at: { type: 'time', synonyms: ['datesubmitted', '提交时间'] },
      score: { type: 'real', synonyms: ['分数', '成绩'] },
      score_max: { type: 'real' },
      passed: { type: 'flag' },
      is_banked: { type: 'flag' },
    },
  },
} as const satisfies Record<string, Entity>;

export type EntityName = keyof typeof ENTITIES;

/** Same table, typed loosely for code that walks it. */
export const entityOf = (name: EntityName): Entity => ENTITIES[name];

/** Event kinds everybody understands; others are kept with an `x_` prefix. */
export const EVENT_KINDS = ['view', 'click', 'play', 'progress', 'complete', 'download', 'share', 'like', 'comment', 'post', 'search', 'login', 'enrol', 'unenrol', 'purchase', 'refund', 'renew', 'expire', 'checkin', 'submit', 'badge', 'join', 'leave', 'vote', 'attend'] as const;
