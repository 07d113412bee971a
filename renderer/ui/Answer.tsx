/** The page's one answer, in a sentence with its figure set larger. */
import type { ReactNode } from 'react';
import styles from './Answer.module.css';

/** Stands in a text where the figure goes. */
export const FIGURE = '\u0001';

export function Answer({
  sentence,
  figure,
  second,
  isOld = false,
  children,
}: {
  /** With FIGURE where the figure goes. */
  sentence: string;
  figure: string;
  second?: ReactNode;
  isOld?: boolean;
  /** Controls on the right. */
  children?: ReactNode;
}) {
  const [head = '', tail = ''] = sentence.split(FIGURE);
  return (
    <div className={styles.answer}>
      <div className={`${styles.words} ${isOld ? styles.isOld : ''}`} aria-live="polite">
        <p className={styles.headline}>
          {head}
          <span className={styles.figure}>{figure}</span>
          {tail}
        </p>
        {second ? <p className={styles.second}>{second}</p> : null}
      </div>
      {children ? <div className={styles.controls}>{children}</div> : null}
    </div>
  );
}
