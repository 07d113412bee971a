import type { From, Result } from '../base/result.ts';
import type { People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { type Share, sharesOf } from './describeProfiles.ts';
import { LEVELS, type Level, levelsOf } from './levels.ts';
import { memberTable } from './memberTable.ts';
import type { Preferences } from './preferenceTypes.ts';
import { memberProfiles, preferencesOf } from './profiles.ts';

export interface Scores {
  kind: 'scores';
  /** Points an action is worth and the half-life that were used. */
  used: Preferences['score'];
  levels: Share[];
  /** Lowest score of the first three levels; null when nobody has a score. */
  levelFrom: (number | null)[];
  rows: {
    memberNo: number;
    handle: string | null;
    score: number;
    level: Level;
    /** Rank now, and with the kept weights; 1 = first. */
    rank: number;
    keptRank: number;
    /** Share of all points from the busiest day. A high share of a high score is worth a look: points were made in one go. */
    topDayShare: number;
    isSuspicious: boolean;
  }[];
  from: From;
}

/** A score is marked when more than this share of its points comes from one day, from this many active days on: a first day is no trick. */
const ONE_DAY = 0.5;
const FEWEST_DAYS = 3;

/** Who takes part most, and in which level is everybody? Points an action by kind, halved every half-life; levels by rank.
 *  @param value other weights to try; null = the kept ones   Cost: one pass. */
export function rankScores(
  data: Dataset,
  { people = null, value, limit }: { people?: People | null; value: Preferences['score'] | null; limit: number },
): Result<Scores> {
  const kept = preferencesOf(data);
  const used = value ?? kept.score;
  const from = fromOf(data, 'scores/1', data.columns.events, { preference: JSON.stringify(used), people: people?.label ?? null });
  if (data.columns.events === 0) return unavailable('no-events', 0, 1, from);
  const before = rankOf(memberProfiles(data).measures.score);
  const { measures, habits } = memberProfiles(data, { ...kept, score: used });
  const { code, from: levelFrom } = levelsOf(measures.score, used.levelShares);
  const now = rankOf(measures.score);
  const table = memberTable(data);
  const order = [...measures.score.keys()]
    .filter((m) => measures.score[m]! > 0 && people?.mask[m] !== 0)
    .sort((a, b) => now[a]! - now[b]! || a - b)
    .slice(0, limit);
  return {
    kind: 'scores',
    used,
    levels: sharesOf({ code }, LEVELS, people),
    levelFrom: levelFrom.map((s) => (Number.isFinite(s) ? s : null)),
    rows: order.map((m) => ({
      memberNo: m + 1,
      handle: table.handle[m]!,
      score: measures.score[m]!,
      level: LEVELS[code[m]!]!,
      rank: now[m]!,
      keptRank: before[m]!,
      topDayShare: habits.topDayShare[m]!,
      isSuspicious: habits.topDayShare[m]! > ONE_DAY && measures.activeDays[m]! >= FEWEST_DAYS,
    })),
    from,
  };
}

/** 1 = highest; equal scores share a rank. */
function rankOf(score: Float64Array): Int32Array {
  const order = [...score.keys()].sort((a, b) => score[b]! - score[a]!);
  const rank = new Int32Array(score.length);
  order.forEach((m, i) => {
    const before = order[i - 1];
    rank[m] = before !== undefined && score[before] === score[m] ? rank[before]! : i + 1;
  });
  return rank;
}
