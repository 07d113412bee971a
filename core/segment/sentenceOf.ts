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
  return { zh, en: en.charAt(0).toUpperCase() + en.slice(1) };
}

/** A part of a sentence. Inner groups stand in brackets, so that "and" and "or" never mix in one breath. */
function phraseOf(rule: Rule, names: RuleNames, isTop = false): Words {
  if (!isGroup(rule)) return leafWords(rule, names);
  if ('not' in rule) {
    if (!isGroup(rule.not)) {
      const opposite = leafWords(rule.not, names, true);
      if (opposite) return opposite;
    }
    const inner = phraseOf(rule.not, names);
    if ('any' in rule.not && rule.not.any.length > 1)
      return { zh: inner.zh.replace('满足其一：', '都不满足：'), en: inner.en.replace('at least one of: ', 'none of: ') };
    return { zh: `不满足（${inner.zh}）`, en: `not (${inner.en})` };
  }
  const isAll = 'all' in rule;
  const parts = partsOf(rule);
  if (parts.length === 0) return isAll ? { zh: '所有成员', en: 'all members' } : { zh: '没有任何成员', en: 'nobody' };
  const words = parts.map((part) => {
    const inner = phraseOf(part, names);
    const isMixed = parts.length > 1 && !('not' in part) && isGroup(part) && partsOf(part).length > 1;
    return isMixed ? { zh: `（${inner.zh}）`, en: `(${inner.en})` } : inner;
  });
  const zhWords = words.map((w) => w.zh);
  // "Or" is left to the words of one condition (liked or viewed), so that it cannot be taken for a group.
  if (!isAll && parts.length > 1)
    return { zh: `满足其一：${zhWords.join('；')}`, en: `at least one of: ${words.map((w) => w.en).join('; ')}` };
  return {
    // Commas are enough where nothing stands around them; in brackets "and" is said.
    zh: isTop ? zhWords.join('、') : zhList(zhWords, '且'),
    en: enList(
      words.map((w) => w.en),
      'and',
    ),
  };
}
