/** The bench's community: 200,000 members, 20,000 contents, 730 days, exactly N events; the same on every machine. Writes a CSV. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { seeded } from '../../core/base/random.ts';

export const MEMBERS = 200_000;
export const CONTENTS = 20_000;
export const DAYS = 730;
/** 2024-01-01 00:00 UTC, a Monday. */
export const START_S = Date.UTC(2024, 0, 1) / 1000;
export const KINDS = ['login', 'view', 'like', 'comment', 'post', 'share', 'lesson', 'purchase'];

const LAUNCHES = [45, 150, 260, 365, 470, 590, 680];
const HOURS = [2, 1, 1, 1, 1, 2, 4, 7, 8, 7, 6, 6, 8, 8, 6, 6, 6, 7, 8, 10, 12, 13, 11, 6];
const DAY_S = 86_400;

interface Events {
  member: Int32Array;
  content: Int32Array; // -1 = none
  kind: Uint8Array;
  time: Int32Array;
  cents: Int32Array; // -1 = none
}

/** Cost: about 1 s per million events. */
export function makeEvents(n: number): Events {
  const r = seeded([0x9e3779b9, 0x243f6a88, 0xb7e15162, 20_261_124]);
  const join = new Float64Array(MEMBERS);
  for (let m = 0; m < MEMBERS; m++) {
    let day = r.unit() < 0.35 ? LAUNCHES[r.below(7)]! + r.exponential(6) : DAYS * r.unit() ** 0.75;
    if (day >= DAYS) day = DAYS * r.unit();
    join[m] = day;
  }
  join.sort();
  const life = new Float64Array(MEMBERS);
  const weight = new Float64Array(MEMBERS);
  let total = 0;
  for (let m = 0; m < MEMBERS; m++) {
    const u = r.unit();
    const left = DAYS - join[m]!;
    life[m] = Math.min(left, u < 0.5 ? r.exponential(30) : u < 0.85 ? r.exponential(180) : left);
    weight[m] = Math.exp(1.3 * r.normal()) * Math.max(life[m]!, 0.01) ** 0.6;
    total += weight[m]!;
  }
  const hourTable: number[] = [];
  HOURS.forEach((w, h) => {
    for (let i = 0; i < w; i++) hourTable.push(h);
  });
  const ids = r.shuffleInPlace(Array.from({ length: CONTENTS }, (_, i) => i));
  const publish = Float64Array.from({ length: CONTENTS }, () => DAYS * r.unit() ** 1.1);
  const zipf = new Float64Array(CONTENTS);
  let mass = 0;
  for (let i = 0; i < CONTENTS; i++) zipf[i] = mass += 1 / (i + 1) ** 1.05;
  const drawContent = () => {
    const u = r.unit() * mass;
    let low = 0;
    let high = CONTENTS - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (zipf[middle]! < u) low = middle + 1;
      else high = middle;
    }
    return ids[low]!;
  };

  const events: Events = {
    member: new Int32Array(n),
    content: new Int32Array(n).fill(-1),
    kind: new Uint8Array(n),
    time: new Int32Array(n),
    cents: new Int32Array(n).fill(-1),
  };
  let at = 0;
  let share = 0;
  for (let m = 0; m < MEMBERS; m++) {
    share += weight[m]!;
    const until = m === MEMBERS - 1 ? n : Math.round((share / total) * n);
    let previous = join[m]!;
    let isFirst = true;
    while (at < until) {
      let second: number;
      if (isFirst) second = Math.floor(join[m]! * DAY_S);
      else {
        let day = r.unit() < 0.6 ? previous + r.exponential(1.5) : join[m]! + life[m]! * r.unit() ** 1.5;
        if (day >= DAYS) day = join[m]! + life[m]! * r.unit();
        previous = day;
        second = Math.floor(day) * DAY_S + hourTable[r.below(hourTable.length)]! * 3600 + r.below(3600);
        second = Math.max(second, Math.floor(join[m]! * DAY_S));
      }
      isFirst = false;
      const size = Math.min(until - at, 1 + Math.floor(r.exponential(6)));
      for (let e = 0; e < size; e++) {
        if (e > 0) second += Math.floor(r.exponential(45));
        if (second >= DAYS * DAY_S) second = DAYS * DAY_S - 1;
        let kind = 0;
        if (e > 0) {
          const u = r.unit();
          kind = u < 0.66 ? 1 : u < 0.8 ? 2 : u < 0.87 ? 3 : u < 0.895 ? 4 : u < 0.92 ? 5 : u < 0.985 ? 6 : 7;
        }
        events.member[at] = m;
        events.kind[at] = kind;
        events.time[at] = START_S + second;
        if (kind !== 0 && kind !== 4) {
          let c = drawContent();
          for (let redraw = 0; redraw < 4 && publish[c]! * DAY_S > second; redraw++) c = drawContent();
          events.content[at] = c;
        }
        if (kind === 7) events.cents[at] = Math.round(Math.exp(4.2 + 0.8 * r.normal()) * 100);
        at++;
      }
    }
  }
  return events;
}

/** In order of time, as a platform would export it. */
export function writeCsv(events: Events, path: string): void {
  const n = events.time.length;
  const order = orderByTime(events.time);
  const file = openSync(path, 'w');
  const lines: string[] = ['event_id,member_id,content_id,kind,ts,amount\n'];
  const day: string[] = Array.from({ length: DAYS + 2 }, (_, d) =>
    new Date((START_S + d * DAY_S) * 1000).toISOString().slice(0, 10),
  );
  const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));
  for (let i = 0; i < n; i++) {
    const e = order[i]!;
    const t = events.time[e]! - START_S;
    const s = t % DAY_S;
    const clock = `${two[Math.floor(s / 3600)]}:${two[Math.floor((s % 3600) / 60)]}:${two[s % 60]}`;
    const content = events.content[e]! < 0 ? '' : `c${10_000 + events.content[e]!}`;
    const cents = events.cents[e]!;
    const amount = cents < 0 ? '' : (cents / 100).toFixed(2);
    lines.push(
      `${i + 1},u${1_000_000 + events.member[e]!},${content},${KINDS[events.kind[e]!]},${day[Math.floor(t / DAY_S)]} ${clock},${amount}\n`,
    );
    if (lines.length === 50_000) {
      writeSync(file, lines.join(''));
      lines.length = 0;
    }
  }
  writeSync(file, lines.join(''));
  closeSync(file);
}

/** Counting sort by second: stable. */
function orderByTime(time: Int32Array): Int32Array {
  const next = new Int32Array(DAYS * DAY_S + 2);
  for (const t of time) next[t - START_S + 1]!++;
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!;
  const order = new Int32Array(time.length);
  for (let i = 0; i < time.length; i++) order[next[time[i]! - START_S]!++] = i;
  return order;
}
