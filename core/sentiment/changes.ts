/** What a person changes: the label of a text, their own words, how sure a label must be. Each is one undoable step. */
import { InputError } from '../base/errors.ts';
import { record } from '../store/changes.ts';
import type { Writer } from '../store/connection.ts';
import { scalar } from '../store/sql.ts';
import type { TaughtLabel } from './layer.ts';

type Item = 'post' | 'feedback' | 'answer';
const PLACES: Record<Item, string> = {
  post: 'SELECT 1 FROM post WHERE post_no = ?',
  feedback: 'SELECT 1 FROM feedback WHERE feedback_id = ?',
  answer: 'SELECT 1 FROM answer WHERE answer_id = ?',
};

/** @param value null takes the label back. @throws InputError not-found: no such text. */
export function labelSentiment(
  db: Writer,
  { item, no, value, now }: { item: Item; no: number; value: TaughtLabel | null; now: number },
): void {
  if (scalar(db, { text: PLACES[item], values: [no] }) === undefined)
    throw new InputError('not-found', `There is no ${item} number ${no} in this workspace.`, { item, no });
  record(db, { name: value === null ? 'sentiment.unlabel' : 'sentiment.label', params: {}, at: now }, () => {
    if (value === null)
      db.prepare(`DELETE FROM text_label WHERE about = 'sentiment' AND item_kind = ? AND item_no = ?`).run(item, no);
    else
      db.prepare(
        `INSERT INTO text_label (about, item_kind, item_no, value, updated_at) VALUES ('sentiment', ?, ?, ?, ?)
         ON CONFLICT (about, item_kind, item_no) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
         WHERE value <> excluded.value`,
      ).run(item, no, value, now);
  });
}

const LONGEST_WORD = 40;

/** @param words weight null takes the word back; one step for all.
 *  @throws InputError bad-option: a word that is none, a weight outside -5..5. */
export function saveOwnWords(
  db: Writer,
  { words, now }: { words: { word: string; weight: number | null }[]; now: number },
): { saved: number } {
  const clean = words.map(({ word, weight }) => ({ word: word.normalize('NFKC').trim().toLowerCase(), weight }));
  for (const { word, weight } of clean) {
    if (word === '' || word.length > LONGEST_WORD)
      throw new InputError('bad-option', `A word should have 1 to ${LONGEST_WORD} characters, got "${word.slice(0, 60)}".`, {
        word,
      });
    if (weight !== null && !(weight >= -5 && weight <= 5))
      throw new InputError('bad-option', `The weight of "${word}" should be from -5 to 5, got ${weight}.`, { word });
  }
  const put = db.prepare(
    `INSERT INTO lexicon_word (word, weight, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (word) DO UPDATE SET weight = excluded.weight, updated_at = excluded.updated_at WHERE weight <> excluded.weight`,
  );
  const take = db.prepare('DELETE FROM lexicon_word WHERE word = ?');
  let saved = 0;
  const name = clean.every(({ weight }) => weight === null) ? 'words.remove' : 'words.save';
  record(db, { name, params: { words: sample(clean.map((w) => w.word)), count: String(clean.length) }, at: now }, () => {
    for (const { word, weight } of clean) saved += (weight === null ? take.run(word) : put.run(word, weight, now)).changes;
  });
  return { saved };
}

const sample = (words: string[]): string => words.slice(0, 3).join(', ');

/** @param threshold distance from even odds, 0..0.5; null goes back to the default. */
export function saveThreshold(db: Writer, { threshold, now }: { threshold: number | null; now: number }): void {
  record(db, { name: 'sentiment.threshold', params: {}, at: now }, () => {
    if (threshold === null) db.prepare(`DELETE FROM preference WHERE name = 'sentiment'`).run();
    else
      db.prepare(
        `INSERT INTO preference (name, definition, updated_at) VALUES ('sentiment', ?, ?)
         ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at
         WHERE definition <> excluded.definition`,
      ).run(JSON.stringify({ threshold }), now);
  });
}
