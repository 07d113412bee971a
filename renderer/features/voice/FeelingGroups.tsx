import { Select } from '@mantine/core';
import { useState } from 'react';
import type { SentimentGroup } from '../../../core/api/contract.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { Interval } from '../../ui/Figures.tsx';
import { MISSING } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { nameOf, type VoiceScope } from './names.ts';

const BY: readonly SentimentGroup[] = ['theme', 'topic', 'content', 'form', 'cohort', 'segment'];
const HEIGHT_PX = 320;

/** Where it feels better or worse than elsewhere. */
export function FeelingGroups({ scope }: { scope: VoiceScope }) {
  const t = useT();
  const format = useFormat();
  const [by, setBy] = useState<SentimentGroup>('theme');
  const query = useEngine('sentiment', { ...scope, grain: 'month', by });
  const themes = useEngine('voiceSettings', {}).data?.kept.themes ?? [];
  const name = (key: string): string => {
    if (by === 'form') return t(`feeling.form.${key as 'topic'}`);
    const theme = by === 'theme' ? themes.find((g) => g.key === key) : undefined;
    if (theme) return nameOf(theme, format.locale);
    return by === 'cohort' ? format.month(`${key}-01`) : key;
  };
  return (
    <Panel
      title={t('feeling.where.title')}
      lead={t('feeling.where.lead')}
      query={query}
      height={HEIGHT_PX}
      empty={t('feeling.where.none')}
      tools={
        <Select
          w={140}
          size="xs"
          aria-label={t('feeling.where.by')}
          allowDeselect={false}
          value={by}
          data={BY.map((value) => ({ value, label: t(`feeling.where.by-${value}`) }))}
          onChange={(value) => setBy(value as SentimentGroup)}
        />
      }
    >
      {(answer) =>
        answer.groups.length === 0 ? null : (
          <SmallTable
            label={t('feeling.where.title')}
            height={HEIGHT_PX}
            rows={answer.groups}
            rowKey={(g) => g.key}
            columns={[
              { name: t(`feeling.where.by-${by}`), cell: (g) => name(g.key) },
              { name: t('feeling.trend.texts'), isNumeric: true, cell: (g) => format.int(g.judged) },
              {
                name: t('feeling.label.negative'),
                isNumeric: true,
                cell: (g) =>
                  g.negativeShare === null ? (
                    MISSING
                  ) : (
                    <Interval
                      rate={g.negativeShare}
                      low={g.negativeLow!}
                      high={g.negativeHigh!}
                      label={format.interval(g.negativeLow, g.negativeHigh)}
                    />
                  ),
              },
              {
                name: t('feeling.where.rest'),
                hint: t('feeling.where.rest-define'),
                isNumeric: true,
                cell: (g) =>
                  g.difference === null ? (
                    MISSING
                  ) : (
                    <span title={format.interval(g.differenceLow, g.differenceHigh)}>
                      {g.p !== null && g.p < 0.05 ? (
                        <strong>{format.signedPercent(g.difference)}</strong>
                      ) : (
                        t('feeling.where.same')
                      )}
                    </span>
                  ),
              },
              {
                name: t('feeling.where.mean'),
                hint: t('feeling.where.mean-define'),
                isNumeric: true,
                cell: (g) =>
                  g.mean === null ? (
                    MISSING
                  ) : (
                    <span
                      title={g.meanLow === null ? undefined : `${format.signed(g.meanLow, 2)} – ${format.signed(g.meanHigh, 2)}`}
                    >
                      {format.signed(g.mean, 2)}
                    </span>
                  ),
              },
            ]}
          />
        )
      }
    </Panel>
  );
}
