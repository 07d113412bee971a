import type { CategoryDifference, CompareSide, Differences, Mark, MeasureDifference, Rule } from '../../../core/api/contract.ts';
import { base } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { capital } from '../../ui/format.ts';

export type DifferenceRow = CategoryDifference | MeasureDifference;
export type Shown = 'all' | 'category' | 'measure';

export const rowKey = (row: DifferenceRow): string =>
  row.kind === 'category' ? `${row.trait}=${row.value}` : `measure ${row.measure}`;

export const rowsOf = (answer: Differences, shown: Shown): DifferenceRow[] =>
  shown === 'all' ? answer.rows : answer.rows.filter((row) => row.kind === shown);

/** The rule of a side; null of a list that is none, which only the list itself can show. */
export function ruleOf(side: CompareSide): Rule | null {
  if (side === 'rest' || 'list' in side) return null;
  return 'segment' in side ? { segment: side.segment } : (side.rule as Rule);
}

/** The people a row counts on one side, to the person: members of both sides are on neither, as in the comparison.
 *  @returns null where a rule cannot say it: a side is a list of a page */
export function markOf(
  row: DifferenceRow,
  of: 'a' | 'b',
  a: CompareSide,
  b: CompareSide,
  nested: Differences['nested'],
): Mark | null {
  const [own, other] = of === 'a' ? [a, b] : [b, a];
  const isOwnInner = nested === (of === 'a' ? 'a-in-b' : 'b-in-a');
  const parts: Rule[] = [];
  if (own !== 'rest') {
    const rule = ruleOf(own);
    if (!rule) return null;
    parts.push(rule);
  }
  if (own === 'rest' || (other !== 'rest' && !isOwnInner)) {
    const rule = ruleOf(other);
    if (!rule) return null;
    parts.push({ not: rule });
  }
  if (row.kind === 'category') parts.push({ trait: row.trait, is: [row.value] });
  return { of: 'rule', rule: parts.length === 1 ? parts[0]! : { all: parts } };
}

const DRAWN = 20;

/** The table the page shows, and for pictures the largest real differences as bars around zero. */
export function toDifferencesView(
  answer: Differences,
  { a, b, nameA, nameB, shown }: { a: CompareSide; b: CompareSide; nameA: string; nameB: string; shown: Shown },
  words: ChartWords,
): ChartView {
  const { theme, t, format } = words;
  const rows = rowsOf(answer, shown);
  const say = (label: { zh: string; en: string }) => (format.locale === 'en' ? capital(label.en) : label.zh);
  const drawn = rows.slice(0, DRAWN);
  const effect = (row: DifferenceRow) => Math.max(-3, Math.min(3, row.effect));
  const side = (row: DifferenceRow, of: 'a' | 'b') =>
    row.kind === 'category'
      ? { text: format.percent(row[of].share), raw: row[of].share }
      : { text: format.number(row[of].mean, 2), raw: row[of].mean };
  return {
    option: {
      ...base(words),
      grid: { left: 240, right: 48, top: 8, bottom: 24 },
      xAxis: {
        type: 'value',
        name: t('segments.differ.effect'),
        axisLabel: { color: theme.muted },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: drawn.map((row) => say(row.label)),
        axisTick: { show: false },
        axisLine: { onZero: true, lineStyle: { color: theme.past } },
        axisLabel: { color: theme.text, fontSize: 12, width: 220, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: drawn.map((row) => ({
            value: Number(effect(row).toFixed(3)),
            itemStyle: { color: row.isReal ? (row.effect > 0 ? theme.main : theme.series[1]) : theme.down },
          })),
        },
      ],
    },
    marks: drawn.map((row, dataIndex) => {
      const mark = markOf(row, 'a', a, b, answer.nested);
      return {
        seriesIndex: 0,
        dataIndex,
        label: `${say(row.label)}: ${side(row, 'a').text} / ${side(row, 'b').text}`,
        ...(mark ? { mark } : {}),
      };
    }),
    picture: { width: 1000, height: Math.max(200, drawn.length * 26 + 48) },
    table: {
      columns: [
        { name: t('segments.differ.rank'), numeric: true },
        { name: t('segments.differ.what'), numeric: false },
        { name: nameA, numeric: true },
        { name: nameB, numeric: true },
        { name: t('segments.differ.difference'), numeric: true },
        { name: t('segments.differ.low'), numeric: true },
        { name: t('segments.differ.high'), numeric: true },
        { name: t('segments.differ.lift'), numeric: true },
        { name: t('segments.differ.tgi'), numeric: true },
        { name: t('segments.differ.q'), numeric: true },
        { name: t('segments.differ.effect'), numeric: true },
        { name: t('segments.differ.unknown-a'), numeric: true },
        { name: t('segments.differ.unknown-b'), numeric: true },
      ],
      rows: rows.map((row) => {
        const gap = gapOf(row);
        const missing = missingOf(answer, row);
        const mark = markOf(row, 'a', a, b, answer.nested);
        const lift = row.kind === 'category' ? (row.lift?.ratio ?? null) : null;
        const tgi = row.kind === 'category' ? row.tgi : null;
        return [
          { text: format.int(row.rank), raw: row.rank },
          { text: say(row.label), raw: say(row.label), ...(mark ? { mark } : {}) },
          side(row, 'a'),
          side(row, 'b'),
          { text: gapText(row, words), raw: gap.value },
          { text: format.number(gap.low, 3), raw: gap.low },
          { text: format.number(gap.high, 3), raw: gap.high },
          numberCell(lift, lift === null ? '' : `${format.number(lift, 2)}×`),
          numberCell(tgi, format.int(tgi)),
          { text: qText(row.q, words), raw: row.q },
          { text: format.number(row.effect, 2), raw: row.effect },
          { text: format.percent(missing.a), raw: missing.a },
          { text: format.percent(missing.b), raw: missing.b },
        ];
      }),
    },
  };
}

const numberCell = (raw: number | null, text: string) => ({ text: raw === null ? '' : text, raw });

/** Difference of the shares; of a number, the chance that one of A has more, from an even chance. With its interval. */
export function gapOf(row: DifferenceRow): { value: number; low: number; high: number } {
  if (row.kind === 'category') return row.difference;
  const { value, low, high } = row.superiority;
  return { value: value - 0.5, low: low - 0.5, high: high - 0.5 };
}

export function gapText(row: DifferenceRow, { t, format }: Pick<ChartWords, 't' | 'format'>): string {
  if (row.kind === 'category') return t('segments.differ.points', { n: signedPoints(row.difference.value, format.number) });
  const { value } = row.superiority;
  return t(value >= 0.5 ? 'segments.differ.more-likely' : 'segments.differ.less-likely', {
    share: format.percent(value >= 0.5 ? value : 1 - value, 0),
  });
}

function signedPoints(value: number, number: (n: number, digits: number) => string): string {
  const points = Math.round(value * 1000) / 10;
  return `${points > 0 ? '+' : ''}${number(points, 1)}`;
}

export const qText = (q: number, { format }: Pick<ChartWords, 'format'>): string => (q < 0.001 ? '<0.001' : format.number(q, 3));

export function missingOf(answer: Differences, row: DifferenceRow): { a: number; b: number } {
  const name = row.kind === 'category' ? row.trait : row.measure;
  const found = answer.missing.find((one) => one.name === name && (one.kind === 'measure') === (row.kind === 'measure'));
  return { a: found?.missingA ?? 0, b: found?.missingB ?? 0 };
}
