import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import type { Settings, WorkspaceInfo } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { ROLES, type Role, type ThemeChoice, usePrefs } from '../../app/prefs.ts';
import { act, refreshAppState, useAppState } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { ZONES } from '../../ui/zones.ts';
import styles from './SettingsPage.module.css';

const CURRENCIES = ['CNY', 'HKD', 'TWD', 'USD', 'EUR', 'GBP', 'JPY', 'KRW', 'SGD', 'AUD', 'CAD'];
const THEMES: readonly ThemeChoice[] = ['auto', 'light', 'dark'];

export function SettingsPage() {
  const t = useT();
  const state = useAppState().data;
  const workspace = state?.workspace ?? null;
  const { locale, theme, role, set } = usePrefs();
  return (
    <div className={page.narrow}>
      {workspace ? <Community key={`${workspace.path} ${workspace.version}`} workspace={workspace} /> : null}
      <section className={styles.block}>
        <h2 className={styles.heading}>{t('settings.window.title')}</h2>
        <div className={styles.form}>
          <div className={styles.line}>
            <span>{t('settings.window.language')}</span>
            <SegmentedControl
              aria-label={t('settings.window.language')}
              data={[
                { value: 'zh-CN', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
              value={locale}
              onChange={(next) => set({ locale: next as typeof locale })}
            />
          </div>
          <div className={styles.line}>
            <span>{t('settings.window.theme')}</span>
            <SegmentedControl
              aria-label={t('settings.window.theme')}
              data={THEMES.map((value) => ({ value, label: t(`app.theme.${value}`) }))}
              value={theme}
              onChange={(next) => set({ theme: next as ThemeChoice })}
            />
          </div>
          <div className={styles.line}>
            <span>{t('welcome.role.title')}</span>
            <Select
              aria-label={t('welcome.role.title')}
              w={200}
              allowDeselect={false}
              data={ROLES.map((value) => ({ value, label: t(`welcome.role.${value}`) }))}
              value={role}
              onChange={(next) => next && set({ role: next as Role })}
            />
          </div>
        </div>
      </section>
      {workspace ? <Facts workspace={workspace} version={state!.host.version} /> : null}
    </div>
  );
}

function Community({ workspace }: { workspace: WorkspaceInfo }) {
  const t = useT();
  const saved = workspace.settings;
  const [form, setForm] = useState<Settings>(saved);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => setForm(saved), [saved]);
  const isChanged = form.name !== saved.name || form.tz !== saved.tz || form.currency !== saved.currency;

  async function save(): Promise<void> {
    setSaving(true);
    const isDone = await attempt(t, async () => {
      await act('saveSettings', { ...form, name: form.name.trim() });
      await refreshAppState();
    });
    setSaving(false);
    if (isDone) notifications.show({ message: t('settings.community.saved') });
  }

  return (
    <section className={styles.block}>
      <h2 className={styles.heading}>{t('settings.community.title')}</h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={t('settings.community.name')}
          value={form.name}
          maxLength={120}
          error={form.name.trim() === '' ? t('settings.community.name-missing') : undefined}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <Select
          label={t('settings.community.zone')}
          description={t('settings.community.zone-hint')}
          searchable
          allowDeselect={false}
          data={ZONES.includes(form.tz) ? ZONES : [form.tz, ...ZONES]}
          value={form.tz}
          nothingFoundMessage={t('settings.zone.none')}
          onChange={(tz) => tz && setForm({ ...form, tz })}
        />
        <Select
          label={t('settings.community.currency')}
          description={t('settings.community.currency-hint')}
          searchable
          allowDeselect={false}
          data={[...new Set([form.currency, ...CURRENCIES])].sort(
            (a, b) => Number(b === 'CNY') - Number(a === 'CNY') || a.localeCompare(b),
          )}
          value={form.currency}
          onChange={(currency) => currency && setForm({ ...form, currency })}
        />
        <div>
          <Button type="submit" loading={isSaving} disabled={!isChanged || form.name.trim() === ''}>
            {t('settings.community.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Facts({ workspace, version }: { workspace: WorkspaceInfo; version: string }) {
  const t = useT();
  const format = useFormat();
  const { description } = workspace;
  const rows: [string, string][] = [
    [t('settings.file.path'), workspace.path],
    [t('settings.file.size'), format.bytes(description.bytes)],
    [t('import.total.members'), format.int(description.members)],
    [t('import.total.contents'), format.int(description.contents)],
    [t('import.total.events'), format.int(description.events)],
    [t('import.total.posts'), format.int(description.posts)],
    [
      t('settings.file.days'),
      workspace.firstDay && workspace.lastDay
        ? `${format.dayLong(workspace.firstDay)} – ${format.dayLong(workspace.lastDay)}`
        : t('app.workspace.empty'),
    ],
    [t('settings.file.imported'), format.time(workspace.lastImportAt)],
    [t('settings.file.version'), version],
  ];
  return (
    <section className={styles.block}>
      <h2 className={styles.heading}>{t('settings.file.title')}</h2>
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
