/** What files would become, before anything is stored. */

import { fieldCells, rowFilter } from './cells.ts';
import { converter } from './convert.ts';
import { entityOf } from './entities.ts';
import { guessRecipe } from './guess.ts';
import { issueLog } from './issues.ts';
import type { Links } from './links.ts';
import type { RowBatch } from './readers/reader.ts';
import type { Recipe, TableRecipe } from './recipe.ts';
import { matches, type OpenGroup, openGroups, type SourceOptions, sampleRows } from './sources.ts';
import type { ImportPreview } from './types.ts';

const SHOWN_ROWS = 20;

/** The recipe that an import of these paths would use. */
export async function guessFor(options: SourceOptions): Promise<Recipe> {
  const groups = await openGroups(options);
  try {
    return { ...groups[0]!.recipe, tables: groups.flatMap((g) => g.recipe.tables) };
  } finally {
    for (const g of groups) for (const f of g.files) f.close();
  }
}

/** Opens, samples and maps the first rows of every table. Nothing is stored. @throws as an import of the same files would. */
export async function previewImport(
  options: SourceOptions,
  saved: { name: string; definition: string }[],
  now: number,
): Promise<ImportPreview> {
  const groups = await openGroups(options, saved);
  try {
    const files: ImportPreview['files'] = [];
    for (const group of groups) {
      for (const [index, file] of group.files.entries()) {
        const tables: ImportPreview['files'][number]['tables'] = [];
        for (const head of file.tables) {
          const rows = await sampleRows(file, head.name);
          const guess = guessRecipe([{ name: head.name, columns: head.columns, sample: rows }]).tables[0]!;
          const recipe = group.recipe.tables.find((r) => matches(r.match, head.name) || matches(r.match, file.name));
          tables.push({
            name: head.name,
            rows: head.rows,
            columns: guess.columns.map((c) => ({ ...c, field: recipe ? fieldOf(recipe, c.name) : null })),
            sample: rows.slice(0, SHOWN_ROWS),
            entity: recipe?.entity ?? null,
            parsed: recipe ? parsedRows(recipe, head.columns, rows, group, index, options.tz ?? group.zone ?? 'UTC', now) : [],
          });
        }
        files.push({
          file: file.name,
          path: file.path,
          bytes: file.bytes,
          fileKind: file.kind,
          encoding: file.encoding,
          encodings: file.encodings,
          delimiter: file.delimiter,
          tables,
          issues: group.issues[index]!.list(),
        });
      }
    }
    return {
      kind: 'preview',
      format: groups[0]!.format,
      recipe: { ...groups[0]!.recipe, tables: groups.flatMap((g) => g.recipe.tables) },
      files,
    };
  } finally {
    for (const g of groups) for (const f of g.files) f.close();
  }
}

function fieldOf(recipe: TableRecipe, column: string): string | null {
  for (const [field, from] of Object.entries(recipe.fields)) {
    if (typeof from === 'string' ? from === column : !('const' in from) && from.column === column) return field;
  }
  return null;
}

/** The sample rows as the recipe reads them, as text a person can check. */
function parsedRows(
  recipe: TableRecipe,
  columns: string[],
  rows: (string | null)[][],
  group: OpenGroup,
  index: number,
  zone: string,
  now: number,
): Record<string, string | null>[] {
  const batch: RowBatch = { count: rows.length, fileRow: (r) => r + 2, cell: (r, c) => rows[r]![c] ?? null };
  const keep = rowFilter(recipe.where, columns, recipe.match);
  const links = previewLinks();
  const issues = issueLog(group.files[index]!.name); // the sample's issues would be counted twice: thrown away
  const fields = Object.entries(recipe.fields).map(([name, from]) => {
    const cells = fieldCells(from, columns, recipe.match, name);
    const field = entityOf(recipe.entity).fields[name] ?? { type: 'text' as const };
    const by = cells.source?.format && typeof cells.source.format === 'object' ? cells.source.format.by : undefined;
    const convert = converter(name, field, cells.source, {
      links,
      issues,
      table: recipe.match,
      zone,
      isZoneKnown: true,
      year: new Date(now).getUTCFullYear(),
    });
    return { name, type: field.type, cells, convert, anchor: by ? columns.indexOf(by.column) : -1 };
  });
  const parsed: Record<string, string | null>[] = [];
  for (let r = 0; r < batch.count && parsed.length < SHOWN_ROWS; r++) {
    if (keep && !keep(batch, r)) continue;
    const row: Record<string, string | null> = {};
    for (const { name, type, cells, convert, anchor } of fields) {
      const text = cells.text(batch, r);
      if (type === 'member' || type === 'person' || type === 'content' || type === 'post') row[name] = text;
      else {
        const value = convert(text, r, anchor < 0 ? null : batch.cell(r, anchor));
        row[name] = value == null ? null : type === 'time' ? new Date(Number(value)).toISOString() : String(value);
      }
    }
    parsed.push(row);
  }
  return parsed;
}

/** Links that make nothing. */
function previewLinks(): Links {
  return {
    member: () => 1,
    person: () => 1,
    content: () => 1,
    post: () => 1,
    known: { member: new Map(), content: new Map(), post: new Map() },
    safeKey: (key) => key,
    memberKey: (key) => key,
    implied: { members: 0, contents: 0 },
    listsMembers: false,
    flush() {},
  };
}
