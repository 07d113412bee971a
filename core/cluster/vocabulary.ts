/** Plain words for a feature that is high or low. A family holds features that say nearly the same: a name uses one of each. */
import type { BilingualName, Trait } from './types.ts';

interface Words {
  family: string;
  high: BilingualName;
  low: BilingualName;
}

const words = (family: string, high: [zh: string, en: string], low: [zh: string, en: string]): Words => ({
  family,
  high: { zh: high[0], en: high[1] },
  low: { zh: low[0], en: low[1] },
});

const WORDS: Record<string, Words> = {
  recencyDays: words('presence', ['久未出现', 'long unseen'], ['最近来过', 'here lately']),
  trend: words('presence', ['越来越活跃', 'rising activity'], ['活跃度下降', 'fading activity']),
  events: words('activity', ['很活跃', 'very active'], ['安静', 'quiet']),
  activeDays: words('activity', ['常来', 'come often'], ['很少来', 'rarely come']),
  streakDays: words('activity', ['天天来', 'come day after day'], ['来得零散', 'come now and then']),
  contents: words('breadth', ['看得广', 'explore widely'], ['看得少', 'see few contents']),
  depth: words('depth', ['学得深', 'go deep'], ['浅尝辄止', 'stay on the surface']),
  tenureDays: words('tenure', ['老成员', 'long-time members'], ['新人', 'newcomers']),
  spend: words('spend', ['消费高', 'high spend'], ['消费低', 'low spend']),
  posts: words('talk', ['常发帖', 'frequent posters'], ['很少发帖', 'rarely post']),
  repliesGiven: words('talk', ['爱回帖', 'frequent repliers'], ['很少回帖', 'rarely reply']),
  repliesReceived: words('echo', ['回应多', 'much replied to'], ['回应少', 'little replied to']),
  likesReceived: words('echo', ['获赞多', 'much liked'], ['获赞少', 'little liked']),
  likesGiven: words('likes', ['爱点赞', 'generous likers'], ['很少点赞', 'rarely like']),
  weekendShare: words('week', ['周末活跃', 'weekend people'], ['工作日活跃', 'weekday people']),
  nightShare: words('hours', ['夜猫子', 'night owls'], ['白天活跃', 'daytime people']),
};

interface KindWords {
  high: BilingualName;
  activity: BilingualName;
  /** Default: the kind alone. */
  family?: string;
}

/** What `share.<kind>` says when it is high, and the activity itself, by kind. */
const KINDS: Record<string, KindWords> = {
  view: kind(['以浏览为主', 'mostly browse'], ['浏览', 'browsing']),
  search: kind(['爱搜索', 'search a lot'], ['搜索', 'searching']),
  play: kind(['爱听课', 'watch and listen a lot'], ['播放', 'playing']),
  progress: kind(['学习勤', 'steady learners'], ['学习', 'studying']),
  complete: kind(['学得完', 'finish what they start'], ['完成学习', 'completing']),
  lesson_complete: kind(['常完课', 'finish lessons'], ['完成课程', 'finishing lessons']),
  lesson_start: kind(['常开新课', 'start many lessons'], ['开始课程', 'starting lessons']),
  attend: kind(['爱看直播', 'live regulars'], ['看直播', 'attending']),
  checkin: kind(['爱打卡', 'check in a lot'], ['打卡', 'checking in']),
  like: { ...kind(['爱点赞', 'generous likers'], ['点赞', 'liking']), family: 'likes' },
  share: kind(['爱分享', 'eager sharers'], ['分享', 'sharing']),
  login: kind(['多为登录', 'mostly log in'], ['登录', 'logging in']),
  purchase: kind(['常购买', 'buy often'], ['购买', 'buying']),
  renew: kind(['常续费', 'renew often'], ['续费', 'renewing']),
  refund: kind(['常退款', 'refund often'], ['退款', 'refunds']),
  download: kind(['爱下载', 'download a lot'], ['下载', 'downloading']),
  enrol: kind(['常报名', 'enrol a lot'], ['报名', 'enrolling']),
  enroll: kind(['常报名', 'enrol a lot'], ['报名', 'enrolling']),
  post: kind(['爱发帖', 'mostly post'], ['发帖', 'posting']),
  comment: kind(['爱评论', 'comment a lot'], ['评论', 'commenting']),
  reply: kind(['爱回复', 'reply a lot'], ['回复', 'replying']),
  question: kind(['爱提问', 'ask a lot'], ['提问', 'asking']),
  answer: kind(['爱回答', 'answer a lot'], ['回答', 'answering']),
  favorite: kind(['爱收藏', 'save a lot'], ['收藏', 'saving']),
  badge: kind(['常得徽章', 'earn badges'], ['得徽章', 'earning badges']),
  topic: kind(['爱发起主题', 'start topics'], ['发起主题', 'starting topics']),
  submit: kind(['常交作业', 'hand in work'], ['交作业', 'handing in']),
  click: kind(['常点击', 'click a lot'], ['点击', 'clicking']),
  vote: kind(['爱投票', 'vote a lot'], ['投票', 'voting']),
};

function kind(high: [zh: string, en: string], activity: [zh: string, en: string]): KindWords {
  return { high: { zh: high[0], en: high[1] }, activity: { zh: activity[0], en: activity[1] } };
}

/** The words of a trait and its family. A feature that nobody named is called by its own name. */
export function wordsFor(trait: Pick<Trait, 'feature' | 'direction'>): BilingualName & { family: string } {
  const { feature, direction } = trait;
  const known = WORDS[feature];
  if (known) return { family: known.family, ...known[direction] };
  const isHigh = direction === 'high';
  if (feature.startsWith('share.')) {
    const name = feature.slice('share.'.length);
    const about = KINDS[name] ?? kind([`「${name}」多`, `much ${name}`], [`「${name}」`, name]);
    const low = { zh: `少${about.activity.zh}`, en: `little ${about.activity.en}` };
    return { family: about.family ?? feature, ...(isHigh ? about.high : low) };
  }
  return { family: feature, zh: `${feature} ${isHigh ? '高' : '低'}`, en: `${isHigh ? 'high' : 'low'} ${feature}` };
}
