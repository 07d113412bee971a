import { ActionIcon, Button, Textarea, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ChevronDown, ChevronRight, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { VoiceSettings } from '../../../core/api/contract.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { nameOf } from './names.ts';
import styles from './TopicsDrawer.module.css';
import { freeKey, renamed, toWords } from './topicsEdit.ts';

type Preference = VoiceSettings['kept'];
type Theme = Preference['themes'][number];
type Aspect = Theme['aspects'][number];

/** The list of themes with their words, and names for found topics. Nothing changes until it is saved; then it is one step that can be undone. */
export function TopicsDrawer({ settings, onClose }: { settings: VoiceSettings; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const [draft, setDraft] = useState<Preference>(settings.kept);
  const [open, setOpen] = useState<number | null>(null);
  const topics = useEngine('topics', {}).data;
  const found = topics?.kind === 'topics' ? topics.groups.filter((g) => g.origin === 'found') : [];
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings.kept);
  const isDefault = JSON.stringify(settings.kept) === JSON.stringify(settings.defaults);

  const setTheme = (index: number, next: Partial<Theme>) =>
    setDraft({ ...draft, themes: draft.themes.map((theme, i) => (i === index ? { ...theme, ...next } : theme)) });
  async function run(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      await refreshAppState();
      onClose();
    } catch (error) {
      const { code, message } = toFailure(error);
      notifications.show({ color: 'red', message: message || t(`error.${code}.title`) });
    }
  }
  const add = () => {
    const key = freeKey('theme', draft.themes);
    setDraft({
      ...draft,
      themes: [...draft.themes, { key, zh: t('voice.edit.new-theme'), en: t('voice.edit.new-theme'), aspects: [] }],
    });
    setOpen(draft.themes.length);
  };

  return (
    <Drawer
      title={t('voice.edit.title')}
      onClose={onClose}
      onStep={(delta) => setOpen(Math.max(0, Math.min(draft.themes.length - 1, (open ?? -1) + delta)))}
    >
      <p className={styles.lead}>{t('voice.edit.lead')}</p>
      <h3 className={styles.heading}>{t('voice.edit.themes')}</h3>
      <ul className={styles.themes}>
        {draft.themes.map((theme, index) => (
          <li key={theme.key} className={styles.theme}>
            <div className={styles.head}>
              <button
                type="button"
                className={styles.toggle}
                aria-expanded={open === index}
                onClick={() => setOpen(open === index ? null : index)}
              >
                {open === index ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
                <strong>{nameOf(theme, format.locale)}</strong>
                <span className={styles.muted}>
                  {t('voice.edit.words', {
                    count: theme.aspects.reduce((n, a) => n + a.words.length, 0),
                    n: format.int(theme.aspects.reduce((n, a) => n + a.words.length, 0)),
                  })}
                </span>
              </button>
              <Tooltip label={t('voice.edit.remove', { name: nameOf(theme, format.locale) })}>
                <ActionIcon
                  aria-label={t('voice.edit.remove', { name: nameOf(theme, format.locale) })}
                  disabled={draft.themes.length === 1}
                  onClick={() => setDraft({ ...draft, themes: draft.themes.filter((_, i) => i !== index) })}
                >
                  <Trash2 size={16} />
                </ActionIcon>
              </Tooltip>
            </div>
            {open === index ? <ThemeFields theme={theme} onChange={(next) => setTheme(index, next)} /> : null}
          </li>
        ))}
      </ul>
      <Button variant="subtle" size="compact-sm" leftSection={<Plus size={14} />} onClick={add}>
        {t('voice.edit.add-theme')}
      </Button>
      {found.length > 0 ? (
        <>
          <h3 className={styles.heading}>{t('voice.edit.names')}</h3>
          <p className={styles.lead}>{t('voice.edit.names-lead')}</p>
          {found.map((topic) => (
            <TextInput
              key={topic.key}
              className={styles.name}
              label={topic.terms.slice(0, 4).join(' · ') || topic.key}
              value={renamed(draft.names, settings.kept.names, topic.key)}
              maxLength={80}
              onChange={(event) => {
                const original = Object.keys(settings.kept.names).filter((key) => settings.kept.names[key] === topic.key);
                const names = { ...draft.names };
                for (const key of original.length > 0 ? original : [topic.key]) names[key] = event.currentTarget.value;
                setDraft({ ...draft, names });
              }}
            />
          ))}
        </>
      ) : null}
      <div className={styles.actions}>
        <Button variant="default" disabled={isDefault} onClick={() => void run(() => act('resetTopics', {}))}>
          {t('voice.edit.reset')}
        </Button>
        <Button
          disabled={!isChanged}
          onClick={() =>
            void run(() =>
              act('saveTopics', {
                value: {
                  ...draft,
                  names: Object.fromEntries(
                    Object.entries(draft.names).filter(([key, name]) => name.trim() !== '' && name !== key),
                  ),
                },
              }),
            )
          }
        >
          {t('voice.edit.save')}
        </Button>
      </div>
    </Drawer>
  );
}

function ThemeFields({ theme, onChange }: { theme: Theme; onChange: (next: Partial<Theme>) => void }) {
  const t = useT();
  const format = useFormat();
  const setAspect = (index: number, next: Partial<Aspect>) =>
    onChange({ aspects: theme.aspects.map((aspect, i) => (i === index ? { ...aspect, ...next } : aspect)) });
  return (
    <div className={styles.fields}>
      <Names value={theme} onChange={onChange} />
      {theme.aspects.map((aspect, index) => (
        <fieldset key={aspect.key} className={styles.aspect}>
          <legend className={styles.legend}>
            {nameOf(aspect, format.locale)}
            <ActionIcon
              size="sm"
              aria-label={t('voice.edit.remove', { name: nameOf(aspect, format.locale) })}
              onClick={() => onChange({ aspects: theme.aspects.filter((_, i) => i !== index) })}
            >
              <Trash2 size={14} />
            </ActionIcon>
          </legend>
          <Names value={aspect} onChange={(next) => setAspect(index, next)} />
          <Words words={aspect.words} onChange={(words) => setAspect(index, { words })} />
        </fieldset>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Plus size={14} />}
        onClick={() =>
          onChange({
            aspects: [
              ...theme.aspects,
              {
                key: freeKey('aspect', theme.aspects),
                zh: t('voice.edit.new-aspect'),
                en: t('voice.edit.new-aspect'),
                words: [],
              },
            ],
          })
        }
      >
        {t('voice.edit.add-aspect')}
      </Button>
    </div>
  );
}

function Names({
  value,
  onChange,
}: {
  value: { zh: string; en: string };
  onChange: (next: { zh?: string; en?: string }) => void;
}) {
  const t = useT();
  return (
    <div className={styles.names}>
      <TextInput
        label={t('voice.edit.zh')}
        value={value.zh}
        maxLength={60}
        onChange={(e) => onChange({ zh: e.currentTarget.value })}
      />
      <TextInput
        label={t('voice.edit.en')}
        value={value.en}
        maxLength={60}
        onChange={(e) => onChange({ en: e.currentTarget.value })}
      />
    </div>
  );
}

/** Typed as text, one a line: a list while it is typed would eat the new line. */
function Words({ words, onChange }: { words: readonly string[]; onChange: (words: string[]) => void }) {
  const t = useT();
  const [text, setText] = useState(words.join('\n'));
  return (
    <Textarea
      label={t('voice.edit.word-list')}
      description={t('voice.edit.word-hint')}
      autosize
      minRows={3}
      maxRows={8}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(toWords(event.currentTarget.value));
      }}
    />
  );
}
