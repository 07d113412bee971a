import { useNavigate } from '@tanstack/react-router';
import type { TextResult } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import styles from './SurveysPage.module.css';

/** Some open answers as they were written. */
export function Quotes({ figures }: { figures: TextResult }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <ul className={styles.quotes}>
      {figures.examples.map(({ answerNo, memberNo, text }) => (
        <li key={answerNo}>
          <blockquote>{text}</blockquote>
          {memberNo === null ? null : (
            <button
              type="button"
              className={styles.link}
              onClick={() =>
                void navigate({ to: '/members/$memberNo', params: { memberNo: String(memberNo) } as never, search: {} as never })
              }
            >
              {t('surveys.text.member')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
