/** The weights of the participation score being edited. */
import type { Preferences } from '../../../core/api/contract.ts';

export type ScoreValue = Preferences['score'];

export interface ScoreDraft {
  weights: Record<string, number>;
  halfLifeDays: number;
  /** Percent. */
  levelShares: [number, number, number];
}

/** What a kind is worth when nobody said: a written post five points, anything else one. */
export const usualWeight = (origin: 'observed' | 'derived'): number => (origin === 'derived' ? 5 : 1);

export const draftOf = ({ weights, halfLifeDays, levelShares }: ScoreValue): ScoreDraft => ({
  weights: { ...weights },
  halfLifeDays,
  levelShares: levelShares.map((share) => Math.round(share * 1000) / 10) as ScoreDraft['levelShares'],
});

export type DraftProblem = 'weights' | 'half-life' | 'levels';

export function problemOf({ weights, halfLifeDays, levelShares }: ScoreDraft): DraftProblem | null {
  if (Object.values(weights).some((w) => !(w >= 0 && w <= 1000))) return 'weights';
  if (!(halfLifeDays > 0 && halfLifeDays <= 3650)) return 'half-life';
  return levelShares.every((share, i) => share > (levelShares[i - 1] ?? 0) && share < 100) ? null : 'levels';
}

export const toValue = ({ weights, halfLifeDays, levelShares }: ScoreDraft): ScoreValue => ({
  weights,
  halfLifeDays,
  levelShares: levelShares.map((share) => share / 100) as ScoreValue['levelShares'],
});
