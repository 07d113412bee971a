import { parseArgs } from 'node:util';
import { InputError } from '../base/errors.ts';

export type Flags = Record<string, string | boolean | undefined>;

export interface Parsed {
  positional: string[];
  flags: Flags;
}

/** @param known flag -> takes a value. @throws InputError bad-option: unknown flag, missing value. */
export function parse(argv: string[], known: Record<string, 'text' | 'switch'>): Parsed {
  const options = Object.fromEntries(
    Object.entries({ ...known, json: 'switch', debug: 'switch', help: 'switch' }).map(([name, kind]) => [
      name,
      { type: kind === 'text' ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
    return { positional: positionals, flags: values as Flags };
  } catch (cause) {
    const flag =
      /'(--?[\w-]+)/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? argv.find((a) => a.startsWith('-')) ?? '';
    const all = Object.keys(options).map((n) => `--${n}`);
    throw new InputError(
      'bad-option',
      `Option ${flag} is not known here, or its value is missing. This command takes: ${all.join(', ')}.`,
      { option: flag },
      cause,
    );
  }
}

export function text(flags: Flags, name: string): string | null {
  const value = flags[name];
  return typeof value === 'string' ? value : null;
}

export function oneOf<T extends string>(flags: Flags, name: string, allowed: readonly T[], otherwise?: T): T {
  const value = text(flags, name) ?? otherwise;
  if (value !== undefined && (allowed as readonly string[]).includes(value)) return value as T;
  throw new InputError(
    'bad-option',
    `--${name} should be ${allowed.join(', ')}, got ${value === undefined ? 'nothing' : `"${value}"`}.`,
    { option: name },
  );
}

export function whole(flags: Flags, name: string, otherwise: number, low: number, high: number): number {
  const value = text(flags, name);
  if (value === null) return otherwise;
  const n = Number(value);
  if (!Number.isInteger(n) || n < low || n > high) {
    throw new InputError('bad-option', `--${name} should be a whole number from ${low} to ${high}, got "${value}".`, {
      option: name,
    });
  }
  return n;
}

/** `a,b`; or a JSON list, for names with a comma: `["a,b"]`. */
export function list(flags: Flags, name: string): string[] {
  const value = text(flags, name) ?? '';
  const items = jsonList(value) ?? value.split(',').map((s) => s.trim());
  if (items.every((item) => typeof item === 'string')) return items.filter(Boolean);
  throw new InputError('bad-option', `--${name} should be names such as a,b or a JSON list such as ["a,b"], got ${value}.`, {
    option: name,
  });
}

/** @returns null when the text is no JSON list. */
export function jsonList(value: string): unknown[] | null {
  if (!value.trimStart().startsWith('[')) return null;
  try {
    return JSON.parse(value) as unknown[];
  } catch {
    return null;
  }
}

export function place(positional: string[], index: number, what: string): string {
  const value = positional[index];
  if (value === undefined) throw new InputError('bad-option', `${what} should be given. See hearth --help.`);
  return value;
}
