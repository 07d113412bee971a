import type { From } from '../base/result.ts';

export interface NetworkMember {
  memberNo: number;
  handle: string | null;
  /** Different members replied to, and who replied. */
  out: number;
  in: number;
  given: number;
  received: number;
  /** Members cut off from the rest if this one left; 0 = nobody. */
  cutsOff: number;
}

export interface Network {
  kind: 'network';
  /** Members with at least one reply to or from another member. */
  nodes: number;
  /** Pairs (who replied to whom), each once. */
  edges: number;
  /** Replies to another member. */
  replies: number;
  selfReplies: number;
  /** Replies whose target is not known: no author on the post replied to. */
  unknownTarget: number;
  /** Share of pairs that also run the other way; null without pairs. */
  reciprocity: number | null;
  /** Weakly connected parts, and the members in the largest. */
  components: number;
  largestComponent: number;
  /** Members who wrote posts but have no tie. */
  isolates: number;
  degree: { median: number; max: number };
  /** Most connected first; bridges by how many they hold. */
  top: NetworkMember[];
  bridges: NetworkMember[];
  /** Answers to the questions these members asked: who carries them. */
  experts: {
    answered: number;
    /** Answered questions where one member alone answered. */
    single: { questions: number; share: number; low: number; high: number };
    /** Fewest members who gave half of all answers. */
    halfBy: number;
    top: { memberNo: number; handle: string | null; answers: number; share: number; onlyAnswerer: number }[];
  } | null;
  /** Members who wrote their first post, and when somebody first replied to them. */
  newcomers: {
    members: number;
    withTie: number;
    share: number;
    low: number;
    high: number;
    /** Hours from the first post to the first reply received, of those who got one. */
    medianHours: number | null;
    within7Days: { members: number; share: number; low: number; high: number };
  };
  from: From;
}

export interface NetworkCore {
  kind: 'network-core';
  nodes: (NetworkMember & { component: number })[];
  /** Between the nodes shown. */
  links: { from: number; to: number; replies: number }[];
  /** Members with ties that are not shown. */
  hidden: number;
  from: From;
}
