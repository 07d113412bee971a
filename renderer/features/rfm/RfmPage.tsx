import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Rfm, RfmDimension } from '../../../core/api/contract.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { act, useEngine } from '../../client/engine.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { BarCell, Interval } from '../../ui/Figures.tsx';
import { useFormat, useSettled } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { DIMENSIONS, type Draft, draftOf, isRising, toValue } from './draft.ts';
import { RfmGrid } from './RfmGrid.tsx';
import styles from './RfmPage.module.css';
import { classMark, shownValue, toRfmView } from './toRfmView.ts';

/** Members in eight classes, and the cuts that make them: moved here, seen at once, kept when saved. */
export function RfmPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMark = useOpenMark();
  const [draft, setDraft] = useState<Draft | null>(null);
  const settled = useSettled(draft, 150);
  const value = settled && isRising(settled) ? toValue(settled) : null;
  const rfm = useEngine('rfm', { ...scope, value });
  const answer = rfm.data?.kind === 'rfm' ? rfm.data : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const view = useCallback((result: Rfm): ChartView => toRfmView(result, words), [words]);
  const isTrying = draft !== null;
  const edited = draft ?? (answer ? draftOf(answer) : null);
  const champions = answer?.classes[0];

  async function save(): Promise<void> {
    if (!draft || !isRising(draft)) return;
    await act('savePreference', { name: 'rfm', value: toValue(draft) });
    setDraft(null);
  }

  return (
    <div className={page.page}>
      <Answer
        sentence={champions ? t('rfm.answer.text', { n: FIGURE, count: champions.members }) : t('rfm.answer.none')}
        figure={champions ? format.int(champions.members) : ''}
        isOld={rfm.isPlaceholderData}
        second={
          champions
            ? t('rfm.answer.second', {
                share: format.percent(champions.share),
                interval: format.interval(champions.low, champions.high),
                spend: format.percent(champions.spendShare),
              })
            : undefined
        }
      />
      <div className={styles.grid}>
        <ChartPanel
          className={styles.wide}
          title={t('rfm.classes.title')}
          lead={isTrying ? t('rfm.classes.trying') : t('rfm.classes.lead')}
          query={rfm}
          height={340}
          fileName="value-groups"
          toView={view}
          onMark={openMark}
          draw={(result) => (
            <SmallTable
              label={t('rfm.classes.title')}
              rows={result.classes}
              rowKey={(row) => row.id}
              onOpen={isTrying ? undefined : (row) => openMark(classMark(row.id))}
              openLabel={(row) => t('rfm.classes.open', { name: wordFor(t, 'value', row.id), n: format.int(row.members) })}
              columns={[
                {
                  name: t('rfm.column.class'),
                  cell: (row) => <strong className={styles.class}>{wordFor(t, 'value', row.id)}</strong>,
                },
                {
                  name: t('rfm.column.means'),
                  cell: (row) => <span className={styles.means}>{t(`rfm.hint.${row.id as 'lost'}`)}</span>,
                },
                {
                  name: t('rfm.column.members'),
                  isNumeric: true,
                  width: 120,
                  cell: (row) => (
                    <BarCell
                      share={row.members / Math.max(1, ...result.classes.map((c) => c.members))}
                      text={format.int(row.members)}
                    />
                  ),
                },
                {
                  name: t('rfm.column.share'),
                  hint: t('rfm.column.share-define'),
                  isNumeric: true,
                  cell: (row) => (
                    <Interval rate={row.share} low={row.low} high={row.high} label={format.interval(row.low, row.high)} />
                  ),
                },
                {
                  name: t('rfm.column.spend'),
                  hint: t('rfm.column.spend-define'),
                  isNumeric: true,
                  cell: (row) => format.percent(row.spendShare),
                },
                ...DIMENSIONS.map((d) => ({
                  name: wordFor(t, 'dimension', d),
                  hint: t(`rfm.dimension.${d}`),
                  isNumeric: true,
                  cell: (row: Rfm['classes'][number]) => shownValue(d, row.median[d], format),
                })),
              ]}
            />
          )}
        />
        <section className={styles.side} aria-label={t('rfm.cuts.title')}>
          <h2 className={styles.title}>{t('rfm.cuts.title')}</h2>
          <p className={styles.lead}>{t('rfm.cuts.lead')}</p>
          {edited ? <CutEditor draft={edited} onChange={setDraft} /> : <div style={{ height: 240 }} />}
          {draft && !isRising(draft) ? <p className={styles.wrong}>{t('rfm.cuts.wrong')}</p> : null}
          <div className={styles.buttons}>
            <Button onClick={() => void save()} disabled={!draft || !isRising(draft)}>
              {t('rfm.cuts.save')}
            </Button>
            <Button variant="default" onClick={() => setDraft(null)} disabled={!draft}>
              {t('rfm.cuts.discard')}
            </Button>
            <Button
              variant="subtle"
              disabled={answer?.isDefault === true && !draft}
              onClick={() => {
                setDraft(null);
                void act('resetPreference', { name: 'rfm' });
              }}
            >
              {t('rfm.cuts.reset')}
            </Button>
          </div>
        </section>
        <ChartPanel
          className={styles.whole}
          title={t('rfm.grid.title')}
          lead={t('rfm.grid.lead')}
          query={rfm}
          height={250}
          fileName="value-groups-grid"
          toView={view}
          onMark={openMark}
          draw={(result) => <RfmGrid rfm={result} />}
        />
      </div>
    </div>
  );
}

function CutEditor({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const t = useT();
  const setCut = (d: RfmDimension, index: number, value: number) =>
    onChange({ ...draft, cuts: { ...draft.cuts, [d]: draft.cuts[d].map((c, i) => (i === index ? value : c)) } });
  return (
    <div className={styles.editor}>
      {DIMENSIONS.map((d) => (
        <fieldset key={d} className={styles.dimension}>
          <legend title={t(`rfm.dimension.${d}`)}>{wordFor(t, 'dimension', d)}</legend>
          {draft.cuts[d].map((cut, index) => (
            <NumberInput
              // biome-ignore lint/suspicious/noArrayIndexKey: a cut is its place
              key={index}
              aria-label={t('rfm.cuts.cut', { name: wordFor(t, 'dimension', d), n: index + 1 })}
              value={cut}
              hideControls
              min={0}
              decimalScale={d === 'depth' ? 3 : 0}
              onChange={(next) => typeof next === 'number' && setCut(d, index, next)}
            />
          ))}
        </fieldset>
      ))}
      <div className={styles.high}>
        <span id="rfm-high" title={t('rfm.cuts.high-define')}>
          {t('rfm.cuts.high')}
        </span>
        <SegmentedControl
          aria-labelledby="rfm-high"
          value={String(draft.highFrom)}
          data={['2', '3', '4', '5']}
          onChange={(next) => onChange({ ...draft, highFrom: Number(next) })}
        />
      </div>
    </div>
  );
}
