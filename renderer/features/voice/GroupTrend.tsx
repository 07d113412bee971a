import { useCallback, useMemo } from 'react';
import type { VoiceAnswer, VoiceGroup } from '../../../core/api/contract.ts';
import { useOpenMark } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { useFormat } from '../../ui/hooks.ts';
import { nameOf, type VoiceScope } from './names.ts';
import { toTrendView } from './toTrendView.ts';
import { useVoiceOne } from './useVoiceOne.ts';

/** The share of the chosen theme or topic, week by week, with its interval. */
export function GroupTrend({ about, group, scope }: { about: 'theme' | 'topic'; group: VoiceGroup; scope: VoiceScope }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const openMark = useOpenMark();
  const query = useVoiceOne(about, group.key, scope);
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const view = useCallback((answer: VoiceAnswer): ChartView => toTrendView(answer, words), [words]);
  return (
    <ChartPanel
      title={t('voice.trend.title', { name: nameOf(group, format.locale) })}
      lead={t('voice.trend.lead')}
      query={query}
      height={260}
      fileName={`voice-${group.key}`}
      toView={view}
      onMark={openMark}
    />
  );
}
