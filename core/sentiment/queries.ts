/** Statements about what people corrected: labels, their own words, how sure a label must be. */
import type { Reader } from '../store/connection.ts';
import { all, scalar, sql } from '../store/sql.ts';
import type { TaughtLabel } from './layer.ts';

export interface LabelRow {
  item_kind: 'post' | 'feedback' | 'answer';
  item_no: number;
  value: TaughtLabel;
  updated_at: number;
}

export function labelRows(db: Reader): LabelRow[] {
  return all(
    db,
    sql`SELECT item_kind, item_no, value, updated_at
        FROM text_label
        WHERE about = 'sentiment'
        ORDER BY item_kind, item_no`,
  );
}

export function ownWords(db: Reader): { word: string; weight: number }[] {
  return all(db, sql`SELECT word, weight FROM lexicon_word ORDER BY word`);
}

export const keptThreshold = (db: Reader): number | null => {
  const kept = scalar<string>(db, sql`SELECT definition FROM preference WHERE name = 'sentiment'`);
  return kept === undefined ? null : (JSON.parse(kept) as { threshold: number }).threshold;
};

/** Changes whenever a label does, also by undo. */
export const labelsVersion = (db: Reader): string =>
  scalar<string>(
    db,
    sql`SELECT count(*) || '.' || coalesce(sum(text_label_no), 0) || '.' || coalesce(sum(updated_at), 0)
        FROM text_label
        WHERE about = 'sentiment'`,
  )!;

/** Changes whenever an own word does. */
export const wordsVersion = (db: Reader): string =>
  scalar<string>(
    db,
    sql`SELECT count(*) || '.' || coalesce(sum(lexicon_word_no), 0) || '.' || coalesce(sum(updated_at), 0) FROM lexicon_word`,
  )!;
