/** Well-known words of exports, Chinese and English: table names, and values to be translated to the canonical ones. */
import type { EntityName } from './entities.ts';

/** Words in table names. The first entity whose word occurs wins: what was done comes before who or what it was done to. */
export const TABLE_WORDS: [entity: EntityName, words: string[]][] = [
  ['campaign_touch', ['touch', 'touches', 'campaignlog', '触达', '活动报名', '活动参与']],
  ['membership', ['membership', 'memberships', 'subscription', 'subscriptions', 'renewals', '会员期', '订阅', '会籍', '续费记录']],
  ['order', ['order', 'orders', 'purchases', 'transactions', 'payments', 'sales', '订单', '交易', '支付记录', '购买记录']],
  ['assessment_result', ['studentassessment', 'scores', 'grades', 'examresults', '成绩', '考试结果']],
  ['reaction', ['reaction', 'reactions', 'likes', 'votes', 'favorites', 'favourites', '点赞', '投票记录']],
  ['feedback', ['feedback', 'feedbacks', 'review', 'reviews', 'rating', 'ratings', 'complaints', 'suggestions', '评价', '评分', '反馈', '投诉', '建议']],
  ['event', ['event', 'events', 'log', 'logs', 'activity', 'activities', 'clickstream', 'clicks', 'views', 'behavior', 'behaviors', 'interactions', 'visits', 'tracking', '行为', '日志', '浏览', '点击', '登录', '访问', '学习记录', '埋点', '事件']],
  ['post', ['post', 'posts', 'message', 'messages', 'comment', 'comments', 'topics', 'threads', 'replies', 'chat', 'chats', 'talks', '评论', '帖子', '消息', '聊天', '发言', '留言', '动态', '回复', '主题', '话题']],
  ['campaign', ['campaign', 'campaigns', '活动', '营销']],
  ['content', ['content', 'contents', 'course', 'courses', 'lesson', 'lessons', 'item', 'items', 'product', 'products', 'article', 'articles', 'movies', 'books', 'videos', 'resources', '课程', '内容', '文章', '商品', '产品', '视频', '资料', '专栏']],
  ['member', ['user', 'users', 'member', 'members', 'people', 'person', 'persons', 'profile', 'profiles', 'customer', 'customers', 'student', 'students', 'learner', 'learners', 'subscribers', 'accounts', 'respondents', 'userlist', 'enrolments', 'enrollments', '用户', '会员', '成员', '学员', '客户', '名单', '人员', '花名册', '粉丝']],
];

/** Words a column name may be for, beside the synonyms of the entity. */
export const MORE_SYNONYMS: Partial<Record<EntityName, Record<string, string[]>>> = {
  member: {
    source_key: ['respondentid', 'participantid', 'personid', 'accountid', 'no', 'number', '编号', '序号', '学号', '工号'],
    occupation: ['employmentstatus'],
    real_name: ['contactname'],
    region: ['area', '所在地区', '省市'],
    contact: ['address', 'homeaddress', 'facebook', 'twitter', 'linkedin', 'idcard', 'passport'],
  },
  event: { duration_ms: ['durationmillis'] },
  content: { duration_s: ['durationseconds', 'seconds', '时长秒', '秒数'] },
  order: {
    amount_minor: ['amountcents', 'amountincents', '金额(分)', '实付(分)', '实付金额(分)', '支付金额(分)', '订单金额(分)'],
    content_id: ['sku'], ordered_at: ['date', 'time', 'timestamp', 'createtime', '日期', '时间', '订单时间'],
    paid_at: ['paytime', 'payat'],
  },
  feedback: { text: ['reviewbody', 'reviewtext', 'content', 'body', 'feedback', '内容', '反馈内容', '建议内容'] },
  post: { source_key: ['localid'], parent_key: ['parentcommentid', 'parentpostid'], created_at: ['createtime', 'strtime'], body_text: ['strcontent', 'postraw', '内容'] },
};

type Words = Record<string, string[]>;

const ORDER_STATUS: Words = {
  paid: ['已支付', '已付款', '支付成功', '付款成功', '交易成功', '已完成', '完成', '已发货', '成功', 'success', 'succeeded', 'successful', 'completed', 'complete', 'fulfilled'],
  refunded: ['已退款', '退款', '退款成功', '退款中', '部分退款', 'refund', 'returned'],
  cancelled: ['已取消', '取消', '已关闭', '交易关闭', '关闭', 'canceled', 'cancel', 'closed', 'failed', 'void'],
  placed: ['待支付', '待付款', '未支付', '未付款', '已下单', '下单', '处理中', 'pending', 'created', 'unpaid', 'open', 'new', 'processing'],
};

const EVENT_WORDS: Words = {
  view: ['浏览', '观看', '查看', '访问', '阅读', '打开', 'pageview', 'page_view', 'viewed', 'visit', 'read', 'open', 'watch', 'browse', 'impression', 'pv'],
  click: ['点击', '单击', 'clicked', 'tap'],
  play: ['播放', '收听', 'played', 'listen'],
  progress: ['学习', '学习中', '进度'],
  complete: ['完成', '学完', '看完', '读完', '完课', '结课', 'completed', 'finish', 'finished', 'done'],
  download: ['下载', 'downloaded'],
  share: ['分享', '转发', 'shared', 'forward', 'repost'],
  like: ['点赞', '赞', '喜欢', '收藏', 'liked', 'favorite', 'favourite', 'fav', 'upvote', 'collect', 'bookmark'],
  comment: ['评论', '留言', '回复', 'commented', 'reply', 'review'],
  post: ['发帖', '发布', '发言', '发表', 'posted', 'publish'],
  search: ['搜索', '查询', 'searched', 'query'],
  login: ['登录', '登陆', '签入', '上线', 'signin', 'sign_in', 'logged_in', 'log_in'],
  enrol: ['报名', '选课', '加入课程', 'enroll', 'enrolled', 'enrolment', 'enrollment'],
  unenrol: ['退课', '取消报名', 'unenroll', 'unenrolled'],
  purchase: ['购买', '下单', '支付', '付款', '成交', 'buy', 'bought', 'purchased', 'pay', 'paid', 'payment', 'order', 'checkout'],
  refund: ['退款', 'refunded'],
  renew: ['续费', '续订', 'renewed', 'renewal'],
  expire: ['过期', '到期', 'expired'],
  checkin: ['打卡', '签到', 'check_in', 'checked_in'],
  submit: ['提交', '交作业', '提交作业', 'submitted', 'submission'],
  join: ['加入', '入群', '注册', 'joined', 'signup', 'sign_up', 'register', 'registered'],
  leave: ['退出', '退群', '离开', '注销', 'left', 'quit', 'churn'],
  vote: ['投票', 'voted'],
  attend: ['参加', '出席', '参会', '看直播', 'attended'],
};

