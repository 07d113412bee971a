import { Select } from '@mantine/core';
import { useState } from 'react';
import type { VoiceGroup } from '../../../core/api/contract.ts';
import { type T, useT, wordFor } from '../../i18n/t.ts';
import { capital } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { nameOf, type VoiceScope } from './names.ts';
import { useVoiceOne } from './useVoiceOne.ts';
import styles from './VoicePage.module.css';

/** Values of the export (plans) have words on the screen already; computed ones bring their own. */
const known = (t: T, value: string): string | null => {
  const word = wordFor(t, 'value', value);
  return word === value ? null : word;
};

/** Which members speak of it: share of those who wrote, by trait or segment, and how many times as large as among the others. */
export function WhoSays({ about, group, scope }: { about: 'theme' | 'topic'; group: VoiceGroup; scope: VoiceScope }) {
  const t = useT();
  const format = useFormat();
  const query = useVoiceOne(about, group.key, scope);
  const who = query.data?.kind === 'voice-one' ? query.data.who : [];
  const [by, setBy] = useState<string | null>(null);
  const shown = who.find((w) => w.by === by) ?? who[0];
  const word = (name: string, words: { zh: string; en: string }) => known(t, name) ?? nameOf(words, format.locale);
  return (
    <Panel
      title={t('voice.who.title')}
      lead={t('voice.who.lead')}
      query={query}
      height={260}
      empty={t('voice.who.none')}
      tools={
        <Select
          w={130}
          size="xs"
          aria-label={t('voice.who.by')}
          allowDeselect={false}
          value={shown?.by ?? null}
          data={who.map((w) => ({ value: w.by, label: capital(nameOf(w.words, format.locale)) }))}
          onChange={setBy}
        />
      }
    >
      {() =>
        !shown || shown.values.length === 0 ? null : (
          <SmallTable
            label={t('voice.who.title')}
            height={260}
            rows={shown.values}
            rowKey={(v) => v.value}
            columns={[
              { name: capital(nameOf(shown.words, format.locale)), cell: (v) => word(v.value, v.words) },
              {
                name: t('voice.who.people'),
                hint: t('voice.who.people-define'),
                isNumeric: true,
                cell: (v) => (
                  <span title={`${format.percent(v.share)} (${format.interval(v.low, v.high)})`}>
                    {format.int(v.people)} / {format.int(v.of)}
                  </span>
                ),
              },
              {
                name: t('voice.who.lift'),
                hint: t('voice.who.lift-define'),
                isNumeric: true,
                cell: (v) => {
                  const text = v.lift === null ? '—' : `×${format.number(v.lift, 2)}`;
                  const title = t('voice.who.lift-title', {
                    low: format.number(v.liftLow, 2),
                    high: v.liftHigh === null ? '∞' : format.number(v.liftHigh, 2),
                    p: format.number(v.p, 3),
                  });
                  return (
                    <span title={title}>
                      {v.p < 0.05 ? <strong>{text}</strong> : <span className={styles.muted}>{text}</span>}
                    </span>
                  );
                },
              },
            ]}
          />
        )
      }
    </Panel>
  );
}
