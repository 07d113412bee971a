import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { OrderValue } from '../../../core/api/contract.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { toBuyersView, toHoldoutView } from './toBuyersViews.ts';
import styles from './ValuePage.module.css';

/** A forecast that missed by more than this says little. */
const POOR = 0.25;

/** What buyers are expected to spend, and how well the same method foretold what is known already. */
export function BuyersPart() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const navigate = useNavigate();
  const currency = useAppState().data?.workspace?.settings.currency;
  const value = useEngine('orderValue', scope);
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const buyers = useCallback((result: OrderValue): ChartView => toBuyersView(result, words), [words]);
  const holdout = useCallback((result: OrderValue): ChartView => toHoldoutView(result, words), [words]);
  const answer = value.data?.kind === 'order-value' ? value.data : null;
  const error = answer?.holdout.error ?? null;
  return (
    <>
      <Answer
        sentence={
          answer
            ? t('value.buyers.answer', { value: FIGURE, n: format.int(answer.buyers), months: answer.months })
            : t('value.buyers.none')
        }
        figure={answer ? format.rough(answer.total, currency) : ''}
        isOld={value.isPlaceholderData}
        second={
          answer
            ? t(answer.orders === 'one-off' ? 'value.buyers.second-one-off' : 'value.buyers.second-all', {
                repeat: format.int(answer.repeatBuyers),
                top: format.percent(answer.concentration[0]?.share ?? null, 0),
              })
            : undefined
        }
      />
      {answer && (error === null || error > POOR || !answer.models.isSettled) ? (
        <p className={styles.warn}>
          {error === null ? t('value.buyers.unchecked') : t('value.buyers.poor', { error: format.percent(error, 0) })}
          {answer.models.isSettled ? '' : ` ${t('value.buyers.unsettled')}`}
        </p>
      ) : null}
      <div className={styles.grid}>
        <ChartPanel
          className={styles.narrow}
          title={t('value.holdout.title')}
          lead={
            answer
              ? t('value.holdout.lead', {
                  day: format.date(answer.holdout.cut),
                  expected: format.number(answer.holdout.expected, 0),
                  actual: format.int(answer.holdout.actual),
                })
              : undefined
          }
          query={value}
          height={320}
          fileName="value-check"
          toView={holdout}
          onMark={openMark}
        />
        <ChartPanel
          className={styles.wide}
          title={t('value.buyers.title')}
          lead={t('value.buyers.lead')}
          query={value}
          height={320}
          fileName="buyers"
          toView={buyers}
          onMark={openMark}
          draw={(result) => (
            <SmallTable
              label={t('value.buyers.title')}
              height={320}
              rows={result.rows}
              rowKey={(row) => row.memberNo}
              onOpen={(row) =>
                void navigate({
                  to: '/members/$memberNo',
                  params: { memberNo: String(row.memberNo) } as never,
                  search: {} as never,
                })
              }
              columns={[
                { name: t('value.buyers.member'), cell: (row) => row.handle ?? t('value.buyers.unnamed', { n: row.memberNo }) },
                {
                  name: t('value.buyers.repeats'),
                  hint: t('value.buyers.repeats-define'),
                  isNumeric: true,
                  cell: (row) => format.int(row.repeats),
                },
                { name: t('value.buyers.since'), isNumeric: true, cell: (row) => format.number(row.daysSinceLast, 0) },
                {
                  name: t('value.buyers.alive'),
                  hint: t('value.buyers.alive-define'),
                  isNumeric: true,
                  cell: (row) => format.percent(row.alive, 0),
                },
                { name: t('value.buyers.expected'), isNumeric: true, cell: (row) => format.number(row.expectedOrders, 2) },
                {
                  name: t('value.buyers.value'),
                  isNumeric: true,
                  cell: (row) => <strong>{format.rough(row.value, currency)}</strong>,
                },
              ]}
            />
          )}
        />
      </div>
    </>
  );
}
