/** The vocabulary of the sentences: actions, traits, their values and measures, in both languages. Unknown names stay as they are. */

export interface Words {
  zh: string;
  en: string;
}

export interface ActionWords {
  /** 发帖 */
  zh: string;
  /** "did not post" */
  base: string;
  /** "posted 3 times" */
  past: string;
}

const action = (zh: string, base: string, past: string): ActionWords => ({ zh, base, past });

/** Any action at all; sentences about it have words of their own where they need them. */
export const ANY_ACTION = action('活动', 'act', 'acted');
export const ANY_RECORDED = action('行为', 'act', 'acted');

const ACTIONS: Record<string, ActionWords> = {
  posts: action('发帖', 'post', 'posted'),
  view: action('浏览', 'view', 'viewed'),
  click: action('点击', 'click', 'clicked'),
  play: action('播放', 'play', 'played'),
  progress: action('学习', 'study', 'studied'),
  complete: action('完成', 'complete', 'completed'),
  lesson: action('学习课时', 'take a lesson', 'took a lesson'),
  lesson_complete: action('完成课时', 'complete a lesson', 'completed a lesson'),
  download: action('下载', 'download', 'downloaded'),
  share: action('分享', 'share', 'shared'),
  like: action('点赞', 'like', 'liked'),
  comment: action('评论', 'comment', 'commented'),
  post: action('发帖', 'post', 'posted'),
  search: action('搜索', 'search', 'searched'),
  login: action('登录', 'log in', 'logged in'),
  enrol: action('报名', 'enrol', 'enrolled'),
  unenrol: action('退课', 'leave a course', 'left a course'),
  purchase: action('购买', 'buy', 'bought'),
  refund: action('退款', 'get a refund', 'got a refund'),
  renew: action('续费', 'renew', 'renewed'),
  expire: action('到期', 'expire', 'expired'),
  checkin: action('打卡', 'check in', 'checked in'),
  submit: action('提交作业', 'hand in work', 'handed in work'),
  badge: action('获得徽章', 'earn a badge', 'earned a badge'),
  join: action('加入', 'join', 'joined'),
  leave: action('离开', 'leave', 'left'),
  vote: action('投票', 'vote', 'voted'),
  attend: action('参加直播', 'attend', 'attended'),
  topic: action('发起主题', 'start a topic', 'started a topic'),
  reply: action('回复', 'reply', 'replied'),
  question: action('提问', 'ask', 'asked'),
  answer: action('回答', 'answer', 'answered'),
  message: action('发消息', 'write a message', 'wrote a message'),
  announcement: action('发公告', 'announce', 'announced'),
  system: action('系统消息', 'get a system message', 'got a system message'),
};

export const actionWords = (kind: string): ActionWords =>
  ACTIONS[kind] ?? action(`做过“${kind}”`, `do “${kind}”`, `did “${kind}”`);

const TRAITS: Record<string, Words> = {
  role: { zh: '角色', en: 'role' },
  status: { zh: '状态', en: 'status' },
  plan: { zh: '会员类型', en: 'plan' },
  age_band: { zh: '年龄段', en: 'age' },
  gender: { zh: '性别', en: 'gender' },
  occupation: { zh: '职业', en: 'occupation' },
  education: { zh: '学历', en: 'education' },
  region: { zh: '地区', en: 'region' },
  country: { zh: '国家', en: 'country' },
  city: { zh: '城市', en: 'city' },
  acquisition_channel: { zh: '来源渠道', en: 'where they came from' },
  rfm: { zh: '价值分层', en: 'value group' },
  health: { zh: '健康状态', en: 'health' },
  level: { zh: '参与等级', en: 'level' },
  cluster: { zh: '所属群组', en: 'group' },
  topic: { zh: '最关心的话题', en: 'main topic' },
};

export function traitWords(name: string): Words {
  if (name.startsWith('tag:')) return { zh: `标签“${name.slice(4)}”`, en: `tag “${name.slice(4)}”` };
  const plain = name.startsWith('attr:') ? name.slice(5) : name;
  return TRAITS[name] ?? { zh: plain, en: plain };
}

