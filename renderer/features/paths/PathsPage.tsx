import { NumberInput, Select } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Paths } from '../../../core/api/contract.ts';
import { clean, type Search, useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { signedPoints } from '../../chart/parts.ts';
import type { ChartView, ChartWords, MarkScope } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { Field, Legend } from '../../ui/Field.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { KindPicker } from '../../ui/KindPicker.tsx';
import page from '../../ui/Page.module.css';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { pathOptions } from './options.ts';
import styles from './PathsPage.module.css';
import { endedAtOnce, linkName, nodeName, type PathLink, pathLinks, toPathsView } from './toPathsView.ts';

const CHART_PX = 520;
const DIFFERENCES = 10;

export function PathsPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const address = useAddress();
  const changeAddress = useChangeAddress();
  const openMark = useOpenMark();
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const options = useMemo(() => pathOptions(address.paths), [address.paths]);
  const change = (
    next: { [K in keyof NonNullable<Search['paths']>]: NonNullable<Search['paths']>[K] | undefined },
    replace = false,
  ) => changeAddress({ paths: { ...address.paths, ...next } as NonNullable<Search['paths']> }, { replace });

  const paths = useEngine('paths', { ...scope, ...options });
  const segments = useEngine('segments', {});
  const usable = (segments.data?.rows ?? []).filter((row) => row.trashedAt === null && row.problem === null);
  const nameOf = (no: number | null) =>
    no === null ? t('paths.compare.here') : (usable.find((row) => row.segmentNo === no)?.name ?? `#${no}`);
  const here = nameOf(scope.segment);
  const there = nameOf(options.compare);
  const other = useMemo(
    (): MarkScope | null =>
      options.compare === null
        ? null
        : clean({ from: address.from, to: address.to, basis: address.basis, segment: options.compare }),
    [options.compare, address.from, address.to, address.basis],
  );
  const view = useCallback(
    (answer: Paths): ChartView => toPathsView(answer, words, { groups: [here, there].slice(0, answer.groups.length), other }),
    [words, here, there, other],
  );

  const answer = paths.data?.kind === 'paths' ? paths.data : null;
  const isCompared = (answer?.groups.length ?? 0) > 1;
  const links = useMemo(() => (answer ? pathLinks(answer) : []), [answer]);
  const commonest = links.find((link) => link.mark && !link.to.isEnd);
  const quoted = (kind: string) => t('paths.kind.quoted', { kind });
  const differences = useMemo(
    () => [...links].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)).slice(0, DIFFERENCES),
    [links],
  );

  const group = answer?.groups[0];
  const sentence =
    answer && group
      ? t(commonest ? 'paths.answer.text' : 'paths.answer.short', {
          n: FIGURE,
          visits: format.int(group.visits),
          from: commonest ? quoted(nodeName(words, commonest.from)) : '',
          to: commonest ? quoted(nodeName(words, commonest.to)) : '',
          times: format.int(commonest?.visits[0] ?? 0),
          members: format.int(commonest?.members[0] ?? 0),
        })
      : ' ';

  return (
    <div className={page.page}>
      <div className={board.board}>
        <div className={board.whole}>
          <Answer
            sentence={sentence}
            figure={answer ? format.percent(endedAtOnce(answer)) : ''}
            isOld={paths.isPlaceholderData}
            second={
              answer && group
                ? t(answer.definition.anchor.length > 0 ? 'paths.answer.anchored' : 'paths.answer.who', {
                    visits: format.int(group.visits),
                    members: format.int(group.members),
                    gap: format.number(answer.definition.gapMinutes, 0),
                    anchor: format.list(
                      answer.definition.anchor.map((kind) => quoted(nodeName(words, { kindName: kind, isEnd: false }))),
                    ),
                  })
                : ' '
            }
          />
        </div>
        <div className={board.controls}>
          <Field name={t('paths.field.anchor')} hint={t('paths.field.anchor-define')}>
            <KindPicker
              label={t('paths.field.anchor')}
              value={options.anchor}
              placeholder={t('paths.field.anchor-empty')}
              onChange={(anchor) => change({ anchor: anchor.length > 0 ? anchor : undefined })}
            />
          </Field>
          <Field name={t('paths.field.depth')}>
            <Select
              aria-label={t('paths.field.depth')}
              allowDeselect={false}
              w={72}
              data={[2, 3, 4, 5, 6, 7, 8].map(String)}
              value={String(options.depth)}
              onChange={(next) => change({ depth: Number(next) })}
            />
          </Field>
          <Field name={t('paths.field.keep')} hint={t('paths.field.keep-define')}>
            <Select
              aria-label={t('paths.field.keep')}
              allowDeselect={false}
              w={84}
              data={[...new Set([3, 4, 6, 8, 12, 20, options.keep])].sort((a, b) => a - b).map(String)}
              value={String(options.keep)}
              onChange={(next) => change({ keep: Number(next) })}
            />
          </Field>
          <Field name={t('paths.field.gap')} hint={t('paths.field.gap-define')}>
            <Gap value={options.gapMinutes} onChange={(gapMinutes) => change({ gapMinutes }, true)} />
          </Field>
          <Field name={t('paths.field.compare')}>
            <Select
              aria-label={t('paths.field.compare')}
              allowDeselect={false}
              searchable
              w={200}
              comboboxProps={{ width: 260, position: 'bottom-start' }}
              disabled={usable.length === 0}
              data={[
                { value: 'none', label: t(usable.length > 0 ? 'paths.compare.none' : 'paths.compare.none-yet') },
                ...usable.map((row) => ({ value: String(row.segmentNo), label: row.name })),
              ]}
              value={options.compare === null ? 'none' : String(options.compare)}
              onChange={(next) => change({ compare: next === 'none' || next === null ? undefined : Number(next) })}
            />
          </Field>
        </div>

        <ChartPanel
          className={board.whole}
          title={isCompared ? t('paths.chart.title-compare', { a: here, b: there }) : t('paths.chart.title')}
          lead={
            isCompared ? (
              <>
                {t('paths.chart.lead-compare', { a: here })}{' '}
                <Legend
                  entries={[
                    { colour: theme.series[0], name: t('paths.chart.more-here', { a: here }) },
                    { colour: theme.series[1], name: t('paths.chart.more-there', { b: there }) },
                  ]}
                />
              </>
            ) : (
              t('paths.chart.lead', { depth: options.depth })
            )
          }
          query={paths}
          height={CHART_PX}
          fileName="paths"
          toView={view}
          onMark={openMark}
        />

        {isCompared ? (
          <Panel
            className={styles.whole ?? ''}
            title={t('paths.differ.title')}
            lead={t('paths.differ.lead', { a: here, b: there })}
            query={paths}
            height={DIFFERENCES * 33 + 32}
          >
            {() => (
              <SmallTable
                label={t('paths.differ.title')}
                rows={differences}
                rowKey={(link) => linkName(words, link)}
                columns={[
                  { name: t('paths.table.link'), cell: (link: PathLink) => linkName(words, link) },
                  ...[here, there].flatMap((name, g) => [
                    { name, isNumeric: true, cell: (link: PathLink) => format.percent(link.shares[g]!) },
                    {
                      name: t('paths.table.members-other', { group: name }),
                      isNumeric: true,
                      cell: (link: PathLink) => {
                        const { mark } = link;
                        return mark && link.members[g]! > 0 ? (
                          <button
                            type="button"
                            className={styles.open}
                            onClick={() => openMark(mark, g === 1 && other ? other : undefined)}
                          >
                            {format.int(link.members[g]!)}
                          </button>
                        ) : (
                          format.int(link.members[g]!)
                        );
                      },
                    },
                  ]),
                  {
                    name: t('paths.table.difference'),
                    isNumeric: true,
                    cell: (link: PathLink) => signedPoints(format, link.difference),
                  },
                ]}
              />
            )}
          </Panel>
        ) : null}
      </div>
    </div>
  );
}

/** Keeps what is being typed. */
function Gap({ value, onChange }: { value: number; onChange: (minutes: number) => void }) {
  const t = useT();
  const [text, setText] = useState<string | number>(value);
  useEffect(() => setText(value), [value]);
  return (
    <NumberInput
      aria-label={t('paths.field.gap')}
      w={96}
      min={1}
      max={100_000}
      clampBehavior="strict"
      value={text}
      onChange={(next) => {
        setText(next);
        if (typeof next === 'number' && next >= 1) onChange(next);
      }}
    />
  );
}
