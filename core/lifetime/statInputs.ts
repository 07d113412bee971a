/** Reading one JSON object of numbers that people name in many ways: the names of R, lifelines and the papers are all taken. */
import { InputError } from '../base/errors.ts';

export type Inputs = Record<string, unknown>;

/** Objects whose fields count as if they stood at the top. */
const NESTS = [
  'params',
  'parameters',
  'options',
  'data',
  'bgnbd',
  'bg_nbd',
  'bgnbd_params',
  'transaction_params',
  'transactions',
  'model',
  'paretonbd',
  'pareto_nbd',
  'pareto',
  'paretonbd_params',
  'gammagamma',
  'gamma_gamma',
  'gammagamma_params',
  'spend_params',
  'ggf',
  'bgbb',
  'sbg',
];

/** The inputs with nested parameters lifted, and lists of records turned into columns. What stands at the top wins. */
export function flatInputs(family: string, inputs: unknown): Inputs {
  if (!isObject(inputs)) {
    throw new InputError(
      'bad-option',
      `Inputs of ${family} must be one JSON object, got ${nameOf(inputs)}. Pass {"name": value, …}.`,
      {
        family,
      },
    );
  }
  const flat: Inputs = {};
  const take = (from: Inputs) => {
    for (const [key, value] of Object.entries(from))
      if (!(key in flat) && value !== undefined && value !== null) flat[key] = value;
  };
  take(inputs);
  for (const nest of NESTS) if (isObject(flat[nest])) take(flat[nest]);
  for (const list of ['rows', 'records', 'data', 'table']) {
    const rows = flat[list];
    if (Array.isArray(rows) && rows.length > 0 && rows.every(isObject)) {
      const columns: Inputs = {};
      for (const key of Object.keys(rows[0]!)) columns[key] = rows.map((row) => (row as Inputs)[key]);
      take(columns);
      flat['__columns'] = Object.keys(columns);
    }
  }
  // lifelines names the columns of a table
  for (const [column, name] of [
    ['duration_col', 'durations'],
    ['event_col', 'events'],
    ['weights_col', 'weights'],
    ['entry_col', 'entry'],
  ] as const) {
    const key = flat[column];
    if (typeof key === 'string' && key in flat && !(name in flat)) flat[name] = flat[key];
  }
  return flat;
}

export function isObject(value: unknown): value is Inputs {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

/** The first of several names that is there. */
export function pick(inputs: Inputs, names: readonly string[]): unknown {
  return inputs[names.find((name) => inputs[name] !== undefined && inputs[name] !== null) ?? ''];
}

export function has(inputs: Inputs, names: readonly string[]): boolean {
  return pick(inputs, names) !== undefined;
}

/** @throws InputError bad-option */
export function refuse(names: readonly string[], expected: string, got: unknown, todo: string): never {
  const name = names[0]!;
  throw new InputError('bad-option', `${capital(name)} must be ${expected}, got ${nameOf(got)}. ${todo}`, {
    name,
    got: nameOf(got),
  });
}

export function number(inputs: Inputs, names: readonly string[], otherwise?: number): number {
  const value = pick(inputs, names);
  if (value === undefined) {
    if (otherwise !== undefined) return otherwise;
    refuse(names, 'a number', undefined, `Pass it as ${names.slice(0, 4).join(', or ')}.`);
  }
  const one = isList(value) && value.length === 1 ? value[0] : value;
  const found = toNumber(one);
  if (Number.isNaN(found)) refuse(names, 'a finite number', value, 'Correct it.');
  return found;
}

/** A number above 0: the parameters of the models. */
export function positive(inputs: Inputs, names: readonly string[], otherwise?: number): number {
  const value = number(inputs, names, otherwise);
  if (!(value > 0)) refuse(names, 'above 0', value, 'Correct it.');
  return value;
}

/** A list of finite numbers, or one number as a list of one. Booleans count as 0 and 1. */
export function numbers(inputs: Inputs, names: readonly string[]): Float64Array {
  const value = pick(inputs, names);
  if (value === undefined) refuse(names, 'a list of numbers', undefined, `Pass it as ${names.slice(0, 4).join(', or ')}.`);
  return toNumbers(value, names);
}

export function toNumbers(value: unknown, names: readonly string[]): Float64Array {
  const list = isList(value) ? Array.from(value) : [value];
  const bad = list.findIndex((v) => Number.isNaN(toNumber(v)));
  if (bad >= 0) {
    refuse(names, 'a list of finite numbers', list[bad], `Correct entry ${bad + 1}, or leave the row out.`);
  }
  return Float64Array.from(list, toNumber);
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : NaN;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return NaN;
}

/** One of several words; case and - _ are ignored. */
export function choice<T extends string>(inputs: Inputs, names: readonly string[], words: Record<string, T>, otherwise: T): T {
  const value = pick(inputs, names);
  if (value === undefined) return otherwise;
  const found = typeof value === 'string' ? words[plain(value)] : undefined;
  if (!found) refuse(names, `one of ${Object.keys(words).join(', ')}`, value, 'Choose one of these.');
  return found;
}

export function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

export function sameLength(lists: Record<string, { length: number } | undefined>): void {
  const sizes = Object.entries(lists).filter(([, list]) => list !== undefined);
  const [first, ...rest] = sizes;
  for (const [name, list] of rest) {
    if (list!.length !== first![1]!.length) {
      throw new InputError(
        'bad-option',
        `Lists must have one entry a row, but ${first![0]} has ${first![1]!.length} and ${name} ${list!.length}. Pass them row by row.`,
        { name, have: list!.length, need: first![1]!.length },
      );
    }
  }
}

export const CONFIDENCE = ['confidence', 'conf_level', 'confidence_level', 'level'] as const;

/** Confidence of intervals, 0..1; `alpha` counts as its complement where no model parameter has that name. */
export function confidenceOf(inputs: Inputs): number {
  const asked = has(inputs, CONFIDENCE) ? number(inputs, CONFIDENCE) : 1 - number(inputs, ['alpha'], 0.05);
  const value = asked > 1 && asked < 100 ? asked / 100 : asked;
  if (!(value > 0 && value < 1)) refuse(CONFIDENCE, 'between 0 and 1', asked, 'Use 0.95 for the usual interval.');
  return value;
}

function capital(name: string): string {
  // parameters such as b and B are told apart by case
  return name.length < 3 || name.includes('_') ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
