/** From the columns of one table to the text of each field: missing marks, translations, joined keys, constants. */
import { InputError } from '../base/errors.ts';
import type { RowBatch } from './readers/reader.ts';
import type { ColumnSource, FieldSource } from './recipe.ts';
import { MISSING_MARKS } from './values.ts';

export interface FieldCells {
  /** Column indexes read, first the main one; empty for a constant. */
  columns: number[];
  source: ColumnSource | null;
  /** Text of the field in a row after missing marks and translation; null = missing. */
  text(batch: RowBatch, row: number): string | null;
  /** The same for one cell text of the main column. */
  translate(cell: string | null): string | null;
  /** True when the text depends on the main column only: it may be remembered per distinct cell. */
  isPlain: boolean;
}

const DEFAULT_MISSING: ReadonlySet<string> = new Set(MISSING_MARKS);

/** @throws InputError bad-recipe: the table lacks a column. */
export function fieldCells(source: FieldSource, columns: readonly string[], table: string, field: string): FieldCells {
  if (typeof source === 'object' && 'const' in source) {
    const constant = String(source.const);
    return { columns: [], source: null, text: () => constant, translate: () => constant, isPlain: true };
  }
  const full: ColumnSource = typeof source === 'string' ? { column: source } : source;
  const indexes = [full.column, ...(full.with ?? [])].map((name) => {
    const at = columns.indexOf(name);
    if (at < 0) {
      throw new InputError(
        'bad-recipe',
        `Table ${table} should have a column "${name}" for ${field}; it has: ${columns.join(', ')}. Correct the recipe.`,
        { table, column: name, field },
      );
    }
    return at;
  });
  const missing = full.missing ? new Set(['', ...full.missing]) : DEFAULT_MISSING;
  const { values, prefix, otherwise } = full;
  const translate = (cell: string | null): string | null => {
    if (cell === null) return null;
    const text = cell.trim();
    if (missing.has(text)) return null;
    const translated = values && Object.hasOwn(values, text) ? values[text]! : otherwise === undefined ? cell : otherwise;
    if (translated === null) return null;
    return prefix === undefined ? translated : prefix + translated;
  };
  const [main, ...rest] = indexes as [number, ...number[]];
  if (rest.length === 0) {
    return { columns: indexes, source: full, text: (batch, row) => translate(batch.cell(row, main)), translate, isPlain: true };
  }
  return {
    columns: indexes,
    source: full,
    translate,
    isPlain: false,
    text: (batch, row) => {
      const first = translate(batch.cell(row, main));
      return first === null ? null : [first, ...rest.map((c) => batch.cell(row, c) ?? '')].join('/');
    },
  };
}

/** The recipe's `where`: null = every row. */
export function rowFilter(
  where: Record<string, string[]> | undefined,
  columns: readonly string[],
  table: string,
): ((batch: RowBatch, row: number) => boolean) | null {
  if (!where) return null;
  const tests = Object.entries(where).map(([column, allowed]) => {
    const cells = fieldCells(column, columns, table, 'where');
    const texts = new Set(allowed);
    return (batch: RowBatch, row: number) => {
      const text = cells.text(batch, row);
      return text === null ? texts.has('') : texts.has('*') || texts.has(text);
    };
  });
  return (batch, row) => tests.every((test) => test(batch, row));
}
