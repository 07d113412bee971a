/** Changes to a mapping recipe, as pure functions: the screen edits a copy and previews it again. */
import type { FieldSource, Recipe, TableRecipe, TimeFormat } from '../../../core/api/contract.ts';

export type Entity = TableRecipe['entity'];

/** Which table recipes read this table: exact name or * wildcards, case ignored, of the table or of its file without extension. */
export function recipesOf(recipe: Recipe, table: string, file: string): { index: number; table: TableRecipe }[] {
  const names = [table, file.replace(/\.[^.]+$/, '')];
  return recipe.tables.flatMap((one, index) => (names.some((name) => matches(one.match, name)) ? [{ index, table: one }] : []));
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'i').test(name);
}

export const columnOf = (source: FieldSource): string | null =>
  typeof source === 'string' ? source : 'column' in source ? source.column : null;

/** Fields that a column feeds, in the order of the recipe. */
export const fieldsOfColumn = (table: TableRecipe, column: string): string[] =>
  Object.keys(table.fields).filter((field) => columnOf(table.fields[field]!) === column);

const withTable = (recipe: Recipe, index: number, table: TableRecipe): Recipe => ({
  ...recipe,
  tables: recipe.tables.map((one, i) => (i === index ? table : one)),
});

/** Sends a column to another field, or to none. Its own options (format, zone, translations) go along. */
export function mapColumn(recipe: Recipe, index: number, column: string, field: string | null): Recipe {
  const table = recipe.tables[index];
  if (!table) return recipe;
  const before = fieldsOfColumn(table, column)[0];
  const source: FieldSource = before === undefined ? column : table.fields[before]!;
  const fields = Object.fromEntries(Object.entries(table.fields).filter(([name]) => name !== before && name !== field));
  if (field !== null) fields[field] = source;
  return withTable(recipe, index, { ...table, fields });
}

export function setTimeFormat(recipe: Recipe, index: number, field: string, format: TimeFormat): Recipe {
  return changeSource(recipe, index, field, (source) => ({ ...source, format }));
}

/** Source text -> canonical text. An empty translation is taken back. */
export function setTranslation(recipe: Recipe, index: number, field: string, from: string, to: string): Recipe {
  return changeSource(recipe, index, field, (source) => {
    const values = Object.fromEntries(Object.entries({ ...source.values, [from]: to }).filter(([, text]) => text !== ''));
    const { values: _before, ...rest } = source;
    return Object.keys(values).length > 0 ? { ...rest, values } : rest;
  });
}

/** A field that holds the same text in every row; empty text removes it. */
export function setConst(recipe: Recipe, index: number, field: string, value: string): Recipe {
  const table = recipe.tables[index];
  if (!table) return recipe;
  const fields = { ...table.fields };
  if (value === '') delete fields[field];
  else fields[field] = { const: value };
  return withTable(recipe, index, { ...table, fields });
}

/** Another entity keeps the fields that it has too. `null` leaves the table out. */
export function setEntity(
  recipe: Recipe,
  index: number | null,
  tableName: string,
  entity: Entity | null,
  known: readonly string[],
): Recipe {
  if (index === null)
    return entity === null ? recipe : { ...recipe, tables: [...recipe.tables, { match: tableName, entity, fields: {} }] };
  if (entity === null) return { ...recipe, tables: recipe.tables.filter((_, i) => i !== index) };
  const table = recipe.tables[index]!;
  const fields = Object.fromEntries(
    Object.entries(table.fields).filter(([field]) => known.includes(field) || field.startsWith('attr:')),
  );
  return withTable(recipe, index, { ...table, entity, fields });
}

type Column = Exclude<FieldSource, string | { const: string | number }>;

function changeSource(recipe: Recipe, index: number, field: string, change: (source: Column) => Column): Recipe {
  const table = recipe.tables[index];
  const source = table?.fields[field];
  if (!table || source === undefined) return recipe;
  if (typeof source !== 'string' && 'const' in source) return recipe;
  const next = change(typeof source === 'string' ? { column: source } : (source as Column));
  return withTable(recipe, index, { ...table, fields: { ...table.fields, [field]: next } });
}
