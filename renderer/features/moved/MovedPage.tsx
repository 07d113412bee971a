import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { Change, Mark, WhatMoved } from '../../../core/api/contract.ts';
import { useActions } from '../../app/actions.ts';
import { useOpenMark } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { TooLittle } from '../../ui/Panel.tsx';
import styles from './MovedPage.module.css';
import { changeName, toMovedView } from './toMovedView.ts';

/** What is different since the import before: at most five changes, each with its size, its interval and its people. */
export function MovedPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const openMark = useOpenMark();
  const actions = useActions();
  const moved = useEngine('whatMoved', {});
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const view = useCallback((result: WhatMoved): ChartView => toMovedView(result, words), [words]);
  const day = (ms: number) => format.day(new Date(ms - 1).toISOString().slice(0, 10));
  if (moved.data?.kind === 'unavailable') {
    return (
      <div className={page.page}>
        <TooLittle answer={moved.data} height={180} />
        <div className={styles.centre}>
          <Button onClick={actions.importFiles}>{t('overview.empty.button')}</Button>
        </div>
      </div>
    );
  }
  const answer = moved.data ?? null;
  return (
    <div className={page.page}>
      <Answer
        sentence={
          answer && answer.changes.length > 0
            ? t('moved.answer.text', { n: FIGURE, count: answer.changes.length })
            : t('moved.answer.none')
        }
        figure={answer && answer.changes.length > 0 ? format.int(answer.changes.length) : ''}
        second={answer ? t('moved.answer.second', { before: day(answer.before), after: day(answer.after) }) : undefined}
      />
      <div className={styles.cards}>
        {(answer?.changes ?? []).map((change) => (
          <ChangeCard key={keyOf(change)} change={change} onMark={openMark} />
        ))}
      </div>
      <ChartPanel
        title={t('moved.list.title')}
        lead={t('moved.list.lead')}
        query={moved}
        height={360}
        fileName="since-last-import"
        toView={view}
        onMark={openMark}
      />
    </div>
  );
}

const keyOf = (change: Change): string =>
  change.of === 'trait' ? `${change.trait} ${change.value}` : change.of === 'measure' ? change.measure : 'members';

function ChangeCard({ change, onMark }: { change: Change; onMark: (mark: Mark) => void }) {
  const t = useT();
  const format = useFormat();
  if (change.of === 'members') {
    return (
      <article className={styles.card}>
        <h2>{t('moved.card.members', { n: format.int(change.members), count: change.members })}</h2>
        <p>
          {t('moved.card.members-second', {
            share: format.percent(change.share),
            interval: format.interval(change.low, change.high),
          })}
        </p>
        <Button variant="default" onClick={() => onMark({ of: 'moved', trait: null, value: '', direction: 'gained' })}>
          {t('moved.card.new')}
        </Button>
      </article>
    );
  }
  if (change.of === 'trait') {
    const value = wordFor(t, 'value', change.value);
    const people = (direction: 'gained' | 'lost', n: number) => (
      <Button
        variant="default"
        disabled={n === 0}
        onClick={() => onMark({ of: 'moved', trait: change.trait, value: change.value, direction })}
      >
        {t(`moved.card.${direction}`, { n: format.int(n) })}
      </Button>
    );
    return (
      <article className={styles.card}>
        <h2>{t(change.difference > 0 ? 'moved.card.more' : 'moved.card.fewer', { value })}</h2>
        <p>
          {t('moved.card.trait-second', {
            trait: changeName(change, t),
            before: format.int(change.before),
            after: format.int(change.after),
            difference: format.signedPercent(change.difference),
            interval: `${format.signedPercent(change.low)} – ${format.signedPercent(change.high)}`,
          })}
        </p>
        <div className={styles.buttons}>
          {people('gained', change.gained)}
          {people('lost', change.lost)}
        </div>
      </article>
    );
  }
  const number = (n: number) => format.number(n, 2);
  return (
    <article className={styles.card}>
      <h2>
        {t(change.difference > 0 ? 'moved.card.up' : 'moved.card.down', { measure: wordFor(t, 'measure', change.measure) })}
      </h2>
      <p>
        {t('moved.card.measure-second', {
          before: number(change.before),
          after: number(change.after),
          difference: number(change.difference),
          interval: `${number(change.low)} – ${number(change.high)}`,
        })}
      </p>
    </article>
  );
}
