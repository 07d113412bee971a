/**
 * What members feel. Question: is a text positive, neutral or negative, how surely, and which words say so?
 * Method: sentences routed by script; English by VADER's rules and list with ours beside it, Chinese by a learnt word list over segmented
 * text, both with logistic regressions over hashed n-grams; a community's corrections are a layer on top. Limits: irony, quoted speech,
 * languages other than Chinese and English ("not judged"), texts over 100,000 units.
 */

export { labelSentiment, saveOwnWords, saveThreshold } from './changes.ts';
export { createJudge, DEFAULT_THRESHOLD, type Judge, type JudgeOptions, type Layer } from './judge.ts';
export { type JudgedTexts, judgedTexts, judgementsAt, taughtTexts } from './judgeTexts.ts';
export {
  type Agreement,
  agreementOf,
  FEWEST_TO_CHECK,
  TAUGHT_LABELS,
  type Taught,
  type TaughtLabel,
  trainLayer,
} from './layer.ts';
export { type SentimentModel, sentimentModel, withWords } from './model.ts';
export { ownWords } from './queries.ts';
export {
  type FeelingChange,
  type FeelingGroup,
  type FeelingSummary,
  type Feelings,
  type FeelingTrend,
  feelingByGroup,
  feelingTrend,
  summaryOf,
} from './trend.ts';
export * from './types.ts';
