import type { From, Result } from '../base/result.ts';
import { type BgNbd, bgNbdAlive, bgNbdConditional, fitBgNbd } from '../kernel/lifetime/bgNbd.ts';
import { lifetimeValue } from '../kernel/lifetime/clv.ts';
import { fitGammaGamma, type GammaGamma, gammaGammaConditional, gammaGammaMean } from '../kernel/lifetime/gammaGamma.ts';
import type { OrderHistory } from '../kernel/lifetime/orderHistory.ts';
import type { People } from '../scope/index.ts';
import { calendarOfData } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { handlesOf } from '../store/handles.ts';
import { type OrderRow, orderRows } from './queries.ts';

export interface OrderValue {
  kind: 'order-value';
  /** one-off: orders that are no membership terms; all: every paid order. */
  orders: 'one-off' | 'all';
  buyers: number;
  repeatBuyers: number;
  /** isSettled false: the orders do not tell how fast buyers leave, and the parameters ran off; read the hold-out before the value. */
  models: { bgNbd: BgNbd; isSettled: boolean; gammaGamma: GammaGamma | null };
  /** The models were fitted to the orders before `cut` and asked for those after it. */
  holdout: {
    cut: number;
    buyers: number;
    expected: number;
    actual: number;
    /** |expected - actual| / actual. */
    error: number | null;
    /** By repeat orders before the cut: what was expected and what came, a member. */
    byRepeats: { repeats: string; buyers: number; expected: number; actual: number }[];
  };
  months: number;
  monthlyDiscount: number;
  /** Expected value of the next months, in whole units, of everybody together. */
  total: number;
  /** Buyers by expected value, highest first: shares of all buyers, and of the value. */
  concentration: { top: number; share: number }[];
  rows: {
    memberNo: number;
    handle: string | null;
    repeats: number;
    daysSinceLast: number;
    alive: number;
    /** Orders expected in the next months. */
    expectedOrders: number;
    orderValue: number;
    value: number;
  }[];
  from: From;
}

const DAY_MS = 86_400_000;
const DAYS = { month: 30 };
const FEWEST_BUYERS = 50;
const FEWEST_REPEATS = 10;
const HOLDOUT_SHARE = 0.3;
const PAGE = 200;

/** What will those who buy be worth? BG/NBD for how often they come back and whether they are gone, Gamma-Gamma for what they spend (Fader, Hardie
 *  and Lee 2005; Fader and Hardie 2013); orders of one day count as one. Checked first: fitted to the first 70 % of the time, asked for the rest.
 *  When not to trust it: the hold-out error is part of the answer. Membership terms follow a calendar, so they have their own projection; they are
 *  taken in only where there are too few other orders.
 *  @returns unavailable: no-orders, too-few-orders (50 buyers, 10 of them again).   Cost: two fits of the models. */
export function valueOrders(
  data: Dataset,
  { people = null, months = 12, monthlyDiscount = 0.01 }: { people?: People | null; months?: number; monthlyDiscount?: number },
): Result<OrderValue> {
  const rows = orderRows(data.db).filter((r) => people === null || people.mask[r.memberNo - 1] === 1);
  const single = rows.filter((r) => r.isTerm === 0);
  const isOneOff = repeatBuyers(single) >= FEWEST_REPEATS && new Set(single.map((r) => r.memberNo)).size >= FEWEST_BUYERS;
  const used = isOneOff ? single : rows;
  const from = fromOf(data, 'order-value/1', used.length, {
    orders: isOneOff ? 'one-off' : 'all',
    months,
    monthlyDiscount,
    holdout: HOLDOUT_SHARE,
    people: people?.label ?? null,
  });
  if (used.length === 0) return unavailable('no-orders', 0, 1, from);
  const buyers = new Set(used.map((r) => r.memberNo)).size;
  if (buyers < FEWEST_BUYERS) return unavailable('too-few-orders', buyers, FEWEST_BUYERS, from);
  const again = repeatBuyers(used);
  if (again < FEWEST_REPEATS) return unavailable('too-few-orders', again, FEWEST_REPEATS, from);
  const span = calendarOfData(data);
  const endMs = Math.max(
    span ? span.calendar.start[span.calendar.days]! * 1000 : 0,
    used.reduce((m, r) => Math.max(m, r.at), 0),
  );
  const firstMs = used.reduce((m, r) => Math.min(m, r.at), endMs);
  const cut = firstMs + (endMs - firstMs) * (1 - HOLDOUT_SHARE);

  const histories = historiesOf(used, endMs);
  const { model: bgNbd, converged } = fitBgNbd(toColumns(histories));
  const gammaGamma = fitValues(histories);
  const meanValue = used.reduce((sum, r) => sum + r.amount, 0) / 100 / Math.max(1, used.length);
  const valued = histories
    .map((h) => {
      const expected = (t: number) => bgNbdConditional(bgNbd, h.x, h.recency, h.age, t);
      const orderValue = gammaGamma ? gammaGammaConditional(gammaGamma, h.x, h.mean) : h.x > 0 ? h.mean : meanValue;
      return {
        memberNo: h.memberNo,
        repeats: h.x,
        daysSinceLast: h.age - h.recency,
        alive: bgNbdAlive(bgNbd, h.x, h.recency, h.age),
        expectedOrders: expected(months * DAYS.month),
        orderValue,
        value: lifetimeValue(expected, orderValue, { months, discount: monthlyDiscount, monthLength: DAYS.month }),
      };
    })
    .sort((a, b) => b.value - a.value || a.memberNo - b.memberNo);
  const total = valued.reduce((sum, v) => sum + v.value, 0);
  return {
    kind: 'order-value',
    orders: isOneOff ? 'one-off' : 'all',
    buyers,
    repeatBuyers: again,
    models: { bgNbd, isSettled: converged, gammaGamma },
    holdout: holdOut(used, cut, endMs),
    months,
    monthlyDiscount,
    total,
    concentration: [0.1, 0.2, 0.5].map((top) => ({
      top,
      share: total === 0 ? 0 : valued.slice(0, Math.round(top * valued.length)).reduce((sum, v) => sum + v.value, 0) / total,
    })),
    rows: named(data, valued.slice(0, PAGE)),
    from,
  };
}