const VALUES: Record<string, Words> = {
  champions: { zh: '核心学员', en: 'champions' },
  learners: { zh: '活跃学习者', en: 'learners' },
  'fresh-payers': { zh: '新付费', en: 'fresh payers' },
  visitors: { zh: '浅度访客', en: 'visitors' },
  'cannot-lose': { zh: '重点挽留', en: 'cannot lose' },
  'fading-learners': { zh: '淡出的学习者', en: 'fading learners' },
  'sleeping-payers': { zh: '沉睡付费', en: 'sleeping payers' },
  lost: { zh: '已流失', en: 'lost' },
  onboarding: { zh: '新手期', en: 'onboarding' },
  'at-risk': { zh: '有流失风险', en: 'at risk' },
  lapsed: { zh: '已沉寂', en: 'lapsed' },
  core: { zh: '核心', en: 'core' },
  contributor: { zh: '贡献者', en: 'contributor' },
  participant: { zh: '参与者', en: 'participant' },
  observer: { zh: '旁观者', en: 'observer' },
  silent: { zh: '沉默', en: 'silent' },
  F: { zh: '女', en: 'female' },
  M: { zh: '男', en: 'male' },
  active: { zh: '正常', en: 'active' },
  admin: { zh: '管理员', en: 'admin' },
  annual: { zh: '年度会员', en: 'annual' },
  bot: { zh: '机器人', en: 'bot' },
  deleted: { zh: '已删除', en: 'deleted' },
  expert: { zh: '专家', en: 'expert' },
  expired: { zh: '已过期', en: 'expired' },
  female: { zh: '女', en: 'female' },
  free: { zh: '免费', en: 'free' },
  friend: { zh: '朋友推荐', en: 'a friend' },
  guest: { zh: '访客', en: 'guest' },
  lifetime: { zh: '终身会员', en: 'lifetime' },
  male: { zh: '男', en: 'male' },
  member: { zh: '普通成员', en: 'member' },
  moderator: { zh: '审核员', en: 'moderator' },
  monthly: { zh: '月度会员', en: 'monthly' },
  newsletter: { zh: '邮件订阅', en: 'newsletter' },
  owner: { zh: '圈主', en: 'owner' },
  paid: { zh: '付费', en: 'paid' },
  partner: { zh: '合作伙伴', en: 'partner' },
  podcast: { zh: '播客', en: 'podcast' },
  quarterly: { zh: '季度会员', en: 'quarterly' },
  search: { zh: '搜索', en: 'search' },
  suspended: { zh: '已停用', en: 'suspended' },
  trial: { zh: '试用', en: 'trial' },
  yearly: { zh: '年度会员', en: 'yearly' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
};

export const valueWords = (value: string): Words => VALUES[value] ?? { zh: value, en: value };

const MEASURES: Record<string, Words> = {
  recencyDays: { zh: '距上次活动的天数', en: 'days since last active' },
  tenureDays: { zh: '加入天数', en: 'days since joining' },
  events: { zh: '行为次数', en: 'actions' },
  posts: { zh: '发帖数', en: 'posts' },
  activeDays: { zh: '活跃天数', en: 'active days' },
  activeDays28: { zh: '近28天活跃天数', en: 'active days in the last 28' },
  streakDays: { zh: '最长连续活跃天数', en: 'longest run of active days' },
  currentStreakDays: { zh: '当前连续活跃天数', en: 'current run of active days' },
  contents: { zh: '看过的内容数', en: 'different contents' },
  finished: { zh: '学完的内容数', en: 'contents finished' },
  depth: { zh: '学习深度', en: 'depth of learning' },
  spend: { zh: '消费金额', en: 'spend' },
  repliesGiven: { zh: '回复他人次数', en: 'replies given' },
  repliesReceived: { zh: '收到的回复', en: 'replies received' },
  likesGiven: { zh: '送出的赞', en: 'likes given' },
  likesReceived: { zh: '收到的赞', en: 'likes received' },
  recent28: { zh: '近28天活动次数', en: 'actions in the last 28 days' },
  before28: { zh: '再前28天活动次数', en: 'actions in the 28 days before' },
  trend: { zh: '活跃趋势', en: 'trend' },
  weekendShare: { zh: '周末活动占比', en: 'share on weekends' },
  nightShare: { zh: '夜间活动占比', en: 'share at night' },
  score: { zh: '参与分', en: 'score' },
};

export const measureWords = (name: string): Words => MEASURES[name] ?? { zh: name, en: name };

export const DATE_WORDS: Record<'joined' | 'left' | 'firstSeen' | 'lastSeen', Words> = {
  joined: { zh: '加入', en: 'joined' },
  left: { zh: '离开', en: 'left' },
  firstSeen: { zh: '首次活动', en: 'first active' },
  lastSeen: { zh: '最近一次活动', en: 'last active' },
};

/** 甲、乙或丙 / a, b or c */
export function either(items: Words[]): Words {
  const zh = items.map((w) => w.zh);
  const en = items.map((w) => w.en);
  return { zh: zhList(zh, '或'), en: enList(en, 'or') };
}

export function zhList(items: string[], last: string): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join('、')}${last}${items.at(-1)!}`;
}

/** With a comma before the last word from three items on. */
export function enList(items: string[], last: string): string {
  if (items.length < 3) return items.join(` ${last} `);
  return `${items.slice(0, -1).join(', ')}, ${last} ${items.at(-1)!}`;
}
