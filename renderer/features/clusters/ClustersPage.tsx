import { Button, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Answer as AnswerTo, Candidate, ClusterAnswer, Mark, Unavailable } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { memberOf } from '../../app/person.ts';
import { useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { act, refreshAppState, useAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { TooLittle } from '../../ui/Panel.tsx';
import styles from './ClustersPage.module.css';
import { Controls } from './Controls.tsx';
import { FeaturesTable } from './FeaturesTable.tsx';
import { GroupCards } from './GroupCards.tsx';
import { type GroupQuestion, questionOf, steadiness, toSearch, two } from './groups.ts';
import { SinceKept } from './SinceKept.tsx';
import { type Tried, toCandidatesView } from './toCandidatesView.ts';
import { toFeaturesView } from './toFeaturesView.ts';
import { chosenPatch, toMapView } from './toMapView.ts';
import { WhyCard } from './WhyCard.tsx';

const MAP_HEIGHT = 430;
type Refusal = Extract<AnswerTo<'clusters'>, { because: unknown }>;

/** Members who act alike, found by the numbers; or the answer that there are no such groups. */
export function ClustersPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const address = useAddress();
  const change = useChangeAddress();
  const openMark = useOpenMark();
  const [isKeeping, setKeeping] = useState(false);
  const members = useAppState().data?.workspace?.description.members ?? 0;
  const question = useMemo(() => questionOf(address.clusters), [address.clusters]);
  const clusters = useEngine('clusters', { ...scope, ...question });
  const tried = useEngine('clusters', { ...scope, ...question, k: null });
  const answer = clusters.data?.kind === 'clusters' ? clusters.data : null;
  const refusal = clusters.data?.kind === 'unavailable' ? (clusters.data as Refusal) : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const mapView = useCallback((result: ClusterAnswer): ChartView => toMapView(result, words), [words]);
  const featuresView = useCallback(
    (result: ClusterAnswer): ChartView => toFeaturesView(result, question, words),
    [question, words],
  );
  const triedView = useCallback((result: Tried): ChartView => toCandidatesView(result, words), [words]);
  const triedAnswer = useMemo(() => candidatesOf(tried.data, question.k), [tried.data, question.k]);
  const member = address.member ?? null;
  const patch = useMemo(() => chosenPatch(answer, member), [answer, member]);
  const askFor = (next: GroupQuestion) => change({ clusters: toSearch(next), member: undefined });
  // A point is one person: the reasons show beside the map, and the list of one would say nothing more.
  const onPoint = useCallback(
    (mark: Mark) => {
      const memberNo = memberOf(mark);
      if (memberNo === null) openMark(mark);
      else change({ member: memberNo }, { replace: true });
    },
    [change, openMark],
  );

  async function keep(): Promise<void> {
    setKeeping(true);
    await attempt(t, async () => {
      await act('keepClusters', { ...question });
      await refreshAppState();
      notifications.show({ message: t('clusters.keep.done') });
    });
    setKeeping(false);
  }

  const isWhole = scope.segment === null;
  return (
    <div className={page.page}>
      {refusal && refusal.reason !== 'no-clear-groups' ? (
        <TooLittle answer={refusal} height={84} />
      ) : (
        <Answer
          sentence={
            answer
              ? t(answer.kChosen === 'given' ? 'clusters.answer.given' : 'clusters.answer.text', { n: FIGURE, count: answer.k })
              : refusal
                ? t('clusters.answer.none')
                : t('clusters.answer.looking', { n: format.int(members) })
          }
          figure={answer ? format.int(answer.k) : ''}
          isOld={clusters.isPlaceholderData}
          second={
            answer ? (
              <Strength answer={answer} isWorking={clusters.isPlaceholderData} />
            ) : refusal ? (
              <>
                {refusal.because ? t(`clusters.because.${refusal.because}`, { best: two(bestOf(refusal.candidates)) }) : ''}{' '}
                {t('clusters.answer.todo')}
              </>
            ) : (
              t('clusters.answer.wait')
            )
          }
        >
          {answer ? (
            <Tooltip label={isWhole ? t('clusters.keep.define') : t('clusters.keep.whole')}>
              <Button
                variant={answer.isKept ? 'default' : 'filled'}
                loading={isKeeping}
                disabled={answer.isKept || !isWhole || clusters.isPlaceholderData}
                onClick={() => void keep()}
              >
                {t(answer.isKept ? 'clusters.keep.kept' : answer.matched ? 'clusters.keep.instead' : 'clusters.keep.button')}
              </Button>
            </Tooltip>
          ) : null}
        </Answer>
      )}
      <div className={board.board}>
        <Controls question={question} available={(answer ?? refusal)?.available ?? null} onAsk={askFor} />
        {answer?.matched ? <SinceKept answer={answer} className={board.whole} /> : null}
        {refusal ? null : (
          <>
            <ChartPanel
              className={board.wide}
              title={t('clusters.map.title')}
              lead={
                answer
                  ? t('clusters.map.lead', {
                      share: format.percent(
                        answer.map.explained.reduce((sum, share) => sum + share, 0),
                        0,
                      ),
                      shown: format.int(answer.map.memberNo.length),
                      count: answer.map.memberNo.length,
                    })
                  : t('clusters.map.wait')
              }
              query={clusters as UseQueryResult<ClusterAnswer | Unavailable>}
              height={MAP_HEIGHT}
              fileName="groups-map"
              toView={mapView}
              patch={patch}
              onMark={onPoint}
            />
            <WhyCard className={board.side} question={question} answer={answer} memberNo={member} height={MAP_HEIGHT} />
            <GroupCards className={board.whole} answer={answer} question={question} isOld={clusters.isPlaceholderData} />
            <ChartPanel
              className={board.whole}
              title={t('clusters.features.title')}
              lead={t('clusters.features.lead')}
              query={clusters as UseQueryResult<ClusterAnswer | Unavailable>}
              height={420}
              fileName="groups-features"
              toView={featuresView}
              onMark={openMark}
              draw={(result) => <FeaturesTable answer={result} question={question} onMark={openMark} />}
            />
          </>
        )}
        <ChartPanel
          className={board.wide}
          title={t('clusters.candidates.title')}
          lead={t('clusters.candidates.lead')}
          query={{ ...tried, data: triedAnswer } as UseQueryResult<Tried | Unavailable>}
          height={260}
          fileName="groups-tried"
          toView={triedView}
          onMark={openMark}
        />
        <Reading className={board.side} />
      </div>
    </div>
  );
}

/** How far the groups can be relied on, in a sentence; the two figures are defined on hover. */
function Strength({ answer, isWorking }: { answer: ClusterAnswer; isWorking: boolean }) {
  const t = useT();
  if (isWorking) return t('clusters.answer.working');
  const figures = { stability: two(answer.stability), silhouette: two(answer.silhouette) };
  return (
    <span className={styles.defined} title={`${t('clusters.term.stability-define')}\n${t('clusters.term.silhouette-define')}`}>
      {t(`clusters.steady.${steadiness(answer.stability)}`, figures)}
    </span>
  );
}

/** What the two figures mean, always in sight beside their chart. */
function Reading({ className }: { className: string | undefined }) {
  const t = useT();
  return (
    <section className={`${styles.card} ${className ?? ''}`} aria-label={t('clusters.reading.title')}>
      <h2 className={styles.cardTitle}>{t('clusters.reading.title')}</h2>
      <ul className={styles.reading}>
        <li>{t('clusters.term.stability-define')}</li>
        <li>{t('clusters.term.silhouette-define')}</li>
        <li>{t('clusters.term.valley-define')}</li>
      </ul>
    </section>
  );
}

const bestOf = (candidates: readonly Candidate[]): number => Math.max(0, ...candidates.map((c) => c.stability));

/** The numbers of groups that were tried, whether one was good enough or none. */
function candidatesOf(data: AnswerTo<'clusters'> | undefined, given: number | null): Tried | Unavailable | undefined {
  if (!data) return undefined;
  const { candidates, from } = data as ClusterAnswer | Refusal;
  if (data.kind === 'unavailable' && candidates.length === 0) return data;
  return { kind: 'tried', candidates, chosen: given ?? (data.kind === 'clusters' ? data.k : null), from };
}
