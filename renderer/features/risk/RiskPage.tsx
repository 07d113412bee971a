import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { AtRisk, AtRiskRow } from '../../../core/api/contract.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useAppState, useEngine } from '../../client/engine.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { Interval } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './RiskPage.module.css';
import { actionWord, reasonText, suggestion } from './reasons.ts';
import { AT_RISK, toChanceView, toRiskView } from './toRiskView.ts';

const PAGE_ROWS = 100;

/** Members about to be lost, the most valuable first, and why. */
export function RiskPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const navigate = useNavigate();
  const [offset, setOffset] = useState(0);
  const currency = useAppState().data?.workspace?.settings.currency;
  const risk = useEngine('atRisk', { ...scope, offset, limit: PAGE_ROWS });
  const answer = risk.data?.kind === 'at-risk' ? risk.data : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const riskView = useCallback((result: AtRisk): ChartView => toRiskView(result, words), [words]);
  const chanceView = useCallback((result: AtRisk): ChartView => toChanceView(result, words), [words]);
  const open = (row: AtRiskRow) =>
    void navigate({ to: '/members/$memberNo', params: { memberNo: String(row.memberNo) } as never, search: {} as never });

  return (
    <div className={page.page}>
      <Answer
        sentence={answer ? t('risk.answer.text', { n: FIGURE, count: answer.total }) : t('risk.answer.none')}
        figure={answer ? format.int(answer.total) : ''}
        isOld={risk.isPlaceholderData}
        second={
          answer
            ? t('risk.answer.second', { value: format.rough(answer.valueAtRisk, currency), days: answer.horizonDays })
            : undefined
        }
      >
        <Button variant="default" onClick={() => openMark(AT_RISK)} disabled={!answer || answer.total === 0}>
          {t('risk.answer.open')}
        </Button>
      </Answer>
      <div className={styles.grid}>
        <ChartPanel
          className={styles.whole}
          title={t('risk.list.title')}
          lead={t('risk.list.lead')}
          query={risk}
          height={460}
          fileName="at-risk"
          toView={riskView}
          onMark={openMark}
          draw={(result) =>
            result.rows.length === 0 ? (
              <p className={styles.none}>{t('risk.list.none')}</p>
            ) : (
              <>
                <SmallTable
                  label={t('risk.list.title')}
                  height={460}
                  rows={result.rows}
                  rowKey={(row) => row.memberNo}
                  onOpen={open}
                  openLabel={(row) => t('risk.list.open', { name: row.handle ?? String(row.memberNo) })}
                  columns={[
                    {
                      name: t('risk.column.member'),
                      cell: (row) => (
                        <strong className={styles.name}>{row.handle ?? t('risk.list.unnamed', { n: row.memberNo })}</strong>
                      ),
                    },
                    { name: t('risk.column.plan'), cell: (row) => (row.plan === null ? '—' : wordFor(t, 'value', row.plan)) },
                    {
                      name: t('risk.column.silent'),
                      hint: t('risk.column.silent-define'),
                      isNumeric: true,
                      cell: (row) => format.int(row.silentDays),
                    },
                    {
                      name: t('risk.column.chance'),
                      hint: t('risk.column.chance-define', { days: result.horizonDays }),
                      isNumeric: true,
                      cell: (row) =>
                        row.returnChance === null ? (
                          '—'
                        ) : (
                          <Interval
                            rate={row.returnChance}
                            low={row.returnLow}
                            high={row.returnHigh}
                            label={format.interval(row.returnLow, row.returnHigh)}
                          />
                        ),
                    },
                    {
                      name: t('risk.column.year'),
                      hint: t('risk.column.year-define'),
                      isNumeric: true,
                      cell: (row) => format.rough(row.yearSpend, currency),
                    },
                    {
                      name: t('risk.column.value'),
                      hint: t('risk.column.value-define'),
                      isNumeric: true,
                      cell: (row) => <strong>{format.rough(row.valueAtRisk, currency)}</strong>,
                    },
                    {
                      name: t('risk.column.reasons'),
                      cell: (row) => (
                        <span className={styles.reasons}>
                          {row.reasons.map((r) => reasonText(r, t, format)).join(t('risk.list.and'))}
                        </span>
                      ),
                    },
                    {
                      name: t('risk.column.last'),
                      cell: (row) => (
                        <span className={styles.last} title={row.last.contentTitle ?? undefined}>
                          {format.date(row.last.at)} · {actionWord(row.last.action, t)}
                          {row.last.contentTitle ? ` · ${row.last.contentTitle}` : ''}
                        </span>
                      ),
                    },
                    { name: t('risk.column.act'), hint: t('risk.column.act-define'), cell: (row) => suggestion(row, t) },
                  ]}
                />
                <div className={styles.pager}>
                  <span>
                    {t('risk.list.range', {
                      from: format.int(result.offset + 1),
                      to: format.int(result.offset + result.rows.length),
                      total: format.int(result.total),
                    })}
                  </span>
                  <Button variant="default" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE_ROWS))}>
                    {t('risk.list.back')}
                  </Button>
                  <Button
                    variant="default"
                    disabled={offset + PAGE_ROWS >= result.total}
                    onClick={() => setOffset(offset + PAGE_ROWS)}
                  >
                    {t('risk.list.on')}
                  </Button>
                </div>
              </>
            )
          }
        />
        <ChartPanel
          className={styles.whole}
          title={t('risk.chance.title')}
          lead={t('risk.chance.lead', { days: answer?.horizonDays ?? 28 })}
          query={risk}
          height={260}
          fileName="chance-to-return"
          toView={chanceView}
          onMark={openMark}
        />
      </div>
    </div>
  );
}
