/** Which kind of question a column, or a group of columns, answers. */

import type { TimeFormat } from '../recipe.ts';
import { detectTimeFormat, parseNumber } from '../values.ts';
import type { ColumnGroup } from './groups.ts';
import { type ScaleWords, scaleWords } from './scales.ts';
import { type AnswerColumn, answerText, leadingInt } from './values.ts';

export interface PlannedOption {
  key: string;
  label: string;
  value?: number;
}

/** How the answers of a question are read from the columns. */
export type Reading =
  /** A number is read from the text. */
  | { as: 'number' }
  | { as: 'scale'; values: Map<string, number> | null }
  | { as: 'choice' }
  | { as: 'parts'; separator: RegExp }
  | { as: 'marks' }
  | { as: 'matrix'; values: Map<string, number> | null }
  | { as: 'ranks' }
  | { as: 'time'; format: TimeFormat }
  | { as: 'text' };

export interface PlannedQuestion {
  text: string;
  kind: 'nps' | 'scale' | 'single' | 'multi' | 'matrix' | 'ranking' | 'number' | 'date' | 'text';
  columns: { column: number; choice: string | null }[];
  reading: Reading;
  options: PlannedOption[];
  rows: PlannedOption[];
  scaleMin: number | null;
  scaleMax: number | null;
}

const NPS_HINT = /recommend|\bnps\b|net promoter|推荐|介绍给/i;
const COUNT_HINT = /how many|how old|\bage\b|number of|hours|minutes|几|多少|次数|小时|年龄|分钟|人数|数量|天数/i;
/** Asks for words. */
const OPEN_HINT =
  /suggest|comment|feedback|\bwhy\b|reason|anything else|describe|tell us|建议|意见|原因|理由|为什么|想说|想对|请说明|描述/i;
/** So few answers need not repeat. */
const FEW = 8;
const NPS_TOP = 10;
const NPS_DIFFERENT = 6;
/** A few odd answers do not change what a question is. */
const MOST = 0.97;
const MOST_OPTIONS = 60;
/** So many answers and nobody chose the level above: there is none. */
const ENOUGH_FOR_TOP = 50;

/** @param of the answers of a column
 *  @param pool the answers that the survey offers there, as far as other questions show them */
export function detectGroup(
  group: ColumnGroup,
  of: (column: number) => AnswerColumn,
  pool: (column: number) => readonly string[] | undefined = () => undefined,
): PlannedQuestion[] {
  const detected = (text: string, column: number) => detectColumn(text, column, of(column), pool(column));
  if (group.columns.length === 1) {
    const { column, choice } = group.columns[0]!;
    const found = detected(choice === null ? group.text : `${group.text} ${choice}`, column);
    return [
      group.isOpen && (found.kind === 'single' || found.kind === 'multi') ? textQuestion(found.text, column, choice) : found,
    ];
  }
  const isOther = (choice: string | null) => choice !== null && /^(other|others|其他|其它)/i.test(choice);
  const writtenOther = group.columns.filter(({ column, choice }) => isOther(choice) && !isMarked(of(column), choice!));
  const main = group.columns.filter((c) => !writtenOther.includes(c));
  const others = writtenOther
    .filter(({ column }) => of(column).n > 0)
    .map(({ column, choice }) => textQuestion(`${group.text} ${choice}`, column, choice));
  // "Response" beside "Other (please specify)": one answer, and a text for those who chose the last
  if (main.length === 1) return [detected(group.text, main[0]!.column), ...others];
  const filled = main.filter(({ column }) => of(column).n > 0);
  if (filled.length === 0) return [multi(group.text, main)];
  if (filled.every(({ column, choice }) => isMarked(of(column), choice ?? '')))
    return [multi(group.text, [...main, ...writtenOther]), ...others];
  const matrix = asRanking(group.text, main, of) ?? asMatrix(group.text, main, of);
  if (matrix) return [matrix, ...others];
  return group.columns.map(({ column, choice }) => detected(choice === null ? group.text : `${group.text} ${choice}`, column));
}

const YES: ReadonlySet<string> = new Set([
  '1',
  'true',
  'yes',
  'y',
  'x',
  '√',
  '✓',
  '✔',
  '是',
  '选中',
  '已选',
  'selected',
  'checked',
  'chosen',
]);
const NO: ReadonlySet<string> = new Set([
  '0',
  'false',
  'no',
  'n',
  '-',
  '×',
  '✗',
  '否',
  '未选',
  '未选中',
  '不选',
  'not selected',
  'unchecked',
  'not chosen',
]);

