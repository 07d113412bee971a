/** What a person makes of topics: corrections, themes, names. Each one undoable step. */
import { InputError } from '../../base/errors.ts';
import type { TextItem } from '../../scope/index.ts';
import { record } from '../../store/changes.ts';
import type { Writer } from '../../store/connection.ts';
import { one, sql } from '../../store/sql.ts';
import { checkVoice, type VoicePreference } from './taxonomy.ts';
import type { About } from './types.ts';

export interface TextLabel {
  item: TextItem;
  no: number;
  about: About;
  /** A topic or a theme; `none` = none of the themes; null takes the correction back. */
  value: string | null;
}

const TABLE: Record<TextItem, string> = { post: 'post', feedback: 'feedback', answer: 'answer' };
const NUMBER: Record<TextItem, string> = { post: 'post_no', feedback: 'feedback_id', answer: 'answer_id' };

/** @throws InputError not-found: no such text; bad-option: an empty name */
export function labelTexts(db: Writer, { labels, now }: { labels: readonly TextLabel[]; now: number }): void {
  for (const { item, no, value } of labels) {
    const where = { text: `SELECT 1 AS found FROM ${TABLE[item]} WHERE ${NUMBER[item]} = ?`, values: [no] };
    if (!one(db, where)) throw new InputError('not-found', `There is no ${item} number ${no} here.`, { item, no });
    if (value !== null && value.trim() === '')
      throw new InputError('bad-option', 'A topic should have a name, got an empty one.', { item, no });
  }
  const [first] = labels;
  record(db, { name: 'voice.label', params: { value: first?.value ?? '' }, at: now }, () => {
    const put = db.prepare(
      `INSERT INTO text_label (about, item_kind, item_no, value, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (about, item_kind, item_no) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at WHERE value <> excluded.value`,
    );
    const drop = db.prepare('DELETE FROM text_label WHERE about = ? AND item_kind = ? AND item_no = ?');
    for (const { item, no, about, value } of labels) {
      if (value === null) drop.run(about, item, no);
      else put.run(about, item, no, value.trim(), now);
    }
  });
}

/** Themes and names of topics. @throws InputError bad-option */
export function saveVoice(db: Writer, { value, now }: { value: unknown; now: number }): VoicePreference {
  const checked = checkVoice(value);
  record(db, { name: 'voice.topics', params: {}, at: now }, () => {
    db.prepare(
      `INSERT INTO preference (name, definition, updated_at) VALUES ('voice-topics', ?, ?)
       ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at WHERE definition <> excluded.definition`,
    ).run(JSON.stringify(checked), now);
  });
  return checked;
}

/** Back to the themes that ship; names of topics go too. */
export function resetVoice(db: Writer, now: number): void {
  record(db, { name: 'voice.topics', params: {}, at: now }, () => {
    db.prepare("DELETE FROM preference WHERE name = 'voice-topics'").run();
  });
}

export function voicePreference(db: Parameters<typeof one>[0]): string | null {
  return one<{ definition: string }>(db, sql`SELECT definition FROM preference WHERE name = 'voice-topics'`)?.definition ?? null;
}
