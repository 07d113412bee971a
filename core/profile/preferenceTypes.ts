/** What a person may set for the profiles, and what stands until they do. */

export interface Preferences {
  rfm: {
    /** Four rising cuts a dimension make five scores; null = quintiles of this community. */
    cuts: Record<RfmDimension, [number, number, number, number] | null>;
    /** A score from here on counts as high. */
    highFrom: number;
  };
  score: {
    /** Points an action is worth, by kind; a kind that is not named is worth 1, a written post 5. */
    weights: Record<string, number>;
    halfLifeDays: number;
    /** Shares of the members with any score that are core; core or contributor; core, contributor or participant. */
    levelShares: [number, number, number];
  };
  health: { onboardingDays: number; activeDays: number; atRiskDays: number };
}
export type PreferenceName = keyof Preferences;

export const RFM_DIMENSIONS = ['recency', 'frequency', 'depth', 'spend'] as const;
export type RfmDimension = (typeof RFM_DIMENSIONS)[number];

export const DEFAULT_PREFERENCES: Preferences = {
  rfm: { cuts: { recency: null, frequency: null, depth: null, spend: null }, highFrom: 3 },
  score: {
    // Giving counts more than taking: a post five times a view, an answer most of all.
    weights: {
      login: 0.5,
      view: 1,
      play: 1,
      progress: 1,
      search: 0.5,
      download: 1,
      like: 2,
      share: 3,
      checkin: 2,
      attend: 4,
      complete: 4,
      enrol: 3,
      purchase: 0,
      renew: 0,
      refund: 0,
      topic: 5,
      question: 4,
      comment: 3,
      reply: 4,
      answer: 8,
    },
    halfLifeDays: 90,
    levelShares: [0.05, 0.2, 0.5],
  },
  health: { onboardingDays: 14, activeDays: 14, atRiskDays: 60 },
};
