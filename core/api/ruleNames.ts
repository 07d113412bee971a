/** Words of computed classes and measures, which the rule language itself does not know: sentences, lists and comparisons share them. */
import type { RuleNames, Words } from '../segment/index.ts';
import { measureWords, valueWords } from '../segment/words.ts';

const CLASSES: Record<string, Record<string, Words>> = {
  health: {
    onboarding: { zh: '新手期', en: 'onboarding' },
    active: { zh: '活跃', en: 'active' },
    'at-risk': { zh: '有流失风险', en: 'at risk' },
    lapsed: { zh: '已沉寂', en: 'lapsed' },
  },
  level: {
    core: { zh: '核心', en: 'core' },
    contributor: { zh: '贡献者', en: 'contributor' },
    participant: { zh: '参与者', en: 'participant' },
    observer: { zh: '旁观者', en: 'observer' },
    silent: { zh: '沉默', en: 'silent' },
  },
  rfm: {
    champions: { zh: '核心学员', en: 'champions' },
    learners: { zh: '活跃学习者', en: 'learners' },
    'fresh-payers': { zh: '新付费', en: 'fresh payers' },
    visitors: { zh: '浅度访客', en: 'visitors' },
    'cannot-lose': { zh: '重点挽留', en: 'cannot lose' },
    'fading-learners': { zh: '淡出的学习者', en: 'fading learners' },
    'sleeping-payers': { zh: '沉睡付费', en: 'sleeping payers' },
    lost: { zh: '已流失', en: 'lost' },
  },
};

const MEASURES: Record<string, Words> = {
  activeDays28: { zh: '近28天活跃天数', en: 'active days in the last 28' },
  streakDays: { zh: '最长连续活跃天数', en: 'longest run of active days' },
  currentStreakDays: { zh: '当前连续活跃天数', en: 'current run of active days' },
  finished: { zh: '学完的内容数', en: 'contents finished' },
  depth: { zh: '学习深度', en: 'depth of learning' },
  repliesGiven: { zh: '回复他人次数', en: 'replies given' },
  repliesReceived: { zh: '收到的回复', en: 'replies received' },
  likesGiven: { zh: '送出的赞', en: 'likes given' },
  likesReceived: { zh: '收到的赞', en: 'likes received' },
  recent28: { zh: '近28天活动次数', en: 'actions in the last 28 days' },
  before28: { zh: '再前28天活动次数', en: 'actions in the 28 days before' },
  trend: { zh: '活跃趋势', en: 'trend' },
  weekendShare: { zh: '周末活动占比', en: 'share on weekends' },
  nightShare: { zh: '夜间活动占比', en: 'share at night' },
};

export const valueName = (trait: string, value: string): Words => {
  if (trait === 'cluster') return /^\d+$/.test(value) ? { zh: `第${value}组`, en: `group ${value}` } : { zh: value, en: value };
  return CLASSES[trait]?.[value] ?? valueWords(value);
};
export const measureName = (name: string): Words => MEASURES[name] ?? measureWords(name);

export const RULE_NAMES: RuleNames = { value: valueName, measure: measureName };
