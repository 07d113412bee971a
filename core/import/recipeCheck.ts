/** A recipe as it came from a file or a form -> a recipe that can be run, or a sentence that says what is wrong with it. */
import { InputError } from '../base/errors.ts';
import { scanTime } from './calendar.ts';
import { ENTITIES, type EntityName, entityOf } from './entities.ts';
import { resolveField } from './fieldAliases.ts';
import { nearest } from './nearest.ts';
import type { ColumnSource, FieldSource, Recipe, TableRecipe, TimeFormat } from './recipe.ts';
import { zoneOf } from './zones.ts';

const TIME_FORMATS = ['auto', 'iso', 'epoch-s', 'epoch-ms', 'excel-1900', 'excel-1904', 'dmy', 'mdy', 'snowflake'] as const;
const SOURCE_KEYS = ['column', 'format', 'values', 'missing', 'zone', 'with', 'prefix'];
const TABLE_KEYS = ['match', 'entity', 'fields', 'where'];

/** @throws InputError 'bad-recipe': with the place, what was expected and what arrived.
 *  Aliases of fields (fieldAliases.ts) become the fields' own names. Whether the columns exist is known only with the file. */
export function checkRecipe(json: unknown): Recipe {
  const recipe = object(json, 'A recipe');
  if (recipe['name'] !== undefined && typeof recipe['name'] !== 'string')
    throw bad(`The recipe's name must be text, got ${shown(recipe['name'])}.`);
  const { tables } = recipe;
  if (!Array.isArray(tables) || tables.length === 0) {
    throw bad(`A recipe must have "tables", a list with at least one {match, entity, fields}, got ${shown(tables)}.`);
  }
  const checked = tables.map((table, i) => checkTable(table, i));
  return typeof recipe['name'] === 'string' ? { name: recipe['name'], tables: checked } : { tables: checked };
}

function checkTable(json: unknown, index: number): TableRecipe {
  const at = `Table ${index + 1} of the recipe`;
  const table = object(json, at);
  onlyKeys(table, TABLE_KEYS, at);
  const { match } = table;
  if (typeof match !== 'string' || match.trim() === '')
    throw bad(`${at} must have "match", the name of the table, got ${shown(match)}.`);
  const entity = checkEntity(table['entity'], match);
  const fields: Record<string, FieldSource> = {};
  const written = new Map<string, string>();
  for (const [name, source] of Object.entries(object(table['fields'], `"fields" of table "${match}"`))) {
    const field = checkField(entity, name, match);
    const before = written.get(field);
    if (before !== undefined)
      throw bad(`"${before}" and "${name}" of table "${match}" both mean ${entity}.${field}. Keep one of them.`, {
        table: match,
        field,
      });
    written.set(field, name);
    fields[field] = checkSource(source, isTime(entity, field), `"${name}" of table "${match}"`);
  }
  if (written.size === 0) throw bad(`Table "${match}" must fill at least one field of ${entity}.`, { table: match });
  const checked: TableRecipe = { match, entity, fields };
  if (table['where'] !== undefined) checked.where = checkWhere(table['where'], match);
  return checked;
}

function checkEntity(value: unknown, match: string): EntityName {
  const names = Object.keys(ENTITIES);
  if (typeof value === 'string' && Object.hasOwn(ENTITIES, value)) return value as EntityName;
  const hint = typeof value === 'string' ? suggestion(value, names) : '';
  throw bad(`Table "${match}" must name an entity, got ${shown(value)}.${hint} Known: ${names.join(', ')}.`, { table: match });
}

function checkField(entity: EntityName, name: string, match: string): string {
  if (name.startsWith('attr:')) {
    if (entity !== 'member')
      throw bad(`"${name}" of table "${match}": only a member has attributes, not ${entity}.`, { table: match, field: name });
    if (name.slice(5).trim() === '')
      throw bad(`"attr:" of table "${match}" must be followed by the attribute's name.`, { table: match, field: name });
    return name;
  }
  const field = resolveField(entity, name);
  if (field !== null) return field;
  const known = Object.keys(entityOf(entity).fields);
  const more = entity === 'member' ? ` For anything else about people write "attr:${name}".` : '';
  throw bad(
    `${capital(entity)} has no field "${name}" (table "${match}").${suggestion(name, known)} Fields: ${known.join(', ')}.${more}`,
    {
      table: match,
      field: name,
    },
  );
}

const isTime = (entity: EntityName, field: string) =>
  entityOf(entity).fields[field]?.type === 'time' || field.startsWith('attr:');

