import type { From, Result } from '../base/result.ts';
import { wilson } from '../kernel/interval.ts';
import { quantile } from '../kernel/summary.ts';
import { calendarOfData, type People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { questionRows, topAnswerers } from './queries.ts';

export interface Answers {
  kind: 'answers';
  questions: number;
  answered: number;
  share: number;
  low: number;
  high: number;
  /** Hours to the first reply of somebody else, of the answered ones, and with those still waiting counted as waiting (null = more than that share waits). */
  hours: { q25: number | null; median: number | null; q75: number | null; answeredMedian: number | null };
  within24Hours: { questions: number; share: number; low: number; high: number };
  /** By how long the asker had been a member, and by channel: most questions first. */
  byTenure: AnswerGroup[];
  byTopic: (AnswerGroup & { experts: { memberNo: number; handle: string | null; answers: number }[] })[];
  /** Newest first. */
  unanswered: {
    postNo: number;
    title: string | null;
    topic: string | null;
    memberNo: number;
    handle: string | null;
    at: number;
  }[];
  from: From;
}

export interface AnswerGroup {
  name: string | null;
  questions: number;
  answered: number;
  share: number;
  low: number;
  high: number;
  medianHours: number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OPEN = 50;

/** How fast do members who ask get an answer, and which questions wait? First answer = the first reply of another member straight under the question.
 *  The quartiles count questions without an answer as still waiting, so a slow month does not look fast.
 *  Cost: one query over the questions. */
export function countAnswers(data: Dataset, { people = null }: { people?: People | null } = {}): Result<Answers> {
  const from = fromOf(data, 'answers/1', data.columns.events, { people: people?.label ?? null });
  const rows = questionRows(data.db).filter((r) => people === null || people.mask[r.memberNo - 1] === 1);
  if (rows.length === 0) return unavailable('no-posts', 0, 1, from);
  const span = calendarOfData(data);
  const endMs = span ? span.calendar.start[span.calendar.days]! * 1000 : 0;
  const hoursOf = (r: (typeof rows)[number]) =>
    r.answeredAt === null ? Infinity : Math.max(0, r.answeredAt - r.askedAt) / HOUR_MS;
  const sorted = Float64Array.from(rows, hoursOf).sort();
  const known = sorted.filter((h) => h !== Infinity);
  const at = (share: number) => {
    const v = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
    return v === Infinity ? null : v;
  };
  const group = (name: string | null, of: typeof rows): AnswerGroup => {
    const answered = of.filter((r) => r.answeredAt !== null).length;
    const [low, high] = wilson(answered, of.length);
    const hours = Float64Array.from(of, hoursOf).sort();
    const middle = hours[Math.ceil(0.5 * hours.length) - 1]!;
    return {
      name,
      questions: of.length,
      answered,
      share: answered / of.length,
      low,
      high,
      medianHours: middle === Infinity ? null : middle,
    };
  };
  const all = group(null, rows);
  // A question asked less than a day before the data ends has not had its 24 hours.
  const watched = rows.filter((r) => r.askedAt + DAY_MS <= endMs);
  const soon = watched.filter((r) => hoursOf(r) <= 24).length;
  const [soonLow, soonHigh] = wilson(soon, watched.length);
  const experts = topAnswerers(data.db);
  const grouped = <K>(key: (r: (typeof rows)[number]) => K) => {
    const groups = new Map<K, typeof rows>();
    for (const r of rows) {
      const k = key(r);
      const g = groups.get(k);
      if (g) g.push(r);
      else groups.set(k, [r]);
    }
    return [...groups].sort((a, b) => b[1].length - a[1].length);
  };
  return {
    kind: 'answers',
    questions: rows.length,
    answered: all.answered,
    share: all.share,
    low: all.low,
    high: all.high,
    hours: { q25: at(0.25), median: at(0.5), q75: at(0.75), answeredMedian: known.length === 0 ? null : quantile(known, 0.5) },
    within24Hours: {
      questions: watched.length,
      share: watched.length === 0 ? 0 : soon / watched.length,
      low: soonLow,
      high: soonHigh,
    },
    byTenure: TENURES.map(([name, fromDays, toDays]) => {
      const of = rows.filter((r) => {
        const joined = data.columns.joined[r.memberNo - 1];
        if (joined === undefined || joined === -2147483648) return false;
        const days = (r.askedAt - joined * 1000) / DAY_MS;
        return days >= fromDays && days < toDays;
      });
      return of.length === 0 ? null : group(name, of);
    }).filter((g) => g !== null),
    byTopic: grouped((r) => r.topic)
      .slice(0, 20)
      .map(([name, of]) => ({ ...group(name, of), experts: experts.filter((e) => e.topic === name).slice(0, 3) })),
    unanswered: rows
      .filter((r) => r.answeredAt === null)
      .sort((a, b) => b.askedAt - a.askedAt)
      .slice(0, OPEN)
      .map(({ postNo, title, topic, memberNo, handle, askedAt }) => ({ postNo, title, topic, memberNo, handle, at: askedAt })),
    from,
  };
}

const TENURES = [
  ['first-week', -Infinity, 7],
  ['first-month', 7, 30],
  ['first-quarter', 30, 90],
  ['later', 90, Infinity],
] as const;
