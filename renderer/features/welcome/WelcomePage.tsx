import { Radio } from '@mantine/core';
import { FileUp, FolderOpen, Sparkles } from 'lucide-react';
import type { AppState } from '../../../core/api/contract.ts';
import { useActions } from '../../app/actions.ts';
import { JobLine } from '../../app/JobsTray.tsx';
import { ROLES, type Role, usePrefs } from '../../app/prefs.ts';
import { useUi } from '../../app/ui.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './WelcomePage.module.css';

/** Nothing is open: what this is, and the three ways in. */
export function WelcomePage({ state }: { state: AppState }) {
  const t = useT();
  const format = useFormat();
  const actions = useActions();
  const { role, set } = usePrefs();
  const running = useUi((ui) => ui.jobs).filter((job) => job.state === 'running' || job.state === 'cancelling');
  const choices = [
    { icon: Sparkles, name: t('welcome.sample.name'), text: t('welcome.sample.text'), run: actions.openSample },
    { icon: FileUp, name: t('welcome.import.name'), text: t('welcome.import.text'), run: actions.importFiles },
    { icon: FolderOpen, name: t('welcome.open.name'), text: t('welcome.open.text'), run: actions.open },
  ];
  return (
    <div className={styles.page}>
      <div>
        <h2 className={styles.title}>{t('welcome.page.title')}</h2>
        <p className={styles.line}>{t('welcome.page.line')}</p>
        <ul className={styles.choices}>
          {choices.map(({ icon: Icon, name, text, run }) => (
            <li key={name}>
              <button type="button" className={styles.choice} onClick={run}>
                <Icon size={18} aria-hidden />
                <span className={styles.choiceName}>{name}</span>
                <span className={styles.choiceText}>{text}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className={styles.drop}>{t('welcome.page.drop')}</p>
        {running.map((job) => (
          <div key={job.jobId} className={styles.running}>
            <JobLine job={job} />
          </div>
        ))}
      </div>
      <div>
        {state.recent.length > 0 ? (
          <>
            <h3 className={styles.heading}>{t('welcome.recent.title')}</h3>
            <ul className={styles.recent}>
              {state.recent.slice(0, 8).map((entry) => (
                <li key={entry.path}>
                  <button
                    type="button"
                    className={styles.recentButton}
                    title={entry.path}
                    onClick={() => void actions.openPath(entry.path)}
                  >
                    {entry.name}
                    <span className={styles.recentPath}>
                      <bdi>{t('welcome.recent.line', { when: format.ago(entry.openedAt, Date.now()), path: entry.path })}</bdi>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <Radio.Group
          label={<span className={styles.heading}>{t('welcome.role.title')}</span>}
          description={t('welcome.role.text')}
          value={role}
          onChange={(next) => set({ role: next as Role })}
        >
          <div className={styles.roles} style={{ marginTop: 10 }}>
            {ROLES.map((one) => (
              <Radio
                key={one}
                size="xs"
                value={one}
                label={t(`welcome.role.${one}`)}
                description={t(`welcome.role.${one}-text`)}
              />
            ))}
          </div>
        </Radio.Group>
      </div>
    </div>
  );
}