const MEMBER_ROLE: Words = {
  owner: ['群主', '圈主', '星主', '创建者', '创始人', 'creator', 'host'],
  admin: ['管理员', 'administrator', '管理'],
  moderator: ['版主', 'mod', '运营'],
  expert: ['嘉宾', '讲师', '老师', '专家', '导师', 'teacher', 'instructor', 'lecturer', 'mentor'],
  member: ['成员', '会员', '普通成员', '普通会员', '学员', '普通用户', '用户', 'user', 'student', 'learner', 'subscriber'],
  bot: ['机器人', 'robot'],
  guest: ['游客', '访客', 'visitor'],
};

const MEMBER_STATUS: Words = {
  active: ['正常', '有效', '激活', '已激活', '活跃', '在期', '生效中', '使用中', '在籍', 'enabled', 'normal', 'valid', 'current'],
  expired: ['已过期', '过期', '到期', '已到期', '失效', 'inactive', 'lapsed', 'churned'],
  suspended: ['封禁', '已封禁', '禁言', '冻结', '已冻结', '禁用', '停用', 'banned', 'blocked', 'disabled', 'frozen'],
  deleted: ['已注销', '注销', '已删除', '删除', '退出', '已退出', '退群', 'left', 'removed', 'quit'],
};

/** `entity.field` -> canonical value -> words for it, besides itself. */
export const VALUE_WORDS: Record<string, Words | undefined> = {
  'member.gender': {
    male: ['男', '男性', '男生', '先生', 'm', 'man', 'boy'],
    female: ['女', '女性', '女生', '女士', 'f', 'woman', 'girl'],
  },
  'member.role': MEMBER_ROLE,
  'member.status': MEMBER_STATUS,
  'membership.status': {
    trial: ['试用', '试用中', '体验'],
    active: ['正常', '有效', '生效中', '使用中', '在期', 'valid'],
    grace: ['宽限期'],
    expired: ['已过期', '过期', '到期', '已到期', 'lapsed', 'ended'],
    refunded: ['已退款', '退款', 'refund'],
  },
  'order.status': ORDER_STATUS,
  'event.kind': EVENT_WORDS,
  'post.kind': {
    topic: ['主题', '帖子', '话题', '发帖', '动态', 'post', 'thread', 'submission', 'talk', 'topics'],
    reply: ['回复', '回帖', '跟帖', 'replies'],
    comment: ['评论', '留言', 'comments'],
    question: ['提问', '问题', '问答', 'q&a'],
    answer: ['回答', '答案', '解答'],
    message: ['消息', '聊天', '发言', '文本', '文字', 'text', 'chat', 'default'],
    announcement: ['公告', '通知', 'notice'],
    system: ['系统', '系统消息', 'service'],
  },
  'content.kind': {
    article: ['文章', '图文', '帖文', 'blog', 'page', 'text'],
    video: ['视频', '录播', 'mp4'],
    audio: ['音频', '录音', 'podcast', 'mp3'],
    course: ['课程', '系列课', '训练营'],
    lesson: ['课时', '章节', '小节', '单课', 'chapter', 'module'],
    live: ['直播', '直播课', 'webinar'],
    file: ['文件', '资料', '电子书', 'resource', 'pdf', 'ebook'],
    column: ['专栏', '合集'],
    assessment: ['测验', '考试', '作业', 'quiz', 'exam', 'assignment'],
    other: ['其他', '其它'],
  },
  'content.access': { free: ['免费', '公开', 'public'], paid: ['付费', '收费'], member: ['会员', '会员专享', 'vip', 'members'] },
  'reaction.kind': {
    like: ['点赞', '赞', '喜欢', 'likes', 'liked'],
    favourite: ['收藏', 'favorite', 'bookmark'],
    share: ['分享', '转发', 'forward'],
    downvote: ['踩', 'dislike'],
    upvote: ['顶', '支持'],
    flag: ['举报', 'report'],
  },
  'feedback.kind': {
    rating: ['评分', '打分'],
    review: ['评价', '点评', '评论'],
    complaint: ['投诉', '吐槽'],
    suggestion: ['建议', '意见'],
    exit_reason: ['退出原因', '流失原因', '退款原因'],
  },
  'campaign_touch.kind': {
    sent: ['已发送', '发送'],
    delivered: ['已送达', '送达'],
    opened: ['已打开', '打开', '已读', 'open'],
    clicked: ['已点击', '点击', 'click'],
    joined: ['已参加', '参与', '报名', 'join'],
    submitted: ['提交', '已提交', 'submit'],
    converted: ['转化', '成交', '购买', 'convert', 'purchase'],
    opted_out: ['退订', '取消订阅', 'unsubscribe', 'unsubscribed'],
  },
};
