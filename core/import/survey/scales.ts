/** Answers in words that stand on a scale: "Strongly agree" … "Strongly disagree", 非常满意 … 非常不满意. */

export interface ScaleWords {
  /** By value, ascending from 1; only the words that occur. */
  levels: { label: string; value: number }[];
  /** Largest value: a level that nobody chose has a place too. */
  top: number;
  /** Words off the scale: "not applicable", 不清楚. */
  off: string[];
}

const OFF =
  /^(n ?\/? ?a|na|not applicable|not sure|unsure|don'?t know|do not know|no opinion|can'?t say|prefer not .*|never used.*|unfamiliar.*)$|\(n\/?a\)$|^(不适用|不清楚|不知道|不了解|说不清|没用过|未使用|没有使用过|无法评价)$/;

/** Words of their own, from the lowest; each level lists its names. */
const LISTS: readonly (readonly (readonly string[])[])[] = [
  [
    ['never', '从不', '从来不', '从没有', '从未', '没有过'],
    ['rarely', 'seldom', 'hardly ever', '很少', '极少'],
    ['sometimes', 'occasionally', '有时', '有时候', '偶尔'],
    ['often', 'frequently', 'usually', 'very often', '经常', '常常', '通常'],
    ['always', '总是', '一直', '每次'],
  ],
  [
    ['very poor', 'terrible', 'awful', '很差', '非常差', '极差'],
    ['poor', 'bad', 'below average', '差', '较差', '不好'],
    ['fair', 'average', 'ok', 'okay', 'so-so', '一般', '中等', '中', '还行'],
    ['good', 'above average', '好', '良好', '较好', '良'],
    ['very good', 'great', '很好', '非常好'],
    ['excellent', 'outstanding', '优秀', '极好', '优'],
  ],
];

/** Kano's five answers, from dislike to like. The order of the tests matters: "dislike" holds "like". */
const KANO: readonly [value: number, words: RegExp][] = [
  [1, /dislike|hate|不喜欢|讨厌|无法接受|不能接受/],
  [2, /live with|tolerate|put up|can accept|忍受|勉强|可以接受|能接受/],
  [3, /neutral|indifferent|don'?t care|do not care|无所谓|没感觉|没有感觉/],
  [4, /expect|must be|must have|should be|理所当然|理应|应当|必须|应该/],
  [5, /like|love|enjoy|delight|喜欢|开心/],
];

/** Opposites: words of dislike, then of liking. */
const STEMS: readonly [down: RegExp, up: RegExp][] = [
  [/disagree|不同意|不赞同|不认同|反对/, /agree|同意|赞同|认同/],
  [/dissatisf|unsatisf|unhappy|不满意|不满/, /satisf|happy|满意/],
  [/unfavou?rabl/, /favou?rabl/],
  [/unlikely|不可能|不会/, /likely|可能|会/],
  [/unimportant|不重要/, /important|重要/],
  [/difficult|hard|困难|难/, /easy|容易|简单/],
  [/unhelpful|没帮助|没有帮助/, /helpful|有帮助/],
  [/dislike|不喜欢/, /like|喜欢/],
  [/unwilling|不愿意/, /willing|愿意/],
  [/不符合/, /符合/],
  [/不推荐/, /推荐/],
  [/不关心|不感兴趣|uninterested/, /关心|感兴趣|interested/],
];
const NEUTRAL = /^neither\b|neutral|undecided|^一般$|^中立|^无所谓$|^普通$|^不确定$|^还行$|^说不好$/;
const FAR = /\b(extremely|completely|totally|absolutely)\b|极其|极|完全/;
const MUCH = /\b(strongly|very|highly)\b|非常|十分|很/;
const LITTLE = /\b(somewhat|slightly|a little|a bit|fairly|mostly|moderately|rather)\b|比较|较|有点|有些|基本|略/;
const NOT_AT_ALL = /\bnot at all\b|一点也不|根本不|完全不|毫不/;
const NOT_VERY = /\bnot (so|very|too|that|really|particularly)\b|不太|不怎么|不是很|不大/;

/** @param labels the different answers of a question, without repeats; empty ones left out
 *  @returns null when they do not all belong to one scale, or are fewer than three.   Method: lists of words, else the strength of each word around one pair of
 *  opposites; a scale with both sides is made symmetrical, so that a level nobody chose keeps its place. */
export function scaleWords(labels: readonly string[]): ScaleWords | null {
  const plain = labels.map(plainWords);
  const isOff = plain.map((word) => OFF.test(word));
  const on = labels.flatMap((label, i) => (isOff[i] ? [] : [{ label, word: plain[i]! }]));
  if (on.length < 3) return null;
  const scored = byList(on) ?? byKano(on) ?? byStrength(on);
  if (!scored) return null;
  return { ...scored, off: labels.filter((_, i) => isOff[i]) };
}

interface Word {
  label: string;
  word: string;
}
type Scored = Omit<ScaleWords, 'off'>;

function plainWords(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/^\s*[(（]?\d+[)）]?\s*[-–—.、:：分]?\s+(?=\D)/, '')
    .replace(/^\s*\d+\s*[-–—.、:：]\s*/, '')
    .replace(/\s+/g, ' ')
    .replace(/[.!。！]+$/, '')
    .trim();
}

