/** A word, phrase or mark that spoke for a score, and where it stands in the original text (UTF-16 units, `end` exclusive). */
export interface EvidenceWord {
  text: string;
  /** Above 0 speaks for a positive text, below 0 for a negative one. */
  weight: number;
  start: number;
  end: number;
}

/** `unsure`: the evidence is thin or points both ways. `not-judged`: no sentence in a language that is read here. */
export const SENTIMENT_LABELS = ['positive', 'neutral', 'negative', 'unsure', 'not-judged'] as const;
export type SentimentLabel = (typeof SENTIMENT_LABELS)[number];

export interface Judgement {
  /** -1 (bad) to 1 (good); NaN when not judged. */
  score: number;
  label: SentimentLabel;
  /** 0..1: how likely the label is, by the model; 0 when not judged. */
  confidence: number;
  /** Language of most of what was judged; null when nothing was. */
  language: 'zh' | 'en' | 'mixed' | null;
  words: EvidenceWord[];
}

/** What texts may be grouped by. */
export const SENTIMENT_GROUPS = ['theme', 'topic', 'form', 'content', 'cohort', 'segment'] as const;
export type SentimentGroup = (typeof SENTIMENT_GROUPS)[number];

/** `least-sure` puts first what a label would teach most. */
export const TEXT_ORDERS = ['newest', 'strongest', 'least-sure'] as const;
export type TextOrder = (typeof TEXT_ORDERS)[number];
