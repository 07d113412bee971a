import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Answers } from '../../../core/api/contract.ts';
import { scopeOf, useAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { sentences } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { Interval } from '../../ui/Figures.tsx';
import { daysBetween, MISSING } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './AnswersPage.module.css';
import { topicName, toTenureView, toTopicView, toWaitView, waitText } from './toAnswersViews.ts';

const CHART_PX = 240;
const LIST_PX = 420;

export function AnswersPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const navigate = useNavigate();
  const address = useAddress();
  const scope = useScope();
  const openMark = useOpenMark();
  const lastDay = useAppState().data?.workspace?.lastDay ?? null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  // The question is about people, not days: another period is not another answer.
  const answers = useEngine('answers', { segment: scope.segment });
  const waitView = useCallback((answer: Answers): ChartView => toWaitView(answer, words), [words]);
  const tenureView = useCallback((answer: Answers): ChartView => toTenureView(answer, words), [words]);
  const topicView = useCallback((answer: Answers): ChartView => toTopicView(answer, words), [words]);
  const openMember = (memberNo: number) =>
    void navigate({
      to: '/members/$memberNo',
      params: { memberNo: String(memberNo) } as never,
      search: scopeOf(address) as never,
    });

  const data = answers.data?.kind === 'answers' ? answers.data : null;
  const open = data ? data.questions - data.answered : 0;
  return (
    <div className={page.page}>
      <div className={board.board}>
        <div className={board.whole}>
          <Answer
            sentence={
              data
                ? t('answers.answer.text', {
                    n: FIGURE,
                    questions: format.int(data.questions),
                    interval: format.interval(data.low, data.high),
                  })
                : ' '
            }
            figure={data ? format.percent(data.share) : ''}
            isOld={answers.isPlaceholderData}
            second={
              data
                ? sentences(format, [
                    t(data.hours.median === null ? 'answers.answer.time-open' : 'answers.answer.time', {
                      median: waitText(words, data.hours.median),
                      soon: format.percent(data.within24Hours.share),
                      interval: format.interval(data.within24Hours.low, data.within24Hours.high),
                      open: format.int(open),
                    }),
                    ...(scope.from || scope.to ? [t('answers.answer.all-time')] : []),
                  ])
                : ' '
            }
          />
        </div>

        <ChartPanel
          className={board.half}
          title={t('answers.time.title')}
          lead={t('answers.time.lead')}
          query={answers}
          height={CHART_PX - 40}
          fileName="time-to-answer"
          toView={waitView}
          foot={
            data ? (
              <div className={styles.soon}>
                <span>{t('answers.time.soon')}</span>
                <Interval
                  rate={data.within24Hours.share}
                  low={data.within24Hours.low}
                  high={data.within24Hours.high}
                  label={t('answers.time.soon-define', {
                    n: format.int(data.within24Hours.questions),
                    interval: format.interval(data.within24Hours.low, data.within24Hours.high),
                  })}
                />
              </div>
            ) : null
          }
          onMark={openMark}
        />
        <ChartPanel
          className={board.half}
          title={t('answers.tenure.title')}
          lead={t('answers.tenure.lead')}
          query={answers}
          height={CHART_PX}
          fileName="answers-by-tenure"
          toView={tenureView}
          onMark={openMark}
        />

        <ChartPanel
          className={board.whole}
          title={t('answers.topic.title')}
          lead={t('answers.topic.lead')}
          query={answers}
          height={LIST_PX}
          fileName="answers-by-topic"
          toView={topicView}
          draw={(answer) => (
            <SmallTable
              label={t('answers.topic.title')}
              height={LIST_PX}
              rows={answer.byTopic}
              rowKey={(row) => row.name ?? ''}
              columns={[
                { name: t('answers.table.topic'), cell: (row) => topicName(words, row) },
                { name: t('answers.table.questions'), isNumeric: true, cell: (row) => format.int(row.questions) },
                {
                  name: t('answers.table.share'),
                  isNumeric: true,
                  cell: (row) => (
                    <Interval rate={row.share} low={row.low} high={row.high} label={format.interval(row.low, row.high)} />
                  ),
                },
                {
                  name: t('answers.table.median'),
                  hint: t('answers.table.median-define'),
                  isNumeric: true,
                  cell: (row) => waitText(words, row.medianHours),
                },
                {
                  name: t('answers.table.experts'),
                  hint: t('answers.table.experts-define'),
                  cell: (row) =>
                    row.experts.length > 0 ? (
                      <span className={styles.experts}>
                        {row.experts.map(({ memberNo, handle, answers: n }) => {
                          const name = handle ?? `#${memberNo}`;
                          return (
                            <button
                              key={memberNo}
                              type="button"
                              className={styles.expert}
                              aria-label={t('answers.topic.open', { name, n })}
                              onClick={() => openMember(memberNo)}
                            >
                              {t('answers.topic.expert', { name, n: format.int(n) })}
                            </button>
                          );
                        })}
                      </span>
                    ) : (
                      <span className={styles.muted}>{t('answers.table.nobody')}</span>
                    ),
                },
              ]}
            />
          )}
          onMark={openMark}
        />

        <div className={board.whole}>
          <Panel
            title={t('answers.open.title', { n: data ? format.int(open) : '' })}
            lead={t('answers.open.lead')}
            query={answers}
            height={LIST_PX}
            empty={t('answers.open.none')}
          >
            {(answer) =>
              answer.unanswered.length > 0 ? (
                <SmallTable
                  label={t('answers.open.title', { n: format.int(open) })}
                  height={LIST_PX}
                  rows={answer.unanswered}
                  rowKey={(row) => row.postNo}
                  onOpen={(row) => openMember(row.memberNo)}
                  openLabel={(row) =>
                    `${row.title ?? t('answers.open.untitled')}. ${t('answers.open.label', { name: row.handle ?? `#${row.memberNo}` })}`
                  }
                  columns={[
                    {
                      name: t('answers.open.question'),
                      width: '50%',
                      cell: (row) => (
                        <span className={styles.question} title={row.title ?? undefined}>
                          {row.title ?? t('answers.open.untitled')}
                        </span>
                      ),
                    },
                    { name: t('answers.table.topic'), cell: (row) => row.topic ?? MISSING },
                    { name: t('answers.open.asker'), cell: (row) => row.handle ?? `#${row.memberNo}` },
                    { name: t('answers.open.at'), cell: (row) => <span className={styles.nowrap}>{format.time(row.at)}</span> },
                    {
                      name: t('answers.open.waited'),
                      hint: t('answers.open.waited-define'),
                      isNumeric: true,
                      cell: (row) => waited(row.at),
                    },
                  ]}
                />
              ) : null
            }
          </Panel>
        </div>
      </div>
    </div>
  );

  function waited(at: number): string {
    if (!lastDay) return MISSING;
    const days = Math.max(0, daysBetween(new Date(at).toISOString().slice(0, 10), lastDay));
    return days < 2
      ? format.duration(Math.max(0, Date.parse(`${lastDay}T24:00:00Z`) - at))
      : t('answers.open.days', { n: format.int(days) });
  }
}
