import { Button, Pill, Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { KanoItem, SurveyKano } from '../../../core/api/contract.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Answered } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './SurveysPage.module.css';
import { toKanoView } from './toKanoView.ts';
import { kanoName, questionTitle } from './words.ts';

type Pair = [KanoItem, KanoItem];
const keyOf = ({ questionId, row }: KanoItem): string => JSON.stringify([questionId, row]);
const itemOf = (key: string): KanoItem => {
  const [questionId, row] = JSON.parse(key) as [number, string | null];
  return { questionId, row };
};

/** Which features delight and which are taken for granted. Pairs are found by wording, or made here. */
export function KanoPart({ surveyId }: { surveyId: number }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const [kept, setKept] = useState<{ surveyId: number; pairs: Pair[] }>({ surveyId, pairs: [] });
  const pairs = kept.surveyId === surveyId ? kept.pairs : [];
  const [withIt, setWith] = useState<string | null>(null);
  const [without, setWithout] = useState<string | null>(null);
  const kano = useEngine('surveyKano', { ...scope, surveyId, pairs: pairs.length > 0 ? pairs : null });
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const toView = useCallback((result: SurveyKano): ChartView => toKanoView(result, words), [words]);
  const answer = kano.data?.kind === 'survey-kano' ? kano.data : null;
  const items = (answer?.candidates ?? []).map((c) => ({
    value: keyOf(c),
    label: questionTitle(t, c),
  }));
  const nameOf = (item: KanoItem) => items.find((i) => i.value === keyOf(item))?.label ?? String(item.questionId);
  const isChosen =
    withIt !== null &&
    without !== null &&
    withIt !== without &&
    items.some((i) => i.value === withIt) &&
    items.some((i) => i.value === without);
  const add = () => {
    if (!isChosen) return;
    setKept({ surveyId, pairs: [...pairs, [itemOf(withIt), itemOf(without)]] });
    setWith(null);
    setWithout(null);
  };
  const interval = (share: { value: number; low: number; high: number } | null, sign = 1) =>
    share === null
      ? '—'
      : `${format.percent(sign * share.value)} (${sign > 0 ? format.interval(share.low, share.high) : format.interval(-share.high, -share.low)})`;
  return (
    <>
      {items.length >= 2 ? (
        <div className={styles.controls}>
          <Select w={300} searchable clearable label={t('surveys.kano.with')} value={withIt} data={items} onChange={setWith} />
          <Select
            w={300}
            searchable
            clearable
            label={t('surveys.kano.without')}
            value={without}
            data={items}
            onChange={setWithout}
          />
          <Button variant="default" disabled={!isChosen} onClick={add}>
            {t('surveys.kano.add')}
          </Button>
          {pairs.length > 0 ? (
            <span className={styles.pairs}>
              {pairs.map((pair, i) => (
                <Pill
                  key={`${keyOf(pair[0])} ${keyOf(pair[1])}`}
                  withRemoveButton
                  removeButtonProps={{ 'aria-label': t('surveys.kano.remove', { name: nameOf(pair[0]) }) }}
                  onRemove={() => setKept({ surveyId, pairs: pairs.filter((_, k) => k !== i) })}
                >
                  {nameOf(pair[0])}
                </Pill>
              ))}
            </span>
          ) : null}
        </div>
      ) : null}
      {answer && answer.features.length === 0 ? (
        <div className={styles.empty}>
          <strong>{t('surveys.kano.none')}</strong>
          <p>{t('surveys.kano.none-todo')}</p>
        </div>
      ) : answer ? (
        <div className={styles.grid}>
          <ChartPanel
            className={styles.narrow}
            title={t('surveys.kano.title')}
            lead={t('surveys.kano.lead')}
            query={kano}
            height={360}
            fileName="survey-kano"
            toView={toView}
            onMark={openMark}
          />
          <ChartPanel
            className={styles.wider}
            title={t('surveys.kano.table')}
            lead={t('surveys.kano.table-lead')}
            query={kano}
            height={360}
            fileName="survey-kano-classes"
            toView={toView}
            onMark={openMark}
            draw={(result) => (
              <SmallTable
                label={t('surveys.kano.table')}
                height={360}
                rows={result.features.map((f, i) => ({ ...f, place: i + 1 }))}
                rowKey={(f) => f.place}
                columns={[
                  { name: t('surveys.kano.place'), isNumeric: true, cell: (f) => f.place },
                  { name: t('surveys.kano.feature'), width: '30%', cell: (f) => f.name },
                  {
                    name: t('surveys.kano.class'),
                    hint: t('surveys.kano.class-define'),
                    cell: (f) => (
                      <span className={styles.class}>
                        {f.isClear ? kanoName(t, f.class) : t('surveys.kano.unclear', { kind: kanoName(t, f.class) })}
                      </span>
                    ),
                  },
                  {
                    name: t('surveys.kano.better'),
                    hint: t('surveys.kano.better-define'),
                    isNumeric: true,
                    cell: (f) => interval(f.better),
                  },
                  {
                    name: t('surveys.kano.worse'),
                    hint: t('surveys.kano.worse-define'),
                    isNumeric: true,
                    cell: (f) => interval(f.worse, -1),
                  },
                  { name: t('surveys.column.answers'), isNumeric: true, cell: (f) => format.int(f.n) },
                ]}
              />
            )}
          />
        </div>
      ) : (
        <div aria-busy={kano.isFetching}>
          <Answered query={kano} height={320}>
            {() => null}
          </Answered>
        </div>
      )}
    </>
  );
}
