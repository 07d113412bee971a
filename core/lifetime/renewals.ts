import type { From, Result } from '../base/result.ts';
import { offsetOf } from '../kernel/calendar.ts';
import { wilson } from '../kernel/interval.ts';
import { fitSbg, sbgLifetime, sbgSurvival } from '../kernel/lifetime/sbg.ts';
import { calendarOfData, type People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { type TermRow, termRows } from './queries.ts';

/** What became of a term that is over. */
export type TermEnd = 'renewed' | 'lapsed' | 'refunded';

export interface RenewalRate {
  /** Terms that are over and not refunded. */
  due: number;
  renewed: number;
  rate: number;
  low: number;
  high: number;
  refunded: number;
  /** Not over yet, or over for less than the days of grace: in no rate. */
  running: number;
}

export interface Renewals {
  kind: 'renewals';
  graceDays: number;
  all: RenewalRate;
  byPlan: (RenewalRate & { plan: string | null; days: number | null })[];
  /** By month in which the term ended. */
  byMonth: (RenewalRate & { month: string; complete: boolean })[];
  /** By how often the member had renewed before: 0 = the first term. */
  byNumber: (RenewalRate & { number: number })[];
  /** Members left after each renewal of a plan, and the sBG projection fitted to all but the last points, checked on those. */
  projections: {
    plan: string | null;
    survival: { renewals: number; members: number; share: number }[];
    model: { alpha: number; beta: number } | null;
    /** Share left after n renewals by the model. */
    projected: number[];
    /** On the renewals held out of the fit: largest distance between projected and seen share. null = too few to hold any out. */
    holdoutError: number | null;
    /** Terms a new member is expected to pay for, each later one counted 10 % less. */
    expectedTerms: number | null;
  }[];
  from: From;
}

const DAY_MS = 86_400_000;
/** Renewals may be booked before the old term ends. */
const EARLY_DAYS = 45;
const AHEAD = 12;
const FEWEST_TERMS = 5;
const FEWEST_COHORT = 30;
const TERM_DISCOUNT = 0.1;

/** How many paid terms are renewed, by plan, month and number? A term is renewed when the export links a later one to it, or the same member starts
 *  another from 45 days before its end to `graceDays` after. Refunded terms are counted apart; terms that the data does not reach the end of
 *  (plus the days of grace) are in no rate. Projection: shifted-beta-geometric (Fader and Hardie 2007).   Cost: one query, linear. */
export function countRenewals(
  data: Dataset,
  { people = null, graceDays = 30 }: { people?: People | null; graceDays?: number },
): Result<Renewals> {
  const from = fromOf(data, 'renewals/1', data.columns.events, {
    graceDays,
    earlyDays: EARLY_DAYS,
    people: people?.label ?? null,
  });
  const terms = termRows(data.db).filter((t) => people === null || people.mask[t.memberNo - 1] === 1);
  if (terms.length === 0) return unavailable('no-terms', 0, 1, from);
  const span = calendarOfData(data);
  const lastMs = span ? span.calendar.start[span.calendar.days]! * 1000 : Math.max(...terms.map((t) => t.startedAt));
  const judged = judge(terms, lastMs, graceDays);
  const over = judged.filter((t) => t.end !== null).length;
  if (over < FEWEST_TERMS) return unavailable('no-terms', over, FEWEST_TERMS, from);
  const group = <K>(key: (t: Judged) => K) => {
    const groups = new Map<K, Judged[]>();
    for (const t of judged) {
      const k = key(t);
      const g = groups.get(k);
      if (g) g.push(t);
      else groups.set(k, [t]);
    }
    return [...groups];
  };
  const month = (ms: number) => new Date(ms + offsetMs(data.zone, ms)).toISOString().slice(0, 7);
  const plans = group((t) => t.plan).sort((a, b) => b[1].length - a[1].length);
  return {
    kind: 'renewals',
    graceDays,
    all: rateOf(judged),
    byPlan: plans.map(([plan, of]) => ({ plan, days: typicalDays(of), ...rateOf(of) })),
    byMonth: group((t) => month(t.endedAt))
      .filter(([, of]) => of.some((t) => t.endedAt < lastMs))
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([m, of]) => ({ month: m, complete: of.every((t) => t.end !== null), ...rateOf(of) })),
    byNumber: group((t) => t.number)
      .sort((a, b) => a[0] - b[0])
      .map(([number, of]) => ({ number, ...rateOf(of) })),
    projections: plans.flatMap(([plan, of]) => projection(plan, of) ?? []),
    from,
  };
}

