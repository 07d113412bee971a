import { describe, expect, test } from 'vitest';
import { writes } from '../../../core/api/writes.ts';
import { type Random, seeded } from '../../../core/base/random.ts';
import { history, record, redo, undo } from '../../../core/store/changes.ts';
import type { Writer } from '../../../core/store/connection.ts';
import { openWorkspace, type Workspace } from '../../../core/store/workspace.ts';
import { codeOf, emptyWorkspace, tempFolder } from './temp.ts';

const folder = tempFolder();
const TABLES = ['community', 'recipe', 'member_note'];

function opened(): Workspace {
  const workspace = openWorkspace(emptyWorkspace(folder));
  const add = workspace.writer.prepare(
    'INSERT INTO member (member_no, member_id, source_no, source_key, import_id) VALUES (?, ?, 1, ?, 1)',
  );
  for (let no = 1; no <= 5; no++) add.run(no, `t:${no}`, String(no));
  return workspace;
}

const state = (db: Writer): string =>
  JSON.stringify(TABLES.map((t) => db.prepare(`SELECT * FROM ${t} ORDER BY rowid`).raw().all()));

const RECIPE = (column: string) => ({
  tables: [{ match: '*', entity: 'event' as const, fields: { member_id: column, occurred_at: 't' } }],
});

/** One random edit; some change nothing, some touch many rows at once. */
function edit(workspace: Workspace, random: Random, now: number): void {
  const name = `r${random.below(4)}`;
  const memberNo = 1 + random.below(5);
  const kind = random.below(6);
  if (kind === 0) writes.saveRecipe(workspace, { name, recipe: RECIPE(`c${random.below(3)}`), now });
  else if (kind === 1) writes.deleteRecipe(workspace, { name, now });
  else if (kind === 2)
    writes.saveNote(workspace, { memberNo, note: random.below(3) ? `note ${random.below(9)} 中文 "'` : '', now });
  else if (kind === 3) {
    writes.saveSettings(workspace, {
      name: `n${random.below(3)}`,
      tz: random.pick(['UTC', 'Asia/Shanghai']),
      currency: 'CNY',
      now,
    });
  } else if (kind === 4) {
    record(workspace.writer, { name: 'note.delete', params: {}, at: now }, () =>
      workspace.writer.exec('DELETE FROM member_note'),
    );
  } else {
    record(workspace.writer, { name: 'note.save', params: { n: 'many' }, at: now }, () => {
      workspace.writer.exec("UPDATE member_note SET note = note || '+'; UPDATE recipe SET name = name || 'x' WHERE name = 'r1'");
      workspace.writer.exec("DELETE FROM recipe WHERE name = 'r1x'; DELETE FROM recipe WHERE name = 'r2'");
    });
  }
}

