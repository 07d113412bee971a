import { useCallback, useMemo } from 'react';
import type { RenewalRate, Renewals } from '../../../core/api/contract.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { Interval } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { planName, toMonthsView, toPlansView, toProjectionView } from './toRenewalViews.ts';
import styles from './ValuePage.module.css';

/** Are paid terms renewed, and how many members would be left after more renewals? */
export function RenewalsPart() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const renewals = useEngine('renewals', scope);
  const answer = renewals.data?.kind === 'renewals' ? renewals.data : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const plans = useCallback((result: Renewals): ChartView => toPlansView(result, words), [words]);
  const months = useCallback((result: Renewals): ChartView => toMonthsView(result, words), [words]);
  const projection = useCallback((result: Renewals): ChartView => toProjectionView(result, words), [words]);
  const grace = answer?.graceDays ?? 30;
  const rate = (row: RenewalRate) => (
    <Interval rate={row.rate} low={row.low} high={row.high} label={format.interval(row.low, row.high)} />
  );
  return (
    <>
      <Answer
        sentence={answer ? t('value.renewals.answer', { rate: FIGURE }) : t('value.renewals.none')}
        figure={answer ? format.percent(answer.all.rate) : ''}
        isOld={renewals.isPlaceholderData}
        second={
          answer
            ? t('value.renewals.second', {
                interval: format.interval(answer.all.low, answer.all.high),
                due: format.int(answer.all.due),
                renewed: format.int(answer.all.renewed),
                refunded: format.int(answer.all.refunded),
                running: format.int(answer.all.running),
              })
            : undefined
        }
      />
      <div className={styles.grid}>
        <ChartPanel
          className={styles.half}
          title={t('value.plans.title')}
          lead={t('value.plans.lead', { days: grace })}
          query={renewals}
          height={260}
          fileName="renewals-by-plan"
          toView={plans}
          onMark={openMark}
          draw={(result) => (
            <SmallTable
              label={t('value.plans.title')}
              height={260}
              rows={result.byPlan}
              rowKey={(row) => row.plan ?? ''}
              onOpen={(row) => openMark({ of: 'renewal', plan: row.plan, end: 'lapsed', graceDays: grace })}
              openLabel={(row) => t('value.plans.open', { plan: planName(row.plan, t) })}
              columns={[
                { name: t('value.column.plan'), cell: (row) => planName(row.plan, t) },
                {
                  name: t('value.column.days'),
                  hint: t('value.column.days-define'),
                  isNumeric: true,
                  cell: (row) => format.int(row.days),
                },
                {
                  name: t('value.column.due'),
                  hint: t('value.column.due-define', { days: grace }),
                  isNumeric: true,
                  cell: (row) => format.int(row.due),
                },
                { name: t('value.column.renewed'), isNumeric: true, cell: (row) => format.int(row.renewed) },
                { name: t('value.column.rate'), hint: t('value.column.rate-define'), isNumeric: true, cell: (row) => rate(row) },
                { name: t('value.column.refunded'), isNumeric: true, cell: (row) => format.int(row.refunded) },
                {
                  name: t('value.column.running'),
                  hint: t('value.column.running-define'),
                  isNumeric: true,
                  cell: (row) => format.int(row.running),
                },
              ]}
            />
          )}
        />
        <ChartPanel
          className={styles.half}
          title={t('value.number.title')}
          lead={t('value.number.lead')}
          query={renewals}
          height={260}
          fileName="renewals-by-number"
          toView={plans}
          onMark={openMark}
          draw={(result) => (
            <SmallTable
              label={t('value.number.title')}
              height={260}
              rows={result.byNumber}
              rowKey={(row) => row.number}
              columns={[
                {
                  name: t('value.column.number'),
                  cell: (row) => t('value.number.nth', { n: row.number + 1, count: row.number + 1 }),
                },
                { name: t('value.column.due'), isNumeric: true, cell: (row) => format.int(row.due) },
                { name: t('value.column.renewed'), isNumeric: true, cell: (row) => format.int(row.renewed) },
                { name: t('value.column.rate'), isNumeric: true, cell: (row) => rate(row) },
              ]}
            />
          )}
        />
        <ChartPanel
          className={styles.half}
          title={t('value.months.title')}
          lead={t('value.months.lead')}
          query={renewals}
          height={300}
          fileName="renewals-by-month"
          toView={months}
          onMark={openMark}
        />
        <ChartPanel
          className={styles.half}
          title={t('value.projection.title')}
          lead={t('value.projection.lead')}
          query={renewals}
          height={300}
          fileName="renewal-projection"
          toView={projection}
          onMark={openMark}
        />
      </div>
    </>
  );
}
