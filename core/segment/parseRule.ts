import { InputError } from '../base/errors.ts';
import { dayNumber } from '../kernel/calendar.ts';
import { MAX_STEPS } from '../kernel/rule/markBySequence.ts';
import { checkNames } from './checkNames.ts';
import type { SegmentContext } from './context.ts';
import { DATES, type Rule, type Times, type Window } from './rule.ts';

const MAX_DEPTH = 12;
const MAX_NODES = 200;
const MAX_VALUES = 500;
const MAX_DAYS = 3660; // ten years
const MAX_TIMES = 1_000_000;
const MAX_TEXT = 500;

const NODES = [
  'all',
  'any',
  'not',
  'trait',
  'measure',
  'date',
  'did',
  'first',
  'last',
  'sequence',
  'segment',
  'members',
] as const;
const WINDOWS = ['lastDays', 'beforeLastDays', 'from', 'to', 'sinceJoinDays'] as const;

/** Reads a rule from anything, such as a file a person wrote. What it is given is not modified; the rule keeps its shape and order.
 *  @param context when given, kinds, traits, measures, contents and segments must exist, and segments must not lead back to themselves
 *  @throws InputError bad-option: with the path of the part, what was expected, what arrived. */
export function parseRule(input: unknown, context?: SegmentContext): Rule {
  const rule = readNode(input, '', 1, { count: 0 });
  if (context) checkNames(context, rule);
  return rule;
}

