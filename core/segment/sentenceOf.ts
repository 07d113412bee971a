/** A rule as a sentence in both languages, from the same tree that is evaluated. */
import { leafWords } from './leafWords.ts';
import { isGroup, partsOf, type Rule } from './rule.ts';
import { enList, type Words, zhList } from './words.ts';

/** Names that the vocabulary cannot know. Each may be absent: then the name itself is shown. */
export interface RuleNames {
  segment?(ref: number | string): string | null;
  content?(id: string): string | null;
  trait?(name: string): Words | null;
  value?(trait: string, value: string): Words | null;
  measure?(name: string): Words | null;
}

/** What a rule says, as a person would: "Paid, posted at least 3 times in the last 28 days, and inactive in the last 7 days". */
export function sentenceOf(rule: Rule, names: RuleNames = {}): Words {
  const { zh, en } = phraseOf(rule, names, true);
  return { zh, en: en.replace(/^\(*[a-z]/, (start) => start.toUpperCase()) };
}

/** Heads of a list of which one must hold, or none. "Or" is left to the words of one condition (liked or viewed), so that it is never taken for a group. */
const EITHER: Words = { zh: '满足其一：', en: 'at least one of: ' };
const NEITHER: Words = { zh: '都不满足：', en: 'none of: ' };

/** A part of a sentence. Inner groups stand in brackets, so that two lists never run together. */
function phraseOf(rule: Rule, names: RuleNames, isTop = false): Words {
  if (!isGroup(rule)) return leafWords(rule, names);
  const parts = partsOf(rule);
  if ('not' in rule) {
    if (isList(rule)) return listOf(NEITHER, partsOf(rule.not), names);
    const opposite = isGroup(rule.not) ? null : leafWords(rule.not, names, true);
    if (opposite) return opposite;
    const inner = phraseOf(rule.not, names);
    return { zh: `不满足（${inner.zh}）`, en: `not (${inner.en})` };
  }
  const isAll = 'all' in rule;
  if (parts.length === 0) return isAll ? { zh: '所有成员', en: 'all members' } : { zh: '没有任何成员', en: 'nobody' };
  if (!isAll && isList(rule)) return listOf(EITHER, parts, names);
  const words = itemsOf(parts, names);
  const zh = words.map((w) => w.zh);
  const en = words.map((w) => w.en);
  // Commas are enough where nothing stands around them; in brackets "and" is said.
  return { zh: isTop ? zh.join('、') : zhList(zh, '且'), en: enList(en, 'and') };
}

/** Whether a rule is told as a list of several things. */
function isList(rule: Rule): boolean {
  if ('not' in rule) return 'any' in rule.not && rule.not.any.length > 1;
  return partsOf(rule).length > 1;
}

function itemsOf(parts: Rule[], names: RuleNames): Words[] {
  return parts.map((part) => {
    const inner = phraseOf(part, names);
    return parts.length > 1 && isList(part) ? { zh: `（${inner.zh}）`, en: `(${inner.en})` } : inner;
  });
}

function listOf(head: Words, parts: Rule[], names: RuleNames): Words {
  const words = itemsOf(parts, names);
  return { zh: head.zh + words.map((w) => w.zh).join('；'), en: head.en + words.map((w) => w.en).join('; ') };
}
