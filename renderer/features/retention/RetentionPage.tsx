import { Switch, Tooltip } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Retention, RetentionTrend } from '../../../core/api/contract.ts';
import { type RetentionSearch, useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { HeatTable } from '../../chart/HeatTable.tsx';
import { sentences, signedPoints } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { Legend } from '../../ui/Field.tsx';
import { useFormat, useSettled } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { Controls, type Splitters } from './Controls.tsx';
import { definitionOf, firstColumn, retentionOptions } from './options.ts';
import styles from './RetentionPage.module.css';
import { chanceText, columnName, definitionSentences, type Splitting } from './say.ts';
import { curvePatch, toCurveView } from './toCurveView.ts';
import { chosenGroup, columnsOf, type TableOptions, toRetentionHeat, toRetentionView } from './toTable.ts';
import { CHANGE_P, toTrendView } from './toTrendView.ts';
import { toWindowsView, type Windows } from './toWindowsView.ts';

const TABLE_PX = 420;
/** So few columns leave room for the curve beside them. */
const NARROW_COLUMNS = 6;
const CHART_PX = 260;
/** A pointer on its way across the table does not ask for every column it passes. */
const HOVER_MS = 180;

export function RetentionPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const address = useAddress();
  const changeAddress = useChangeAddress();
  const openMark = useOpenMark();
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const options = useMemo(() => retentionOptions(address.retention), [address.retention]);
  const change = (next: { [K in keyof RetentionSearch]: RetentionSearch[K] | undefined }, replace = false) => {
    setHovered(null);
    changeAddress({ retention: { ...address.retention, ...next } as RetentionSearch }, { replace });
  };

  const ruleWords = useEngine('ruleWords', {});
  const suggested = useEngine(
    'brackets',
    { ...scope, period: options.period },
    { enabled: options.mode === 'bracket' && options.brackets === null, keep: false },
  );
  const brackets = options.brackets ?? (suggested.data?.kind === 'brackets' ? suggested.data.brackets : []);
  const isAskable = options.mode !== 'bracket' || brackets.length > 0;
  const bracketKey = JSON.stringify(brackets);
  // biome-ignore lint/correctness/useExhaustiveDependencies: brackets by their content
  const definition = useMemo(() => definitionOf(options, brackets), [options, bracketKey]);
  const asked = { ...scope, ...definition };
  const retention = useEngine('retention', { ...asked, breakdown: options.breakdown }, { enabled: isAskable });
  const isMoved = options.isMoved && options.mode === 'on';
  const after = useEngine(
    'retention',
    { ...asked, mode: 'on-or-after', breakdown: options.breakdown },
    { enabled: isMoved, keep: false },
  );
  const windows = useEngine('retentionWindows', { ...asked, mode: 'on', brackets: null });

  // The column: pointed at, else chosen, else a sensible one.
  const [hovered, setHovered] = useState<number | null>(null);
  const answer = retention.data?.kind === 'retention' ? retention.data : null;
  const columns = useMemo(() => (answer ? columnsOf(answer) : []), [answer]);
  const within = (column: number) => Math.max(0, Math.min(columns.length - 1, column));
  const chosen = within(options.column ?? firstColumn(options));
  const column = hovered === null ? chosen : within(hovered);
  const settled = useSettled(column, HOVER_MS);
  const trendColumn = hovered === null ? column : within(settled);
  const trend = useEngine('retentionTrend', { ...asked, column: trendColumn }, { enabled: columns.length > 0 });

  const splitters = useMemo((): Splitters => {
    const data = ruleWords.data;
    const name = (of: { zh: string; en: string }) => (format.locale === 'en' ? of.en : of.zh);
    return {
      attributes: (data?.traits ?? [])
        .filter((trait) => trait.values.length > 1)
        .map((trait) => ({ value: trait.name, label: name(trait.words) })),
      segments: (data?.segments ?? []).map((one) => ({ value: `segment:${one.segmentNo}`, label: one.name })),
    };
  }, [ruleWords.data, format]);
  const splitting = useMemo((): Splitting | null => {
    const by = options.breakdown;
    if (by === null) return null;
    const all = [...splitters.attributes, ...splitters.segments];
    return { by: all.find((one) => one.value === by)?.label ?? by, isSegment: by.startsWith('segment:') };
  }, [options.breakdown, splitters]);
  const groupName = useCallback(
    (value: string) => {
      if (options.breakdown?.startsWith('segment:')) return t(value === 'in' ? 'retention.group.in' : 'retention.group.out');
      const trait = ruleWords.data?.traits.find((one) => one.name === options.breakdown);
      const own = trait?.values.find((one) => one.value === value)?.words;
      return own ? (format.locale === 'en' ? own.en : own.zh) : wordFor(t, 'value', value);
    },
    [options.breakdown, ruleWords.data, t, format],
  );

  const afterAnswer = isMoved && after.data?.kind === 'retention' ? after.data : null;
  const tableOptions = useMemo(
    (): TableOptions => ({ after: afterAnswer, by: options.breakdown, group: options.group, groupName }),
    [afterAnswer, options.breakdown, options.group, groupName],
  );
  const heat = useMemo(
    () => (answer && columns.length > 0 ? toRetentionHeat(answer, words, tableOptions) : null),
    [answer, columns, words, tableOptions],
  );
  const tableView = useCallback(
    (data: Retention): ChartView => toRetentionView(data, words, tableOptions),
    [words, tableOptions],
  );
  const curveView = useCallback((data: Retention): ChartView => toCurveView(data, words, groupName), [words, groupName]);
  const trendView = useCallback((data: RetentionTrend): ChartView => toTrendView(data, definition, words), [definition, words]);
  const windowsView = useCallback(
    (data: Windows): ChartView => toWindowsView(data, definition.period, words),
    [definition, words],
  );
  const patch = useMemo(() => curvePatch(theme, column), [theme, column]);

  const nameOf = (index: number) => columnName(t, definition, columns[index] ?? { period: firstColumn(options) });
  const here = nameOf(chosen);
  const group = answer ? chosenGroup(answer, options.group) : null;
  const mean = group?.means[chosen] ?? null;
  const isSplit = (answer?.groups.length ?? 0) > 0;
  const define = sentences(format, definitionSentences(t, format, definition, scope.basis, splitting));
  const windowsAt = windows.data?.kind === 'retention-windows' ? windows.data.rows[columns[chosen]?.period ?? -1] : undefined;
  const isNarrow = columns.length > 0 && columns.length <= NARROW_COLUMNS;
  const isNobody = retention.data?.kind === 'retention' && columns.length === 0;

  return (
    <div className={page.page}>
      <div className={board.board}>
        <div className={board.whole}>
          <Answer
            sentence={
              mean
                ? t(definition.mode === 'on-or-after' ? 'retention.answer.on-or-after' : 'retention.answer.on', {
                    n: FIGURE,
                    column: here,
                    interval: format.interval(mean.low, mean.high),
                  })
                : answer
                  ? t('retention.answer.none', { column: here })
                  : ' '
            }
            figure={mean ? format.percent(mean.rate) : ''}
            isOld={retention.isPlaceholderData}
            second={
              mean
                ? sentences(format, [
                    t(definition.mean === 'weighted' ? 'retention.answer.weighted' : 'retention.answer.simple', {
                      returned: format.int(mean.returned),
                      size: format.int(mean.size),
                      cohorts: format.int(mean.cohorts),
                      column: here,
                    }),
                    ...(isSplit && group?.value != null ? [t('retention.answer.group', { group: groupName(group.value) })] : []),
                  ])
                : ' '
            }
          />
        </div>
        <Controls options={options} brackets={brackets} splitters={splitters} onChange={change} />

        <ChartPanel
          className={isNarrow ? board.half : board.whole}
          title={
            isMoved
              ? t('retention.table.title-moved')
              : isSplit && group?.value != null
                ? t('retention.table.title-group', { group: groupName(group.value) })
                : t('retention.table.title')
          }
          lead={define}
          tools={
            options.mode === 'on' ? (
              <Tooltip label={t('retention.moved.define')}>
                <Switch
                  size="xs"
                  mr={8}
                  label={t('retention.moved.switch')}
                  checked={options.isMoved}
                  onChange={(event) => change({ isMoved: event.currentTarget.checked || undefined })}
                />
              </Tooltip>
            ) : null
          }
          query={retention}
          height={TABLE_PX}
          fileName={`retention-${definition.cohort}-${definition.mode}`}
          empty={
            suggested.data?.kind === 'brackets' && brackets.length === 0
              ? t('retention.brackets.none')
              : t('retention.empty.text')
          }
          toView={tableView}
          draw={() =>
            heat ? (
              <HeatTable
                view={heat}
                height={TABLE_PX}
                label={t('retention.table.title')}
                column={column}
                onColumn={(index, isChosen) => (isChosen ? change({ column: index }, true) : setHovered(index))}
                {...(isSplit ? { onSummary: (key: string) => change({ group: key }, true) } : {})}
                onMark={openMark}
              />
            ) : null
          }
          onMark={openMark}
        />

        {isNobody ? null : (
          <>
            <ChartPanel
              className={`${board.half} ${isNarrow ? '' : styles.steady}`}
              title={t('retention.curve.title')}
              lead={t('retention.curve.lead')}
              query={retention}
              height={isNarrow ? TABLE_PX : CHART_PX}
              fileName="retention-curve"
              toView={curveView}
              patch={patch}
              onHover={setHovered}
              onMark={openMark}
            />
            <ChartPanel
              className={isNarrow ? board.whole : `${board.half} ${styles.steady}`}
              title={trendTitle()}
              lead={trendLead()}
              query={trend}
              height={CHART_PX}
              fileName={`retention-trend-${column}`}
              toView={trendView}
              onMark={openMark}
            />
            <ChartPanel
              className={board.whole}
              title={t('retention.windows.title')}
              lead={
                <>
                  {sentences(format, [
                    windowsAt
                      ? t('retention.windows.lead', {
                          column: columnName(t, definition, { period: windowsAt.period }),
                          n: format.int(windowsAt.onlyCalendar + windowsAt.onlyHours24),
                          all: format.int(windowsAt.both + windowsAt.onlyCalendar + windowsAt.onlyHours24),
                        })
                      : t('retention.windows.lead-short'),
                    t('retention.windows.note'),
                  ])}{' '}
                  <Legend
                    entries={[
                      { colour: theme.series[1], name: t('retention.windows.only-calendar') },
                      { colour: theme.series[0], name: t('retention.windows.only-hours24') },
                    ]}
                  />
                </>
              }
              query={windows}
              height={200}
              fileName="retention-windows"
              toView={windowsView}
              onMark={openMark}
            />
          </>
        )}
      </div>
    </div>
  );

  function trendTitle(): string {
    const found = trend.data?.kind === 'retention-trend' && !trend.isPlaceholderData ? trend.data.change : null;
    const name = nameOf(trendColumn);
    if (!found || found.p >= CHANGE_P) return t('retention.trend.title', { column: name });
    return t(found.after > found.before ? 'retention.trend.title-rose' : 'retention.trend.title-fell', {
      column: name,
      before: format.percent(found.before),
      after: format.percent(found.after),
      start: format.tick(definition.cohort, found.start, true),
    });
  }

  function trendLead(): string {
    if (trend.data?.kind !== 'retention-trend') return ' ';
    const found = trend.data.change;
    const tail = isSplit ? [t('retention.trend.all-groups')] : [];
    if (!found) return sentences(format, [t('retention.trend.too-few'), ...tail]);
    const text = t(found.p < CHANGE_P ? 'retention.trend.change' : 'retention.trend.steady', {
      start: format.tick(definition.cohort, found.start, true),
      points: signedPoints(format, found.difference),
      low: signedPoints(format, found.low),
      high: signedPoints(format, found.high),
      chance: chanceText(t, format, found.p),
    });
    return sentences(format, [text, ...tail]);
  }
}
