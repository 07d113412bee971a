/** Everything members wrote or rated, as one stream: posts, feedback entries, open answers of surveys. */
import type { Reader } from '../store/connection.ts';
import type { Dataset } from '../store/dataset.ts';
import { columns, sql } from '../store/sql.ts';
import type { Scope } from './types.ts';
import { boundsOf } from './window.ts';

export const TEXT_ITEMS = ['post', 'feedback', 'answer'] as const;
export type TextItem = (typeof TEXT_ITEMS)[number];

/** What sort of utterance: the kinds of posts and of feedback, and answers. */
export const TEXT_FORMS = [
  'topic',
  'reply',
  'comment',
  'question',
  'answer',
  'message',
  'rating',
  'review',
  'complaint',
  'suggestion',
  'exit_reason',
  'refund_reason',
  'survey',
] as const;
export type TextForm = (typeof TEXT_FORMS)[number];

/** One entry per text, ordered by item, then by number: columns, because a community has millions. */
export interface Texts {
  size: number;
  /** Index into TEXT_ITEMS. */
  item: Uint8Array;
  /** post_no, feedback_id or answer_id. */
  no: Int32Array;
  /** Index into TEXT_FORMS. */
  form: Uint8Array;
  /** 0 = not known. */
  memberNo: Int32Array;
  /** 0 = none. */
  contentNo: Int32Array;
  /** Milliseconds since 1970 UTC; NaN = not known. */
  atMs: Float64Array;
  /** Share of the largest rating, 0..1; NaN = not rated. */
  rating: Float32Array;
  /** 1 where something is written; a rating alone has none. */
  isWritten: Uint8Array;
}

const kept = new WeakMap<Dataset, Texts>();

/** Announcements and notices of the system are not the members' voice; deleted posts are gone. Cost: one pass over three tables, once a dataset. */
export function textsOfData(data: Dataset): Texts {
  let texts = kept.get(data);
  if (!texts) kept.set(data, (texts = readTexts(data.db)));
  return texts;
}

/** In the order of `textsOfData`: the text of each item, with its title, what images show and what is said in sound and film on lines of their own;
 *  '' where nothing is written. Not kept: a pass reads them anew. Walk to the end before asking anything else: until then the connection is busy. */
export function* eachText(data: Dataset): Generator<string, void, undefined> {
  const select = data.db.prepare(`${STREAM} ORDER BY item, no`).raw();
  for (const row of select.iterate() as Iterable<unknown[]>) yield String(row[TEXT_COLUMN] ?? '');
}

/** The texts of some items, by their index in `textsOfData`, in the order given. */
export function textsAt(data: Dataset, at: ArrayLike<number>): string[] {
  const { item, no } = textsOfData(data);
  const select = TEXT_ITEMS.map((_, i) => data.db.prepare(`SELECT text FROM (${STREAM}) WHERE item = ${i} AND no = ?`).pluck());
  return Array.from(at, (i) => String(select[item[i]!]!.get(no[i]!) ?? ''));
}

/** The texts within the days of a scope, written by its people: indexes, ascending. With a period or people, texts without a time or an author are out.
 *  @throws InputError bad-option: dates that are none, or in the wrong order. */
export function textsInScope(data: Dataset, { from, to, people }: Pick<Scope, 'from' | 'to' | 'people'>): Int32Array {
  const { size, atMs, memberNo } = textsOfData(data);
  const [fromMs, toMs] = boundsOf(data.zone, from, to);
  const found = new Int32Array(size);
  let n = 0;
  for (let i = 0; i < size; i++) {
    if (people && (memberNo[i] === 0 || people.mask[memberNo[i]! - 1] !== 1)) continue;
    // NaN fails both comparisons, as it should where a period is asked for.
    if ((from !== null || to !== null) && !(atMs[i]! >= fromMs && atMs[i]! < toMs)) continue;
    found[n++] = i;
  }
  return found.slice(0, n);
}

/** Index in `textsOfData` of an item, or -1. */
export function indexOfText({ item, no, size }: Texts, kind: TextItem, number: number): number {
  const code = TEXT_ITEMS.indexOf(kind);
  let low = 0;
  let high = size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = item[middle]! - code || no[middle]! - number;
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

const TEXT_COLUMN = 7;
/** Columns: item, no, form, member_no, content_no, created_at, rating, text, import_id (the last import that changed the row). */
export const STREAM = `
SELECT 0 AS item, post_no AS no, kind AS form, author_no AS member_no, content_no, created_at, NULL AS rating,
  trim(coalesce(title || char(10), '') || coalesce(body_text, '') || coalesce(char(10) || alt_text, '')
    || coalesce(char(10) || transcript, ''), ' ' || char(9, 10, 13)) AS text,
  import_id
FROM post
WHERE kind NOT IN ('announcement', 'system') AND deleted_at IS NULL
UNION ALL
SELECT 1, feedback_id, kind, member_no, content_no, created_at, rating / coalesce(rating_max, 5), trim(coalesce(text, '')), import_id
FROM feedback
UNION ALL
SELECT 2, a.answer_id, 'survey', r.member_no, NULL, coalesce(r.submitted_at, r.started_at), NULL, trim(a.value_text), max(a.import_id, q.import_id)
FROM answer a
JOIN question q ON q.source_no = a.source_no AND q.source_key = a.question_key
LEFT JOIN response r ON r.source_no = a.source_no AND r.source_key = a.response_key
WHERE coalesce(q.kind, 'text') = 'text' AND trim(coalesce(a.value_text, '')) <> ''`;

function readTexts(db: Reader): Texts {
  const [item, no, form, member, content, at, rating, written] = columns(
    db,
    sql`SELECT item, no, form, member_no, content_no, created_at, rating, text <> '' FROM (${{ text: STREAM, values: [] }}) ORDER BY item, no`,
  ) as [number[], number[], TextForm[], (number | null)[], (number | null)[], (number | null)[], (number | null)[], number[]];
  return {
    size: no.length,
    item: Uint8Array.from(item),
    no: Int32Array.from(no),
    form: Uint8Array.from(form, (f) => TEXT_FORMS.indexOf(f)),
    memberNo: Int32Array.from(member, (m) => m ?? 0),
    contentNo: Int32Array.from(content, (c) => c ?? 0),
    atMs: Float64Array.from(at, (ms) => ms ?? Number.NaN),
    rating: Float32Array.from(rating, (r) => r ?? Number.NaN),
    isWritten: Uint8Array.from(written),
  };
}