/** @param path '' at the top */
export function wrong(path: string, expected: string, arrived: unknown, todo: string): InputError {
  const shown = show(arrived);
  const place = path === '' ? 'The rule' : `"${path}"`;
  return new InputError('bad-option', `${place} should be ${expected}, got ${shown}. ${todo}`, {
    path,
    expected,
    got: shown,
  });
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

type Fields = Record<string, unknown>;

function readNode(input: unknown, path: string, depth: number, seen: { count: number }): Rule {
  if (depth > MAX_DEPTH)
    throw wrong(path, `at most ${MAX_DEPTH} levels deep`, input, 'Put the inner part into a segment of its own.');
  if (++seen.count > MAX_NODES)
    throw wrong(path, `within ${MAX_NODES} conditions`, input, 'Put some of them into a segment of their own.');
  const fields = objectOf(input, path, `a condition with one of ${NODES.join(', ')}`);
  const names = NODES.filter((name) => fields[name] !== undefined);
  if (names.length !== 1) {
    const expected = `a condition with exactly one of ${NODES.join(', ')}`;
    throw wrong(path, expected, input, names.length === 0 ? 'Say what it tests.' : 'Join several with "all" or "any".');
  }
  const at = (step: string) => (path === '' ? step : `${path}.${step}`);
  const part = (value: unknown, step: string) => readNode(value, at(step), depth + 1, seen);
  const optional = <T>(name: string, read: (value: unknown, path: string) => T): { [k: string]: T } =>
    fields[name] === undefined ? {} : { [name]: read(fields[name], at(name)) };
  const only = (...allowed: string[]) => onlyFields(fields, path, allowed);
  switch (names[0]!) {
    case 'all':
      only('all');
      return { all: listOf(fields['all'], at('all')).map((v, i) => part(v, `all[${i}]`)) };
    case 'any':
      only('any');
      return { any: listOf(fields['any'], at('any')).map((v, i) => part(v, `any[${i}]`)) };
    case 'not':
      only('not');
      return { not: part(fields['not'], 'not') };
    case 'trait': {
      only('trait', 'is', 'isNot', 'known');
      const tests = ['is', 'isNot', 'known'].filter((name) => fields[name] !== undefined);
      if (tests.length !== 1)
        throw wrong(path, 'a trait with exactly one of is, isNot, known', input, 'Use two conditions to test it twice.');
      return {
        trait: text(fields['trait'], at('trait')),
        ...optional('is', texts),
        ...optional('isNot', texts),
        ...optional('known', flag),
      };
    }
    case 'measure': {
      only('measure', 'atLeast', 'atMost', 'above', 'below');
      const lower = ['atLeast', 'above'].filter((name) => fields[name] !== undefined);
      const upper = ['atMost', 'below'].filter((name) => fields[name] !== undefined);
      if (lower.length + upper.length === 0 || lower.length > 1 || upper.length > 1) {
        const expected = 'a measure with at most one of atLeast, above and at most one of atMost, below';
        throw wrong(path, expected, input, 'Give a lower bound, an upper bound, or one of each.');
      }
      return {
        measure: text(fields['measure'], at('measure')),
        ...optional('atLeast', number),
        ...optional('above', number),
        ...optional('atMost', number),
        ...optional('below', number),
      };
    }
    case 'date':
      only('date', 'window');
      return { date: oneOf(fields['date'], at('date'), DATES), window: windowOf(fields['window'], at('window')) };
    case 'did':
      only('did', 'times', 'window', 'content', 'inBasis');
      return {
        did: texts(fields['did'], at('did'), 0),
        ...optional('times', times),
        ...optional('window', windowOf),
        ...optional('content', texts),
        ...optional('inBasis', (v, p) => oneOf(v, p, ['events', 'posts', 'all'] as const)),
      };
    case 'first':
      only('first', 'window');
      return { first: texts(fields['first'], at('first'), 0), window: windowOf(fields['window'], at('window')) };
    case 'last':
      only('last', 'window');
      return { last: texts(fields['last'], at('last'), 0), window: windowOf(fields['window'], at('window')) };
    case 'sequence': {
      only('sequence', 'withinDays', 'window');
      const steps = listOf(fields['sequence'], at('sequence'));
      if (steps.length < 2 || steps.length > MAX_STEPS)
        throw wrong(
          at('sequence'),
          `a list of 2 to ${MAX_STEPS} steps`,
          fields['sequence'],
          'Name what came first and what came later.',
        );
      return {
        sequence: steps.map((step, i) => texts(step, at(`sequence[${i}]`), 0)),
        withinDays: fields['withinDays'] === undefined ? null : nullOr(fields['withinDays'], at('withinDays')),
        ...optional('window', windowOf),
      };
    }
    case 'segment': {
      only('segment');
      const ref = fields['segment'];
      return {
        segment: typeof ref === 'number' ? whole(ref, at('segment'), 1, Number.MAX_SAFE_INTEGER) : text(ref, at('segment')),
      };
    }
    case 'members':
      only('members');
      return { members: listOf(fields['members'], at('members')).map((v, i) => whole(v, at(`members[${i}]`), 1, 2 ** 31 - 1)) };
  }
}

function windowOf(input: unknown, path: string): Window {
  const fields = objectOf(input, path, `a window with one of lastDays, beforeLastDays, from/to, sinceJoinDays`);
  onlyFields(fields, path, WINDOWS);
  const names = WINDOWS.filter((name) => fields[name] !== undefined);
  const isRange = names.length > 0 && names.every((name) => name === 'from' || name === 'to');
  if (!isRange && names.length !== 1) {
    throw wrong(
      path,
      'a window with one of lastDays, beforeLastDays, from and to, sinceJoinDays',
      input,
      'Choose one kind of window.',
    );
  }
  if (!isRange) {
    const name = names[0] as 'lastDays' | 'beforeLastDays' | 'sinceJoinDays';
    return { [name]: whole(fields[name], `${path}.${name}`, 1, MAX_DAYS) } as Window;
  }
  const range: { from?: string; to?: string } = {};
  if (fields['from'] !== undefined) range.from = day(fields['from'], `${path}.from`);
  if (fields['to'] !== undefined) range.to = day(fields['to'], `${path}.to`);
  if (range.from !== undefined && range.to !== undefined && range.from > range.to)
    throw wrong(path, 'a range that starts before it ends', input, 'Swap the dates.');
  return range;
}

function times(input: unknown, path: string): Times {
  const fields = objectOf(input, path, 'a number of times with atLeast, atMost or exactly');
  onlyFields(fields, path, ['atLeast', 'atMost', 'exactly']);
  const out: Times = {};
  for (const name of ['atLeast', 'atMost', 'exactly'] as const)
    if (fields[name] !== undefined) out[name] = whole(fields[name], `${path}.${name}`, 0, MAX_TIMES);
  if (out.exactly !== undefined && (out.atLeast !== undefined || out.atMost !== undefined))
    throw wrong(path, 'either "exactly", or "atLeast" and "atMost"', input, 'Remove one of them.');
  if (out.atLeast !== undefined && out.atMost !== undefined && out.atLeast > out.atMost)
    throw wrong(path, 'a range whose "atLeast" is not above its "atMost"', input, 'Swap the numbers.');
  return out;
}

function objectOf(input: unknown, path: string, expected: string): Fields {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw wrong(path, expected, input, 'Write it as { … }.');
  return input as Fields;
}

function onlyFields(fields: Fields, path: string, allowed: readonly string[]): void {
  for (const name of Object.keys(fields)) {
    if (!allowed.includes(name))
      throw wrong(
        path === '' ? name : `${path}.${name}`,
        `one of ${allowed.join(', ')}`,
        name,
        'Remove it, or correct its name.',
      );
  }
}

function listOf(input: unknown, path: string): unknown[] {
  if (!Array.isArray(input)) throw wrong(path, 'a list', input, 'Write it as [ … ].');
  return input as unknown[];
}

function texts(input: unknown, path: string, least = 1): string[] {
  const list = listOf(input, path);
  if (list.length < least || list.length > MAX_VALUES)
    throw wrong(path, `a list of ${least} to ${MAX_VALUES} texts`, input, least === 0 ? 'Shorten it.' : 'Name at least one.');
  return list.map((v, i) => text(v, `${path}[${i}]`));
}

function text(input: unknown, path: string): string {
  if (typeof input !== 'string' || input === '' || input.length > MAX_TEXT || input.includes('\0'))
    throw wrong(path, `a text of 1 to ${MAX_TEXT} characters`, input, 'Write it in quotes.');
  return input;
}

function flag(input: unknown, path: string): boolean {
  if (typeof input !== 'boolean') throw wrong(path, 'true or false', input, 'Write it without quotes.');
  return input;
}

function number(input: unknown, path: string): number {
  if (typeof input !== 'number' || !Number.isFinite(input)) throw wrong(path, 'a number', input, 'Write it without quotes.');
  return input;
}

function whole(input: unknown, path: string, low: number, high: number): number {
  if (!Number.isInteger(input) || (input as number) < low || (input as number) > high)
    throw wrong(path, `a whole number from ${low} to ${high}`, input, 'Correct the number.');
  return input as number;
}

const nullOr = (input: unknown, path: string): number | null => (input === null ? null : whole(input, path, 1, MAX_DAYS));

function day(input: unknown, path: string): string {
  if (typeof input !== 'string' || Number.isNaN(dayNumber(input)))
    throw wrong(path, 'a date such as 2025-11-24', input, 'Write year, month and day.');
  return input;
}

function oneOf<T extends string>(input: unknown, path: string, allowed: readonly T[]): T {
  if (!allowed.includes(input as T)) throw wrong(path, `one of ${allowed.join(', ')}`, input, 'Choose one of these.');
  return input as T;
}
