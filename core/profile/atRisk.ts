import { UNKNOWN_TIME } from '../base/columns.ts';
import type { From, Result } from '../base/result.ts';
import { returnChances } from '../kernel/returns.ts';
import { calendarOfData, type People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { memberTable } from './memberTable.ts';
import { memberProfiles, preferencesOf } from './profiles.ts';
import { contentTitles, endingMemberships, lastPurchases, openQuestions, yearSpend } from './queries.ts';

export const RISK_REASONS = ['less-active', 'term-ends', 'question-open', 'refunded', 'never-finished', 'payer-silent'] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

export interface AtRiskRow {
  memberNo: number;
  handle: string | null;
  plan: string | null;
  /** Days without activity, to the last day of data. */
  silentDays: number;
  /** Share of members who, after so long a silence in this community, came back within the horizon; with its Wilson 95 % interval.
   *  null = no such silence could be watched yet. */
  returnChance: number | null;
  returnLow: number;
  returnHigh: number;
  /** Spent in the 365 days before the last day of data, in whole units of the currency. */
  yearSpend: number;
  /** yearSpend x (1 - returnChance): what a year is worth, times the chance that it is lost; null when the chance is not known. */
  valueAtRisk: number | null;
  reasons: { reason: RiskReason; value: number }[];
  /** What the member did last. */
  last: { at: number; action: string; contentTitle: string | null };
}

export interface AtRisk {
  kind: 'at-risk';
  /** Members in the state, all of them; `rows` is a page. */
  total: number;
  offset: number;
  rows: AtRiskRow[];
  valueAtRisk: number;
  horizonDays: number;
  /** Chance to come back, by days of silence. */
  chances: { silentDays: number; rate: number | null; low: number; high: number; watched: number }[];
  from: From;
}

const SPEND_WINDOW_DAYS = 365;
const TERM_SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** Who is about to be lost, the most valuable first, and why.
 *  At risk = the health state; the chance to come back is learned from every silence in this community, not assumed.
 *  When not to trust it: a community younger than the at-risk days plus the horizon has watched too few silences (`watched` says how many). */
export function listAtRisk(
  data: Dataset,
  {
    people = null,
    offset = 0,
    limit = 100,
    horizonDays = 28,
  }: { people?: People | null; offset?: number; limit?: number; horizonDays?: number },
): Result<AtRisk> {
  const { health: rules } = preferencesOf(data);
  const from = fromOf(data, 'at-risk/1', data.columns.events, { ...rules, horizonDays, people: people?.label ?? null });
  const span = calendarOfData(data);
  if (!span) return unavailable('no-events', 0, 1, from);
  const { calendar } = span;
  const { health, habits, measures, traits, endS } = memberProfiles(data);
  const table = memberTable(data);
  const open = new Float64Array(calendar.days + 1);
  for (const days of measures.recencyDays) if (!Number.isNaN(days)) open[days]!++;
  const chances = returnChances(habits.gaps, open, rules.atRiskDays, horizonDays);
  const spend = yearSpend(data.db, data.columns.members, (endS - SPEND_WINDOW_DAYS * 86_400) * 1000, endS * 1000);
  const state = health.states.indexOf('at-risk');
  const chosen: number[] = [];
  for (let m = 0; m < health.code.length; m++)
    if (health.code[m] === state && habits.lastAt[m] !== UNKNOWN_TIME && people?.mask[m] !== 0) chosen.push(m);
  const risk = (m: number) => spend[m]! * (1 - chanceOf(m).rate || 0);
  const chanceOf = (m: number) => chances[measures.recencyDays[m]!]!;
  // Among members who spent nothing, the more they did the more there is to lose.
  chosen.sort((a, b) => risk(b) - risk(a) || measures.activeDays[b]! - measures.activeDays[a]! || a - b);
  const ends = new Map(
    endingMemberships(data.db, endS * 1000, (endS + TERM_SOON_DAYS * 86_400) * 1000).map((r) => [r.memberNo, r.endedAt]),
  );
  const questions = new Map(openQuestions(data.db).map((r) => [r.memberNo, r.n]));
  const refunds = new Set(lastPurchases(data.db).flatMap((r) => (r.isRefund === 1 ? [r.memberNo] : [])));
  const kinds = new Map(data.kinds.map((k) => [k.code, k]));
  const page = chosen.slice(offset, offset + limit);
  const lastEvent = (m: number) => data.columns.off[m + 1]! - 1;
  const titles = contentTitles(
    data.db,
    page.map((m) => data.columns.content[lastEvent(m)]!).filter((c) => c > 0),
  );
  const rows = page.map((m): AtRiskRow => {
    const chance = chanceOf(m);
    const at = lastEvent(m);
    const kind = kinds.get(data.columns.kind[at]!)!;
    const { code, values } = traits['plan']!;
    const reasons: AtRiskRow['reasons'] = [];
    const endsAt = ends.get(m + 1);
    if (endsAt !== undefined) reasons.push({ reason: 'term-ends', value: Math.ceil((endsAt - endS * 1000) / DAY_MS) });
    if (refunds.has(m + 1)) reasons.push({ reason: 'refunded', value: 1 });
    if (questions.has(m + 1)) reasons.push({ reason: 'question-open', value: questions.get(m + 1)! });
    if (measures.trend[m]! < 0) reasons.push({ reason: 'less-active', value: habits.recent[m]! - habits.before[m]! });
    if (spend[m]! > 0) reasons.push({ reason: 'payer-silent', value: measures.recencyDays[m]! });
    if (measures.contents[m]! >= 3 && measures.finished[m] === 0)
      reasons.push({ reason: 'never-finished', value: measures.contents[m]! });
    return {
      memberNo: m + 1,
      handle: table.handle[m]!,
      plan: code[m]! < 0 ? null : values[code[m]!]!,
      silentDays: measures.recencyDays[m]!,
      returnChance: known(chance.rate),
      returnLow: chance.low,
      returnHigh: chance.high,
      yearSpend: spend[m]!,
      valueAtRisk: Number.isNaN(chance.rate) ? null : risk(m),
      reasons,
      last: {
        at: habits.lastAt[m]! * 1000,
        action: kind.origin === 'derived' ? `post:${kind.name}` : kind.name,
        contentTitle: titles.get(data.columns.content[at]!) ?? null,
      },
    };
  });
  return {
    kind: 'at-risk',
    total: chosen.length,
    offset,
    rows,
    valueAtRisk: chosen.reduce((sum, m) => sum + risk(m), 0),
    horizonDays,
    chances: chances.map((c, silentDays) => ({ silentDays, rate: known(c.rate), low: c.low, high: c.high, watched: c.watched })),
    from,
  };
}

const known = (rate: number): number | null => (Number.isNaN(rate) ? null : rate);
