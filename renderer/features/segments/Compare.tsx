import { Button, MultiSelect, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft, ArrowLeftRight } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { CompareSide, Differences, From, Mark, MembersInput, Overlap } from '../../../core/api/contract.ts';
import { markText } from '../../app/marks.ts';
import { clean, scopeOf, useAddress, useChangeAddress, useOpenMark } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { type T, useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import type { Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { fits } from '../../ui/pinyin.ts';
import { useRuleText } from '../../ui/rule/useRuleText.ts';
import styles from './Compare.module.css';
import { DifferencesTable, MissingTable } from './DifferencesTable.tsx';
import { OverlapChart } from './OverlapChart.tsx';
import { markOf, ruleOf, type Shown, toDifferencesView } from './toDifferencesView.ts';
import { toOverlapView } from './toOverlapView.ts';

type NamedOverlap = Overlap & { names: string[]; from: From };

const MOST = 4;
const REST = 'rest';

/** Up to four segments: who is in which of them; and between two, or one and everybody else, in what they differ. */
export function Compare() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const navigate = useNavigate();
  const address = useAddress();
  const change = useChangeAddress();
  const openMark = useOpenMark();
  const list = useEngine('segments', {});
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const rows = (list.data?.rows ?? []).filter((row) => row.trashedAt === null && row.problem === null);
  const sides = (address.sides ?? []).filter((side) => side !== 'rest').slice(0, MOST);
  const segments = sides.flatMap((side) => (typeof side === 'object' && 'segment' in side ? [side.segment] : []));
  const others = sides.filter((side) => !(typeof side === 'object' && 'segment' in side));
  const ruled = others.find((side) => typeof side === 'object' && 'rule' in side);
  const ruleText = useRuleText(ruled ? ruleOf(ruled) : null);
  const nameOf = (side: CompareSide): string =>
    side === 'rest'
      ? t('segments.compare.rest')
      : 'segment' in side
        ? (rows.find((row) => row.segmentNo === side.segment)?.name ?? t('segments.scope.gone', { n: side.segment }))
        : 'list' in side
          ? listName(side.list, t, format)
          : (ruleText ?? t('mark.rule.text'));

  const [pair, setPair] = useState<{ a: number; b: number | null }>({ a: 0, b: null });
  const indexA = Math.min(pair.a, Math.max(0, sides.length - 1));
  const indexB = pair.b !== null && pair.b < sides.length && pair.b !== indexA ? pair.b : null;
  // Two segments are compared with each other; one, or several, with everybody else until another is chosen.
  const [isChosen, setChosen] = useState(false);
  const shownB = isChosen ? indexB : sides.length === 2 ? 1 - indexA : indexB;
  const a = sides[indexA];
  const b: CompareSide = shownB === null ? 'rest' : sides[shownB]!;

  const overlap = useEngine(
    'segmentOverlap',
    { segments },
    { enabled: segments.length >= 2 && segments.length === new Set(segments).size },
  );
  const differences = useEngine('segmentDifferences', { a: a ?? 'rest', b }, { enabled: a !== undefined });
  const [shown, setShown] = useState<Shown>('all');
  const nameA = a ? nameOf(a) : '';
  const nameB = nameOf(b);

  const segmentsKey = segments.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is made anew each time; its content counts
  const overlapView = useCallback(
    (answer: NamedOverlap): ChartView => toOverlapView(answer, segments, words),
    [segmentsKey, words],
  );
  const differencesView = useCallback(
    (answer: Differences): ChartView => toDifferencesView(answer, { a: a ?? 'rest', b, nameA, nameB, shown }, words),
    [a, b, nameA, nameB, shown, words],
  );

  const openRow = (row: Parameters<typeof markOf>[0], of: 'a' | 'b', nested: Differences['nested']) => {
    if (!a) return;
    const mark = markOf(row, of, a, b, nested);
    if (mark) return openMark(mark, {});
    // The list of a page: shown again as it was, narrowed to the row.
    const side = of === 'a' ? a : b;
    if (typeof side !== 'object' || !('list' in side)) return;
    const { search = '', facets = {}, classes = {}, mark: drawn, scope } = side.list as MembersInput;
    const narrowed = row.kind === 'category' ? { ...classes, [row.trait]: [row.value] } : classes;
    void navigate({
      to: '/members',
      search: clean({
        q: search || undefined,
        facets: Object.keys(facets).length > 0 ? facets : undefined,
        classes: Object.keys(narrowed).length > 0 ? narrowed : undefined,
        mark: (drawn ?? undefined) as Mark | undefined,
        from: scope?.from ?? undefined,
        to: scope?.to ?? undefined,
        basis: scope?.basis,
        segment: scope?.segment ?? undefined,
      }) as never,
    });
  };
  const setSides = (next: CompareSide[]) => {
    setPair({ a: 0, b: null });
    setChosen(false);
    change({ sides: next });
  };
  const choices = [
    ...sides.map((side, i) => ({ value: String(i), label: nameOf(side) })),
    { value: REST, label: t('segments.compare.rest') },
  ];

  return (
    <div className={page.page}>
      <div className={styles.head}>
        <Button
          variant="subtle"
          leftSection={<ArrowLeft size={14} />}
          onClick={() => void navigate({ to: '/segments', search: scopeOf(address) as never })}
        >
          {t('segments.trash.back')}
        </Button>
        <MultiSelect
          aria-label={t('segments.compare.choose')}
          className={styles.choose ?? ''}
          classNames={{ inputField: styles.field ?? '' }}
          selectFirstOptionOnChange
          searchable
          hidePickedOptions
          maxValues={MOST - others.length}
          placeholder={segments.length === 0 ? t('segments.compare.choose') : ''}
          nothingFoundMessage={t('segments.leaf.nothing')}
          data={rows.map((row) => ({ value: String(row.segmentNo), label: row.name }))}
          filter={({ options, search }) => options.filter((option) => 'value' in option && fits(search, option.label))}
          value={segments.map(String)}
          onChange={(next) => setSides([...others, ...next.map((no) => ({ segment: Number(no) }))])}
        />
        {others.map((side, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a side is its place
          <span key={i} className={styles.other} title={nameOf(side)}>
            {nameOf(side)}
          </span>
        ))}
      </div>
      {list.data && sides.length === 0 ? (
        <div className={styles.none}>
          <p className={styles.noneTitle}>{t('segments.compare.none-title')}</p>
          <p>{t(rows.length === 0 ? 'segments.compare.none-saved' : 'segments.compare.none-text')}</p>
          {rows.length === 0 ? (
            <Button onClick={() => void navigate({ to: '/segments', search: { ...scopeOf(address), view: 'edit' } as never })}>
              {t('segments.new.button')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {segments.length >= 2 ? (
        <ChartPanel<NamedOverlap>
          className={styles.block}
          title={t('segments.overlap.title')}
          lead={t('segments.overlap.lead')}
          query={overlap}
          height={Math.min(15, 2 ** segments.length) * 30 + 90}
          fileName="segments-overlap"
          toView={overlapView}
          draw={(answer: NamedOverlap) => (
            <OverlapChart overlap={answer} segments={segments} onMark={(mark) => openMark(mark, {})} />
          )}
          onMark={(mark) => openMark(mark, {})}
        />
      ) : null}
      {a ? (
        <>
          <div className={styles.pair}>
            <Select
              aria-label={t('segments.differ.side-a')}
              className={styles.pick ?? ''}
              allowDeselect={false}
              data={choices.filter((choice) => choice.value !== REST)}
              value={String(indexA)}
              onChange={(next) => {
                setPair({ a: Number(next), b: shownB === Number(next) ? indexA : shownB });
                setChosen(true);
              }}
            />
            <span className={styles.against}>
              <ArrowLeftRight size={14} aria-hidden="true" />
              {t('segments.differ.against')}
            </span>
            <Select
              aria-label={t('segments.differ.side-b')}
              className={styles.pick ?? ''}
              allowDeselect={false}
              data={choices.filter((choice) => choice.value !== String(indexA))}
              value={shownB === null ? REST : String(shownB)}
              onChange={(next) => {
                setPair({ a: indexA, b: next === REST ? null : Number(next) });
                setChosen(true);
              }}
            />
          </div>
          <ChartPanel
            className={styles.block}
            title={t('segments.differ.title')}
            lead={
              differences.data?.kind === 'differences'
                ? leadOf(differences.data, nameA, nameB, t, format)
                : t('segments.differ.lead')
            }
            query={differences}
            height={480}
            fileName="segments-differences"
            toView={differencesView}
            draw={(answer: Differences) => (
              <DifferencesTable
                answer={answer}
                nameA={nameA}
                nameB={nameB}
                shown={shown}
                onShown={setShown}
                onOpen={(row, of) => openRow(row, of, answer.nested)}
                canOpenB={b === 'rest' ? !('list' in a) : true}
              />
            )}
            onMark={(mark) => openMark(mark, {})}
          />
          {differences.data?.kind === 'differences' ? (
            <MissingTable answer={differences.data} nameA={nameA} nameB={nameB} />
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function leadOf(answer: Differences, a: string, b: string, t: T, format: Format): string {
  const parts = [
    t('segments.differ.sizes', { a, b, na: format.int(answer.sizeA), nb: format.int(answer.sizeB) }),
    ...(answer.inBoth > 0 ? [t('segments.differ.in-both', { count: answer.inBoth, n: format.int(answer.inBoth) })] : []),
    ...(answer.nested === 'a-in-b' ? [t('segments.differ.nested', { inner: a, outer: b })] : []),
    ...(answer.nested === 'b-in-a' ? [t('segments.differ.nested', { inner: b, outer: a })] : []),
  ];
  return parts.join(format.locale === 'en' ? ' ' : '');
}

function listName(list: MembersInput, t: T, format: Format): string {
  const { mark } = list;
  return mark ? markText(mark as Mark, t, format) : t('segments.compare.list');
}
