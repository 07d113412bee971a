import { InputError } from '../base/errors.ts';
import { record } from '../store/changes.ts';
import type { Writer } from '../store/connection.ts';
import { one, sql } from '../store/sql.ts';

/** A person's own note on a member, as one undoable step. Empty text removes it. @throws InputError not-found. */
export function saveNote(db: Writer, memberNo: number, note: string, now: number): void {
  const member = one<{ member_id: string; handle: string | null }>(
    db,
    sql`SELECT member_id, handle FROM member WHERE member_no = ${memberNo}`,
  );
  if (!member) throw new InputError('not-found', `There is no member number ${memberNo} in this workspace.`, { memberNo });
  const text = note.trim();
  const params = { member: member.handle ?? member.member_id };
  record(db, { name: text === '' ? 'note.delete' : 'note.save', params, at: now }, () => {
    if (text === '') db.prepare('DELETE FROM member_note WHERE member_id = ?').run(member.member_id);
    else {
      db.prepare(
        `INSERT INTO member_note (member_id, note, updated_at) VALUES (?, ?, ?)
         ON CONFLICT (member_id) DO UPDATE SET note = excluded.note, updated_at = excluded.updated_at WHERE note <> excluded.note`,
      ).run(member.member_id, text, now);
    }
  });
}
