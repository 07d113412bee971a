/** Which column of a table could fill which field of an entity: by name, then by what the values allow. */
import { type ColumnProfile, nameForms, normalName } from './columnTypes.ts';
import { type EntityName, entityOf, type Field } from './entities.ts';
import { MORE_SYNONYMS } from './guessWords.ts';
import type { TimeFormat } from './recipe.ts';
import { canonicalValue } from './translateValues.ts';
import { detectTimeFormat, parseNumber } from './values.ts';

export interface FieldMatch {
  field: string;
  column: ColumnProfile;
  timeFormat?: TimeFormat;
}

export interface GuessOptions {
  /** First day of relative dates (ISO), when the person importing gave one: small whole numbers may then be days. */
  anchor?: string | null;
}

const TEXT_FIELDS = new Set(['body_text', 'text']);

export function matchFields(entity: EntityName, columns: readonly ColumnProfile[], options: GuessOptions): FieldMatch[] {
  const forms = new Map(columns.map((column) => [column, nameForms(column.name)]));
  const free = new Set(columns);
  const matches: FieldMatch[] = [];
  const take = (field: string, column: ColumnProfile, timeFormat: TimeFormat | null) => {
    free.delete(column);
    matches.push({ field, column, ...(timeFormat ? { timeFormat } : {}) });
  };
  const fields = Object.entries(entityOf(entity).fields);
  // a field's own name before any synonym
  for (const [name, field] of fields) {
    for (const column of free) {
      if (!forms.get(column)!.includes(normalName(name))) continue;
      const fit = fits(entity, name, field, column, options);
      if (fit) {
        take(name, column, fit.timeFormat);
        break;
      }
    }
  }
  // words before ids: a message's "content" is what it says
  for (const [name, field] of [...fields].sort(([a], [b]) => Number(TEXT_FIELDS.has(b)) - Number(TEXT_FIELDS.has(a)))) {
    if (matches.some((match) => match.field === name)) continue;
    for (const synonym of synonymsOf(entity, name, field, columns)) {
      const column = [...free].find((candidate) => forms.get(candidate)!.includes(synonym));
      const fit = column && fits(entity, name, field, column, options);
      if (!column || !fit) continue;
      take(name, column, fit.timeFormat);
      break;
    }
  }
  if (entity === 'member') for (const column of free) matchSecret(column, take, matches);
  contactAsId(entity, free, take, matches);
  return matches;
}

/** Entities that are somebody's doing: without any other id, an e-mail address or a phone number tells who. The import stores its hash. */
const DOINGS: ReadonlySet<EntityName> = new Set<EntityName>(['event', 'post', 'order', 'feedback', 'membership']);

function contactAsId(
  entity: EntityName,
  free: ReadonlySet<ColumnProfile>,
  take: (field: string, column: ColumnProfile, format: null) => void,
  matches: FieldMatch[],
): void {
  if (entity === 'member') {
    if (matches.some((match) => match.field === 'source_key')) return;
    const contact = CONTACTS.map((name) => matches.find((match) => match.field === name)).find((match) => match !== undefined);
    if (contact) contact.field = 'source_key';
    return;
  }
  const who = Object.entries(entityOf(entity).fields).find(([, field]) => field.type === 'member')?.[0];
  if (!DOINGS.has(entity) || who === undefined || matches.some((match) => match.field === who)) return;
  for (const [name, pattern] of SECRET_PATTERNS) {
    if (!CONTACTS.includes(name)) continue;
    const column = [...free].find(({ texts }) => texts.length > 0 && texts.every((text) => pattern.test(text)));
    if (!column) continue;
    take(who, column, null);
    return;
  }
}

/** What identifies a person well enough to be the only id of a table. */
const CONTACTS = ['email', 'phone'];

function synonymsOf(entity: EntityName, name: string, field: Field, columns: readonly ColumnProfile[]): string[] {
  const listed = [...(field.synonyms ?? []), ...(MORE_SYNONYMS[entity]?.[name] ?? [])].map(normalName);
  if (name !== 'source_key') return listed;
  const names = new Set(columns.flatMap((column) => nameForms(column.name)));
  if (entity === 'post') {
    // a comment names its post: the comment's own id is the key
    const own = ['commentid', 'replyid', '评论id', 'id'].find((word) => names.has(word));
    return own ? [own, ...listed] : listed;
  }
  // other tables point at user_id, not at the row number beside it
  return [...listed.filter((word) => word !== 'id'), 'id'];
}

