import type { UseQueryResult } from '@tanstack/react-query';
import type { Feedback, Signal, Unavailable } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { Sparkline } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';

/** What members say without words: ratings, refunds, leaving, by week. */
export function Signals({ query }: { query: UseQueryResult<Feedback | Unavailable> }) {
  const t = useT();
  const format = useFormat();
  const answer = query.data?.kind === 'feedback' ? query.data : null;
  return (
    <Panel
      title={t('voice.signals.title')}
      lead={
        answer && answer.ratings.mean !== null
          ? t('voice.signals.ratings', {
              mean: format.number(answer.ratings.mean * 5, 2),
              n: format.int(answer.ratings.count),
              low: format.percent(answer.ratings.low / answer.ratings.count),
            })
          : t('voice.signals.lead')
      }
      query={query}
      height={240}
      empty={t('voice.signals.none')}
    >
      {({ signals, weeks }) =>
        signals.length === 0 ? null : (
          <SmallTable<Signal>
            label={t('voice.signals.title')}
            rows={signals}
            rowKey={(s) => s.name}
            columns={[
              { name: t('voice.signals.name'), cell: (s) => t(`voice.signal.${s.name}`) },
              { name: t('voice.signals.total'), isNumeric: true, cell: (s) => format.int(s.total) },
              {
                name: t('voice.signals.weeks'),
                width: 140,
                cell: (s) => (
                  <Sparkline
                    values={s.weeks}
                    height={24}
                    label={t('voice.signals.spark', {
                      name: t(`voice.signal.${s.name}`),
                      from: format.day(weeks[0] ?? null),
                      to: format.day(weeks.at(-1) ?? null),
                    })}
                  />
                ),
              },
            ]}
          />
        )
      }
    </Panel>
  );
}
