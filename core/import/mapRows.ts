/** One table of a file through one recipe into one entity's table: everything but events. */
import { createHash } from 'node:crypto';
import { isPersonalData, plainText } from '../kernel/text/plainText.ts';
import type { Writer } from '../store/connection.ts';
import type { SqlValue } from '../store/sql.ts';
import { type FieldCells, fieldCells, rowFilter } from './cells.ts';
import type { ColumnStats } from './columnStats.ts';
import { type ConvertContext, type Converter, converter, tagNames } from './convert.ts';
import { entityOf, type Field } from './entities.ts';
import type { SourceRef } from './links.ts';
import type { RowBatch } from './readers/reader.ts';
import type { TableRecipe } from './recipe.ts';
import type { RowCounts } from './types.ts';
import { attributeStore, tagStore, upsertInto } from './upsert.ts';
import { zoneMarks } from './zoneMarks.ts';

export interface RowSink {
  add(batch: RowBatch): void;
  /** After the last batch: reports what only the whole column shows. */
  finish(): void;
}

interface Mapped {
  name: string;
  field: Field;
  cells: FieldCells;
  convert: Converter;
  /** Column of the anchor text for relative days, or -1. */
  anchor: number;
}

export interface SinkOptions {
  db: Writer;
  recipe: TableRecipe;
  columns: readonly string[];
  source: SourceRef;
  importId: number;
  now: number;
  ctx: ConvertContext;
  counts: RowCounts;
  stats: ColumnStats;
}

