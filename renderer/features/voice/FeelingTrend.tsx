import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { FeelingChange, Grain, SentimentOverview } from '../../../core/api/contract.ts';
import { useAddress, useOpenMark } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { signedPoints } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { AddToIssue } from '../../ui/AddToIssue.tsx';
import { EvidenceText } from '../../ui/EvidenceText.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { Answered } from '../../ui/Panel.tsx';
import styles from './Feeling.module.css';
import type { VoiceScope } from './names.ts';
import { toFeelingView } from './toFeelingView.ts';

const GRAINS: readonly Grain[] = ['day', 'week', 'month'];
const MOST_TURNS = 4;
const POSTS = 6;

/** How feeling moves, when it turned, and the posts behind a turn. */
export function FeelingTrend({ scope }: { scope: VoiceScope }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const openMark = useOpenMark();
  const { grain: asked } = useAddress();
  const [grain, setGrain] = useState<Grain>(asked ?? 'week');
  const [opened, setOpened] = useState<number | null>(null);
  const query = useEngine('sentiment', { ...scope, grain });
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const view = useCallback((answer: SentimentOverview): ChartView => toFeelingView(answer, words), [words]);
  const answer = query.data?.kind === 'sentiment' ? query.data : null;
  const turns = (answer?.trend?.changes ?? []).slice(-MOST_TURNS).reverse();
  const turn = turns.find((c) => c.period === opened) ?? null;
  return (
    <ChartPanel
      title={
        answer
          ? t('feeling.trend.title', {
              negative: format.percent(answer.summary.negativeShare),
              interval: format.interval(answer.summary.negativeLow, answer.summary.negativeHigh),
            })
          : t('feeling.trend.name')
      }
      lead={t('feeling.trend.lead')}
      query={query}
      height={260}
      fileName="feeling"
      empty={t('feeling.trend.no-times')}
      toView={view}
      onMark={openMark}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t('feeling.trend.grain')}
          value={grain}
          onChange={(g) => setGrain(g as Grain)}
          data={GRAINS.map((g) => ({ value: g, label: t(`feeling.trend.grain-${g}`) }))}
        />
      }
      foot={
        <div className={styles.turns}>
          {turns.length === 0 ? <p className={styles.note}>{t('feeling.trend.no-turns')}</p> : null}
          {turns.map((c) => (
            <p key={c.period} className={styles.turn}>
              <span>
                {t(c.difference > 0 ? 'feeling.trend.turn-worse' : 'feeling.trend.turn-better', {
                  period: format.period(grain, c.start, true),
                  share: format.percent(c.negativeShare),
                  before: format.percent(c.beforeShare),
                  low: signedPoints(format, c.differenceLow),
                  high: signedPoints(format, c.differenceHigh),
                })}
              </span>
              <Button
                size="compact-xs"
                variant="default"
                aria-expanded={opened === c.period}
                onClick={() => setOpened(opened === c.period ? null : c.period)}
              >
                {t('feeling.trend.posts')}
              </Button>
            </p>
          ))}
          {turn ? <PostsBehind turn={turn} scope={scope} to={endOf(grain, turn.start)} /> : null}
        </div>
      }
    />
  );
}

/** Last day of a period. */
function endOf(grain: Grain, start: string): string {
  const day = new Date(`${start}T00:00:00Z`);
  if (grain === 'month') day.setUTCMonth(day.getUTCMonth() + 1, 0);
  else if (grain === 'week') day.setUTCDate(day.getUTCDate() + 6);
  return day.toISOString().slice(0, 10);
}

/** What was said in a period that turned, the strongest first. */
function PostsBehind({ turn, scope, to }: { turn: FeelingChange; scope: VoiceScope; to: string }) {
  const t = useT();
  const format = useFormat();
  const query = useEngine('sentimentTexts', {
    ...scope,
    from: turn.start,
    to,
    labels: [turn.difference > 0 ? 'negative' : 'positive'],
    order: 'strongest',
    limit: POSTS,
  });
  return (
    <Answered query={query} height={160}>
      {({ rows }) => (
        <ul className={styles.posts}>
          {rows.map((row) => (
            <li key={`${row.item}-${row.no}`}>
              <p className={styles.said}>
                <EvidenceText text={row.text} ranges={row.words} lines={3} />
              </p>
              <span className={styles.note}>
                {row.handle ?? '—'}
                {row.atMs === null ? '' : ` · ${format.date(row.atMs)}`} · {t(`feeling.form.${row.form}`)}
              </span>
              <AddToIssue texts={[row]} title={row.text} />
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}
