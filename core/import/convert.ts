/** Field text -> stored value, by the field's type. A text that cannot be read becomes NULL and is counted, never guessed. */

import { isPersonalData } from '../kernel/text/plainText.ts';
import type { SqlValue } from '../store/sql.ts';
import type { Field } from './entities.ts';
import type { IssueLog } from './issues.ts';
import type { Links } from './links.ts';
import type { ColumnSource, TimeFormat } from './recipe.ts';
import { parseFlag, parseNumber, timeParser } from './values.ts';

export interface ConvertContext {
  links: Links;
  issues: IssueLog;
  table: string;
  zone: string;
  /** Whether somebody (a person, or the format) said which zone it is. */
  isZoneKnown: boolean;
  /** Year of the import, to turn an age into a birth year. */
  year: number;
}

/** @param text null = missing; row: for the report. @returns undefined = the value could not be read (already reported). */
export type Converter = (text: string | null, row: number, anchor?: string | null) => SqlValue | undefined;

const MAX_SAFE = 2 ** 53;

export function converter(name: string, field: Field, source: ColumnSource | null, ctx: ConvertContext): Converter {
  const column = source?.column ?? name;
  const bad = (code: 'bad-time' | 'bad-number' | 'bad-value', text: string, row: number) => {
    ctx.issues.add(code, { table: ctx.table, column, row, sample: text });
    return undefined;
  };
  const { type } = field;
  if (typeof type === 'object') {
    const allowed: ReadonlySet<string> = new Set(type.oneOf);
    return (text, row) => {
      if (text === null) return null;
      const value = text
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_');
      return allowed.has(value) ? value : bad('bad-value', text, row);
    };
  }
  const number = (text: string, row: number, as: (n: number) => number) => {
    const n = parseNumber(text);
    const value = as(n);
    return Number.isFinite(value) && Math.abs(value) < MAX_SAFE ? value : bad('bad-number', text, row);
  };
  switch (type) {
    case 'key':
      return (text) => (text === null ? null : ctx.links.safeKey(text));
    case 'text':
      return (text, row) => {
        if (text === null || !isPersonalData(text)) return text;
        ctx.issues.add('personal-data-dropped', { table: ctx.table, column, row });
        return null;
      };
    case 'int':
    case 'minor':
    case 'ms':
      return (text, row) => (text === null ? null : number(text, row, Math.round));
    case 'real':
      return (text, row) => (text === null ? null : number(text, row, (n) => n));
    case 'money':
      return (text, row) => (text === null ? null : number(text, row, (n) => Math.round(n * 100)));
    case 'seconds':
      return (text, row) => (text === null ? null : number(text, row, (n) => Math.round(n * 1000)));
    case 'age':
      return (text, row) =>
        text === null ? null : number(text, row, (n) => (n > 0 && n < 130 ? ctx.year - Math.round(n) : Number.NaN));
    case 'flag':
      return (text, row) => {
        if (text === null) return null;
        const flag = parseFlag(text);
        return flag === null ? bad('bad-value', text, row) : flag ? 1 : 0;
      };
    case 'time': {
      const parse = anchoredParser(source?.format ?? 'auto', source?.zone ?? ctx.zone);
      return (text, row, anchor) => {
        if (text === null) return null;
        const at = parse(text, anchor ?? null);
        return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? Math.round(at) : bad('bad-time', text, row);
      };
    }
    case 'json':
    case 'tags':
      return (text) => text;
    case 'member':
      return (text, row) => {
        if (text === null) return null;
        const no = ctx.links.member(ctx.links.memberKey(text), false);
        if (no === 0) ctx.issues.add('orphan-member', { table: ctx.table, column, row, sample: text });
        return no || null;
      };
    case 'person':
      return (text, row) => {
        if (text === null) return null;
        const no = ctx.links.person(text);
        if (no === 0) ctx.issues.add('orphan-member', { table: ctx.table, column, row, sample: text });
        return no || null;
      };
    case 'content':
      return (text) => (text === null ? null : ctx.links.content(ctx.links.safeKey(text)));
    case 'post':
      return (text, row) => {
        if (text === null) return null;
        const no = ctx.links.post(ctx.links.safeKey(text));
        if (no === 0) ctx.issues.add('orphan-post', { table: ctx.table, column, row, sample: text });
        return no || null;
      };
    case 'secret':
      return () => null;
  }
}

/** A time parser whose anchor may depend on another column's text (relative days of several presentations). */
export function anchoredParser(format: TimeFormat, zone: string): (text: string, anchor: string | null) => number {
  if (typeof format !== 'object' || !format.by) {
    const parse = timeParser(format, zone);
    return (text) => parse(text);
  }
  const { anchors } = format.by;
  const parsers = new Map<string, (text: string) => number>();
  for (const [key, day] of Object.entries(anchors)) parsers.set(key, timeParser({ relativeDays: day }, zone));
  const otherwise = timeParser({ relativeDays: format.relativeDays }, zone);
  return (text, anchor) => (parsers.get(anchor ?? '') ?? otherwise)(text);
}

/** `<a><b>`, `|a|b|`, `["a","b"]`, `a;b`, `a，b`, `a、b` -> names. */
export function tagNames(text: string): string[] {
  const t = text.trim();
  if (t.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(t);
      if (Array.isArray(list))
        return list
          .map(String)
          .map((n) => n.trim())
          .filter(Boolean);
    } catch {
      // not JSON after all: split as text below
    }
  }
  return [
    ...new Set(
      t
        .split(/[<>|;,，、；]+/)
        .map((n) => n.trim())
        .filter(Boolean),
    ),
  ];
}
