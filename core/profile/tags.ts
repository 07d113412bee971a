/** Tags: values given to members by a rule, a list, what they did first, last or most, a rank, how often they come, or an imported attribute. */
import { InputError } from '../base/errors.ts';
import { dayIndex } from '../kernel/calendar.ts';
import { quantile } from '../kernel/summary.ts';
import { calendarOfData, kindMask } from '../scope/index.ts';
import { record } from '../store/changes.ts';
import type { Reader, Writer } from '../store/connection.ts';
import type { Dataset } from '../store/dataset.ts';
import { all, sql } from '../store/sql.ts';
import type { FacetColumn } from './memberTable.ts';
import { MEASURES, type MeasureName, memberProfiles } from './profiles.ts';
import { attributeValues, contentLabels } from './queries.ts';

export type TagDefinition =
  /** The first rule that fits gives the value. Rules are those of segments. */
  | { kind: 'rule'; values: { value: string; rule: unknown }[] }
  | { kind: 'list'; values: { value: string; members: number[] }[] }
  /** What they did first, last, or most often: the action itself, or the content it was on. Empty kinds = any action. */
  | { kind: 'first' | 'last' | 'preferred'; of: 'action' | 'content' | 'content-kind'; kinds: string[] }
  /** Rank of a measure: shares from below, rising; one more value than cuts. */
  | { kind: 'percentile'; measure: string; cuts: number[]; values: string[] }
  /** Active days in the last `days`: cuts are the least days of each further value. */
  | { kind: 'active-days'; days: number; cuts: number[]; values: string[] }
  /** A free attribute of the export. */
  | { kind: 'import'; attribute: string };

export interface Tag {
  name: string;
  definition: TagDefinition;
  updatedAt: number;
}

export const listTags = (db: Reader): Tag[] =>
  all<{ name: string; definition: string; updated_at: number }>(
    db,
    sql`SELECT name, definition, updated_at FROM member_tag ORDER BY name`,
  ).map((r) => ({ name: r.name, definition: JSON.parse(r.definition) as TagDefinition, updatedAt: r.updated_at }));

/** @throws InputError bad-option: what the definition lacks. */
export function saveTag(db: Writer, { name, definition, now }: { name: string; definition: TagDefinition; now: number }): void {
  checkTag(definition);
  record(db, { name: 'tag.save', params: { name }, at: now }, () => {
    db.prepare(
      `INSERT INTO member_tag (name, definition, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at WHERE definition <> excluded.definition`,
    ).run(name, JSON.stringify(definition), now);
  });
}

export function deleteTag(db: Writer, { name, now }: { name: string; now: number }): void {
  record(db, { name: 'tag.delete', params: { name }, at: now }, () => {
    db.prepare('DELETE FROM member_tag WHERE name = ?').run(name);
  });
}

export function checkTag(definition: TagDefinition): void {
  const fail = (expected: string, got: unknown) => {
    throw new InputError(
      'bad-option',
      `A tag of kind "${definition.kind}" should have ${expected}, got ${JSON.stringify(got)}.`,
      {
        kind: definition.kind,
      },
    );
  };
  if (definition.kind === 'percentile' || definition.kind === 'active-days') {
    const { cuts, values } = definition;
    if (cuts.length === 0 || cuts.some((c, i) => i > 0 && c <= cuts[i - 1]!)) fail('cuts that rise', cuts);
    if (values.length !== cuts.length + 1) fail(`${cuts.length + 1} values for ${cuts.length} cuts`, values);
    if (definition.kind === 'percentile') {
      if (cuts[0]! <= 0 || cuts.at(-1)! >= 1) fail('cuts between 0 and 1', cuts);
      if (!(definition.measure in MEASURES)) fail(`a measure (${Object.keys(MEASURES).join(', ')})`, definition.measure);
    } else if (!Number.isInteger(definition.days) || definition.days < 1) fail('a whole number of days', definition.days);
  }
  if ((definition.kind === 'rule' || definition.kind === 'list') && definition.values.length === 0)
    fail('at least one value', definition.values);
}

