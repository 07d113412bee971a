/** The page's options from the address: whatever it holds, what comes out can be asked. */
import type { Grain, RetentionDefinition } from '../../../core/api/contract.ts';
import type { RetentionSearch } from '../../app/search.ts';

export interface RetentionOptions extends RetentionDefinition {
  breakdown: string | null;
  group: string | null;
  column: number | null;
  isMoved: boolean;
}

/** Columns shown at first: they fit beside the names without scrolling. */
export const FIRST_PERIODS = 13;
const GRAINS: readonly Grain[] = ['day', 'week', 'month'];
const MOST_BRACKETS = 40;

export function retentionOptions(search: RetentionSearch | undefined): RetentionOptions {
  const raw: Partial<Record<keyof RetentionOptions, unknown>> = search ?? {};
  const oneOf = <V extends string>(value: unknown, values: readonly V[], otherwise: V): V =>
    values.includes(value as V) ? (value as V) : otherwise;
  const kinds = (value: unknown) =>
    Array.isArray(value) && value.length > 0 && value.every((kind) => typeof kind === 'string') ? (value as string[]) : null;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const cohort = oneOf(raw.cohort, GRAINS, 'week');
  return {
    cohort,
    entry: kinds(raw.entry) ?? oneOf<'joined' | 'first-event'>(raw.entry, ['joined', 'first-event'], 'first-event'),
    return: kinds(raw.return) ?? oneOf<'any' | 'posts'>(raw.return, ['any', 'posts'], 'any'),
    period: oneOf(raw.period, GRAINS, cohort),
    mode: oneOf(raw.mode, ['on', 'on-or-after', 'bracket'], 'on'),
    brackets: bracketsOf(raw.brackets),
    window: oneOf(raw.window, ['calendar', 'hours24'], 'calendar'),
    mean: oneOf(raw.mean, ['weighted', 'simple'], 'weighted'),
    periods: raw.periods === null ? null : isCount(raw.periods) ? raw.periods : FIRST_PERIODS,
    breakdown: text(raw.breakdown),
    group: text(raw.group),
    column: isCount(raw.column) || raw.column === 0 ? raw.column : null,
    isMoved: raw.isMoved === true,
  };
}

/** What a question and a mark take. @param brackets those asked for, or the suggested ones */
export function definitionOf(options: RetentionOptions, brackets: [number, number][] | null): RetentionDefinition {
  const { cohort, entry, period, mode, window, mean, periods } = options;
  return {
    cohort,
    entry,
    return: options.return,
    period,
    mode,
    brackets: mode === 'bracket' ? brackets : null,
    window,
    mean,
    periods: mode === 'bracket' ? null : periods,
  };
}

/** The column that the page speaks of when none is chosen: a week for days, a month for weeks, a quarter for months; the first range. */
export function firstColumn({ mode, period }: Pick<RetentionDefinition, 'mode' | 'period'>): number {
  return mode === 'bracket' ? 0 : { day: 7, week: 4, month: 3 }[period];
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1000;

function bracketsOf(value: unknown): [number, number][] | null {
  return Array.isArray(value) && isRising(value as [number, number][]) ? (value as [number, number][]) : null;
}

export function isRising(brackets: [number, number][]): boolean {
  return (
    brackets.length > 0 &&
    brackets.length <= MOST_BRACKETS &&
    brackets.every(
      (pair, i) =>
        Array.isArray(pair) &&
        pair.every((n) => Number.isInteger(n) && n >= 0) &&
        pair[1] >= pair[0] &&
        (i === 0 || pair[0] > brackets[i - 1]![1]),
    )
  );
}

/** 8–28, 8-28, 8~28, 8至28, or one period alone. @returns null when it is none */
export function readBracket(text: string): [number, number] | null {
  const parts = text.trim().match(/^(\d{1,4})(?:\s*[-–—~～至到]\s*(\d{1,4}))?$/);
  if (!parts) return null;
  const from = Number(parts[1]);
  const to = parts[2] === undefined ? from : Number(parts[2]);
  return to >= from ? [from, to] : null;
}

export const bracketText = ([from, to]: readonly [number, number]): string => (from === to ? String(from) : `${from}–${to}`);
