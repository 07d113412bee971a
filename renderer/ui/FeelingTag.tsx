/** What a text feels, in a word with its mark: never by colour alone. */
import type { SentimentLabel } from '../../core/api/contract.ts';
import { useT } from '../i18n/t.ts';
import styles from './FeelingTag.module.css';

const MARKS: Record<SentimentLabel, string> = { positive: '＋', neutral: '○', negative: '－', unsure: '？', 'not-judged': '·' };

export function FeelingTag({ label, title }: { label: SentimentLabel; title?: string }) {
  const t = useT();
  return (
    <span className={`${styles.tag} ${styles[label] ?? ''}`} title={title}>
      <span aria-hidden="true">{MARKS[label]}</span> {t(`feeling.label.${label}`)}
    </span>
  );
}
