/** The shape of a generated community and of the truth that was planted in it. */

export type Lang = 'zh' | 'en';
export type Sentiment = 'positive' | 'neutral' | 'negative';
export type ClusterKey = 'deep-learner' | 'live-regular' | 'browser' | 'social-talker' | 'lapsed-trial';

/** Columns are field names of the canonical entity; every cell is text or null. */
export interface SampleTable {
  entity: string;
  columns: string[];
  rows: (string | null)[][];
}

export interface Sample {
  name: string;
  tz: 'Asia/Shanghai';
  currency: 'CNY';
  tables: SampleTable[];
  answers: AnswerSheet;
}

export interface TextTruth {
  sentiment: Sentiment;
  /** Subject of study, e.g. `writing`; null for spam and announcements. */
  topic: string | null;
  /** What is praised, complained about or asked, e.g. `refund`; null when it is only about the subject. */
  aspect: string | null;
  /** Main language; a text may hold some words of the other one. */
  lang: Lang;
}

export interface PostTruth extends TextTruth {
  isSpam: boolean;
  isAd: boolean;
  isInsult: boolean;
}

/** Reached members got the campaign, held members were kept out at random; both were picked the same way. */
export interface CampaignTruth {
  goal: string;
  windowDays: number;
  reached: number;
  heldOut: string[];
  /** Chance that being reached adds one goal event which would not have happened. */
  addedProbability: number;
  /** Goal events really added. */
  added: number;
  /** Share with a goal event in the window, as it stands in the rows. */
  rateReached: number;
  rateHeldOut: number;
  /** Share of reached members that would have had a goal event anyway. */
  rateWithout: number;
}

export interface ExperimentTruth {
  outcome: string;
  windowDays: number;
  planned: Record<string, number>;
  assigned: Record<string, number>;
  converted: Record<string, number>;
  /** Chance of the outcome that was used to draw it, by arm. */
  probability: Record<string, number>;
  verdict: 'winner' | 'null' | 'broken-split';
}

export interface PolicyTruth {
  /** Expected click per impression of each policy over members and positions as logged. */
  values: Record<string, number>;
  /** Share of impressions served by each policy. */
  shares: Record<string, number>;
  candidates: string[];
  /** Chance of a click at position 1 for a member who has no special interest, by content. */
  appeal: Record<string, number>;
  /** Multiplies appeal when the content is of the member's main topic. */
  interestFactor: number;
  positionFactor: Record<string, number>;
}

export interface SampleCounts {
  members: number;
  contents: number;
  events: number;
  eventsByKind: Record<string, number>;
  posts: number;
  postsByKind: Record<string, number>;
  reactions: number;
  orders: number;
  ordersByStatus: Record<string, number>;
  /** Orders that were paid, later refunded or not, and their sums in minor units. */
  ordersPaid: number;
  paidMinor: number;
  ordersRefunded: number;
  refundedMinor: number;
  /** Members with at least one event, by month in Asia/Shanghai (`2025-03`). */
  activeMembersByMonth: Record<string, number>;
  joinsByMonth: Record<string, number>;
  /** Current or last plan; staff without a plan count under `none`. */
  membersByPlan: Record<string, number>;
  membersByRole: Record<string, number>;
  rowsByEntity: Record<string, number>;
}

export interface AnswerSheet {
  seed: number;
  scale: number;
  /** Planted behaviour of every member but bots, by source_key. */
  clusters: Record<string, ClusterKey>;
  /** Main interest of every member, by source_key. */
  interests: Record<string, string>;
  posts: Record<string, PostTruth>;
  feedback: Record<string, TextTruth>;
  nearDuplicates: string[][];
  campaigns: Record<string, CampaignTruth>;
  experiments: Record<string, ExperimentTruth>;
  policies: PolicyTruth;
  moderation: { wrongDecisions: string[]; pendingItems: number; truePositives: number };
  counts: SampleCounts;
}
