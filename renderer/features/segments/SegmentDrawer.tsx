import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Mark, SegmentHistory, SegmentRow } from '../../../core/api/contract.ts';
import { useOpenMark } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import { useFormat, useSay } from '../../ui/hooks.ts';
import styles from './Segments.module.css';
import { toHistoryView } from './toHistoryView.ts';
import { UseList } from './UseList.tsx';

/** One segment: what it says, how many, how it grew, what uses it. */
export function SegmentDrawer({
  segment,
  members,
  onClose,
  onStep,
  onEdit,
  onCompare,
  onMembers,
  onCharts,
}: {
  segment: SegmentRow;
  members: number;
  onClose: () => void;
  onStep: (delta: number) => void;
  onEdit: () => void;
  onCompare: () => void;
  onMembers: () => void;
  onCharts: () => void;
}) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const uses = useEngine('segmentUses', { segmentNo: segment.segmentNo }, { keep: false });
  const live = uses.data?.filter((use) => !use.isTrashed) ?? [];
  return (
    <Drawer title={segment.name} onClose={onClose} onStep={onStep}>
      <p className={styles.sentenceLong}>{say(segment.sentence)}</p>
      {segment.problem ? (
        <p className={styles.warning}>
          {t('segments.problem.text')} <span className={styles.muted}>{segment.problem}</span>
        </p>
      ) : (
        <p className={styles.figureLine}>
          <span className={styles.figure}>{format.int(segment.size)}</span>{' '}
          {t('segments.size.of', {
            share: format.percent(members > 0 ? (segment.size ?? 0) / members : null),
            members: format.int(members),
          })}
        </p>
      )}
      <div className={styles.drawerTools}>
        <Button variant="default" onClick={onMembers} disabled={segment.problem !== null}>
          {t('segments.row.members')}
        </Button>
        {segment.isList ? null : (
          <Button variant="default" onClick={onEdit}>
            {t('segments.row.edit')}
          </Button>
        )}
        <Button variant="default" onClick={onCompare} disabled={segment.problem !== null}>
          {t('segments.row.compare')}
        </Button>
        <Button variant="default" onClick={onCharts} disabled={segment.problem !== null}>
          {t('segments.row.charts')}
        </Button>
      </div>
      {segment.problem ? null : <History segment={segment} />}
      <section className={styles.section}>
        <h3>{t('segments.used.heading')}</h3>
        {live.length === 0 ? <p className={styles.muted}>{t('segments.used.none')}</p> : <UseList uses={live} />}
      </section>
      <p className={styles.muted}>
        {t('segments.drawer.dates', { made: format.date(segment.createdAt), changed: format.time(segment.updatedAt) })}
      </p>
    </Drawer>
  );
}

function History({ segment }: { segment: SegmentRow }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const openMark = useOpenMark();
  const [grain, setGrain] = useState<'week' | 'month'>('month');
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const query = useEngine('segmentHistory', { rule: segment.rule, grain, periods: grain === 'week' ? 26 : 18 });
  const history = query.data?.kind === 'segment-history' ? query.data : null;
  const vocabulary = useEngine('ruleWords', {}, { enabled: (history?.asToday.length ?? 0) > 0 });
  const toView = useCallback(
    (answer: SegmentHistory): ChartView =>
      toHistoryView(answer, { of: 'rule', rule: { segment: segment.segmentNo } } as Mark, words),
    [segment.segmentNo, words],
  );
  const say = useSay();
  const nameOf = (name: string) => {
    if (name === 'members') return t('segments.kind.list');
    const found = [...(vocabulary.data?.traits ?? []), ...(vocabulary.data?.measures ?? [])].find((one) => one.name === name);
    return found ? say(found.words) : name;
  };
  return (
    <>
      <ChartPanel
        title={t('segments.history.title')}
        lead={segment.isList ? t('segments.history.lead-list') : t('segments.history.lead')}
        tools={
          <SegmentedControl
            aria-label={t('segments.history.grain')}
            data={[
              { value: 'week', label: t('overview.grain.week') },
              { value: 'month', label: t('overview.grain.month') },
            ]}
            value={grain}
            onChange={(next) => setGrain(next as 'week' | 'month')}
          />
        }
        query={query}
        height={260}
        fileName={`segment-${segment.segmentNo}-history`}
        toView={toView}
        onMark={(mark) => openMark(mark, {})}
      />
      {history && history.asToday.length > 0 ? (
        <p className={styles.note}>{t('segments.history.as-today', { names: format.list(history.asToday.map(nameOf)) })}</p>
      ) : null}
      {history && history.undated > 0 ? (
        <p className={styles.note}>{t('segments.history.undated', { count: history.undated, n: format.int(history.undated) })}</p>
      ) : null}
    </>
  );
}