export function rowSink(options: SinkOptions): RowSink {
  const { db, recipe, columns, source, importId, now, ctx, counts, stats } = options;
  const entity = entityOf(recipe.entity);
  const keep = rowFilter(recipe.where, columns, ctx.table);
  const mapped: Mapped[] = [];
  const attributes: { name: string; cells: FieldCells }[] = [];
  const secrets: { name: string; cells: FieldCells }[] = [];
  for (const [name, from] of Object.entries(recipe.fields)) {
    const cells = fieldCells(from, columns, ctx.table, name);
    if (name.startsWith('attr:')) {
      attributes.push({ name: name.slice(5), cells });
      continue;
    }
    const field = entity.fields[name]!;
    if (field.type === 'secret') {
      secrets.push({ name, cells });
      continue;
    }
    const by = cells.source?.format && typeof cells.source.format === 'object' ? cells.source.format.by : undefined;
    mapped.push({
      name,
      field,
      cells,
      convert: converter(name, field, cells.source, ctx),
      anchor: by ? columns.indexOf(by.column) : -1,
    });
  }
  const key = mapped.find((m) => m.field.type === 'key');
  const tags = mapped.find((m) => m.field.type === 'tags');
  const stored = mapped.filter((m) => m !== key && m !== tags);
  const required = stored.filter((m) => m.field.required);
  const hasHtml = stored.some((m) => m.name === 'body_html') && !stored.some((m) => m.name === 'body_text');
  const storeColumns = [...stored.map((m) => m.field.column ?? m.name), ...(hasHtml ? ['body_text'] : [])];
  const htmlAt = stored.findIndex((m) => m.name === 'body_html');

  const isAttribute = recipe.entity === 'attribute';
  const put = isAttribute ? null : upsertInto(db, recipe.entity, storeColumns, source, importId, ctx.links);
  const attributeRows = isAttribute || attributes.length > 0 ? attributeStore(db, importId, now) : null;
  const tagRows = tags && (recipe.entity === 'content' || recipe.entity === 'post') ? tagStore(db, recipe.entity) : null;
  const addsPeople = recipe.entity === 'member' || recipe.entity === 'content';
  const repeats = new Map<string, number>();
  const touched = new Set<string>();
  const values: SqlValue[] = new Array(storeColumns.length).fill(null);

  /** A row without a key gets one from its content and how often that content came before. */
  const madeKey = (batch: RowBatch, row: number): string => {
    const hash = createHash('sha256');
    for (let c = 0; c < columns.length; c++) hash.update(batch.cell(row, c) ?? '\u0000').update('\u001f');
    const text = hash.digest('hex').slice(0, 24);
    const n = repeats.get(text) ?? 0;
    repeats.set(text, n + 1);
    return n === 0 ? `#${text}` : `#${text}-${n}`;
  };

  const reject = (row: number, m: Mapped, code: 'missing-key' | 'missing-value') => {
    counts.rejected++;
    const column = m.cells.columns[0];
    if (column !== undefined) stats.rejected(column);
    ctx.issues.add(code, { table: ctx.table, row, column: m.cells.source?.column ?? m.name });
  };

  const marks = mapped
    .filter((m) => m.field.type === 'time' && m.cells.columns.length > 0)
    .map((m) => ({ m, marks: zoneMarks() }));

  return {
    finish() {
      for (const { m, marks: seen } of marks) seen.report(ctx, m.cells);
      stats.reportMixed((column, count, sample) => ctx.issues.add('mixed-type', { table: ctx.table, column, sample }, count));
    },
    add(batch) {
      for (let r = 0; r < batch.count; r++) {
        if (keep && !keep(batch, r)) continue;
        counts.read++;
        const fileRow = batch.fileRow(r);
        for (let c = 0; c < columns.length; c++) stats.seen(c, batch.cell(r, c));
        let id: string;
        if (key) {
          const text = key.cells.text(batch, r);
          if (text === null) {
            reject(fileRow, key, 'missing-key');
            continue;
          }
          id = recipe.entity === 'member' ? ctx.links.memberKey(text) : ctx.links.safeKey(text);
        } else id = isAttribute ? '' : madeKey(batch, r);

        for (const { m, marks: seen } of marks) seen.see(m.cells.text(batch, r));
        for (const { name, cells } of secrets) {
          if (cells.text(batch, r) === null) continue;
          ctx.issues.add('personal-data-dropped', { table: ctx.table, column: cells.source?.column ?? name, row: fileRow });
        }
        for (let f = 0; f < stored.length; f++) {
          const m = stored[f]!;
          const text = m.cells.text(batch, r);
          const anchor = m.anchor < 0 ? null : batch.cell(r, m.anchor);
          const value = m.convert(text, fileRow, anchor);
          if (value === undefined && m.cells.columns.length > 0) stats.rejected(m.cells.columns[0]!);
          values[f] = value ?? null;
          const kind = m.field.type;
          if (
            typeof value === 'number' &&
            m.cells.columns.length > 0 &&
            (kind === 'time' || kind === 'int' || kind === 'real' || kind === 'money')
          ) {
            const shown = kind === 'time' ? isoText : String;
            stats.range(m.cells.columns[0]!, value, value, shown);
          }
        }
        const gap = required.find((m) => values[stored.indexOf(m)] === null);
        if (gap) {
          reject(fileRow, gap, 'missing-value');
          continue;
        }
        if (hasHtml) {
          const html = values[htmlAt];
          values[storeColumns.length - 1] = typeof html === 'string' ? plainText(html) : null;
        }
        if (isAttribute) {
          counts[putAttribute(values)]++;
          continue;
        }
        if (addsPeople) ctx.links.flush(); // implied rows first: the same table gets this one
        const { outcome, no } = put!.put(id, defaulted(values));
        let said = outcome;
        if (attributes.length > 0 && no > 0) {
          for (const a of attributes) {
            const text = a.cells.text(batch, r);
            if (text === null) continue;
            if (isPersonalData(text)) {
              ctx.issues.add('personal-data-dropped', {
                table: ctx.table,
                column: a.cells.source?.column ?? a.name,
                row: fileRow,
              });
              continue;
            }
            const moved = attributeRows!.put(no, a.name, text, null, null, null);
            if (moved !== 'skipped' && said === 'skipped') said = 'updated';
          }
        }
        if (tags && no > 0) {
          const text = tags.cells.text(batch, r);
          if (text !== null) tagRows!.put(no, tagNames(text));
        }
        counts[said]++;
        if (key) {
          if (touched.has(id))
            ctx.issues.add('duplicate-id', {
              table: ctx.table,
              row: fileRow,
              column: key.cells.source?.column ?? 'id',
              sample: id,
            });
          else touched.add(id);
        }
      }
    },
  };

  /** Columns that must not be NULL in the store: a missing text means their default. */
  function defaulted(row: SqlValue[]): SqlValue[] {
    for (let f = 0; f < stored.length; f++) if (row[f] === null) row[f] = DEFAULTS[`${entity.table}.${storeColumns[f]}`] ?? null;
    return row;
  }

  function putAttribute(row: SqlValue[]) {
    const at = (name: string) => {
      const i = stored.findIndex((m) => m.name === name);
      return i < 0 ? null : row[i]!;
    };
    const number = at('value_num');
    const value = (at('value_text') ?? number ?? '') as string | number;
    return attributeRows!.put(
      at('member_id') as number,
      at('name') as string,
      typeof number === 'number' && at('value_text') === null ? number : value,
      at('unit') as string | null,
      at('valid_from') as number | null,
      at('valid_to') as number | null,
    );
  }
}

const DEFAULTS: Record<string, SqlValue> = {
  'member.role': 'member',
  'member.status': 'active',
  'content.kind': 'other',
  'post.kind': 'message',
  'post.is_accepted': 0,
  'post.is_pinned': 0,
  'post.is_digest': 0,
  'reaction.count': 1,
  'feedback.kind': 'rating',
  'mod_item.status': 'pending',
  'mod_item.origin': 'import',
  'purchase_order.qty': 1,
  'assessment_result.attempt': 1,
  'assessment_result.is_banked': 0,
  'answer.option_key': '',
};

const isoText = (ms: number) => new Date(ms).toISOString();
