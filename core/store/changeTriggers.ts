import type { Reader, Writer } from './connection.ts';

/** Tables a person edits. Every change to them is written to the change log while an action is open. */
export const USER_TABLES = [
  'community',
  'recipe',
  'member_note',
  'segment',
  'member_tag',
  'preference',
  'text_label',
  'lexicon_word',
  'issue_card',
  'issue_evidence',
] as const;

/** (Re)creates the triggers from the tables' present columns: after each migration they fit again. */
export function createChangeTriggers(db: Writer): void {
  for (const table of USER_TABLES) {
    const row = (side: 'NEW' | 'OLD') =>
      `json_object(${columnsOf(db, table)
        .map((c) => `'${c}', ${side}.${c}`)
        .join(', ')})`;
    const open = '(SELECT action_id FROM change_state)';
    const log = (row_: string, before: string, after: string) =>
      `INSERT INTO change_row (action_id, table_name, row_id, before, after) VALUES (${open}, '${table}', ${row_}.rowid, ${before}, ${after});`;
    db.exec(`
      DROP TRIGGER IF EXISTS log_${table}_insert;
      DROP TRIGGER IF EXISTS log_${table}_update;
      DROP TRIGGER IF EXISTS log_${table}_delete;
      CREATE TRIGGER log_${table}_insert AFTER INSERT ON ${table} WHEN ${open} IS NOT NULL
      BEGIN ${log('NEW', 'NULL', row('NEW'))} END;
      CREATE TRIGGER log_${table}_update AFTER UPDATE ON ${table} WHEN ${open} IS NOT NULL
      BEGIN ${log('NEW', row('OLD'), row('NEW'))} END;
      CREATE TRIGGER log_${table}_delete AFTER DELETE ON ${table} WHEN ${open} IS NOT NULL
      BEGIN ${log('OLD', row('OLD'), 'NULL')} END;`);
  }
}

export function columnsOf(db: Reader, table: string): string[] {
  return (db.pragma(`table_info(${table})`) as { name: string }[]).map((c) => c.name);
}
