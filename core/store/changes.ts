/**
 * The change log: named, unlimited undo and redo over the tables a person edits, across restarts.
 * An action groups the rows it touched; triggers write each row's old and new state. Undo puts the old states back in
 * reverse order, redo the new states in order. A new action after an undo drops what could be redone.
 */
import { InputError } from '../base/errors.ts';
import { columnsOf } from './changeTriggers.ts';
import type { Reader, Writer } from './connection.ts';
import { all, one, sql } from './sql.ts';
import type { ChangeAction, ChangeHistory } from './types.ts';

/** Runs `edit` as one undoable step. @throws whatever `edit` throws; nothing is kept then. */
export function record<T>(db: Writer, action: Pick<ChangeAction, 'name' | 'params'> & { at: number }, edit: () => T): T {
  return db.transaction(() => {
    const { lastInsertRowid } = db
      .prepare('INSERT INTO change_action (name, params, at) VALUES (?, ?, ?)')
      .run(action.name, JSON.stringify(action.params), action.at);
    db.prepare('UPDATE change_state SET action_id = ?').run(lastInsertRowid);
    const result = edit();
    db.prepare('UPDATE change_state SET action_id = NULL').run();
    const touched = db.prepare('SELECT 1 FROM change_row WHERE action_id = ?').get(lastInsertRowid);
    if (!touched) {
      db.prepare('DELETE FROM change_action WHERE action_id = ?').run(lastInsertRowid); // nothing changed: no step
      return result;
    }
    db.prepare(
      'DELETE FROM change_row WHERE action_id IN (SELECT action_id FROM change_action WHERE undone_at IS NOT NULL)',
    ).run();
    db.prepare('DELETE FROM change_action WHERE undone_at IS NOT NULL').run();
    return result;
  })();
}

export function history(db: Reader): ChangeHistory {
  const rows = all<ActionRow & { undone_at: number | null }>(
    db,
    sql`SELECT action_id, name, params, at, undone_at
        FROM change_action
        ORDER BY action_id DESC`,
  );
  return {
    kind: 'history',
    undo: rows.filter((r) => r.undone_at === null).map(toAction),
    redo: rows
      .filter((r) => r.undone_at !== null)
      .reverse()
      .map(toAction),
  };
}

/** @throws InputError nothing-to-undo. */
export function undo(db: Writer, now: number): ChangeAction {
  return replay(db, 'undo', now);
}

/** @throws InputError nothing-to-redo. */
export function redo(db: Writer, now: number): ChangeAction {
  return replay(db, 'redo', now);
}

function replay(db: Writer, direction: 'undo' | 'redo', now: number): ChangeAction {
  const isUndo = direction === 'undo';
  return db.transaction(() => {
    const row = one<ActionRow>(
      db,
      isUndo
        ? sql`SELECT action_id, name, params, at FROM change_action WHERE undone_at IS NULL ORDER BY action_id DESC LIMIT 1`
        : sql`SELECT action_id, name, params, at FROM change_action WHERE undone_at IS NOT NULL ORDER BY action_id LIMIT 1`,
    );
    if (!row) {
      throw isUndo
        ? new InputError('nothing-to-undo', 'There is no step to undo in this workspace.')
        : new InputError('nothing-to-redo', 'There is no step to redo: a step can be redone until something new is changed.');
    }
    const changes = all<{ table_name: string; row_id: number; before: string | null; after: string | null }>(
      db,
      sql`SELECT table_name, row_id, before, after FROM change_row WHERE action_id = ${row.action_id} ORDER BY change_id`,
    );
    if (isUndo) changes.reverse();
    for (const change of changes) restore(db, change.table_name, change.row_id, isUndo ? change.before : change.after);
    db.prepare('UPDATE change_action SET undone_at = ? WHERE action_id = ?').run(isUndo ? now : null, row.action_id);
    return toAction(row);
  })();
}

/** Puts one row back to a logged state; null = the row did not exist. */
function restore(db: Writer, table: string, rowId: number, state: string | null): void {
  db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowId);
  if (state === null) return;
  const row = JSON.parse(state) as Record<string, string | number | null>;
  const known = columnsOf(db, table).filter((c) => c in row); // a later migration may have added or dropped columns
  db.prepare(`INSERT INTO ${table} (${known.join(', ')}) VALUES (${known.map(() => '?').join(', ')})`).run(
    known.map((c) => row[c]!),
  );
}

interface ActionRow {
  action_id: number;
  name: string;
  params: string;
  at: number;
}

const toAction = (row: ActionRow): ChangeAction => ({
  actionId: row.action_id,
  name: row.name as ChangeAction['name'],
  params: JSON.parse(row.params) as Record<string, string>,
  at: row.at,
});