function byList(on: readonly Word[]): Scored | null {
  for (const list of LISTS) {
    const values = on.map(({ word }) => list.findIndex((names) => names.includes(word)) + 1);
    if (values.some((v) => v === 0) || new Set(values).size < on.length) continue;
    // levels that nobody chose inside the list count only where they are usual: five of quality's six
    const used = [...new Set(values)].sort((a, b) => a - b);
    const isShort = list.length > 5 && used.length < list.length;
    const rank = (v: number) => (isShort ? used.indexOf(v) + 1 : v);
    return sorted(
      on.map(({ label }, i) => ({ label, value: rank(values[i]!) })),
      isShort ? used.length : list.length,
    );
  }
  return null;
}

function byKano(on: readonly Word[]): Scored | null {
  const values = on.map(({ word }) => KANO.find(([, test]) => test.test(word))?.[0] ?? 0);
  if (values.includes(0) || new Set(values).size < on.length) return null;
  // "like, neutral, dislike" alone is any liking scale
  if (!values.includes(2) && !values.includes(4)) return null;
  return sorted(
    on.map(({ label }, i) => ({ label, value: values[i]! })),
    KANO.length,
  );
}

function byStrength(on: readonly Word[]): Scored | null {
  for (const [down, up] of STEMS) {
    const scores = on.map(({ word }) => strength(word, down, up));
    if (scores.some((s) => s === null)) continue;
    const different = new Set(scores as number[]);
    if (different.size < on.length) continue;
    // "not at all likely" to "extremely likely" has one side only
    const isTwoSided = on.some(({ word }) => down.test(word)) || different.has(0);
    const ranks = [...new Set(isTwoSided ? [...different].flatMap((s) => [s, -s]) : different)]
      .map((s) => s + 0)
      .sort((a, b) => a - b);
    const places = [...new Set(ranks)];
    return sorted(
      on.map(({ label }, i) => ({ label, value: places.indexOf(scores[i]! + 0) + 1 })),
      places.length,
    );
  }
  return null;
}

/** -4..4; null when the word is not about this pair of opposites. */
function strength(word: string, down: RegExp, up: RegExp): number | null {
  if (NEUTRAL.test(word)) return 0;
  const isDown = down.test(word);
  if (!isDown && !up.test(word)) return null;
  if (!isDown && NOT_AT_ALL.test(word)) return -3;
  if (!isDown && NOT_VERY.test(word)) return -1;
  if (!isDown && /不/.test(word)) return -1;
  const size = FAR.test(word) ? 4 : MUCH.test(word) ? 3 : LITTLE.test(word) ? 1 : 2;
  return isDown ? -size : size;
}

const sorted = (levels: { label: string; value: number }[], top: number): Scored => ({
  levels: [...levels].sort((a, b) => a.value - b.value),
  top,
});
