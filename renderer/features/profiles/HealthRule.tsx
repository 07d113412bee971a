import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { attempt } from '../../app/actions.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { HEALTH_DAYS, type HealthDays, isHealthRule, MOST_DAYS } from './healthDays.ts';
import styles from './ProfilesPage.module.css';

/** The days that decide a state. Saved as one step that can be undone: the counts above are new at once. */
export function HealthRule() {
  const t = useT();
  const preferences = useEngine('preferences', {});
  const [draft, setDraft] = useState<HealthDays | null>(null);
  const kept = preferences.data?.kept.health;
  const defaults = preferences.data?.defaults.health;
  const shown = draft ?? kept;
  const isDefault = kept && defaults ? HEALTH_DAYS.every((field) => kept[field] === defaults[field]) : true;
  const isWrong = draft !== null && !isHealthRule(draft);
  const change = (run: () => Promise<unknown>) =>
    attempt(t, async () => {
      await run();
      await refreshAppState();
      setDraft(null);
    });
  return (
    <form
      className={styles.rule}
      aria-label={t('profiles.health.rule')}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft && !isWrong) void change(() => act('savePreference', { name: 'health', value: draft }));
      }}
    >
      <div className={styles.days}>
        {HEALTH_DAYS.map((field) => (
          <NumberInput
            key={field}
            label={t(`profiles.health.${field}`)}
            title={t(`profiles.health.${field}-define`)}
            min={1}
            max={MOST_DAYS}
            allowDecimal={false}
            hideControls
            disabled={!shown}
            value={shown?.[field] ?? ''}
            onChange={(next) => shown && setDraft({ ...shown, [field]: typeof next === 'number' ? next : Number.NaN })}
          />
        ))}
      </div>
      {isWrong ? <p className={styles.wrong}>{t('profiles.health.wrong')}</p> : null}
      <div className={styles.buttons}>
        <Button type="submit" disabled={!draft || isWrong}>
          {t('profiles.health.save')}
        </Button>
        <Button variant="default" disabled={!draft} onClick={() => setDraft(null)}>
          {t('profiles.edit.discard')}
        </Button>
        <Button
          variant="subtle"
          disabled={isDefault && !draft}
          onClick={() => void change(() => act('resetPreference', { name: 'health' }))}
        >
          {t('profiles.edit.reset')}
        </Button>
      </div>
    </form>
  );
}
