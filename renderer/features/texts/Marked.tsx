import { useMemo } from 'react';
import { piecesOf } from './excerpt.ts';
import styles from './TextsPage.module.css';

/** A text with the places marked that were searched for. */
export function Marked({
  text,
  ranges,
  isShort = false,
}: {
  text: string;
  ranges: readonly [start: number, end: number][];
  isShort?: boolean;
}) {
  const pieces = useMemo(() => piecesOf(text, ranges, { isShort }), [text, ranges, isShort]);
  return pieces.map((piece, i) =>
    piece.isMarked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no name but their place
      <mark key={i} className={styles.mark}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