/** The value of every member. @param evaluate gives the members of a segment rule   Cost: at most one pass over the columns. */
export function tagColumn(data: Dataset, definition: TagDefinition, evaluate: (rule: unknown) => Uint8Array): FacetColumn {
  const code = new Int32Array(data.columns.members).fill(-1);
  switch (definition.kind) {
    case 'rule':
      definition.values.forEach(({ rule }, v) => {
        const mask = evaluate(rule);
        for (let m = 0; m < code.length; m++) if (mask[m] === 1 && code[m] === -1) code[m] = v;
      });
      return { code, values: definition.values.map((v) => v.value) };
    case 'list':
      definition.values.forEach(({ members }, v) => {
        for (const no of members) if (no >= 1 && no <= code.length) code[no - 1] = v;
      });
      return { code, values: definition.values.map((v) => v.value) };
    case 'percentile': {
      const column = memberProfiles(data).measures[definition.measure as MeasureName];
      const sorted = column.filter((v) => !Number.isNaN(v)).sort();
      const cuts = definition.cuts.map((share) => quantile(sorted, share));
      for (let m = 0; m < code.length; m++) if (!Number.isNaN(column[m]!)) code[m] = cuts.filter((c) => column[m]! > c).length;
      return { code, values: definition.values };
    }
    case 'active-days': {
      const days = activeDaysIn(data, definition.days);
      for (let m = 0; m < code.length; m++) code[m] = definition.cuts.filter((c) => days[m]! >= c).length;
      return { code, values: definition.values };
    }
    case 'import':
      return attributeValues(data.db, definition.attribute, data.columns.members);
    default:
      return eventTag(data, definition);
  }
}

function activeDaysIn(data: Dataset, days: number): Int32Array {
  const counts = new Int32Array(data.columns.members);
  const span = calendarOfData(data);
  if (!span) return counts;
  const { calendar } = span;
  const { off, time } = data.columns;
  const fromS = calendar.start[Math.max(0, calendar.days - days)]!;
  for (let m = 0; m < counts.length; m++) {
    let day = -1;
    for (let i = off[m + 1]! - 1; i >= off[m]! && time[i]! >= fromS; i--) {
      const d = dayIndex(calendar, time[i]!);
      if (d !== day) counts[m]!++;
      day = d;
    }
  }
  return counts;
}

/** First, last or most frequent action or content. Ties of "most": the one done last. */
function eventTag(data: Dataset, definition: Extract<TagDefinition, { kind: 'first' | 'last' | 'preferred' }>): FacetColumn {
  const { off, kind, content, members } = data.columns;
  const mask = kindMask(data, { basis: 'all', kinds: definition.kinds });
  const labels = definition.of === 'action' ? null : contentLabels(data.db, definition.of);
  const names = new Map(data.kinds.map((k) => [k.code, k.name]));
  const values: string[] = [];
  const codes = new Map<string, number>();
  const labelOf = (i: number) => (labels === null ? names.get(kind[i]!)! : (labels.get(content[i]!) ?? null));
  const out = new Int32Array(members).fill(-1);
  for (let m = 0; m < members; m++) {
    let chosen: string | null = null;
    const counts = new Map<string, number>();
    for (let i = off[m]!; i < off[m + 1]!; i++) {
      if (mask !== null && mask[kind[i]!] === 0) continue;
      const label = labelOf(i);
      if (label === null) continue;
      if (definition.kind === 'first') {
        chosen = label;
        break;
      }
      if (definition.kind === 'last') chosen = label;
      else {
        const n = (counts.get(label) ?? 0) + 1;
        counts.set(label, n);
        if (chosen === null || n >= counts.get(chosen)!) chosen = label;
      }
    }
    if (chosen === null) continue;
    let code = codes.get(chosen);
    if (code === undefined) codes.set(chosen, (code = values.push(chosen) - 1));
    out[m] = code;
  }
  return { code: out, values };
}
