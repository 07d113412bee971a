/** One condition in words. */
import { ANY_POST, type DidRule, type LeafRule, type MeasureRule, rangeOf, type TraitRule, type Window } from './rule.ts';
import type { RuleNames } from './sentenceOf.ts';
import {
  type ActionWords,
  ANY_ACTION,
  ANY_RECORDED,
  actionWords,
  DATE_WORDS,
  either,
  enList,
  measureWords,
  traitWords,
  valueWords,
  type Words,
  zhList,
} from './words.ts';

export function leafWords(rule: LeafRule, names: RuleNames): Words;
/** The opposite where it has a plain wording of its own; null otherwise. */
export function leafWords(rule: LeafRule, names: RuleNames, isNegated: true): Words | null;
export function leafWords(rule: LeafRule, names: RuleNames, isNegated = false): Words | null {
  if (isNegated) return negatedWords(rule, names);
  if ('trait' in rule) return traitPhrase(rule, names);
  if ('measure' in rule) return measurePhrase(rule, names);
  if ('date' in rule) {
    const { zh, en } = DATE_WORDS[rule.date];
    const window = windowWords(rule.window);
    const isSeen = rule.date === 'firstSeen' || rule.date === 'lastSeen';
    return { zh: isSeen ? `${zh}在${window.zh}` : `${window.zh}${zh}`, en: `${en} ${window.en}` };
  }
  if ('did' in rule) return didPhrase(rule, names);
  if ('first' in rule) return edgePhrase(rule.first, rule.window, '首次', 'for the first time');
  if ('last' in rule) return edgePhrase(rule.last, rule.window, '最近一次', 'for the last time');
  if ('sequence' in rule) {
    const steps = rule.sequence.map((kinds) => actionsOf(kinds));
    const window = rule.window ? windowWords(rule.window) : { zh: '', en: '' };
    const within = rule.withinDays;
    const zhSteps = steps.map((s, i) => (i === 0 ? `先${s.zh}` : `再${s.zh}`)).join('、');
    return {
      zh: `${window.zh}${zhSteps}${within === null ? '' : `（前后不超过${within}天）`}`,
      en: `${steps.map((s) => s.past).join(' and then ')}${within === null ? '' : ` within ${daysEn(within)}`}${window.en === '' ? '' : ` (all ${window.en})`}`,
    };
  }
  if ('segment' in rule) {
    const name = names.segment?.(rule.segment) ?? String(rule.segment);
    return { zh: `属于分群“${name}”`, en: `in segment “${name}”` };
  }
  const n = rule.members.length;
  return { zh: `名单中的${n}人`, en: n === 1 ? 'the one person on a list' : `one of ${n} people on a list` };
}

function negatedWords(rule: LeafRule, names: RuleNames): Words | null {
  if ('did' in rule && !(rule.window && 'sinceJoinDays' in rule.window)) {
    const { low, high } = rangeOf(rule.times);
    if (low > 0 && high === Infinity) return didPhrase({ ...rule, times: { atMost: low - 1 } }, names);
  }
  if ('segment' in rule) {
    const name = names.segment?.(rule.segment) ?? String(rule.segment);
    return { zh: `不属于分群“${name}”`, en: `not in segment “${name}”` };
  }
  if ('trait' in rule && rule.known !== undefined) return traitPhrase({ trait: rule.trait, known: !rule.known }, names);
  return null;
}

/** Values of a tag that only say that it is there. */
const TAGGED: ReadonlySet<string> = new Set(['yes', 'true', '1']);

function traitPhrase(rule: TraitRule, names: RuleNames): Words {
  const { trait } = rule;
  const label = names.trait?.(trait) ?? traitWords(trait);
  if (rule.known !== undefined)
    return rule.known ? { zh: `${label.zh}已知`, en: `${label.en} known` } : { zh: `${label.zh}未知`, en: `${label.en} unknown` };
  const values = (rule.is ?? rule.isNot!).map((value) => names.value?.(trait, value) ?? valueWords(value));
  const listed = either(values);
  if (rule.is) {
    const [only] = rule.is.length === 1 ? rule.is : [];
    if (only === 'paid') return listed; // says itself what it is about
    if (trait.startsWith('tag:') && TAGGED.has(only ?? '')) return { zh: `有${label.zh}`, en: `with ${label.en}` };
    return { zh: `${label.zh}是${listed.zh}`, en: `${label.en} is ${listed.en}` };
  }
  return { zh: `${label.zh}已知且不是${listed.zh}`, en: `${label.en} known and not ${listed.en}` };
}

function measurePhrase(rule: MeasureRule, names: RuleNames): Words {
  const label = names.measure?.(rule.measure) ?? measureWords(rule.measure);
  const zh: string[] = [];
  const en: string[] = [];
  if (rule.atLeast !== undefined) {
    zh.push(`至少${rule.atLeast}`);
    en.push(`at least ${rule.atLeast}`);
  }
  if (rule.above !== undefined) {
    zh.push(`超过${rule.above}`);
    en.push(`more than ${rule.above}`);
  }
  if (rule.atMost !== undefined) {
    zh.push(`至多${rule.atMost}`);
    en.push(`at most ${rule.atMost}`);
  }
  if (rule.below !== undefined) {
    zh.push(`低于${rule.below}`);
    en.push(`less than ${rule.below}`);
  }
  return { zh: `${label.zh}${zhList(zh, '且')}`, en: `${label.en} ${enList(en, 'and')}` };
}

function didPhrase(rule: DidRule, names: RuleNames): Words {
  const { low, high } = rangeOf(rule.times);
  const plain = plainDid(rule, names, low, high);
  if (low > 0 || !(rule.window && 'sinceJoinDays' in rule.window)) return plain;
  return { zh: `${plain.zh}（加入日期已知）`, en: `${plain.en} (joining date known)` }; // else "none" would seem to include the unknown
}