describe('undo and redo', () => {
  test('a step is named with its parameters and its time, newest first', () => {
    const workspace = opened();
    writes.saveNote(workspace, { memberNo: 1, note: 'first', now: 10 });
    writes.saveSettings(workspace, { name: 'Renamed', tz: 'UTC', currency: 'CNY', now: 20 });
    const { undo: steps, redo: none } = history(workspace.writer);
    expect(steps.map(({ name, params, at }) => ({ name, params, at }))).toEqual([
      { name: 'settings.change', params: { fields: 'name' }, at: 20 },
      { name: 'note.save', params: { member: 't:1' }, at: 10 },
    ]);
    expect(none).toEqual([]);
    expect(undo(workspace.writer, 30).name).toBe('settings.change');
    expect(history(workspace.writer).redo.map((a) => a.name)).toEqual(['settings.change']);
    expect(redo(workspace.writer, 40).name).toBe('settings.change');
    workspace.close();
  });

  test('after any sequence of edits, undoing all gives the start and redoing all the end', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = seeded(seed);
      const workspace = opened();
      const states = [state(workspace.writer)];
      for (let i = 0; i < 30; i++) {
        edit(workspace, random, i);
        const now = state(workspace.writer);
        if (now !== states.at(-1)) states.push(now);
      }
      expect(history(workspace.writer).undo, `seed ${seed}`).toHaveLength(states.length - 1);
      for (let i = states.length - 2; i >= 0; i--) {
        undo(workspace.writer, 100);
        expect(state(workspace.writer), `seed ${seed}, back to ${i}`).toBe(states[i]);
      }
      for (let i = 1; i < states.length; i++) {
        redo(workspace.writer, 100);
        expect(state(workspace.writer), `seed ${seed}, forth to ${i}`).toBe(states[i]);
      }
      workspace.close();
    }
  });

  test('undo, redo and new edits in any order keep to a model of states', () => {
    const random = seeded(77);
    const workspace = opened();
    const states = [state(workspace.writer)];
    let at = 0;
    for (let i = 0; i < 300; i++) {
      const what = random.below(4);
      if (what === 0 && at > 0) {
        undo(workspace.writer, i);
        at--;
      } else if (what === 1 && at < states.length - 1) {
        redo(workspace.writer, i);
        at++;
      } else {
        edit(workspace, random, i);
        const now = state(workspace.writer);
        if (now !== states[at]) states.splice(++at, states.length, now);
      }
      expect(state(workspace.writer), `step ${i}`).toBe(states[at]);
      const { undo: back, redo: forth } = history(workspace.writer);
      expect([back.length, forth.length], `step ${i}`).toEqual([at, states.length - 1 - at]);
    }
    workspace.close();
  });

  test('a new step after an undo drops what could be redone, a step that changes nothing does not', () => {
    const workspace = opened();
    writes.saveNote(workspace, { memberNo: 1, note: 'a', now: 1 });
    writes.saveNote(workspace, { memberNo: 2, note: 'b', now: 2 });
    undo(workspace.writer, 3);
    writes.saveNote(workspace, { memberNo: 1, note: 'a', now: 4 });
    expect(history(workspace.writer).redo).toHaveLength(1);
    writes.saveNote(workspace, { memberNo: 3, note: 'c', now: 5 });
    expect(history(workspace.writer).redo).toHaveLength(0);
    expect(codeOf(() => redo(workspace.writer, 6))).toBe('nothing-to-redo');
    workspace.close();
  });

  test('the log survives closing and opening the workspace, also half undone', () => {
    const first = opened();
    const start = state(first.writer);
    for (let i = 1; i <= 5; i++) writes.saveNote(first, { memberNo: i, note: `n${i}`, now: i });
    const end = state(first.writer);
    undo(first.writer, 9);
    undo(first.writer, 9);
    first.close();
    const second = openWorkspace(first.path);
    expect(history(second.writer).undo).toHaveLength(3);
    expect(history(second.writer).redo).toHaveLength(2);
    redo(second.writer, 10);
    redo(second.writer, 10);
    expect(state(second.writer)).toBe(end);
    for (let i = 0; i < 5; i++) undo(second.writer, 11);
    expect(state(second.writer)).toBe(start);
    second.close();
  });

  test('a step that fails half way leaves neither rows nor a step, and the log stays closed', () => {
    const workspace = opened();
    writes.saveNote(workspace, { memberNo: 1, note: 'kept', now: 1 });
    const before = state(workspace.writer);
    const failing = () =>
      record(workspace.writer, { name: 'note.save', params: {}, at: 2 }, () => {
        workspace.writer.exec("INSERT INTO member_note (member_id, note, updated_at) VALUES ('t:2', 'half', 2)");
        throw new Error('half way');
      });
    expect(failing).toThrow('half way');
    expect(state(workspace.writer)).toBe(before);
    expect(history(workspace.writer).undo).toHaveLength(1);
    workspace.writer.exec("INSERT INTO member_note (member_id, note, updated_at) VALUES ('t:3', 'outside any step', 2)");
    expect(history(workspace.writer).undo).toHaveLength(1);
    workspace.close();
  });

  test('a note on a member that is not there is refused and leaves no step', () => {
    const workspace = opened();
    expect(codeOf(() => writes.saveNote(workspace, { memberNo: 99, note: 'x', now: 1 }))).toBe('not-found');
    expect(history(workspace.writer).undo).toEqual([]);
    workspace.close();
  });

  test('with nothing to take back, undo says so and changes nothing', () => {
    const workspace = opened();
    const before = state(workspace.writer);
    expect(codeOf(() => undo(workspace.writer, 1))).toBe('nothing-to-undo');
    expect(state(workspace.writer)).toBe(before);
    workspace.close();
  });
});