function named<R extends { memberNo: number }>(data: Dataset, rows: R[]): (R & { handle: string | null })[] {
  const handles = handlesOf(
    data.db,
    rows.map((r) => r.memberNo),
  );
  return rows.map((r) => ({ ...r, handle: handles.get(r.memberNo) ?? null }));
}

interface History {
  memberNo: number;
  /** Repeat orders; orders of one day are one. Days. */
  x: number;
  recency: number;
  age: number;
  /** Mean value of the repeat orders, whole units; 0 without any. */
  mean: number;
}

function historiesOf(rows: readonly OrderRow[], endMs: number): History[] {
  const histories: History[] = [];
  for (let i = 0; i < rows.length; ) {
    const { memberNo, at: first } = rows[i]!;
    let last = first;
    let day = Math.floor(first / DAY_MS);
    let x = 0;
    let amount = 0;
    for (i++; i < rows.length && rows[i]!.memberNo === memberNo; i++) {
      const r = rows[i]!;
      if (Math.floor(r.at / DAY_MS) !== day) {
        x++;
        day = Math.floor(r.at / DAY_MS);
        last = r.at;
      }
      if (x > 0) amount += r.amount / 100;
    }
    histories.push({
      memberNo,
      x,
      recency: (last - first) / DAY_MS,
      age: (endMs - first) / DAY_MS,
      mean: x === 0 ? 0 : amount / x,
    });
  }
  return histories;
}

const toColumns = (histories: readonly History[]): OrderHistory => ({
  x: Float64Array.from(histories, (h) => h.x),
  recency: Float64Array.from(histories, (h) => h.recency),
  age: Float64Array.from(histories, (h) => h.age),
});

function fitValues(histories: readonly History[]): GammaGamma | null {
  const repeat = histories.filter((h) => h.x > 0 && h.mean > 0);
  if (repeat.length < FEWEST_REPEATS) return null;
  const fit = fitGammaGamma({ x: Float64Array.from(repeat, (h) => h.x), mean: Float64Array.from(repeat, (h) => h.mean) });
  return Number.isFinite(gammaGammaMean(fit.model)) && gammaGammaMean(fit.model) > 0 ? fit.model : null;
}

function repeatBuyers(rows: readonly OrderRow[]): number {
  return historiesOf(rows, Infinity).reduce((n, h) => n + (h.x > 0 ? 1 : 0), 0);
}

function holdOut(rows: readonly OrderRow[], cut: number, endMs: number): OrderValue['holdout'] {
  const before = historiesOf(
    rows.filter((r) => r.at < cut),
    cut,
  );
  const model = fitBgNbd(toColumns(before)).model;
  const days = (endMs - cut) / DAY_MS;
  const came = new Map<number, Set<number>>();
  for (const r of rows) {
    if (r.at < cut) continue;
    const of = came.get(r.memberNo) ?? new Set();
    came.set(r.memberNo, of.add(Math.floor(r.at / DAY_MS)));
  }
  const bins = new Map<string, { buyers: number; expected: number; actual: number }>();
  let expected = 0;
  let actual = 0;
  for (const h of before) {
    const e = bgNbdConditional(model, h.x, h.recency, h.age, days);
    const a = came.get(h.memberNo)?.size ?? 0;
    expected += e;
    actual += a;
    const name = h.x >= 5 ? '5+' : String(h.x);
    const bin = bins.get(name) ?? { buyers: 0, expected: 0, actual: 0 };
    bins.set(name, { buyers: bin.buyers + 1, expected: bin.expected + e, actual: bin.actual + a });
  }
  return {
    cut,
    buyers: before.length,
    expected,
    actual,
    error: actual === 0 ? null : Math.abs(expected - actual) / actual,
    byRepeats: [...bins]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([repeats, b]) => ({ repeats, buyers: b.buyers, expected: b.expected / b.buyers, actual: b.actual / b.buyers })),
  };
}
