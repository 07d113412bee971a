/** Options that narrow any question: days, kinds, and whom it looks at. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../base/errors.ts';
import { type Flags, list, oneOf, type Parsed, place, text, whole } from './args.ts';

/** For questions about all days and kinds of some members. */
export const peopleFlags = { where: 'text', segment: 'text' } as const;
export const scopeFlags = { basis: 'text', kinds: 'text', from: 'text', to: 'text', ...peopleFlags } as const;

export const workspace = ({ positional }: Parsed): string => resolve(place(positional, 0, 'The workspace file (<ws>)'));

export const scopeOf = (flags: Flags) => ({
  basis: oneOf(flags, 'basis', ['all', 'events', 'posts'], 'all'),
  kinds: list(flags, 'kinds'),
  from: text(flags, 'from'),
  to: text(flags, 'to'),
  ...peopleOf(flags),
});

export function peopleOf(flags: Flags) {
  const where = text(flags, 'where');
  return {
    where: where === null ? null : ruleFile(where),
    segment: text(flags, 'segment') === null ? null : whole(flags, 'segment', 1, 1, 2 ** 31),
  };
}

/** @throws InputError file-not-found; bad-option: not JSON. What the rule says is checked by the engine. */
export function ruleFile(path: string): object {
  let content: string;
  try {
    content = readFileSync(resolve(path), 'utf8');
  } catch (cause) {
    throw new InputError('file-not-found', `There is no rule file at ${path}.`, { path }, cause);
  }
  try {
    return JSON.parse(content) as object;
  } catch (cause) {
    throw new InputError(
      'bad-option',
      `The rule should be JSON, but ${path} is not (${(cause as Error).message}).`,
      { path },
      cause,
    );
  }
}
