/** How good is a sentiment model on labelled texts? The figures of the targets table. */
import { createJudge, type JudgeOptions } from '../../core/sentiment/judge.ts';
import type { SentimentModel } from '../../core/sentiment/model.ts';
import type { SentimentLabel } from '../../core/sentiment/types.ts';
import type { Labelled } from './corpus.ts';

export interface Measured {
  n: number;
  /** Mean F1 of good and bad, by the sign of the score, texts labelled neutral left out. */
  macroF1Signed: number;
  accuracySigned: number;
  /** Mean F1 of the three labels by the label given; unsure and not-judged are wrong. */
  macroF1Labels: number;
  /** Share given `positive` or `negative`, and how many of those are right, neutral texts left out. */
  committed: number;
  accuracyCommitted: number;
  /** Share with any score. */
  judged: number;
  /** Share of texts with a judgement that were called neutral. */
  calledNeutral: number;
}

export function measure(model: SentimentModel, texts: readonly Labelled[], options: JudgeOptions = {}): Measured {
  const judge = createJudge(model, options);
  const judged = texts.map((t) => judge.judge(t.original));
  const polar = texts.map((t, i) => ({ t, j: judged[i]! })).filter(({ t }) => t.label !== 'neutral');
  const signed = polar.map(({ t, j }): [string, string] => [t.label, j.score > 0 ? 'positive' : 'negative']);
  const committed = polar.filter(({ j }) => j.label === 'positive' || j.label === 'negative');
  return {
    n: texts.length,
    macroF1Signed: macroF1(signed, ['positive', 'negative']),
    accuracySigned: signed.filter(([a, b]) => a === b).length / signed.length,
    macroF1Labels: macroF1(
      texts.map((t, i) => [t.label, judged[i]!.label]),
      [...new Set(texts.map((t) => t.label))],
    ),
    committed: committed.length / polar.length,
    accuracyCommitted: committed.filter(({ t, j }) => t.label === j.label).length / committed.length,
    judged: judged.filter((j) => j.label !== 'not-judged').length / texts.length,
    calledNeutral: polar.filter(({ j }) => j.label === 'neutral').length / polar.length,
  };
}

/** Mean over classes of 2 tp / (2 tp + fp + fn). */
export function macroF1(pairs: [truth: string, given: SentimentLabel | string][], classes: string[]): number {
  let sum = 0;
  for (const c of classes) {
    let tp = 0;
    let wrong = 0;
    for (const [truth, given] of pairs) {
      if (truth === c && given === c) tp++;
      else if (truth === c || given === c) wrong++;
    }
    sum += tp === 0 ? 0 : (2 * tp) / (2 * tp + wrong);
  }
  return sum / classes.length;
}