function checkSource(json: unknown, mayBeTime: boolean, at: string): FieldSource {
  if (typeof json === 'string') {
    if (json === '') throw bad(`${at} must name a column, got an empty text.`);
    return json;
  }
  const source = object(json, at);
  if ('const' in source) {
    onlyKeys(source, ['const'], at);
    const value = source['const'];
    if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value)))
      throw bad(`"const" of ${at} must be a text or a number, got ${shown(value)}.`);
    return { const: value };
  }
  onlyKeys(source, SOURCE_KEYS, at);
  const { column } = source;
  if (typeof column !== 'string' || column === '')
    throw bad(`${at} must have "column", the name of a column, or "const", got ${shown(json)}.`);
  const checked: ColumnSource = { column };
  if (source['format'] !== undefined) {
    if (!mayBeTime) throw bad(`${at} has a "format", but only times have one. Take it away, or map the column to a time.`);
    checked.format = checkFormat(source['format'], at);
  }
  if (source['values'] !== undefined) checked.values = checkValues(source['values'], at);
  if (source['missing'] !== undefined) checked.missing = texts(source['missing'], `"missing" of ${at}`);
  if (source['with'] !== undefined) checked.with = texts(source['with'], `"with" of ${at}`);
  if (source['prefix'] !== undefined) checked.prefix = text(source['prefix'], `"prefix" of ${at}`);
  if (source['zone'] !== undefined) checked.zone = checkZone(source['zone'], at);
  return checked;
}

function checkFormat(value: unknown, at: string): TimeFormat {
  const known = TIME_FORMATS.find((format) => format === value);
  if (known) return known;
  if (typeof value === 'object' && value !== null) return checkRelative(object(value, `"format" of ${at}`), at);
  const hint = typeof value === 'string' ? suggestion(value, TIME_FORMATS) : '';
  throw bad(
    `"format" of ${at} must be one of ${TIME_FORMATS.join(', ')} or {"relativeDays": "2014-02-01"}, got ${shown(value)}.${hint}`,
  );
}

function checkRelative(value: Record<string, unknown>, at: string): TimeFormat {
  onlyKeys(value, ['relativeDays', 'by'], `"format" of ${at}`);
  const day = (anchor: unknown): string => {
    if (typeof anchor === 'string' && !Number.isNaN(scanTime(anchor, 'ymd').local)) return anchor;
    throw bad(`"relativeDays" of ${at} must be a date such as "2014-02-01", got ${shown(anchor)}.`);
  };
  const relativeDays = day(value['relativeDays']);
  if (value['by'] === undefined) return { relativeDays };
  const by = object(value['by'], `"by" of ${at}`);
  const anchors = Object.fromEntries(
    Object.entries(object(by['anchors'], `"anchors" of ${at}`)).map(([key, anchor]) => [key, day(anchor)]),
  );
  return { relativeDays, by: { column: text(by['column'], `"by.column" of ${at}`), anchors } };
}

function checkZone(value: unknown, at: string): string {
  const name = text(value, `"zone" of ${at}`);
  try {
    zoneOf(name);
    return name;
  } catch (cause) {
    throw new InputError(
      'bad-recipe',
      `"zone" of ${at} must be an IANA name such as Asia/Shanghai, got ${shown(value)}.`,
      {},
      cause,
    );
  }
}

function checkValues(value: unknown, at: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [from, to] of Object.entries(object(value, `"values" of ${at}`))) {
    if (typeof to !== 'string' && typeof to !== 'number' && typeof to !== 'boolean')
      throw bad(`"values" of ${at}: "${from}" must become a text, got ${shown(to)}.`);
    values[from] = String(to);
  }
  return values;
}

function checkWhere(value: unknown, match: string): Record<string, string[]> {
  const where: Record<string, string[]> = {};
  for (const [column, allowed] of Object.entries(object(value, `"where" of table "${match}"`))) {
    where[column] = texts(typeof allowed === 'string' ? [allowed] : allowed, `"where" of table "${match}", column "${column}",`);
  }
  return where;
}

function texts(value: unknown, at: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number'))
    return value.map(String);
  throw bad(`${at} must be a list of texts, got ${shown(value)}.`);
}

function text(value: unknown, at: string): string {
  if (typeof value === 'string') return value;
  throw bad(`${at} must be a text, got ${shown(value)}.`);
}

function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw bad(`${at} must be a JSON object, got ${shown(value)}.`);
}

function onlyKeys(value: Record<string, unknown>, known: string[], at: string): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key))
      throw bad(`${at} has an unknown entry "${key}".${suggestion(key, known)} Known: ${known.join(', ')}.`);
  }
}

function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === null ? '' : ` Did you mean "${near}"?`;
}

const bad = (message: string, data: Record<string, string> = {}) => new InputError('bad-recipe', message, data);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function shown(value: unknown): string {
  const json = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}
