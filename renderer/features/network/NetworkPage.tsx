import { Button, SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Mark, Network, NetworkCore } from '../../../core/api/contract.ts';
import { memberOf, useOpenMember } from '../../app/person.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { BarCell } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { Failed, TooLittle } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { FigureRow } from './FigureRow.tsx';
import styles from './NetworkPage.module.css';
import { nameOf } from './people.ts';
import { balanceStyle, type Colouring, legendOf, toGraphView } from './toGraphView.ts';
import { toBridgesView, toExpertsView, toTopView } from './toPeopleViews.ts';

const SHOWN = [60, 120, 250, 400];
const GRAPH_HEIGHT = 520;
const TIED: Mark = { of: 'network', what: 'tied' };
const BRIDGES: Mark = { of: 'network', what: 'bridges' };

/** Who answers whom, and who holds the community together. */
export function NetworkPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openSet = useOpenMark();
  const openMember = useOpenMember();
  const [limit, setLimit] = useState(120);
  const [colouring, setColouring] = useState<Colouring>('balance');
  const network = useEngine('network', scope);
  const core = useEngine('networkCore', { ...scope, limit });
  const answer = network.data?.kind === 'network' ? network.data : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const graphView = useCallback((result: NetworkCore): ChartView => toGraphView(result, colouring, words), [colouring, words]);
  const topView = useCallback((result: Network): ChartView => toTopView(result, words), [words]);
  const bridgesView = useCallback((result: Network): ChartView => toBridgesView(result, words), [words]);
  const expertsView = useCallback((result: Network): ChartView => toExpertsView(result, words), [words]);
  const onMark = useCallback(
    (mark: Mark) => {
      const memberNo = memberOf(mark);
      if (memberNo === null) openSet(mark);
      else openMember(memberNo);
    },
    [openSet, openMember],
  );
  if (network.isError)
    return (
      <div className={page.page}>
        <Failed error={network.error} height={240} onRetry={() => void network.refetch()} />
      </div>
    );
  if (network.data?.kind === 'unavailable')
    return (
      <div className={page.page}>
        <TooLittle answer={network.data} height={240} />
      </div>
    );

  /** Within a segment the ties are those between its members; the lists of the whole network would be other people. */
  const isWhole = scope.segment === null;
  const shownCore = core.data?.kind === 'network-core' ? core.data : null;
  return (
    <div className={page.page}>
      <Answer
        sentence={answer ? t('network.answer.text', { n: FIGURE, count: answer.nodes }) : t('network.answer.wait')}
        figure={answer ? format.int(answer.nodes) : ''}
        isOld={network.isPlaceholderData}
        second={
          answer
            ? t(answer.reciprocity === null ? 'network.answer.second-none' : 'network.answer.second', {
                share: format.percent(answer.reciprocity),
                replies: format.int(answer.replies),
              })
            : undefined
        }
      >
        {isWhole ? (
          <Button variant="default" onClick={() => openSet(TIED)} disabled={!answer}>
            {t('network.answer.open')}
          </Button>
        ) : null}
      </Answer>
      <FigureRow answer={answer} isWhole={isWhole} onMark={openSet} />
      <div className={board.board}>
        <ChartPanel
          className={board.whole}
          title={t('network.graph.title')}
          lead={
            shownCore
              ? t(shownCore.hidden > 0 ? 'network.graph.lead' : 'network.graph.lead-all', {
                  shown: format.int(shownCore.nodes.length),
                  hidden: format.int(shownCore.hidden),
                  count: shownCore.hidden,
                })
              : t('network.answer.wait')
          }
          tools={
            <span className={styles.tools}>
              <SegmentedControl
                aria-label={t('network.graph.colour')}
                value={colouring}
                onChange={(next) => setColouring(next as Colouring)}
                data={[
                  { value: 'balance', label: t('network.graph.by-balance') },
                  { value: 'part', label: t('network.graph.by-part') },
                ]}
              />
              <Select
                aria-label={t('network.graph.limit')}
                w={128}
                allowDeselect={false}
                value={String(limit)}
                data={SHOWN.map((n) => ({ value: String(n), label: t('network.graph.members', { n: format.int(n), count: n }) }))}
                onChange={(next) => setLimit(Number(next))}
              />
            </span>
          }
          query={core}
          height={GRAPH_HEIGHT}
          fileName="network"
          toView={graphView}
          onMark={onMark}
        />
        {shownCore ? <GraphLegend core={shownCore} colouring={colouring} /> : <div className={styles.legend} />}
        <ChartPanel
          className={board.half}
          title={t('network.top.title')}
          lead={t('network.top.lead')}
          query={network}
          height={400}
          fileName="most-connected"
          toView={topView}
          onMark={onMark}
          draw={(result) => (
            <SmallTable
              label={t('network.top.title')}
              height={400}
              rows={result.top}
              rowKey={(row) => row.memberNo}
              onOpen={(row) => openMember(row.memberNo)}
              openLabel={(row) => t('network.member.open', { name: nameOf(row, t) })}
              columns={[
                { name: t('network.column.member'), cell: (row) => <Name>{nameOf(row, t)}</Name> },
                {
                  name: t('network.column.given'),
                  hint: t('network.column.given-define'),
                  isNumeric: true,
                  width: 88,
                  cell: (row) => (
                    <BarCell share={row.given / Math.max(1, ...result.top.map((r) => r.given))} text={format.int(row.given)} />
                  ),
                },
                {
                  name: t('network.column.received'),
                  hint: t('network.column.received-define'),
                  isNumeric: true,
                  width: 88,
                  cell: (row) => (
                    <BarCell
                      share={row.received / Math.max(1, ...result.top.map((r) => r.received))}
                      text={format.int(row.received)}
                    />
                  ),
                },
                {
                  name: t('network.column.out'),
                  hint: t('network.column.out-define'),
                  isNumeric: true,
                  cell: (row) => format.int(row.out),
                },
                {
                  name: t('network.column.in'),
                  hint: t('network.column.in-define'),
                  isNumeric: true,
                  cell: (row) => format.int(row.in),
                },
              ]}
            />
          )}
        />
        <ChartPanel
          className={board.half}
          title={
            answer && answer.bridges.length > 0
              ? t('network.bridges.finding', {
                  name: nameOf(answer.bridges[0]!, t),
                  count: answer.bridges[0]!.cutsOff,
                  n: format.int(answer.bridges[0]!.cutsOff),
                })
              : t('network.bridges.title')
          }
          lead={t('network.bridges.lead')}
          tools={
            isWhole && answer && answer.bridges.length > 0 ? (
              <Button variant="subtle" onClick={() => openSet(BRIDGES)}>
                {t('network.bridges.open')}
              </Button>
            ) : null
          }
          query={network}
          height={400}
          fileName="bridges"
          toView={bridgesView}
          onMark={onMark}
          draw={(result) =>
            result.bridges.length === 0 ? (
              <p className={styles.none}>{t('network.bridges.none')}</p>
            ) : (
              <SmallTable
                label={t('network.bridges.title')}
                height={400}
                rows={result.bridges}
                rowKey={(row) => row.memberNo}
                onOpen={(row) => openMember(row.memberNo)}
                openLabel={(row) => t('network.member.open', { name: nameOf(row, t) })}
                columns={[
                  { name: t('network.column.member'), cell: (row) => <Name>{nameOf(row, t)}</Name> },
                  {
                    name: t('network.column.cuts'),
                    hint: t('network.column.cuts-define'),
                    isNumeric: true,
                    width: 130,
                    cell: (row) => (
                      <BarCell
                        share={row.cutsOff / Math.max(1, ...result.bridges.map((r) => r.cutsOff))}
                        text={format.int(row.cutsOff)}
                      />
                    ),
                  },
                  {
                    name: t('network.column.replies'),
                    hint: t('network.column.replies-define'),
                    isNumeric: true,
                    cell: (row) => format.int(row.given + row.received),
                  },
                ]}
              />
            )
          }
        />
        <ChartPanel
          className={board.whole}
          title={
            answer?.experts
              ? t('network.experts.finding', {
                  n: format.int(answer.experts.halfBy),
                  count: answer.experts.halfBy,
                })
              : t('network.experts.title')
          }
          lead={
            answer?.experts
              ? t(isWhole ? 'network.experts.lead' : 'network.experts.lead-all', {
                  answered: format.int(answer.experts.answered),
                  single: format.int(answer.experts.single.questions),
                  share: format.percent(answer.experts.single.share),
                  interval: format.interval(answer.experts.single.low, answer.experts.single.high),
                })
              : t('network.experts.none')
          }
          query={network}
          height={330}
          fileName="experts"
          toView={expertsView}
          onMark={onMark}
          draw={(result) =>
            result.experts ? (
              <SmallTable
                label={t('network.experts.title')}
                rows={result.experts.top}
                rowKey={(row) => row.memberNo}
                onOpen={(row) => openMember(row.memberNo)}
                openLabel={(row) => t('network.member.open', { name: nameOf(row, t) })}
                columns={[
                  { name: t('network.column.member'), cell: (row) => <Name>{nameOf(row, t)}</Name> },
                  {
                    name: t('network.column.answers'),
                    hint: t('network.column.answers-define'),
                    isNumeric: true,
                    width: 220,
                    cell: (row) => (
                      <BarCell
                        share={row.answers / Math.max(1, ...result.experts!.top.map((r) => r.answers))}
                        text={format.int(row.answers)}
                      />
                    ),
                  },
                  { name: t('network.column.share'), isNumeric: true, cell: (row) => format.percent(row.share) },
                  {
                    name: t('network.column.only'),
                    hint: t('network.column.only-define'),
                    isNumeric: true,
                    cell: (row) => format.int(row.onlyAnswerer),
                  },
                ]}
              />
            ) : (
              <p className={styles.none}>{t('network.experts.none')}</p>
            )
          }
        />
      </div>
    </div>
  );
}

function Name({ children }: { children: string }) {
  return (
    <strong className={styles.name} title={children}>
      {children}
    </strong>
  );
}

function GraphLegend({ core, colouring }: { core: NetworkCore; colouring: Colouring }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const sign: Record<string, ReactNode> = {
    circle: <circle cx="6" cy="6" r="5" />,
    diamond: <path d="M6 0L12 6L6 12L0 6Z" />,
    triangle: <path d="M6 1L12 11H0Z" />,
  };
  return (
    <p className={styles.legend}>
      {legendOf(core, colouring).map(({ balance, members }) => {
        const { colour, symbol } = balanceStyle(theme, balance);
        return (
          <span key={balance} title={t('network.balance.define')}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill={colour}>
              {sign[symbol]}
            </svg>
            {t('network.balance.legend', { name: t(`network.balance.${balance}`), n: format.int(members) })}
          </span>
        );
      })}
      {colouring === 'part' ? <span>{t('network.balance.parts')}</span> : null}
      <span title={t('network.column.cuts-define')}>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.5" fill="none" stroke={theme.text} strokeWidth="2" />
        </svg>
        {t('network.balance.ring')}
      </span>
      <span>{t('network.balance.size')}</span>
    </p>
  );
}
