/** The figures of one question, by its kind. */
import { quantile } from '../../kernel/summary.ts';
import { balance } from '../../kernel/survey/balance.ts';
import { meanOf, medianOfLevels, shareOf } from './figures.ts';
import type { Question } from './load.ts';
import type {
  ChoiceResult,
  DateResult,
  MatrixResult,
  NpsResult,
  NumberResult,
  QuestionFigures,
  RankingResult,
  ScaleResult,
} from './types.ts';

/** @param scope Uint8[responses], 1 = counts. @returns null when nobody in it answered, and for open questions, which are read elsewhere. */
export function figuresOf(question: Question, scope: Uint8Array): Exclude<QuestionFigures, { type: 'text' }> | null {
  switch (question.kind) {
    case 'nps':
      return npsOf(question, scope);
    case 'scale':
      return scaleOf(question, scope);
    case 'single':
    case 'multi':
      return choicesOf(question, scope);
    case 'matrix':
      return matrixOf(question, scope);
    case 'ranking':
      return rankingOf(question, scope);
    case 'number':
      return numbersOf(question, scope);
    case 'date':
      return datesOf(question, scope);
    case 'text':
      return null;
  }
}

/** Indexes of the answers that count, one per response (the last: an answer that was given anew replaces the one before). */
export function singleAnswers({ response, num, option }: Question, scope: Uint8Array): number[] {
  const last = new Int32Array(scope.length).fill(-1);
  for (let i = 0; i < response.length; i++)
    if (scope[response[i]!] === 1 && (!Number.isNaN(num[i]!) || option[i]! >= 0)) last[response[i]!] = i;
  return Array.from(last).filter((i) => i >= 0);
}

export const isNps = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 10;
export const PROMOTER_FROM = 9;
export const DETRACTOR_TO = 6;

/** @param values 0..10 */
export function npsFigures(values: readonly number[]): NpsResult {
  const counts = new Array<number>(11).fill(0);
  for (const v of values) counts[v]!++;
  const n = values.length;
  const promoters = values.filter((v) => v >= PROMOTER_FROM).length;
  const detractors = values.filter((v) => v <= DETRACTOR_TO).length;
  return {
    type: 'nps',
    score: balance(promoters, detractors, n),
    promoters: shareOf(promoters, n),
    passives: shareOf(n - promoters - detractors, n),
    detractors: shareOf(detractors, n),
    counts,
  };
}

function npsOf(question: Question, scope: Uint8Array): NpsResult | null {
  const values = singleAnswers(question, scope)
    .map((i) => question.num[i]!)
    .filter(isNps);
  return values.length === 0 ? null : npsFigures(values);
}

/** Levels of a scale: those listed, else every whole number from end to end (or the values seen, when the ends are far apart or not known). */
export function levelsOf({ options, scaleMin, scaleMax, num }: Question): { key: string; label: string; value: number }[] {
  const listed = options.flatMap((o) => (o.value === null ? [] : [{ key: o.key, label: o.label, value: o.value }]));
  const known = new Map(listed.map((l) => [l.value, l]));
  const add = (value: number) => {
    if (!known.has(value)) known.set(value, { key: String(value), label: String(value), value });
  };
  if (scaleMin !== null && scaleMax !== null && Number.isInteger(scaleMin) && scaleMax - scaleMin <= MOST_LEVELS)
    for (let v = scaleMin; v <= scaleMax; v++) add(v);
  for (const v of num) if (!Number.isNaN(v)) add(v);
  return [...known.values()].sort((a, b) => a.value - b.value);
}
const MOST_LEVELS = 20;

/** Place of an answer on its scale: its number, or that of the level it names. NaN = off the scale. */
export const scaleValue = ({ num, option, options }: Question, i: number): number =>
  Number.isNaN(num[i]!) ? (options[option[i]!]?.value ?? NaN) : num[i]!;

function scaleOf(question: Question, scope: Uint8Array): ScaleResult | null {
  const { option, options } = question;
  const answers = singleAnswers(question, scope);
  const off = new Map<number, number>();
  const values: number[] = [];
  for (const i of answers) {
    const value = scaleValue(question, i);
    if (Number.isNaN(value)) off.set(option[i]!, (off.get(option[i]!) ?? 0) + 1);
    else values.push(value);
  }
  const offScale = [...off].map(([o, count]) => ({ key: options[o]!.key, label: options[o]!.label, count }));
  if (values.length === 0) return null;
  const levels = levelsOf(question);
  const counts = levels.map((l) => values.filter((v) => v === l.value).length);
  const n = values.length;
  const [least, most] = [levels[0]!.value, levels.at(-1)!.value];
  const middle = (least + most) / 2;
  const topLevels = levels.length <= 3 ? 1 : 2;
  const top = counts.slice(-topLevels).reduce((a, b) => a + b, 0);
  return {
    type: 'scale',
    levels: levels.map((l, i) => ({ ...l, ...shareOf(counts[i]!, n) })),
    offScale,
    n,
    mean: meanOf(values, least, most),
    median: medianOfLevels(
      levels.map((l) => l.value),
      counts,
      n,
    ),
    top: { levels: topLevels, ...shareOf(top, n) },
    net: balance(values.filter((v) => v > middle).length, values.filter((v) => v < middle).length, n),
  };
}