/** Whether a cell says that the choice above it was taken. */
export function isChosen(text: string, choice: string): boolean {
  const plain = text.toLowerCase();
  return !NO.has(plain) && (YES.has(plain) || text === choice || text !== '');
}

/** Only the choice's own words, or marks of yes and no. */
function isMarked({ counts, others }: AnswerColumn, choice: string): boolean {
  if (others > 0) return false;
  const same = (text: string) => text === choice || text.replace(/\s+/g, ' ') === choice.replace(/\s+/g, ' ');
  const texts = [...counts.keys()];
  return (
    texts.every((text) => same(text) || YES.has(text.toLowerCase()) || NO.has(text.toLowerCase())) ||
    (texts.length === 1 && texts[0]!.startsWith(choice))
  );
}

function multi(text: string, columns: ColumnGroup['columns']): PlannedQuestion {
  const options = columns.map(({ choice, column }) => ({
    key: choice ?? `column ${column + 1}`,
    label: choice ?? `column ${column + 1}`,
  }));
  return { ...plain(text, columns), kind: 'multi', reading: { as: 'marks' }, options };
}

/** Places 1 to k, each given once by nearly everybody. What one person gave is not known here: the counts of the places must be nearly equal. */
function asRanking(text: string, columns: ColumnGroup['columns'], of: (column: number) => AnswerColumn): PlannedQuestion | null {
  const k = columns.length;
  const places = new Array<number>(k + 1).fill(0);
  let n = 0;
  for (const { column } of columns) {
    const { counts, others } = of(column);
    if (others > 0) return null;
    for (const [label, count] of counts) {
      const place = /^\d+$/.test(label) ? Number(label) : NaN;
      if (!(place >= 1 && place <= k)) return null;
      places[place]! += count;
      n += count;
    }
  }
  const most = Math.max(...places.slice(1));
  // nobody has two first places: the first place is given about as often as any other, and by as many as answered at all
  const answered = Math.max(...columns.map(({ column }) => of(column).n));
  if (n === 0 || k < 3 || most > answered * 1.05 || places[1]! < answered * 0.8) return null;
  return {
    ...plain(text, columns),
    kind: 'ranking',
    reading: { as: 'ranks' },
    options: named(columns),
    scaleMin: 1,
    scaleMax: k,
  };
}

function asMatrix(text: string, columns: ColumnGroup['columns'], of: (column: number) => AnswerColumn): PlannedQuestion | null {
  const union = new Map<string, number>();
  for (const { column } of columns) {
    const { counts, others } = of(column);
    if (others > 0) return null;
    for (const [label, count] of counts) union.set(label, (union.get(label) ?? 0) + count);
  }
  const labels = [...union.keys()];
  const words = scaleWords(labels);
  const base = { ...plain(text, columns), kind: 'matrix' as const, rows: named(columns) };
  if (words) {
    const options = [
      ...words.levels.map(({ label, value }) => ({ key: label, label, value })),
      ...words.off.map((label) => ({ key: label, label })),
    ];
    return {
      ...base,
      reading: { as: 'matrix', values: new Map(words.levels.map((l) => [l.label, l.value])) },
      options,
      scaleMin: 1,
      scaleMax: words.top,
    };
  }
  const ints = labels.map(leadingInt);
  if (ints.every((v) => v >= 0 && v <= NPS_TOP)) {
    const values = new Map(labels.map((label, i) => [label, ints[i]!]));
    const low = Math.min(1, ...ints);
    const high = topOf(Math.max(...ints), sumOf(union));
    const known = new Map(labels.map((label, i) => [ints[i]!, label]));
    const options = Array.from({ length: high - low + 1 }, (_, i) => {
      const label = known.get(low + i) ?? String(low + i);
      return { key: label, label, value: low + i };
    });
    return { ...base, reading: { as: 'matrix', values }, options, scaleMin: low, scaleMax: high };
  }
  if (labels.length < 2 || labels.length > 12 || sumOf(union) < labels.length * 3) return null;
  return { ...base, reading: { as: 'matrix', values: null }, options: inOrder(labels).map((label) => ({ key: label, label })) };
}

const named = (columns: ColumnGroup['columns']): PlannedOption[] =>
  columns.map(({ column, choice }) => ({ key: choice ?? `column ${column + 1}`, label: choice ?? `column ${column + 1}` }));

const sumOf = (counts: Map<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);

