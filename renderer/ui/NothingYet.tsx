import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Unavailable } from '../../core/api/contract.ts';
import { useT } from '../i18n/t.ts';
import page from './Page.module.css';
import styles from './Panel.module.css';
import { TooLittle } from './Panel.tsx';

/** A whole page that has nothing to show: said once, with the way to bring something in. */
export function NothingYet({ answer }: { answer: Unavailable }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <div className={page.page}>
      <TooLittle answer={answer} height={160} />
      <p className={styles.bring}>
        <Button onClick={() => void navigate({ to: '/import', search: {} as never })}>{t('panel.nothing.import')}</Button>
      </p>
    </div>
  );
}
