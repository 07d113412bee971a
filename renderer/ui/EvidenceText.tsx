/** A text with the words that spoke for its judgement marked in place: under-lined and coloured, solid for good, dotted for bad. */
import { Fragment } from 'react';
import styles from './EvidenceText.module.css';

export interface Evidence {
  start: number;
  end: number;
  /** Above 0 good, below 0 bad, 0 = found. */
  weight: number;
  /** On hover. */
  title?: string;
}

/** @param ranges in UTF-16 units of `text`, any order; of two that overlap the first is shown */
export function EvidenceText({ text, ranges, lines }: { text: string; ranges: readonly Evidence[]; lines?: number }) {
  const pieces: { at: number; text: string; evidence: Evidence | null }[] = [];
  let at = 0;
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    if (range.start < at || range.end > text.length) continue;
    if (range.start > at) pieces.push({ at, text: text.slice(at, range.start), evidence: null });
    pieces.push({ at: range.start, text: text.slice(range.start, range.end), evidence: range });
    at = range.end;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), evidence: null });
  return (
    <span className={lines ? styles.clamped : undefined} style={lines ? { WebkitLineClamp: lines } : undefined}>
      {pieces.map(({ at: key, text: piece, evidence }) =>
        evidence ? (
          <mark key={key} className={markClass(evidence.weight)} title={evidence.title}>
            {piece}
          </mark>
        ) : (
          <Fragment key={key}>{piece}</Fragment>
        ),
      )}
    </span>
  );
}

const markClass = (weight: number): string | undefined => (weight > 0 ? styles.good : weight < 0 ? styles.bad : styles.found);
