/**
 * The full-text index of what members wrote, and what is known about each text: its language and its media.
 * Made from the stream of texts (texts.ts), brought up to date at the end of every import; one that is behind (a workspace of an older
 * format) is brought up to date when the workspace is opened for writing.
 */
import { attachmentsOf, mediaBits } from '../kernel/text/media.ts';
import { normalise } from '../kernel/text/normalise.ts';
import { scriptOf } from '../kernel/text/script.ts';
import { indexedForm } from '../kernel/text/searchTokens.ts';
import type { Reader, Writer } from '../store/connection.ts';
import type { Dataset } from '../store/dataset.ts';
import { columns, scalar, sql } from '../store/sql.ts';
import { meta, setMeta } from '../store/workspace.ts';
import { STREAM, TEXT_ITEMS, type TextItem, textsOfData } from './texts.ts';

/** The script most of a text is in; `none` has no letters. */
export const TEXT_LANGUAGES = ['none', 'zh', 'en', 'other'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** Row number in text_index and text_trait. */
export const textNo = (item: number, no: number): number => no * 4 + item;

/** Whether the index holds every import. */
export const isIndexed = (db: Reader): boolean => lastImport(db) <= Number(meta(db, 'texts_import') ?? 0);

const lastImport = (db: Reader): number => scalar<number>(db, sql`SELECT coalesce(max(import_id), 0) FROM import`)!;

/** Brings the index up to date: what imports since the last time added or changed is indexed (anew), what left the stream is taken out.
 *  @param alive called now and then; throws to stop: then nothing has changed.   @returns texts indexed.
 *  Cost: ~30 µs a text of 40 characters; ~90 bytes of index a text. */
export function indexTexts(db: Writer, alive: () => void = () => {}): number {
  const last = Number(meta(db, 'texts_import') ?? 0);
  const newest = lastImport(db);
  if (newest <= last) return 0;
  return db.transaction(() => {
    if (last > 0) removeChanged(db, last);
    const add = db.prepare('INSERT INTO text_index (rowid, body) VALUES (?, ?)');
    const note = db.prepare('INSERT INTO text_trait (text_no, language, media) VALUES (?, ?, 0)');
    let count = 0;
    for (const [item, kind] of TEXT_ITEMS.entries()) {
      const changed = `SELECT no, text FROM (${STREAM}) WHERE item = ${item} AND import_id > ? AND text <> ''`;
      for (const [no, text] of pagesOf(db, kind, changed, last, alive) as Iterable<[number, string]>) {
        const plain = normalise(text).text;
        add.run(textNo(item, no), indexedForm(plain));
        note.run(textNo(item, no), TEXT_LANGUAGES.indexOf(scriptOf(plain).script));
        count++;
      }
    }
    noteMedia(db, last, alive);
    setMeta(db, 'texts_import', String(newest));
    return count;
  })();
}

const TABLE: Record<TextItem, { name: string; no: string }> = {
  post: { name: 'post', no: 'post_no' },
  feedback: { name: 'feedback', no: 'feedback_id' },
  answer: { name: 'answer', no: 'answer_id' },
};
const PAGE = 10_000;

/** Rows page by page, by ranges of row numbers: a connection that reads a statement cannot write.
 *  @param select has a column `no` and one value bound, the last import */
function* pagesOf(db: Writer, kind: TextItem, select: string, last: number, alive: () => void): Generator<unknown[]> {
  const { name, no } = TABLE[kind];
  const end = scalar<number>(db, { text: `SELECT coalesce(max(${no}), 0) FROM ${name}`, values: [] })!;
  const page = db.prepare(`${select} AND no > ? AND no <= ?`).raw();
  for (let from = 0; from < end; from += PAGE) {
    alive();
    yield* page.all(last, from, from + PAGE) as unknown[][];
  }
}

function removeChanged(db: Writer, last: number): void {
  for (const [item, kind] of TEXT_ITEMS.entries()) {
    const rows = `SELECT no * 4 + ${item} FROM (${CHANGED[kind]})`;
    for (const table of ['text_index', 'text_trait']) {
      const name = table === 'text_index' ? 'rowid' : 'text_no';
      db.prepare(`DELETE FROM ${table} WHERE ${name} IN (${rows})`).run(last);
    }
  }
}

/** Rows that imports after the given one touched, in the stream or not. */
const CHANGED: Record<TextItem, string> = {
  post: 'SELECT post_no AS no FROM post WHERE import_id > ?',
  feedback: 'SELECT feedback_id AS no FROM feedback WHERE import_id > ?',
  answer: `SELECT a.answer_id AS no FROM answer a
    LEFT JOIN question q ON q.source_no = a.source_no AND q.source_key = a.question_key
    WHERE max(a.import_id, coalesce(q.import_id, 0)) > ?`,
};

/** Only few posts carry media: the others are not looked at in JavaScript. A post of media alone has a trait and no text. */
function noteMedia(db: Writer, last: number, alive: () => void): void {
  const carriers = `SELECT no, attachments, body_html, body_text
    FROM (SELECT post_no AS no, * FROM post)
    WHERE import_id > ? AND (attachments IS NOT NULL OR body_html LIKE '%<img%' OR body_html LIKE '%<video%' OR body_html LIKE '%<audio%'
      OR body_text LIKE '%![%](%')`;
  const note = db.prepare(
    `INSERT INTO text_trait (text_no, language, media) VALUES (?, 0, ?) ON CONFLICT (text_no) DO UPDATE SET media = excluded.media`,
  );
  for (const [no, attachments, html, text] of pagesOf(db, 'post', carriers, last, alive) as Iterable<
    [number, string | null, string | null, string | null]
  >) {
    const bits = mediaBits(attachmentsOf(attachments, html, text));
    if (bits !== 0) note.run(textNo(0, no), bits);
  }
}

/** In the order of `textsOfData`. */
export interface TextTraits {
  /** Index into TEXT_LANGUAGES. */
  language: Uint8Array;
  /** Bit n: MEDIA[n] (core/kernel/text/media.ts). */
  media: Uint8Array;
  /** Index into `channels`; 0 = none. */
  channel: Uint16Array;
  channels: string[];
}

const kept = new WeakMap<Dataset, TextTraits>();

/** What is known about each text besides its words. Zero where the index is behind. Cost: one pass over the stream, once a dataset. */
export function textTraitsOfData(data: Dataset): TextTraits {
  const known = kept.get(data);
  if (known) return known;
  const traits = readTraits(data);
  if (isIndexed(data.db)) kept.set(data, traits);
  return traits;
}

function readTraits(data: Dataset): TextTraits {
  const { size } = textsOfData(data);
  const [language, media, name] = columns(
    data.db,
    sql`SELECT coalesce(t.language, 0), coalesce(t.media, 0), p.channel
        FROM (${{ text: STREAM, values: [] }}) AS s
        LEFT JOIN text_trait t ON t.text_no = s.no * 4 + s.item
        LEFT JOIN post p ON s.item = 0 AND p.post_no = s.no
        ORDER BY s.item, s.no`,
  ) as [number[], number[], (string | null)[]];
  const channels = [''];
  const codes = new Map<string | null, number>([
    [null, 0],
    ['', 0],
  ]);
  const channel = new Uint16Array(size);
  for (let i = 0; i < size; i++) {
    let code = codes.get(name[i]!);
    if (code === undefined) {
      // A column of free text mistaken for a channel would have as many values as posts.
      code = channels.length < MOST_CHANNELS ? channels.push(name[i]!) - 1 : 0;
      codes.set(name[i]!, code);
    }
    channel[i] = code;
  }
  return { language: Uint8Array.from(language), media: Uint8Array.from(media), channel, channels };
}
const MOST_CHANNELS = 5000;
