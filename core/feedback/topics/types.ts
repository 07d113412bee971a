/** What the voice questions answer. */
import type { From } from '../../base/result.ts';
import type { Signals, TopicOptions } from './findTopics.ts';

/** A grouping of texts: `topic` = what they talk about, found; `theme` = what kind of feedback they are, from the list. */
export type About = 'topic' | 'theme';

/** How texts feel, judged elsewhere: one entry per text of the workspace, in the order of `textsOfData`. */
export interface Feelings {
  /** -1..1; NaN = not judged. */
  score: Float32Array;
  /** 0 negative, 1 neutral, 2 positive; -1 = not judged or unsure. */
  label: Int8Array;
}

export interface Feeling {
  judged: number;
  negative: number;
  neutral: number;
  positive: number;
  /** Mean score, -1..1; null when none was judged. */
  mean: number | null;
}

/** Share of a group now, beside the period of the same length before. */
export interface ShareChange {
  days: number;
  texts: number;
  of: number;
  before: number;
  ofBefore: number;
  /** Share now minus before, -1..1, with its 95 % interval (Newcombe). */
  difference: number;
  low: number;
  high: number;
  /** Of the difference, corrected over all groups (Benjamini-Hochberg). */
  p: number;
}

export interface VoiceGroup {
  key: string;
  /** Names in both languages; a found topic has one name. */
  zh: string;
  en: string;
  /** `list` = of the taxonomy, `found` in the texts, `given` by a person. */
  origin: 'list' | 'found' | 'given';
  /** Words that set it apart (topics). */
  terms: string[];
  /** Aspects of a theme, largest first. */
  aspects: { key: string; zh: string; en: string; texts: number }[];
  texts: number;
  /** Of all counted texts, with its Wilson 95 % interval. */
  share: number;
  low: number;
  high: number;
  /** Members who wrote them. */
  people: number;
  change: ShareChange | null;
  feeling: Feeling | null;
}

export interface VoiceCounts {
  /** Counted texts. */
  texts: number;
  people: number;
  duplicates: number;
  byStaff: number;
  /** Counted texts in no group. */
  ungrouped: number;
  groups: VoiceGroup[];
  firstDay: string;
  lastDay: string;
  corrections: { topic: number; theme: number; learned: number; untilNext: number };
}

/** One entry per text: what a program reads. */
export interface Assignment {
  item: 'post' | 'feedback' | 'answer';
  no: number;
  /** What the export calls it. */
  key: string;
  /** Found topic; null = nothing to go by. */
  topic: string | null;
  confidence: number;
  from: string;
  /** Kind of feedback; null = none. */
  theme: string | null;
  aspect: string | null;
  themeConfidence: number;
  themeFrom: string;
}

export interface Topics extends VoiceCounts {
  kind: 'topics';
  k: number;
  candidates: { k: number; coherence: number; residual: number }[];
  assignments: Assignment[] | null;
  from: From;
}

/** A sign that needs no words, per week. */
export interface Signal {
  name: 'rating' | 'low-rating' | 'refund' | 'leave' | 'unenrol' | 'expire';
  weeks: number[];
  total: number;
}

export interface Feedback extends VoiceCounts {
  kind: 'feedback';
  /** Counted texts by what they are: posts, comments, answers, reasons. */
  forms: { form: string; texts: number }[];
  /** First days of the weeks, for `signals` and `themes`. */
  weeks: string[];
  /** Texts of each theme per week, in the order of `groups`. */
  themeWeeks: number[][];
  signals: Signal[];
  ratings: { count: number; mean: number | null; low: number; stars: number[] };
  emerging: EmergingTerm[];
  from: From;
}

export interface EmergingTerm {
  term: string;
  /** Texts in the last whole week, and in the weeks before that it is compared with. */
  now: number;
  before: number;
  weeksBefore: number;
  /** Log-odds ratio in standard deviations; corrected p. */
  z: number;
  p: number;
  people: number;
}

export interface Quote {
  item: 'post' | 'feedback' | 'answer';
  no: number;
  text: string;
  /** Ranges of the text that speak for the label: [start, end) pairs. */
  evidence: [number, number][];
  at: number | null;
  memberNo: number | null;
  handle: string | null;
  form: string;
  topic: string | null;
  theme: string | null;
  source: string;
  confidence: number;
  /** Texts that say the same. */
  copies: number;
}

export interface WhoSays {
  by: string;
  /** Members with a known value who wrote anything in the scope. */
  known: number;
  values: {
    value: string;
    people: number;
    of: number;
    share: number;
    low: number;
    high: number;
    /** Share / share of the others; null when nobody else did. */
    lift: number | null;
    liftLow: number;
    liftHigh: number | null;
    p: number;
  }[];
}

export interface VoiceOne {
  kind: 'voice-one';
  group: VoiceGroup;
  weeks: {
    start: string;
    texts: number;
    of: number;
    share: number;
    low: number;
    high: number;
    isComplete: boolean;
    feeling: number | null;
  }[];
  who: WhoSays[];
  quotes: Quote[];
  /** Texts of the group that could be shown. */
  total: number;
  from: From;
}

export type { Signals, TopicOptions };
