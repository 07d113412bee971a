import { ActionIcon, Checkbox, SegmentedControl, Select, Slider, Tooltip } from '@mantine/core';
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { EarlyActs, Flow, Grain, Lifecycle, Power, Stickiness } from '../../../core/api/contract.ts';
import { type LifecycleSearch, useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { sentences } from '../../chart/parts.ts';
import { STAGES, stageColour, toLifecycleView } from '../../chart/toLifecycleView.ts';
import { MONTH_WINDOW_DAYS, sinceDay, toStickinessView } from '../../chart/toStickinessView.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { Legend } from '../../ui/Field.tsx';
import { addDays } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { ActsTable } from './ActsTable.tsx';
import styles from './LifecyclePage.module.css';
import { toActsView } from './toActsView.ts';
import { lastFlow, toFlowView } from './toFlowView.ts';
import { toPowerView } from './toPowerView.ts';

const GRAINS: readonly Grain[] = ['day', 'week', 'month'];
const CHART_PX = 320;
const ACTS_PX = 420;
const PLAY_MS = 900;

export function LifecyclePage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const address = useAddress();
  const changeAddress = useChangeAddress();
  const openMark = useOpenMark();
  const workspace = useAppState().data?.workspace ?? null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const { grain = 'week' } = address;
  const own = address.lifecycle ?? {};
  const isQuietHidden = own.isQuietHidden === true;
  const width = own.width === 7 ? 7 : 28;
  const change = (next: { [K in keyof LifecycleSearch]: LifecycleSearch[K] | undefined }) =>
    changeAddress({ lifecycle: { ...own, ...next } as LifecycleSearch }, { replace: true });

  const lifecycle = useEngine('lifecycle', { ...scope, grain });
  const flow = useEngine('flow', { ...scope, grain });
  // Windows of 28 days need the days before the scope: they are asked for, and cut off when drawn.
  const stickiness = useEngine('stickiness', scope.from ? { ...scope, from: addDays(scope.from, 1 - MONTH_WINDOW_DAYS) } : scope);
  const power = useEngine('power', { ...scope, width });
  const acts = useEngine('earlyActs', scope);

  const states = lifecycle.data?.kind === 'lifecycle' ? lifecycle.data : null;
  const at = states ? states.complete.lastIndexOf(true) : -1;
  const active = states && at >= 0 ? states.new[at]! + states.returning[at]! + states.resurrected[at]! : 0;
  const before = states && at >= 0 ? states.returning[at]! + states.dormant[at]! : 0;

  const flowData = flow.data?.kind === 'flow' ? flow.data : null;
  const flowAt = flowData ? lastFlow(flowData, own.start ?? null) : -1;
  const flowPeriod = flowData?.periods[flowAt];
  const flowName = flowPeriod ? format.period(grain, flowPeriod.start) : '';

  const powerData = power.data?.kind === 'power' ? power.data : null;
  const windows = powerData?.windows ?? [];
  const chosenWindow = windows.findIndex((one) => one.end === own.end);
  const [slid, setSlid] = useState<number | null>(null);
  const powerAt = Math.min(windows.length - 1, slid ?? (chosenWindow >= 0 ? chosenWindow : windows.length - 1));
  const window = windows[powerAt];
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => setSlid((now) => ((now ?? -1) + 1) % windows.length), PLAY_MS);
    return () => clearInterval(timer);
  }, [isPlaying, windows.length]);

  const firstDay = workspace?.firstDay ?? null;
  const lifecycleView = useCallback((answer: Lifecycle): ChartView => toLifecycleView(answer, words), [words]);
  const flowView = useCallback(
    (answer: Flow): ChartView => toFlowView(answer, lastFlow(answer, own.start ?? null), isQuietHidden, words),
    [own.start, isQuietHidden, words],
  );
  const stickinessView = useCallback(
    (answer: Stickiness): ChartView => toStickinessView(sinceDay(answer, scope.from), firstDay, words),
    [firstDay, scope.from, words],
  );
  const powerView = useCallback(
    (answer: Power): ChartView => toPowerView(answer, Math.max(0, Math.min(answer.windows.length - 1, powerAt)), words),
    [powerAt, words],
  );
  const actsView = useCallback((answer: EarlyActs): ChartView => toActsView(answer, words), [words]);

  return (
    <div className={page.page}>
      <div className={board.board}>
        <div className={board.whole}>
          <Answer
            sentence={
              !states && lifecycle.data?.kind !== 'unavailable'
                ? ' '
                : !states || at < 0
                  ? t('lifecycle.answer.none')
                  : t('lifecycle.answer.text', {
                      n: FIGURE,
                      period: format.period(grain, states.start[at]!),
                      returning: format.int(states.returning[at]!),
                      resurrected: format.int(states.resurrected[at]!),
                      new: format.int(states.new[at]!),
                    })
            }
            figure={at >= 0 ? format.int(active) : ''}
            isOld={lifecycle.isPlaceholderData}
            second={
              states && at >= 0 && before > 0
                ? t('lifecycle.answer.kept', {
                    before: format.int(before),
                    dormant: format.int(states.dormant[at]!),
                    kept: format.percent(states.returning[at]! / before),
                  })
                : ' '
            }
          >
            <SegmentedControl
              aria-label={t('overview.grain.label')}
              data={GRAINS.map((value) => ({ value, label: t(`overview.grain.${value}`) }))}
              value={grain}
              onChange={(next) => changeAddress({ grain: next as Grain, lifecycle: { ...own, start: '' } })}
            />
          </Answer>
        </div>

        <ChartPanel
          className={board.half}
          title={t('lifecycle.states.title')}
          lead={
            <Legend
              entries={STAGES.map((stage) => ({
                colour: stageColour(theme, stage),
                name: t(`overview.lifecycle.${stage}`),
                hint: t(`overview.lifecycle.${stage}-define`),
              }))}
            />
          }
          query={lifecycle}
          height={CHART_PX}
          fileName={`lifecycle-${grain}`}
          toView={lifecycleView}
          onMark={openMark}
        />
        <ChartPanel
          className={board.half}
          title={flowPeriod ? t('lifecycle.flow.title', { period: flowName }) : t('lifecycle.flow.title-none')}
          lead={
            flowPeriod
              ? sentences(format, [
                  t('lifecycle.flow.lead', { period: flowName }),
                  ...(flowPeriod.complete ? [] : [t('lifecycle.flow.unfinished')]),
                ])
              : ' '
          }
          query={flow}
          height={CHART_PX - 36}
          fileName={`flow-${grain}-${flowPeriod?.start ?? ''}`}
          toView={flowView}
          foot={
            flowData && flowData.periods.length > 0 ? (
              <div className={styles.foot}>
                <div className={styles.stepper}>
                  <ActionIcon
                    aria-label={t('lifecycle.flow.earlier')}
                    disabled={flowAt <= 0}
                    onClick={() => change({ start: flowData.periods[flowAt - 1]!.start })}
                  >
                    <ChevronLeft size={16} />
                  </ActionIcon>
                  <Select
                    aria-label={t('lifecycle.flow.period')}
                    allowDeselect={false}
                    searchable
                    w={124}
                    data={flowData.periods
                      .map(({ start }) => ({ value: start, label: format.tick(grain, start, true) }))
                      .reverse()}
                    value={flowPeriod?.start ?? null}
                    onChange={(next) => next && change({ start: next })}
                  />
                  <ActionIcon
                    aria-label={t('lifecycle.flow.later')}
                    disabled={flowAt >= flowData.periods.length - 1}
                    onClick={() => change({ start: flowData.periods[flowAt + 1]!.start })}
                  >
                    <ChevronRight size={16} />
                  </ActionIcon>
                </div>

                <Tooltip label={t('lifecycle.flow.hide-define')}>
                  <Checkbox
                    label={t('lifecycle.flow.hide')}
                    checked={isQuietHidden}
                    onChange={(event) => change({ isQuietHidden: event.currentTarget.checked || undefined })}
                  />
                </Tooltip>
              </div>
            ) : null
          }
          onMark={openMark}
        />

        <ChartPanel
          className={board.half}
          title={t('lifecycle.stickiness.title')}
          lead={sentences(format, [t('overview.stickiness.define'), t('lifecycle.stickiness.confounded')])}
          query={stickiness}
          height={CHART_PX}
          fileName="stickiness"
          toView={stickinessView}
          onMark={openMark}
        />
        <ChartPanel
          className={board.half}
          title={
            window
              ? t('lifecycle.power.title', { width, month: format.dayLong(window.end) })
              : t('lifecycle.power.title-none', { width })
          }
          lead={
            window
              ? sentences(format, [
                  t('lifecycle.power.lead', {
                    active: format.int(window.active),
                    days: format.number(window.meanDays, 1),
                    width,
                  }),
                  ...(window.complete ? [] : [t('lifecycle.power.incomplete')]),
                ])
              : ' '
          }
          tools={
            <SegmentedControl
              aria-label={t('lifecycle.power.width')}
              data={[7, 28].map((n) => ({ value: String(n), label: t('lifecycle.power.days', { n }) }))}
              value={String(width)}
              onChange={(next) => change({ width: next === '7' ? 7 : undefined })}
            />
          }
          query={power}
          height={CHART_PX - 40}
          fileName={`active-days-${width}-${window?.end ?? ''}`}
          toView={powerView}
          foot={
            windows.length > 1 ? (
              <div className={styles.slider}>
                <Tooltip label={t(isPlaying ? 'lifecycle.power.stop' : 'lifecycle.power.play')}>
                  <ActionIcon
                    aria-label={t(isPlaying ? 'lifecycle.power.stop' : 'lifecycle.power.play')}
                    onClick={() => {
                      if (!isPlaying && powerAt === windows.length - 1) setSlid(0);
                      else if (!isPlaying) setSlid(powerAt);
                      setPlaying(!isPlaying);
                    }}
                  >
                    {isPlaying ? <Pause size={16} /> : <Play size={16} />}
                  </ActionIcon>
                </Tooltip>
                <Slider
                  size="sm"
                  thumbLabel={t('lifecycle.power.month')}
                  min={0}
                  max={windows.length - 1}
                  step={1}
                  value={powerAt}
                  label={(index) => format.dayLong(windows[index]?.end ?? null)}
                  onChange={(index) => {
                    setPlaying(false);
                    setSlid(index);
                  }}
                  onChangeEnd={(index) => {
                    setSlid(null);
                    change({ end: windows[index]?.end });
                  }}
                />
                <span className={styles.month}>{window ? format.month(window.end) : ''}</span>
              </div>
            ) : null
          }
          onMark={openMark}
        />

        <ChartPanel
          className={board.whole}
          title={t('lifecycle.acts.title')}
          lead={
            acts.data?.kind === 'early-acts' ? (
              <>
                {t('lifecycle.acts.lead', {
                  stayed: format.int(acts.data.stayed),
                  members: format.int(acts.data.members),
                  from: acts.data.definition.stayFromDays,
                  to: acts.data.definition.stayToDays,
                  days: acts.data.definition.actDays,
                })}{' '}
                <Legend
                  entries={[
                    { colour: theme.series[0], name: t('lifecycle.acts.earlier'), hint: t('lifecycle.acts.earlier-define') },
                    { colour: theme.series[1], name: t('lifecycle.acts.later'), hint: t('lifecycle.acts.later-define') },
                  ]}
                />
              </>
            ) : (
              ' '
            )
          }
          tools={
            <Tooltip label={t('lifecycle.acts.badge-define')}>
              <span className={styles.badge}>{t('lifecycle.acts.badge')}</span>
            </Tooltip>
          }
          query={acts}
          height={ACTS_PX}
          fileName="early-acts"
          toView={actsView}
          draw={(answer) =>
            answer.rows.length > 0 ? (
              <ActsTable acts={answer} words={words} label={t('lifecycle.acts.title')} height={ACTS_PX} />
            ) : null
          }
          onMark={openMark}
        />
      </div>
    </div>
  );
}