/** Members of terms with an outcome. @returns Uint8[members]. */
export function membersOfRenewals(
  data: Dataset,
  { graceDays = 30, plan, end }: { graceDays?: number; plan: string | null; end: TermEnd | 'running' },
): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  const span = calendarOfData(data);
  if (!span) return chosen;
  for (const t of judge(termRows(data.db), span.calendar.start[span.calendar.days]! * 1000, graceDays))
    if ((plan === null || t.plan === plan) && (t.end ?? 'running') === end) chosen[t.memberNo - 1] = 1;
  return chosen;
}

interface Judged extends TermRow {
  /** null = not over, or the days of grace are not. */
  end: TermEnd | null;
  number: number;
}

function judge(terms: TermRow[], lastMs: number, graceDays: number): Judged[] {
  const renewedBy = new Set(terms.flatMap((t) => (t.renewsNo === null ? [] : [t.renewsNo])));
  const hasLinks = renewedBy.size > 0;
  const number = new Map<number, number>();
  return terms.map((t, i): Judged => {
    const next = terms[i + 1]?.memberNo === t.memberNo ? terms[i + 1]! : null;
    const before = terms[i - 1]?.memberNo === t.memberNo ? terms[i - 1]! : null;
    const follows =
      next !== null && next.startedAt >= t.endedAt - EARLY_DAYS * DAY_MS && next.startedAt <= t.endedAt + graceDays * DAY_MS;
    const isRenewed = renewedBy.has(t.termNo) || (follows && (!hasLinks || next.renewsNo === null || next.renewsNo === t.termNo));
    // A term counts on from the one it renews, or from the one it follows.
    const origin = t.renewsNo ?? (before !== null && before.endedAt + graceDays * DAY_MS >= t.startedAt ? before.termNo : null);
    const n = origin === null ? 0 : (number.get(origin) ?? 0) + 1;
    number.set(t.termNo, n);
    let end: TermEnd | null = null;
    // Renewals that come early are judged with the terms that are not renewed, when both have had their time.
    if (t.status === 'refunded') end = 'refunded';
    else if (t.endedAt + graceDays * DAY_MS <= lastMs) end = isRenewed ? 'renewed' : 'lapsed';
    return { ...t, end, number: n };
  });
}

function rateOf(terms: readonly Judged[]): RenewalRate {
  const count = (end: TermEnd | null) => terms.reduce((n, t) => n + (t.end === end ? 1 : 0), 0);
  const renewed = count('renewed');
  const due = renewed + count('lapsed');
  const [low, high] = wilson(renewed, due);
  return { due, renewed, rate: due === 0 ? 0 : renewed / due, low, high, refunded: count('refunded'), running: count(null) };
}

function typicalDays(terms: readonly Judged[]): number | null {
  const days = terms.map((t) => Math.round((t.endedAt - t.startedAt) / DAY_MS)).sort((a, b) => a - b);
  return days[Math.floor(days.length / 2)] ?? null;
}

/** How many of those who could renew n times did: each renewal's rate over the terms that had come so far, multiplied. */
function projection(plan: string | null, terms: readonly Judged[]): Renewals['projections'][number] | null {
  const survival: Renewals['projections'][number]['survival'] = [];
  let share = 1;
  for (let n = 0; n < AHEAD; n++) {
    const { due, renewed } = rateOf(terms.filter((t) => t.number === n));
    if (n === 0) survival.push({ renewals: 0, members: due, share: 1 });
    if (due < FEWEST_COHORT) break;
    share *= renewed / due;
    survival.push({ renewals: n + 1, members: due, share });
  }
  const seen = survival.length - 1;
  if (seen < 1) return null;
  // The last third is held out when at least four renewals were seen.
  const held = seen >= 4 ? Math.floor(seen / 3) : 0;
  const fitted = (upTo: number) => {
    const lost = Float64Array.from({ length: upTo }, (_, n) => survival[n]!.share - survival[n + 1]!.share);
    return fitSbg(lost, survival[upTo]!.share).model;
  };
  const model = seen >= 2 ? fitted(seen) : null;
  const check = held > 0 ? fitted(seen - held) : null;
  return {
    plan,
    survival,
    model: model ? { alpha: model.alpha, beta: model.beta } : null,
    projected: model ? Array.from({ length: AHEAD + 1 }, (_, n) => sbgSurvival(model, n)) : [],
    holdoutError: check
      ? Math.max(...survival.slice(-held).map((p) => Math.abs(sbgSurvival(check, p.renewals) - p.share)))
      : null,
    expectedTerms: model ? sbgLifetime(model, TERM_DISCOUNT) : null,
  };
}

/** Milliseconds to add for local time: months are those of the community. */
function offsetMs(zone: string, ms: number): number {
  return offsetOf(zone)(Math.floor(ms / 1000)) * 1000;
}
