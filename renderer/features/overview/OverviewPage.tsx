import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { Activity, Grain, Lifecycle, Retention, Stickiness, TopContents } from '../../../core/api/contract.ts';
import { useActions } from '../../app/actions.ts';
import { useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { STAGES, stageColour, toLifecycleView } from '../../chart/toLifecycleView.ts';
import { MONTH_WINDOW_DAYS, sinceDay, toStickinessView } from '../../chart/toStickinessView.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Legend } from '../../ui/Field.tsx';
import { addDays } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { Headline } from './Headline.tsx';
import styles from './OverviewPage.module.css';
import { previousScope } from './previousScope.ts';
import { RetentionTable } from './RetentionTable.tsx';
import { TopTable } from './TopTable.tsx';
import { toActivityView } from './toActivityView.ts';
import { toJoinsView } from './toJoinsView.ts';
import { toRetentionView } from './toRetentionView.ts';
import { toTopView } from './toTopView.ts';

const GRAINS: readonly Grain[] = ['day', 'week', 'month'];
const TOP_ROWS = 10;

export function OverviewPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const workspace = useAppState().data?.workspace ?? null;
  const { grain = 'week', by = 'members' } = useAddress();
  const change = useChangeAddress();
  const openMark = useOpenMark();
  const actions = useActions();
  const scope = useScope();
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);

  const before = previousScope(scope, workspace?.firstDay ?? null, workspace?.lastDay ?? null);
  const activity = useEngine('activity', { ...scope, grain });
  const previous = useEngine('activity', { ...scope, ...before, grain }, { enabled: before !== null });
  // Windows of 28 days need the days before the scope: they are asked for, and cut off when drawn.
  const stickiness = useEngine('stickiness', scope.from ? { ...scope, from: addDays(scope.from, 1 - MONTH_WINDOW_DAYS) } : scope);
  const lifecycle = useEngine('lifecycle', { ...scope, grain });
  const retention = useEngine('retention', { ...scope, cohort: grain, period: grain });
  const top = useEngine('top', { ...scope, by, limit: TOP_ROWS });

  const previousActivity = before && previous.data?.kind === 'activity' && previous.data.grain === grain ? previous.data : null;
  const firstDay = workspace?.firstDay ?? null;
  const activityView = useCallback(
    (answer: Activity): ChartView => toActivityView(answer, previousActivity, words),
    [previousActivity, words],
  );
  const joinsView = useCallback((answer: Activity): ChartView => toJoinsView(answer, words), [words]);
  const lifecycleView = useCallback((answer: Lifecycle): ChartView => toLifecycleView(answer, words), [words]);
  const stickinessView = useCallback(
    (answer: Stickiness): ChartView => toStickinessView(sinceDay(answer, scope.from), firstDay, words),
    [firstDay, scope.from, words],
  );
  const retentionView = useCallback((answer: Retention): ChartView => toRetentionView(answer, words), [words]);
  const topView = useCallback((answer: TopContents): ChartView => toTopView(answer, words), [words]);
  if (workspace && firstDay === null) {
    return (
      <div className={page.narrow}>
        <p className={styles.headline}>{t('overview.empty.title')}</p>
        <p className={styles.second}>{t('overview.empty.text')}</p>
        <Button mt="lg" onClick={actions.importFiles}>
          {t('overview.empty.button')}
        </Button>
      </div>
    );
  }
  const retentionTitle = t(`overview.retention.title-${grain}`);

  return (
    <div className={page.page}>
      <div className={styles.grid}>
        <div className={styles.answer}>
          <div className={styles.words}>
            <Headline
              activity={activity}
              stickiness={stickiness.data?.kind === 'stickiness' ? stickiness.data : null}
              firstDay={firstDay}
            />
          </div>
          <SegmentedControl
            aria-label={t('overview.grain.label')}
            data={GRAINS.map((value) => ({ value, label: t(`overview.grain.${value}`) }))}
            value={grain}
            onChange={(next) => change({ grain: next as Grain })}
          />
        </div>

        <ChartPanel
          className={styles.wide}
          title={t('overview.active.title')}
          lead={previousActivity ? t('overview.active.lead-previous') : t('overview.active.define')}
          query={activity}
          height={260}
          fileName={`active-${grain}`}
          toView={activityView}
          onMark={openMark}
        />
        <ChartPanel
          className={styles.side}
          title={t('overview.joins.title')}
          lead={
            <Legend
              entries={[
                { colour: theme.main, name: t('overview.joins.joined') },
                { colour: theme.down, name: t('overview.joins.left') },
              ]}
            />
          }
          query={activity}
          height={260}
          fileName={`joins-${grain}`}
          toView={joinsView}
          onMark={openMark}
        />

        <ChartPanel
          className={styles.half}
          title={t('overview.lifecycle.title')}
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
          height={320}
          fileName={`lifecycle-${grain}`}
          toView={lifecycleView}
          onMark={openMark}
        />
        <ChartPanel
          className={styles.half}
          title={t('overview.stickiness.title')}
          lead={t('overview.stickiness.define')}
          query={stickiness}
          height={320}
          fileName="stickiness"
          toView={stickinessView}
          onMark={openMark}
        />

        <ChartPanel
          className={styles.whole}
          title={retentionTitle}
          lead={t('overview.retention.lead')}
          query={retention}
          height={360}
          fileName={`retention-${grain}`}
          toView={retentionView}
          draw={(answer) => <RetentionTable retention={answer} height={360} label={retentionTitle} onMark={openMark} />}
          onMark={openMark}
        />

        <ChartPanel
          className={styles.whole}
          title={t('overview.top.title')}
          lead={t('overview.top.lead')}
          tools={
            <SegmentedControl
              aria-label={t('overview.top.by-label')}
              data={[
                { value: 'members', label: t('overview.top.by-members') },
                { value: 'events', label: t('overview.top.by-events') },
              ]}
              value={by}
              onChange={(next) => change({ by: next as 'members' | 'events' })}
            />
          }
          query={top}
          height={TOP_ROWS * 32 + 40}
          fileName="top-contents"
          toView={topView}
          draw={(answer) => <TopTable top={answer} onMark={openMark} />}
          onMark={openMark}
        />
      </div>
    </div>
  );
}
