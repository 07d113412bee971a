/** Stores mapped rows of one entity: inserts what is new, updates what moved, skips what is the same. */
import type { Writer } from '../store/connection.ts';
import type { SqlValue } from '../store/sql.ts';
import { type EntityName, entityOf } from './entities.ts';
import type { Links, SourceRef } from './links.ts';

export type Outcome = 'inserted' | 'updated' | 'skipped';

export interface Upsert {
  /** @param key native id, or null: then one is made from the row's content. @returns the outcome and the row number. */
  put(key: string, values: SqlValue[]): { outcome: Outcome; no: number };
}

/**
 * One statement a table: an insert that, on the natural key, updates only where a mapped column differs.
 * Columns the recipe does not map are left alone, so that two files can fill one table.
 * @param columns store columns in the order of `values`
 */
export function upsertInto(
  db: Writer,
  entity: EntityName,
  columns: string[],
  source: SourceRef,
  importId: number,
  links: Links,
): Upsert {
  const { table, rowNo, textId } = entityOf(entity);
  const fixed = [...(textId ? [textId] : []), 'source_no', 'source_key', 'import_id'];
  const names = [...fixed, ...columns];
  const known = entity === 'member' || entity === 'content' || entity === 'post' ? links.known[entity] : null;
  const isMember = entity === 'member';
  // Within one import the earliest join date stands: a person may be listed once per course run.
  const merged = (c: string) =>
    isMember && c === 'joined_at'
      ? `CASE WHEN ${table}.import_id = excluded.import_id AND ${table}.is_implied = 0 THEN coalesce(min(${table}.${c}, excluded.${c}), ${table}.${c}, excluded.${c}) ELSE excluded.${c} END`
      : `excluded.${c}`;
  const implied = entity === 'member' || entity === 'content' ? ['is_implied = 0'] : [];
  const sets = [...columns.map((c) => `${c} = ${merged(c)}`), ...implied, 'import_id = excluded.import_id'];
  const differs = [
    ...columns.map((c) => `${table}.${c} IS NOT ${merged(c)}`),
    ...(implied.length ? [`${table}.is_implied = 1`] : []),
  ];
  const statement = db.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
     ON CONFLICT (source_no, source_key) DO UPDATE SET ${sets.join(', ')}
     ${differs.length > 0 ? `WHERE ${differs.join(' OR ')}` : ''}`,
  );
  let last = db.prepare(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck().get() as number;
  const find =
    rowNo && !known ? db.prepare(`SELECT ${rowNo} FROM ${table} WHERE source_no = ? AND source_key = ?`).pluck() : null;

  return {
    put(key, values) {
      const head = textId ? [`${source.sourceId}:${key}`, source.sourceNo, key, importId] : [source.sourceNo, key, importId];
      const { changes, lastInsertRowid } = statement.run(...head, ...values);
      const inserted = changes > 0 && Number(lastInsertRowid) > last && !(known?.has(key) ?? false);
      if (inserted) {
        last = Number(lastInsertRowid);
        known?.set(key, last);
        return { outcome: 'inserted', no: last };
      }
      const no = known?.get(key) ?? (find?.get(source.sourceNo, key) as number | undefined) ?? 0;
      return { outcome: changes > 0 ? 'updated' : 'skipped', no };
    },
  };
}

export interface AttributeStore {
  put(
    memberNo: number,
    name: string,
    value: string | number,
    unit: string | null,
    validFrom: number | null,
    validTo: number | null,
  ): Outcome;
}

/** Free attributes keep their history: a changed value closes the old row at the import's time and opens a new one. */
export function attributeStore(db: Writer, importId: number, now: number): AttributeStore {
  const current = db.prepare(
    'SELECT value_text, value_num, valid_from FROM member_attribute WHERE member_no = ? AND name = ? AND valid_to IS NULL ORDER BY valid_from DESC',
  );
  const close = db.prepare('UPDATE member_attribute SET valid_to = ? WHERE member_no = ? AND name = ? AND valid_from = ?');
  const add = db.prepare(
    `INSERT INTO member_attribute (member_no, name, value_text, value_num, unit, valid_from, valid_to, import_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (member_no, name, valid_from) DO UPDATE
     SET value_text = excluded.value_text, value_num = excluded.value_num, unit = excluded.unit, valid_to = excluded.valid_to, import_id = excluded.import_id`,
  );
  return {
    put(memberNo, name, value, unit, validFrom, validTo) {
      const text = String(value);
      const number = typeof value === 'number' ? value : null;
      const old = current.get(memberNo, name) as { value_text: string; value_num: number | null; valid_from: number } | undefined;
      if (old && old.value_text === text) return 'skipped';
      const from = validFrom ?? (old ? now : 0);
      if (old && old.valid_from !== from) close.run(from, memberNo, name, old.valid_from);
      add.run(memberNo, name, text, number, unit, from, validTo, importId);
      return old ? 'updated' : 'inserted';
    },
  };
}

export interface TagStore {
  put(no: number, names: string[]): void;
}

export function tagStore(db: Writer, entity: 'content' | 'post'): TagStore {
  const ids = new Map<string, number>();
  const find = db.prepare('SELECT tag_id FROM tag WHERE name = ?').pluck();
  const add = db.prepare('INSERT INTO tag (name) VALUES (?)');
  const link = db.prepare(
    `INSERT INTO ${entity}_tag (${entity}_no, tag_id, origin) VALUES (?, ?, 'author') ON CONFLICT DO NOTHING`,
  );
  return {
    put(no, names) {
      for (const name of names) {
        let id = ids.get(name) ?? (find.get(name) as number | undefined);
        if (id === undefined) id = Number(add.run(name).lastInsertRowid);
        ids.set(name, id);
        link.run(no, id);
      }
    },
  };
}
