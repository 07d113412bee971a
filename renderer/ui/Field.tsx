import type { ReactNode } from 'react';
import styles from './Board.module.css';

/** A control, or a few that belong together, under their name. */
export function Field({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={styles.field}>
      <legend className={styles.fieldName} title={hint}>
        {name}
      </legend>
      <div className={styles.row}>{children}</div>
    </fieldset>
  );
}

export function Legend({ entries }: { entries: { colour: string; name: string; hint?: string }[] }) {
  return (
    <span className={styles.legend}>
      {entries.map(({ colour, name, hint }) => (
        <span key={name} title={hint}>
          <i style={{ background: colour }} />
          {name}
        </span>
      ))}
    </span>
  );
}
