/** The counts that every estimate of survival starts from: who was still at risk at each distinct time, who had the event. */

/** Follow-up of n members. Arrays are not modified. */
export interface FollowUp {
  /** Shape (n,): time from start to event or to the last look, any unit, finite. */
  durations: Float64Array;
  /** Shape (n,): 1 when the event was seen, 0 when the member was last seen without it (censored). */
  events: Uint8Array;
  /** Shape (n,): time from which the member was watched (left truncation), less than the duration; absent: from the start. */
  entry?: Float64Array | undefined;
  /** Shape (n,): how many members a row stands for, >= 0; absent: one each. */
  weights?: Float64Array | undefined;
}

/** One row for each distinct time, rising. All columns have the same length. */
export interface RiskTable {
  times: Float64Array;
  /** Members watched just before the time: entered before it, neither gone nor censored before it. */
  atRisk: Float64Array;
  events: Float64Array;
  /** Censored at the time itself: they count as at risk there (an event is taken to come first). */
  censored: Float64Array;
  /** Total weight. */
  n: number;
}

/** Row numbers in order of time; equal times keep their order. */
export function orderOf(times: Float64Array): Uint32Array {
  const order = new Uint32Array(times.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => times[a]! - times[b]! || a - b);
}

/** How many were at risk, left, and were censored at each time.   Cost: O(n log n) time, 5 columns. */
export function riskTable(data: FollowUp, rows?: Uint32Array): RiskTable {
  const { durations, events, entry, weights } = data;
  const picked = rows ? Float64Array.from(rows, (i) => durations[i]!) : durations;
  const order = orderOf(picked);
  const n = order.length;
  const rowAt = (k: number) => (rows ? rows[order[k]!]! : order[k]!);
  const weightOf = (i: number) => (weights ? weights[i]! : 1);
  let distinct = 0;
  for (let k = 0; k < n; k++) if (k === 0 || picked[order[k]!] !== picked[order[k - 1]!]) distinct++;
  const table: RiskTable = {
    times: new Float64Array(distinct),
    atRisk: new Float64Array(distinct),
    events: new Float64Array(distinct),
    censored: new Float64Array(distinct),
    n: 0,
  };
  let at = -1;
  for (let k = 0; k < n; k++) {
    const i = rowAt(k);
    if (k === 0 || durations[i] !== table.times[at]) table.times[++at] = durations[i]!;
    const w = weightOf(i);
    if (events[i]) table.events[at]! += w;
    else table.censored[at]! += w;
    table.n += w;
  }
  // from the last time back: whoever leaves at a time was at risk at it
  let left = 0;
  for (let t = distinct - 1; t >= 0; t--) {
    left += table.events[t]! + table.censored[t]!;
    table.atRisk[t] = left;
  }
  if (entry) {
    const entered = rows ? Float64Array.from(rows, (i) => entry[i]!) : entry;
    const byEntry = orderOf(entered);
    let waiting = 0;
    let k = n - 1;
    for (let t = distinct - 1; t >= 0; t--) {
      for (; k >= 0 && entered[byEntry[k]!]! >= table.times[t]!; k--)
        waiting += weightOf(rows ? rows[byEntry[k]!]! : byEntry[k]!);
      table.atRisk[t]! -= waiting;
    }
  }
  return table;
}

/** The number at risk at any time, from a table: members with a duration of at least `time` (entered before it).
 *  Only exact without late entry between two rows of the table. */
export function atRiskAt(table: RiskTable, time: number): number {
  const at = lowerBound(table.times, time);
  return at < table.times.length ? table.atRisk[at]! : 0;
}

/** First position whose value is >= x, in a rising array. */
export function lowerBound(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
