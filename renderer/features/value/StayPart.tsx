import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Stay, TimeBetween } from '../../../core/api/contract.ts';
import { useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useAppState, useEngine } from '../../client/engine.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { useFormat, useSettled } from '../../ui/hooks.ts';
import { groupName, toBetweenView, toStayView } from './toStayViews.ts';
import styles from './ValuePage.module.css';

const SPLITS = ['plan', 'acquisition_channel', 'gender', 'age_band', 'occupation', 'education', 'region', 'level'];

/** How long members stay, and how long from one act to another. */
export function StayPart() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const { split = null } = useAddress();
  const change = useChangeAddress();
  const workspace = useAppState().data?.workspace;
  const kinds = workspace?.kinds.map((k) => k.name) ?? [];
  const [silenceDays, setSilence] = useState(60);
  const [end, setEnd] = useState<'silent' | 'left'>('silent');
  const settled = useSettled(silenceDays, 250);
  const stay = useEngine('stay', { ...scope, end, silenceDays: settled, breakdown: split });
  const segments = useEngine('ruleWords', {}).data;
  const [first, setFirst] = useState<string | null>(null);
  const [then, setThen] = useState<string | null>(null);
  const pick = (wanted: string[], fallback: number) => wanted.find((k) => kinds.includes(k)) ?? kinds[fallback] ?? null;
  const fromKind = first ?? pick(['enrol', 'view', 'login'], 0);
  const toKind = then ?? pick(['complete', 'purchase', 'like'], 1);
  const between = useEngine(
    'timeBetween',
    { ...scope, fromKinds: fromKind ? [fromKind] : [], toKinds: toKind ? [toKind] : [] },
    { enabled: fromKind !== null && toKind !== null },
  );
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const stayView = useCallback((result: Stay): ChartView => toStayView(result, words), [words]);
  const betweenView = useCallback((result: TimeBetween): ChartView => toBetweenView(result, words), [words]);
  const answer = stay.data?.kind === 'survival' ? stay.data : null;
  const median = answer && answer.curves.length === 1 ? answer.curves[0]!.median : null;
  const test = answer?.logrank[0] ?? null;
  return (
    <>
      <Answer
        sentence={
          median?.value != null
            ? t('value.stay.answer', { days: FIGURE })
            : answer && answer.curves.length > 1
              ? t('value.stay.groups', { n: FIGURE })
              : t('value.stay.none')
        }
        figure={
          median?.value != null
            ? format.number(median.value, 0)
            : answer && answer.curves.length > 1
              ? format.int(answer.curves.length)
              : ''
        }
        isOld={stay.isPlaceholderData}
        second={
          !answer
            ? undefined
            : test
              ? t(test.p < 0.05 ? 'value.stay.differ' : 'value.stay.alike', {
                  p: test.p < 0.001 ? '< 0.001' : format.number(test.p, 3),
                })
              : t('value.stay.second', {
                  interval:
                    median?.low == null
                      ? '—'
                      : `${format.number(median.low, 0)} – ${median.high === null ? '…' : format.number(median.high, 0)}`,
                  n: format.int(answer.n),
                  out: format.int(answer.leftOut),
                })
        }
      >
        <SegmentedControl
          aria-label={t('value.stay.end')}
          value={end}
          data={[
            { value: 'silent', label: t('value.stay.end-silent') },
            { value: 'left', label: t('value.stay.end-left') },
          ]}
          onChange={(next) => setEnd(next as 'silent' | 'left')}
        />
        <NumberInput
          w={140}
          label={t('value.stay.silence')}
          value={silenceDays}
          min={7}
          max={365}
          disabled={end === 'left'}
          onChange={(next) => typeof next === 'number' && next >= 7 && setSilence(next)}
        />
        <Select
          w={180}
          clearable
          searchable
          label={t('value.stay.split')}
          placeholder={t('value.stay.split-none')}
          value={split}
          data={[
            ...SPLITS.map((name) => ({ value: name, label: wordFor(t, 'facet', name) })),
            ...(segments?.segments ?? []).map((s) => ({ value: `segment:${s.segmentNo}`, label: s.name })),
          ]}
          onChange={(next) => change({ split: next ?? undefined })}
        />
      </Answer>
      <div className={styles.grid}>
        <ChartPanel
          className={styles.whole}
          title={t('value.stay.title')}
          lead={end === 'silent' ? t('value.stay.define-silent', { days: settled }) : t('value.stay.define-left')}
          query={stay}
          height={320}
          fileName="how-long-members-stay"
          toView={stayView}
          onMark={openMark}
        />
        <ChartPanel
          className={styles.whole}
          title={t('value.between.title')}
          lead={t('value.between.lead')}
          tools={
            <>
              <Select
                aria-label={t('value.between.first')}
                w={150}
                searchable
                allowDeselect={false}
                value={fromKind}
                data={kinds.map((k) => ({ value: k, label: wordFor(t, 'kind', k) }))}
                onChange={setFirst}
              />
              <span>{t('value.between.to')}</span>
              <Select
                aria-label={t('value.between.then')}
                w={150}
                searchable
                allowDeselect={false}
                value={toKind}
                data={kinds.map((k) => ({ value: k, label: wordFor(t, 'kind', k) }))}
                onChange={setThen}
              />
            </>
          }
          query={between}
          height={260}
          fileName="time-between"
          toView={betweenView}
          onMark={openMark}
        />
      </div>
      {answer && answer.curves.length > 1 ? (
        <p className={styles.note}>
          {answer.curves
            .map((c) =>
              t('value.stay.median', {
                group: groupName(c.group, t),
                days: c.median.value === null ? t('value.stay.not-reached') : format.number(c.median.value, 0),
                mean: format.number(c.rmst.value, 0),
                tau: format.number(answer.tau, 0),
              }),
            )
            .join(t('value.stay.and'))}
        </p>
      ) : null}
    </>
  );
}