interface Fit {
  timeFormat: TimeFormat | null;
}

const YES: Fit = { timeFormat: null };

/** undefined: the values speak against it. A column that is empty so far may be filled later, so its name decides. */
function fits(entity: EntityName, name: string, field: Field, column: ColumnProfile, options: GuessOptions): Fit | undefined {
  const { type, texts } = column;
  const kind = field.type;
  if (type === 'empty') return typeof kind === 'object' ? undefined : kind === 'time' ? { timeFormat: 'auto' } : YES;
  if (typeof kind === 'object') {
    const known = texts.filter((text) => canonicalValue(entity, name, text) !== null).length;
    return known >= texts.length * 0.6 ? YES : undefined;
  }
  const isNumeric = type === 'int' || type === 'real' || type === 'flag';
  switch (kind) {
    case 'time':
      return timeFit(column, options);
    case 'int':
      if (name === 'birth_year' && !within(texts, 1900, 2100)) return undefined;
      return type === 'int' || type === 'flag' ? YES : undefined;
    case 'real':
    case 'money':
    case 'minor':
    case 'ms':
    case 'seconds':
      return isNumeric ? YES : undefined;
    case 'age':
      return isNumeric && within(texts, 0, 120) ? YES : undefined;
    case 'flag':
      return type === 'flag' || (type === 'int' && within(texts, 0, 1)) ? YES : undefined;
    case 'secret':
      // a few values shared by many people ("cellular", "telephone") identify nobody
      return column.distinct <= 12 && texts.length >= 30 ? undefined : YES;
    case 'text':
      return name === 'kind' && type !== 'text' ? undefined : type === 'time' ? undefined : YES;
    case 'key':
    case 'member':
    case 'content':
    case 'post':
      if (areSentences(texts)) return undefined;
      // a key has no fraction, unless it is a number of parts such as 1.10
      return type === 'time' || (type === 'real' && texts.some((text) => /[,%¥$]/.test(text))) ? undefined : YES;
    default:
      return type === 'time' ? undefined : YES;
  }
}

/** Words of people, not ids: long, or several in a row. Titles used as ids have a few words. */
function areSentences(texts: readonly string[]): boolean {
  const long = texts.filter((text) => text.length > 60 || text.includes('\n') || text.split(/[\s，。！？,!?]+/).length > 8);
  return long.length > texts.length * 0.2;
}

function timeFit(column: ColumnProfile, options: GuessOptions): Fit | undefined {
  const { format, mixed } = detectTimeFormat(column.texts.slice(0, 1000));
  if (format) return { timeFormat: mixed && format !== 'dmy' && format !== 'mdy' && format !== 'iso' ? 'auto' : format };
  if (options.anchor && column.type === 'int' && within(column.texts, -4000, 4000))
    return { timeFormat: { relativeDays: options.anchor } };
  return undefined;
}

function within(texts: readonly string[], low: number, high: number): boolean {
  const inside = texts.filter((text) => {
    const value = parseNumber(text);
    return value >= low && value <= high;
  });
  return inside.length >= texts.length * 0.95;
}

const SECRET_PATTERNS: [field: string, pattern: RegExp][] = [
  ['email', /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
  ['phone', /^(\+?86[- ]?)?1[3-9]\d{9}$/],
  ['ip', /^(\d{1,3}\.){3}\d{1,3}$/],
  ['contact', /^\d{17}[\dXx]$/],
];

/** Values that identify people are recognised whatever the column is called. */
function matchSecret(
  column: ColumnProfile,
  take: (field: string, column: ColumnProfile, format: null) => void,
  matches: FieldMatch[],
): void {
  if (column.texts.length === 0) return;
  for (const [field, pattern] of SECRET_PATTERNS) {
    if (matches.some((match) => match.field === field)) continue;
    if (column.texts.filter((text) => pattern.test(text)).length < column.texts.length * 0.8) continue;
    take(field, column, null);
    return;
  }
}

/** True for values that identify people: such a column is never kept as an attribute. */
export function looksSecret(column: ColumnProfile): boolean {
  if (column.texts.length === 0) return false;
  return SECRET_PATTERNS.some(
    ([, pattern]) => column.texts.filter((text) => pattern.test(text)).length >= column.texts.length * 0.5,
  );
}
