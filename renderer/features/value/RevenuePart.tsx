import { useCallback, useMemo } from 'react';
import type { RevenueCohorts } from '../../../core/api/contract.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { toRevenueView } from './toRevenueView.ts';
import styles from './ValuePage.module.css';

/** What a buyer has brought by now, cohort by cohort, refunds taken off. */
export function RevenuePart() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const currency = useAppState().data?.workspace?.settings.currency;
  const revenue = useEngine('revenueCohorts', scope);
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const view = useCallback((result: RevenueCohorts): ChartView => toRevenueView(result, words), [words]);
  const answer = revenue.data?.kind === 'revenue-cohorts' ? revenue.data : null;
  const last = answer ? answer.mean.findLastIndex((m) => m !== null) : -1;
  return (
    <>
      <Answer
        sentence={last >= 0 ? t('value.revenue.answer', { value: FIGURE, n: last, count: last }) : t('value.revenue.none')}
        figure={last >= 0 ? format.rough(answer!.mean[last]!, currency) : ''}
        isOld={revenue.isPlaceholderData}
        second={answer ? t('value.revenue.second', { first: format.rough(answer.mean[0] ?? null, currency) }) : undefined}
      />
      <div className={styles.grid}>
        <ChartPanel
          className={styles.whole}
          title={t('value.revenue.title')}
          lead={t('value.revenue.lead')}
          query={revenue}
          height={380}
          fileName="revenue-cohorts"
          toView={view}
          onMark={openMark}
        />
      </div>
    </>
  );
}