export function detectColumn(text: string, column: number, values: AnswerColumn, pool?: readonly string[]): PlannedQuestion {
  const base = plain(text, [{ column, choice: null }]);
  const labels = [...values.counts.keys()];
  const { n, others, counts } = values;
  if (n === 0) return textQuestion(text, column, null);
  const share = (test: (label: string) => boolean) => labels.reduce((sum, l) => sum + (test(l) ? counts.get(l)! : 0), 0) / n;

  const ints = others === 0 ? labels.map(leadingInt) : [];
  if (ints.length > 0 && ints.every((v) => v >= 0 && v <= NPS_TOP)) {
    const [low, high] = [Math.min(...ints), Math.max(...ints)];
    const hasWords = labels.some((l) => !/^\d+$/.test(l));
    const isNps =
      (NPS_HINT.test(text) && high > 5) ||
      (low === 0 && high === NPS_TOP && ints.length >= NPS_DIFFERENT && !COUNT_HINT.test(text));
    if (isNps) return { ...base, kind: 'nps', reading: { as: 'scale', values: null }, scaleMin: 0, scaleMax: NPS_TOP };
    if (!COUNT_HINT.test(text) && high >= 3 && (low >= 1 || hasWords)) {
      const top = topOf(high, n);
      const options = hasWords
        ? labels.map((label, i) => ({ key: label, label, value: ints[i]! })).sort((a, b) => a.value - b.value)
        : [];
      return {
        ...base,
        kind: 'scale',
        reading: { as: 'scale', values: hasWords ? new Map(labels.map((l, i) => [l, ints[i]!])) : null },
        options,
        scaleMin: Math.min(1, low),
        scaleMax: top,
      };
    }
    if (COUNT_HINT.test(text)) return { ...base, kind: 'number', reading: { as: 'number' } };
  }
  const words: ScaleWords | null =
    others === 0 && labels.length <= 12 ? ((pool && scaleWords(pool)) ?? scaleWords(labels)) : null;
  if (words) {
    return {
      ...base,
      kind: 'scale',
      reading: { as: 'scale', values: new Map(words.levels.map((l) => [l.label, l.value])) },
      options: [
        ...words.levels.map(({ label, value }) => ({ key: label, label, value })),
        ...words.off.map((label) => ({ key: label, label })),
      ],
      scaleMin: 1,
      scaleMax: words.top,
    };
  }
  const isNumber = (l: string) => !Number.isNaN(parseNumber(l)) && !/^\d{16,}$/.test(l);
  if (share(isNumber) >= MOST && (labels.length > 2 || COUNT_HINT.test(text)))
    return { ...base, kind: 'number', reading: { as: 'number' } };
  const { format } = detectTimeFormat(labels.slice(0, 500));
  if (share((l) => !isNumber(l)) >= MOST && (format === 'iso' || format === 'dmy' || format === 'mdy') && others === 0)
    return { ...base, kind: 'date', reading: { as: 'time', format } };
  const separator = separatorOf(values);
  if (separator) {
    const parts = new Map<string, number>();
    for (const label of labels)
      for (const part of partsOf(label, separator)) parts.set(part, (parts.get(part) ?? 0) + counts.get(label)!);
    const options = inOrder([...parts.keys()]).map((label) => ({ key: label, label }));
    return { ...base, kind: 'multi', reading: { as: 'parts', separator }, options };
  }
  const isRepeated = OPEN_HINT.test(text)
    ? labels.length * 5 <= n
    : labels.length * 2 <= n || (n < FEW && labels.length < n && values.longest <= 20);
  if (others === 0 && labels.length <= MOST_OPTIONS && isRepeated) {
    return {
      ...base,
      kind: 'single',
      reading: { as: 'choice' },
      options: inOrder(labels).map((label) => ({ key: label, label })),
    };
  }
  return textQuestion(text, column, null);
}

/** Certain ones first; a comma stands in many sentences and asks for more. */
const SEPARATORS: readonly { separator: RegExp; least: number }[] = [
  { separator: /\s*┋\s*/, least: 1 },
  { separator: /\s*\r?\n\s*/, least: 2 },
  { separator: /\s*\|\s*/, least: 2 },
  { separator: /\s*[;；]\s*/, least: 2 },
  { separator: /\s*,\s+|，/, least: 4 },
];
const MOST_PARTS = 40;
const PART_CHARS = 80;