/** Responses that answered, and per option those that chose it, each once. */
export function chosen(
  { response, option, options }: Question,
  scope: Uint8Array,
): { answered: number; counts: number[]; marks: Uint8Array[] } {
  const marks = options.map(() => new Uint8Array(scope.length));
  const any = new Uint8Array(scope.length);
  for (let i = 0; i < response.length; i++) {
    const r = response[i]!;
    if (scope[r] !== 1) continue;
    any[r] = 1;
    if (option[i]! >= 0) marks[option[i]!]![r] = 1;
  }
  return { answered: sum(any), counts: marks.map(sum), marks };
}

const sum = (marks: Uint8Array): number => marks.reduce((a, b) => a + b, 0);

function choicesOf(question: Question, scope: Uint8Array): ChoiceResult | null {
  const { answered, counts } = chosen(question, scope);
  if (answered === 0) return null;
  const options = question.options.map((o, i) => ({ key: o.key, label: o.label, ...shareOf(counts[i]!, answered) }));
  return {
    type: 'choice',
    isMulti: question.kind === 'multi',
    options: options.sort((a, b) => b.count - a.count),
    perPerson: counts.reduce((a, b) => a + b, 0) / answered,
  };
}

/** Column of each response in one row of a matrix; -1 = not answered. */
export function matrixRow({ response, option, column, num, options }: Question, row: number, size: number): Int32Array {
  const chosenColumn = new Int32Array(size).fill(-1);
  for (let i = 0; i < response.length; i++) {
    if (option[i] !== row) continue;
    const at = column[i]! >= 0 ? column[i]! : options.findIndex((o) => o.value === num[i]);
    if (at >= 0) chosenColumn[response[i]!] = at;
  }
  return chosenColumn;
}

function matrixOf(question: Question, scope: Uint8Array): MatrixResult | null {
  const { options, rows } = question;
  const scaled = options.flatMap((o) => (o.value === null ? [] : [o.value]));
  const [least, most] = [Math.min(...scaled), Math.max(...scaled)];
  const results = rows.map((row, r) => {
    const at = matrixRow(question, r, scope.length);
    const counts = options.map(() => 0);
    const values: number[] = [];
    at.forEach((column, response) => {
      if (column < 0 || scope[response] !== 1) return;
      counts[column]!++;
      const value = options[column]!.value;
      if (value !== null) values.push(value);
    });
    const n = counts.reduce((a, b) => a + b, 0);
    const middle = (least + most) / 2;
    const isScaled = values.length > 0;
    return {
      key: row.key,
      label: row.label,
      n,
      cells: counts.map((count) => shareOf(count, n)),
      mean: isScaled ? meanOf(values, least, most) : null,
      net: isScaled
        ? balance(values.filter((v) => v > middle).length, values.filter((v) => v < middle).length, values.length)
        : null,
    };
  });
  if (results.every((row) => row.n === 0)) return null;
  return { type: 'matrix', columns: options.map(({ key, label, value }) => ({ key, label, value })), rows: results };
}

function rankingOf({ response, option, num, options }: Question, scope: Uint8Array): RankingResult | null {
  const ranks = options.map((): number[] => []);
  for (let i = 0; i < response.length; i++)
    if (scope[response[i]!] === 1 && option[i]! >= 0 && num[i]! >= 1) ranks[option[i]!]!.push(num[i]!);
  const items = options.flatMap((o, i) => {
    const own = ranks[i]!;
    if (own.length === 0) return [];
    return [
      {
        key: o.key,
        label: o.label,
        n: own.length,
        meanRank: meanOf(own, 1, options.length),
        first: shareOf(own.filter((r) => r === 1).length, own.length),
      },
    ];
  });
  if (items.length === 0) return null;
  return { type: 'ranking', items: items.sort((a, b) => a.meanRank.value - b.meanRank.value) };
}

const BINS = 10;

function numbersOf(question: Question, scope: Uint8Array): NumberResult | null {
  const values = Float64Array.from(
    singleAnswers(question, scope)
      .map((i) => question.num[i]!)
      .filter((v) => !Number.isNaN(v)),
  ).sort();
  const n = values.length;
  if (n === 0) return null;
  const [min, max] = [values[0]!, values[n - 1]!];
  return {
    type: 'number',
    n,
    mean: meanOf(values),
    median: quantile(values, 0.5),
    min,
    max,
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
    bins: binsOf(values, min, max),
  };
}

/** Whole numbers over a short range get a bar each. */
function binsOf(values: Float64Array, min: number, max: number): NumberResult['bins'] {
  const isWhole = values.every(Number.isInteger);
  const width = isWhole
    ? Math.max(1, Math.ceil((max - min + 1) / (max - min < 2 * BINS ? 2 * BINS : BINS)))
    : (max - min) / BINS || 1;
  const count = Math.max(1, isWhole ? Math.ceil((max - min + 1) / width) : BINS);
  const bins = Array.from({ length: count }, (_, i) => ({
    from: min + i * width,
    to: min + (i + 1) * width - (isWhole ? 1 : 0),
    count: 0,
  }));
  for (const v of values) bins[Math.min(count - 1, Math.floor((v - min) / width))]!.count++;
  return bins;
}

function datesOf(question: Question, scope: Uint8Array): DateResult | null {
  let n = 0;
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < question.response.length; i++) {
    if (scope[question.response[i]!] !== 1) continue;
    n++;
    const ms = question.num[i]!;
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  return n === 0
    ? null
    : { type: 'date', n, firstAt: Number.isFinite(first) ? first : null, lastAt: Number.isFinite(last) ? last : null };
}
