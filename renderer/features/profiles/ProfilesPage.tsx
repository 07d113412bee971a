import { useCallback, useMemo } from 'react';
import type { ProfilesOverview } from '../../../core/api/contract.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { TooLittle } from '../../ui/Panel.tsx';
import { Attributes } from './Attributes.tsx';
import { HealthRule } from './HealthRule.tsx';
import styles from './ProfilesPage.module.css';
import { ScorePart } from './ScorePart.tsx';
import { ShareBar } from './ShareBar.tsx';
import { SpreadTable } from './SpreadTable.tsx';
import { classMark, toSharesView } from './toSharesView.ts';
import { toSpreadView } from './toSpreadView.ts';

/** Who the members are: their states and levels, how their measures are spread, how they differ, who takes part most. */
export function ProfilesPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const profiles = useEngine('profiles', scope);
  const answer = profiles.data?.kind === 'profiles' ? profiles.data : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const healthView = useCallback((result: ProfilesOverview): ChartView => toSharesView('health', result.health, words), [words]);
  const valueView = useCallback((result: ProfilesOverview): ChartView => toSharesView('rfm', result.rfm, words), [words]);
  const spreadView = useCallback((result: ProfilesOverview): ChartView => toSpreadView(result, words), [words]);
  const active = answer?.health.find((share) => share.value === 'active');
  const part = (value: string) => format.int(answer?.health.find((share) => share.value === value)?.members ?? 0);
  return (
    <div className={page.page}>
      {profiles.data?.kind === 'unavailable' ? (
        <TooLittle answer={profiles.data} height={84} />
      ) : (
        <Answer
          sentence={
            answer && active
              ? t('profiles.answer.text', { n: FIGURE, count: active.members, members: format.int(answer.members) })
              : t('profiles.answer.wait')
          }
          figure={active ? format.int(active.members) : ''}
          isOld={profiles.isPlaceholderData}
          second={
            answer && active
              ? t('profiles.answer.second', {
                  share: format.percent(active.share),
                  interval: format.interval(active.low, active.high),
                  risk: part('at-risk'),
                  lapsed: part('lapsed'),
                  day: format.dayLong(answer.asOf),
                })
              : undefined
          }
        />
      )}
      <div className={`${board.board} ${styles.board}`}>
        <ChartPanel
          className={board.half}
          title={t('profiles.health.title')}
          lead={t('profiles.health.lead')}
          query={profiles}
          height={330}
          fileName="health"
          toView={healthView}
          onMark={openMark}
          draw={(result) => (
            <>
              <ShareBar
                trait="health"
                shares={result.health}
                label={t('profiles.health.title')}
                hintOf={(value) => t(`profiles.hint.${value as 'active'}`)}
                onOpen={(value) => openMark(classMark('health', value))}
              />
              <HealthRule />
            </>
          )}
        />
        <ChartPanel
          className={board.half}
          title={t('profiles.value.title')}
          lead={t('profiles.value.lead')}
          query={profiles}
          height={330}
          fileName="value-groups"
          toView={valueView}
          onMark={openMark}
          draw={(result) => (
            <ShareBar
              trait="rfm"
              shares={result.rfm}
              label={t('profiles.value.title')}
              onOpen={(value) => openMark(classMark('rfm', value))}
            />
          )}
        />
        <Attributes onMark={openMark} />
        <ScorePart onMark={openMark} />
        <ChartPanel
          className={board.whole}
          title={t('profiles.spread.title')}
          lead={t('profiles.spread.lead')}
          query={profiles}
          height={760}
          fileName="measures"
          toView={spreadView}
          onMark={openMark}
          draw={(result) => <SpreadTable profiles={result} />}
        />
      </div>
    </div>
  );
}
