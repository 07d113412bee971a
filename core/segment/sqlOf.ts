/**
 * A rule as one SQL text over the workspace file, to read, to check and to run in any SQLite tool. It gives the same people as the scan.
 * Leaves on stored data are SQL: a member's events are the rowid range `ev_from .. ev_to - 1`, so no index is needed, and the order of rowids
 * is the order of the timeline. What other questions computed (classes, scores) stands as a list of people. Every condition is 0 or 1, never NULL.
 */
import { isoDay } from '../kernel/calendar.ts';
import { checkNames } from './checkNames.ts';
import { asOfIso, type Clock, clockOf, dayRuns, joinCalendar } from './clock.ts';
import type { EvaluateOptions, SegmentContext } from './context.ts';
import { type LeafScope, leafSql } from './leafSql.ts';
import { leafWords } from './leafWords.ts';
import { isGroup, partsOf, type Rule } from './rule.ts';
import { type RuleNames, sentenceOf } from './sentenceOf.ts';
import { comment, indented } from './sqlText.ts';

/** @param options.language of the comments; default English
 *  @returns SQL with one column, member_no, ascending.   @throws as evaluateRule.
 *  Cost: small, but for computed leaves, whose people it lists (about 7 characters each, the shorter of in and not in). */
export function sqlOf(
  rule: Rule,
  context: SegmentContext,
  options: EvaluateOptions & { names?: RuleNames; language?: 'zh' | 'en' } = {},
): string {
  checkNames(context, rule);
  const { names = {}, language = 'en' } = options;
  const clock = clockOf(context.data, options);
  const build = new Build(context, clock, names, language);
  const where = build.condition(rule);
  const asOf = asOfIso(clock);
  const head = [comment(sentenceOf(rule, names)[language])];
  if (asOf !== null) head.push(comment(language === 'zh' ? `截至 ${asOf}（${clock.zone}）` : `As of ${asOf} (${clock.zone})`));
  const ctes = [...build.ctes.values()];
  return [
    ...head,
    ...(ctes.length > 0 ? [`WITH\n${ctes.join(',\n')}`] : []),
    'SELECT m.member_no',
    'FROM member m',
    `WHERE ${clock.isHistory ? `${knownBySql(clock)}\n  AND ` : ''}${where}`,
    'ORDER BY m.member_no;',
  ].join('\n');
}

/** Who had joined or acted by then. */
function knownBySql({ endS }: Clock): string {
  return `((m.joined_at IS NOT NULL AND m.joined_at < ${endS * 1000})
    OR EXISTS (SELECT 1 FROM event e WHERE e.event_id >= m.ev_from AND e.event_id < m.ev_to AND e.time_s < ${endS}))`;
}

class Build implements LeafScope {
  readonly ctes = new Map<string, string>();
  readonly context: SegmentContext;
  readonly clock: Clock;
  private readonly names: RuleNames;
  private readonly language: 'zh' | 'en';
  constructor(context: SegmentContext, clock: Clock, names: RuleNames, language: 'zh' | 'en') {
    this.context = context;
    this.clock = clock;
    this.names = names;
    this.language = language;
  }

  condition(rule: Rule): string {
    if (!isGroup(rule))
      return `(\n${indented(`${comment(leafWords(rule, this.names)[this.language])}\n${leafSql(this, rule)}`)}\n)`;
    if ('not' in rule) return `NOT ${this.condition(rule.not)}`;
    const isAll = 'all' in rule;
    const parts = partsOf(rule).map((part) => this.condition(part));
    if (parts.length === 0) return isAll ? '1' : '0';
    return `(\n${indented(parts.join(isAll ? '\nAND ' : '\nOR '))}\n)`;
  }

  /** Another segment once, under a name of its own, however often it is used. */
  segment(ref: number | string): string {
    const found = this.context.segment(ref)!;
    const name = `segment_${found.segmentNo}`;
    if (!this.ctes.has(name)) {
      const where = this.condition(found.rule); // the segments it uses come before it
      const body = `${comment(found.name)}\nSELECT m.member_no\nFROM member m\nWHERE ${where}`;
      this.ctes.set(name, `${name} (member_no) AS (\n${indented(body)}\n)`);
    }
    return name;
  }

  /** Each member's first days after joining, as seconds. SQL has no time zones: runs of days of 24 hours stand for them. */
  joinWindow(days: number): string {
    const name = `first_${days}_days`;
    if (this.ctes.has(name)) return name;
    const calendar = joinCalendar(this.context.data, days);
    const runs = calendar === null ? [] : dayRuns(calendar);
    const rows = runs.map((run, i) => {
      const endS = i === runs.length - 1 ? '9e15' : run.endS;
      const first = isoDay(run.firstDay);
      return `(${run.firstS}, ${endS}, ${run.firstDay}, ${run.lastDay})${i === runs.length - 1 ? '' : ','} ${comment(`${first} to ${isoDay(run.lastDay)}`)}`;
    });
    const values = rows.length > 0 ? `VALUES\n${indented(rows.join('\n'))}` : 'SELECT NULL, NULL, NULL, NULL WHERE 0';
    this.ctes.set(
      `zone_${name}`,
      `${comment(`local days of ${this.clock.zone}, in runs of 24 hours each`)}\nzone_${name} (first_s, end_s, first_day, last_day) AS (\n${indented(values)}\n)`,
    );
    const body = `SELECT j.member_no,
  a.first_s + (j.day - a.first_day) * 86400,
  coalesce((SELECT b.first_s + (j.day + ${days} - b.first_day) * 86400 FROM zone_${name} b
    WHERE j.day + ${days} BETWEEN b.first_day AND b.last_day), ${calendar?.start[calendar.days] ?? 0})
FROM (
  SELECT m.member_no, z.first_s AS run_s,
    min(z.first_day + CAST((m.joined_at - z.first_s * 1000) / 86400000 AS INTEGER), z.last_day) AS day
  FROM member m JOIN zone_${name} z ON m.joined_at >= z.first_s * 1000 AND m.joined_at < z.end_s * 1000
) j JOIN zone_${name} a ON a.first_s = j.run_s`;
    this.ctes.set(name, `${name} (member_no, from_s, to_s) AS (\n${indented(body)}\n)`);
    return name;
  }
}