function plainDid(rule: DidRule, names: RuleNames, low: number, high: number): Words {
  const isAny = rule.did.length === 0;
  const basis = rule.inBasis ?? 'all';
  const words = actionsOf(rule.did, basis);
  const window = rule.window ? windowWords(rule.window) : { zh: '', en: '' };
  const on = rule.content ? contentWords(rule.content, names) : { zh: '', en: '' };
  const tail = window.en === '' ? '' : ` ${window.en}`;
  const times = timesWords(low, high);
  const zhAction = `${words.zh}${on.zh}`;
  const zh =
    high === 0
      ? `${window.zh || '从'}没有${zhAction}`
      : low === 1 && high === Infinity
        ? `${window.zh}有${zhAction}`
        : `${window.zh}${zhAction}${times.zh}`;
  if (isAny && basis !== 'posts' && on.en === '') {
    const what = basis === 'events' ? 'recorded action' : 'action';
    if (high === 0)
      return {
        zh,
        en: basis === 'events' ? `without a recorded action${tail}` : tail === '' ? 'never active' : `inactive${tail}`,
      };
    if (low === 1 && high === Infinity) return { zh, en: basis === 'events' ? `with a recorded action${tail}` : `active${tail}` };
    return { zh, en: `with ${countWords(low, high)} ${what}${low === 1 && high === 1 ? '' : 's'}${tail}` };
  }
  if (high === 0)
    return { zh, en: `${tail === '' ? 'never ' : 'did not '}${tail === '' ? words.past : words.base}${on.en}${tail}` };
  if (low === 1 && high === Infinity) return { zh, en: `${words.past}${on.en}${tail}` };
  return { zh, en: `${words.past}${on.en} ${times.en}${tail}` };
}

function edgePhrase(kinds: string[], window: Window, zhEdge: string, enEdge: string): Words {
  const words = actionsOf(kinds);
  const when = windowWords(window);
  const en = kinds.length === 0 ? 'active' : words.past;
  return { zh: `${zhEdge}${words.zh}在${when.zh}`, en: `${en} ${enEdge} ${when.en}` };
}

/** Several kinds as one action. Buying or renewing is paying. */
function actionsOf(kinds: string[], basis: DidRule['inBasis'] = 'all'): ActionWords {
  if (kinds.length === 0) return basis === 'posts' ? actionWords(ANY_POST) : basis === 'events' ? ANY_RECORDED : ANY_ACTION;
  if (kinds.length === 2 && kinds.includes('purchase') && kinds.includes('renew'))
    return { zh: '付费', base: 'pay', past: 'paid' };
  const words = kinds.map(actionWords);
  const only: ActionWords = {
    zh: zhList(
      words.map((w) => w.zh),
      '或',
    ),
    base: enList(
      words.map((w) => w.base),
      'or',
    ),
    past: enList(
      words.map((w) => w.past),
      'or',
    ),
  };
  if (basis === 'posts') return { zh: `${only.zh}（帖子）`, base: `${only.base} (in posts)`, past: `${only.past} (in posts)` };
  if (basis === 'events')
    return { zh: `${only.zh}（行为）`, base: `${only.base} (as recorded)`, past: `${only.past} (as recorded)` };
  return only;
}

function contentWords(ids: string[], names: RuleNames): Words {
  const titles = ids.slice(0, 5).map((id) => names.content?.(id) ?? id);
  const more = ids.length - titles.length;
  const zh = titles.map((t) => `《${t}》`).join('、');
  const en = titles.map((t) => `“${t}”`).join(', ');
  return { zh: `（${zh}${more > 0 ? `等${ids.length}项内容` : ''}）`, en: ` (${en}${more > 0 ? ` or ${more} more` : ''})` };
}

function timesWords(low: number, high: number): Words {
  if (low === high) return { zh: `恰好${low}次`, en: low === 1 ? 'exactly once' : `exactly ${low} times` };
  if (high === Infinity) return { zh: `至少${low}次`, en: low === 1 ? 'at least once' : `at least ${low} times` };
  if (low === 0) return { zh: `至多${high}次`, en: high === 1 ? 'at most once' : `at most ${high} times` };
  return { zh: `${low}到${high}次`, en: `${low} to ${high} times` };
}

function countWords(low: number, high: number): string {
  if (low === high) return `exactly ${low}`;
  if (high === Infinity) return `at least ${low}`;
  return low === 0 ? `at most ${high}` : `${low} to ${high}`;
}

const daysEn = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

function windowWords(window: Window): Words {
  if ('lastDays' in window)
    return { zh: `近${window.lastDays}天`, en: `in the last ${window.lastDays === 1 ? 'day' : daysEn(window.lastDays)}` };
  if ('beforeLastDays' in window)
    return {
      zh: `${window.beforeLastDays}天以前`,
      en: `before the last ${window.beforeLastDays === 1 ? 'day' : daysEn(window.beforeLastDays)}`,
    };
  if ('sinceJoinDays' in window)
    return {
      zh: `加入后${window.sinceJoinDays}天内`,
      en: `in the first ${window.sinceJoinDays === 1 ? 'day' : daysEn(window.sinceJoinDays)} after joining`,
    };
  const { from, to } = window;
  if (from === to) return { zh: `${from}当天`, en: `on ${from}` };
  if (from === undefined) return { zh: `截至${to}`, en: `until ${to}` };
  if (to === undefined) return { zh: `自${from}起`, en: `since ${from}` };
  return { zh: `${from}至${to}`, en: `from ${from} to ${to}` };
}
