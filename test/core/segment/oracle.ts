/** What a rule means, worked out slowly from the tables: rows, local days by the zone database, no typed arrays, no midnights. */
import type { Rule, SegmentContext } from '../../../core/segment/index.ts';
import type { Dataset } from '../../../core/store/dataset.ts';

interface Act {
  t: number;
  day: number;
  kind: string;
  isPost: boolean;
  content: string | null;
}
interface Person {
  no: number;
  joinDay: number | null;
  leftDay: number | null;
  acts: Act[];
}
export interface Oracle {
  match(context: SegmentContext, rule: Rule, asOf?: string): number[];
}

type AnyWindow = { lastDays?: number; beforeLastDays?: number; sinceJoinDays?: number; from?: string; to?: string };
const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

export function oracleOf(data: Dataset): Oracle {
  const localDay = localDays(data.zone);
  const people: Person[] = (
    data.db.prepare('SELECT member_no AS no, joined_at AS j, left_at AS l FROM member ORDER BY member_no').all() as {
      no: number;
      j: number | null;
      l: number | null;
    }[]
  ).map(({ no, j, l }) => ({
    no,
    joinDay: j === null ? null : localDay(Math.floor(j / 1000)),
    leftDay: l === null ? null : localDay(Math.floor(l / 1000)),
    acts: [],
  }));
  const rows = data.db
    .prepare(
      `SELECT member_no AS no, time_s AS t, name AS kind, origin, content_id AS content
       FROM event JOIN event_kind USING (kind) LEFT JOIN content USING (content_no) ORDER BY member_no, time_s, event_id`,
    )
    .all() as { no: number; t: number; kind: string; origin: string; content: string | null }[];
  let lastDay = -Infinity;
  for (const { no, t, kind, origin, content } of rows) {
    const day = localDay(t);
    lastDay = Math.max(lastDay, day);
    people[no - 1]!.acts.push({ t, day, kind, isPost: origin === 'derived', content });
  }

  return {
    match(context, rule, asOf) {
      const today = asOf === undefined ? lastDay : dayOf(asOf);
      return people
        .map((p) => (asOf === undefined ? p : { ...p, acts: p.acts.filter((a) => a.day <= today) }))
        .filter((p) => asOf === undefined || p.acts.length > 0 || (p.joinDay !== null && p.joinDay <= today))
        .filter((p) => fits(p, rule))
        .map((p) => p.no);

      function fits(p: Person, r: Rule): boolean {
        if ('all' in r) return r.all.every((x) => fits(p, x));
        if ('any' in r) return r.any.some((x) => fits(p, x));
        if ('not' in r) return !fits(p, r.not);
        if ('members' in r) return r.members.includes(p.no);
        if ('segment' in r) return fits(p, context.segment(r.segment)!.rule);
        if ('trait' in r) {
          const { codes, values } = context.trait(r.trait)!;
          const value = codes[p.no - 1]! < 0 ? null : values[codes[p.no - 1]!]!;
          if (r.known !== undefined) return (value !== null) === r.known;
          return value !== null && (r.is ? r.is.includes(value) : !r.isNot!.includes(value));
        }
        if ('measure' in r) {
          const x = context.measure(r.measure)![p.no - 1]!;
          if (Number.isNaN(x)) return false;
          if (r.atLeast !== undefined && x < r.atLeast) return false;
          if (r.above !== undefined && x <= r.above) return false;
          if (r.atMost !== undefined && x > r.atMost) return false;
          return !(r.below !== undefined && x >= r.below);
        }
        if ('date' in r) {
          const { acts } = p;
          const day =
            r.date === 'joined'
              ? p.joinDay
              : r.date === 'left'
                ? p.leftDay
                : ((r.date === 'firstSeen' ? acts[0] : acts.at(-1))?.day ?? null);
          return day !== null && (asOf === undefined || day <= today) && isIn(p, day, r.window);
        }
        if ('did' in r) {
          const w = r.window as AnyWindow | undefined;
          if (w?.sinceJoinDays !== undefined && p.joinDay === null) return false;
          const n = p.acts.filter(
            (a) =>
              isKind(a, r.did) &&
              (r.inBasis === undefined || r.inBasis === 'all' || (r.inBasis === 'posts') === a.isPost) &&
              (!r.content || (a.content !== null && r.content.includes(a.content))) &&
              (!w || isIn(p, a.day, w)),
          ).length;
          const { atLeast, atMost, exactly } = r.times ?? {};
          if (exactly !== undefined) return n === exactly;
          if (atLeast === undefined && atMost === undefined) return n >= 1;
          return n >= (atLeast ?? 0) && n <= (atMost ?? Infinity);
        }
        if ('first' in r || 'last' in r) {
          const kinds = 'first' in r ? r.first : r.last;
          const mine = p.acts.filter((a) => isKind(a, kinds));
          const edge = 'first' in r ? mine[0] : mine.at(-1);
          return edge !== undefined && isIn(p, edge.day, r.window);
        }
        const acts = p.acts.filter((a) => !r.window || isIn(p, a.day, r.window));
        const most = r.withinDays === null ? Infinity : r.withinDays * 86_400;
        const follow = (step: number, from: number, startT: number): boolean => {
          if (step === r.sequence.length) return true;
          for (let i = from; i < acts.length; i++) {
            if (!isKind(acts[i]!, r.sequence[step]!)) continue;
            const start = step === 0 ? acts[i]!.t : startT;
            if (acts[i]!.t - start > most) break;
            if (follow(step + 1, i + 1, start)) return true;
          }
          return false;
        };
        return follow(0, 0, 0);
      }
      function isIn(p: Person, day: number, w: AnyWindow): boolean {
        if (w.lastDays !== undefined) return day > today - w.lastDays && day <= today;
        if (w.beforeLastDays !== undefined) return day <= today - w.beforeLastDays;
        if (w.sinceJoinDays !== undefined) return p.joinDay !== null && day >= p.joinDay && day < p.joinDay + w.sinceJoinDays;
        return (w.from === undefined || day >= dayOf(w.from)) && (w.to === undefined || day <= dayOf(w.to));
      }
    },
  };
}

const isKind = (a: Act, kinds: string[]) => kinds.length === 0 || kinds.includes(a.kind) || (a.isPost && kinds.includes('posts'));

/** Local day number of a second; offsets looked up an hour at a time (quarter hours for zones that need it). */
function localDays(zone: string): (t: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const known = new Map<number, number>();
  return (t) => {
    const quarter = Math.floor(t / 900);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const name = format.formatToParts(quarter * 900_000).find((p) => p.type === 'timeZoneName')!.value;
      const [, sign, h = '0', m = '0'] = /^GMT(?:([+-])(\d+):(\d+))?$/.exec(name)!;
      offset = (sign === '-' ? -1 : 1) * (Number(h) * 3600 + Number(m) * 60);
      known.set(quarter, offset);
    }
    return Math.floor((t + offset) / 86_400);
  };
}
