import { Select } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { AttributeAnalysis, Mark } from '../../../core/api/contract.ts';
import { useAddress, useChangeAddress, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { attributeValue, useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import board from '../../ui/Board.module.css';
import { BarCell, Interval } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './ProfilesPage.module.css';
import { toAttributeView, valueMark } from './toAttributeView.ts';
import { type Classes, className } from './toSharesView.ts';

const FIRST = 'age_band';
const CLASSES: ReadonlySet<string> = new Set<Classes>(['health', 'level', 'rfm']);
const ROW_PX = 33;

/** How members differ by what is known about them. The chosen attribute stands in the address. */
export function Attributes({ onMark }: { onMark: (mark: Mark) => void }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const address = useAddress();
  const change = useChangeAddress();
  const ruleWords = useEngine('ruleWords', {});
  // Only what the members' own columns hold: tags and kept groups have pages of their own.
  const choices = (ruleWords.data?.traits ?? []).filter(
    (trait) => trait.name !== 'cluster' && !trait.name.startsWith('tag:') && trait.known > 0,
  );
  const wanted = address.split ?? FIRST;
  const chosen = choices.some((c) => c.name === wanted) ? wanted : (choices[0]?.name ?? null);
  const analysis = useEngine('attribute', { ...scope, attribute: chosen ?? FIRST }, { enabled: chosen !== null });
  const answer = analysis.data?.kind === 'attribute' ? analysis.data : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const attribute = answer?.attribute ?? chosen ?? FIRST;
  const nameOf = useCallback(
    (value: string) =>
      CLASSES.has(attribute) ? className(attribute as Classes, value, t) : attributeValue(t, format.locale, attribute, value),
    [attribute, t, format],
  );
  const view = useCallback((result: AttributeAnalysis): ChartView => toAttributeView(result, nameOf, words), [nameOf, words]);
  const height = Math.max(240, Math.min(560, 60 + ROW_PX * (answer?.rows.length ?? 5)));
  const lead = answer
    ? t(answer.others.values > 0 ? 'profiles.attribute.lead-more' : 'profiles.attribute.lead', {
        known: format.int(answer.known),
        members: format.int(answer.members),
        share: format.percent(answer.members === 0 ? null : answer.known / answer.members),
        values: format.int(answer.others.values),
        others: format.int(answer.others.members),
      })
    : t('profiles.attribute.wait');
  const picker = (
    <Select
      className={styles.picker ?? ''}
      aria-label={t('profiles.attribute.choose')}
      allowDeselect={false}
      w={190}
      value={chosen}
      data={choices.map((c) => ({ value: c.name, label: wordFor(t, 'facet', c.name) }))}
      onChange={(next) => change({ split: next === FIRST ? undefined : (next ?? undefined) }, { replace: true })}
    />
  );
  return (
    <>
      <ChartPanel
        className={board.whole}
        title={t('profiles.attribute.title', { name: wordFor(t, 'facet', attribute) })}
        lead={lead}
        tools={picker}
        query={analysis}
        height={height}
        fileName="attribute-table"
        toView={view}
        onMark={onMark}
        draw={(result) => (
          <SmallTable
            label={t('profiles.attribute.title', { name: wordFor(t, 'facet', attribute) })}
            height={560}
            rows={result.rows}
            rowKey={(row) => row.value}
            onOpen={(row) => onMark(valueMark(result.attribute, row.value))}
            openLabel={(row) =>
              t('profiles.shares.open', { name: nameOf(row.value), count: row.members, n: format.int(row.members) })
            }
            columns={[
              { name: t('profiles.column.value'), cell: (row) => <strong>{nameOf(row.value)}</strong> },
              {
                name: t('profiles.column.members'),
                isNumeric: true,
                width: 110,
                cell: (row) => (
                  <BarCell
                    share={row.members / Math.max(1, ...result.rows.map((r) => r.members))}
                    text={format.int(row.members)}
                  />
                ),
              },
              {
                name: t('profiles.column.share-known'),
                hint: t('profiles.column.share-known-define'),
                isNumeric: true,
                cell: (row) => (
                  <Interval rate={row.share} low={row.low} high={row.high} label={format.interval(row.low, row.high)} />
                ),
              },
              {
                name: t('profiles.column.active'),
                hint: t('profiles.column.active-define'),
                isNumeric: true,
                cell: (row) => (
                  <Interval
                    rate={row.active.rate}
                    low={row.active.low}
                    high={row.active.high}
                    label={format.interval(row.active.low, row.active.high)}
                  />
                ),
              },
              {
                name: t('profiles.column.days'),
                hint: t('profiles.column.days-define'),
                isNumeric: true,
                cell: (row) => format.number(row.medianActiveDays),
              },
              {
                name: t('profiles.column.spend'),
                hint: t('profiles.column.spend-define'),
                isNumeric: true,
                cell: (row) => format.amount(row.spendPerMember),
              },
              {
                name: t('profiles.column.posts'),
                hint: t('profiles.column.posts-define'),
                isNumeric: true,
                cell: (row) => format.number(row.postsPerMember),
              },
            ]}
          />
        )}
      />
      <ChartPanel
        className={board.whole}
        title={t('profiles.attribute.chart', { name: wordFor(t, 'facet', attribute) })}
        lead={t('profiles.attribute.chart-lead')}
        query={analysis}
        height={height}
        fileName="attribute-active"
        toView={view}
        onMark={onMark}
      />
    </>
  );
}