/** Several choices in one cell: parts that come again and again. */
function separatorOf({ counts, others, n }: AnswerColumn): RegExp | null {
  for (const { separator, least } of SEPARATORS) {
    let split = 0;
    let total = 0;
    const parts = new Map<string, number>();
    for (const [label, count] of counts) {
      const own = partsOf(label, separator);
      if (own.length > 1) split += count;
      for (const part of own) parts.set(part, (parts.get(part) ?? 0) + count);
      total += own.length * count;
    }
    if (split === 0) continue;
    const isFew = parts.size <= MOST_PARTS && [...parts.keys()].every((p) => p.length <= PART_CHARS);
    const repeated = total / parts.size;
    if (least === 1 && isFew) return separator;
    if (others === 0 && isFew && repeated >= least && split >= n * 0.1 && (least < 4 || (n >= 20 && parts.size < counts.size)))
      return separator;
  }
  return null;
}

export const partsOf = (label: string, separator: RegExp): string[] =>
  [...new Set(label.split(separator).map((p) => p.trim()))].filter((p) => p !== '');

/** Usual lengths of a scale, when few have answered. */
const topOf = (high: number, n: number): number =>
  n >= ENOUGH_FOR_TOP && high >= 3 ? high : ([5, 7, NPS_TOP].find((top) => top >= high) ?? high);

/** Ranges of numbers in the order of their numbers; others as they came. */
function inOrder(labels: string[]): string[] {
  const first = labels.map(firstNumber);
  if (first.some(Number.isNaN) || labels.length < 3) return labels;
  return labels
    .map((label, i) => ({ label, at: first[i]! }))
    .sort((a, b) => a.at - b.at)
    .map(({ label }) => label);
}

function firstNumber(label: string): number {
  const found = /\d[\d,]*(\.\d+)?/.exec(label.normalize('NFKC'));
  if (!found) return NaN;
  const nudge = /^\s*(<|under|below|less|不到|少于)|以下/i.test(label)
    ? -0.5
    : /^\s*(>|over|above|more)|\+|以上/i.test(label)
      ? 0.5
      : 0;
  return Number(found[0].replaceAll(',', '')) + nudge;
}

const textQuestion = (text: string, column: number, choice: string | null): PlannedQuestion => ({
  ...plain(text, [{ column, choice }]),
  kind: 'text',
  reading: { as: 'text' },
});

const plain = (text: string, columns: PlannedQuestion['columns']) => ({
  text,
  columns,
  options: [] as PlannedOption[],
  rows: [] as PlannedOption[],
  scaleMin: null as number | null,
  scaleMax: null as number | null,
});

export interface ReadAnswer {
  /** '' = none. */
  option: string;
  num: number | null;
  text: string | null;
}

/** The answers of one response to one question. A multiple choice where nothing is marked, though the marks are there, is an answer without an option. */
export function readAnswers(question: PlannedQuestion, cell: (column: number) => string | null): ReadAnswer[] {
  const { reading, columns } = question;
  const first = answerText(cell(columns[0]!.column));
  const at = (c: { column: number }) => answerText(cell(c.column));
  switch (reading.as) {
    case 'marks': {
      const marked = columns.filter((c) => at(c) !== null);
      const taken = marked.filter((c) => isChosen(at(c)!, c.choice ?? ''));
      if (marked.length > 0 && taken.length === 0) return [{ option: '', num: null, text: null }];
      return taken.map((c) => ({ option: c.choice ?? `column ${c.column + 1}`, num: null, text: null }));
    }
    case 'ranks':
    case 'matrix':
      return columns.flatMap((c): ReadAnswer[] => {
        const text = at(c);
        if (text === null) return [];
        const num = reading.as === 'ranks' ? Number(text) : (reading.values?.get(text) ?? null);
        return [{ option: c.choice ?? `column ${c.column + 1}`, num, text: reading.as === 'ranks' ? null : text }];
      });
  }
  if (first === null) return [];
  switch (reading.as) {
    case 'choice':
      return [{ option: first, num: null, text: null }];
    case 'parts':
      return partsOf(first, reading.separator).map((option) => ({ option, num: null, text: null }));
    case 'number': {
      const num = parseNumber(first);
      return [{ option: '', num: Number.isNaN(num) ? null : num, text: Number.isNaN(num) ? first : null }];
    }
    case 'scale': {
      if (!reading.values) return [{ option: '', num: leadingInt(first), text: null }];
      return [{ option: first, num: reading.values.get(first) ?? null, text: null }];
    }
    default:
      return [{ option: '', num: null, text: first }];
  }
}
