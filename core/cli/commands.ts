/** The commands of the command line: each answers one JSON-able document. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inProcess } from '../api/index.ts';
import { InputError } from '../base/errors.ts';
import { type Flags, oneOf, type Parsed, place, text, whole } from './args.ts';
import { scopeFlags, scopeOf, workspace } from './scope.ts';

export interface Command {
  usage: string;
  says: string;
  flags: Record<string, 'text' | 'switch'>;
  /** The result is a list, written as one JSON document a line. */
  isLines?: boolean;
  run(parsed: Parsed, progress: (stage: string, fraction: number | null) => void): unknown;
}

const engine = inProcess();
const GRAINS = ['day', 'week', 'month'] as const;

const grained = (flags: Flags) => ({ ...scopeOf(flags), grain: oneOf(flags, 'grain', GRAINS, 'week') });

export const COMMANDS: Record<string, Command> = {
  sample: {
    usage: 'sample <ws>',
    says: 'Make the bundled sample community (synthetic), with its answer sheet beside it.',
    flags: {},
    run: (parsed, progress) => engine.sample(workspace(parsed), Date.now(), progress),
  },
  import: {
    usage:
      'import <ws> <path>… [--as FORMAT] [--recipe FILE] [--tz ZONE] [--encoding E] [--source NAME] [--anchor DATE] | import --guess <path>',
    says: 'Read exports into a workspace (made when missing). --guess prints the recipe it would use.',
    flags: { as: 'text', recipe: 'text', tz: 'text', encoding: 'text', source: 'text', anchor: 'text', guess: 'switch' },
    run(parsed, progress) {
      const { positional, flags } = parsed;
      const options = {
        as: flags['as'] === undefined ? null : oneOf(flags, 'as', ['stackexchange', 'oulad', 'hearth', 'survey', 'table']),
        tz: text(flags, 'tz'),
        encoding: text(flags, 'encoding'),
        anchor: text(flags, 'anchor'),
      };
      if (flags['guess'])
        return engine.guess({ ...options, paths: [resolve(place(positional, 0, 'The file or folder (<path>)'))] });
      const path = workspace(parsed);
      place(positional, 1, 'The export to read (<path>)');
      return engine.import(path, {
        ...options,
        paths: positional.slice(1).map((p) => resolve(p)),
        recipe: recipeFrom(text(flags, 'recipe')),
        source: text(flags, 'source'),
        now: Date.now(),
        progress,
      });
    },
  },
  export: {
    usage: 'export <ws> <folder>',
    says: 'Write the workspace as CSV tables (a Hearth export): other tools read them, and an import reads them back.',
    flags: {},
    run: (parsed) => ({
      kind: 'export',
      tables: engine.export(workspace(parsed), resolve(place(parsed.positional, 1, 'The folder to write to (<folder>)'))),
    }),
  },
  describe: {
    usage: 'describe <ws>',
    says: 'What a workspace holds.',
    flags: {},
    run: (parsed) => engine.ask(workspace(parsed), 'describe', undefined as never),
  },
  activity: {
    usage: 'activity <ws> --grain day|week|month [--basis events|posts|all] [--kinds a,b] [--from DATE --to DATE]',
    says: 'Active members, joins and leaves per period.',
    flags: { grain: 'text', ...scopeFlags },
    run: (parsed) => engine.ask(workspace(parsed), 'activity', grained(parsed.flags)),
  },
  lifecycle: {
    usage: 'lifecycle <ws> --grain day|week|month [--basis …] [--kinds …] [--from … --to …]',
    says: 'New, returning, resurrected and dormant members per period.',
    flags: { grain: 'text', ...scopeFlags },
    run: (parsed) => engine.ask(workspace(parsed), 'lifecycle', grained(parsed.flags)),
  },
  stickiness: {
    usage: 'stickiness <ws> [--basis …] [--kinds …] [--from … --to …]',
    says: 'Members active on a day, in 7 and in 28 days.',
    flags: { ...scopeFlags },
    run: (parsed) => engine.ask(workspace(parsed), 'stickiness', scopeOf(parsed.flags)),
  },
  top: {
    usage: 'top <ws> --by events|members [--limit N] [--basis …] [--kinds …] [--from … --to …]',
    says: 'The contents that drew most.',
    flags: { by: 'text', limit: 'text', ...scopeFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'top', {
        ...scopeOf(parsed.flags),
        by: oneOf(parsed.flags, 'by', ['events', 'members'] as const, 'events'),
        limit: whole(parsed.flags, 'limit', 10, 1, 10_000),
      }),
  },
  members: {
    usage: 'members <ws> [--search TEXT] [--offset N] [--limit N]',
    says: 'The member list, last seen first.',
    flags: { search: 'text', offset: 'text', limit: 'text' },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'members', {
        search: text(parsed.flags, 'search') ?? '',
        facets: {},
        mark: null,
        sort: { column: 'lastSeenAt', direction: 'desc' },
        offset: whole(parsed.flags, 'offset', 0, 0, 2 ** 31),
        limit: whole(parsed.flags, 'limit', 100, 1, 100_000),
      }),
  },
  history: {
    usage: 'history <ws>',
    says: 'Steps that can be undone and redone.',
    flags: {},
    run: (parsed) => engine.ask(workspace(parsed), 'history', undefined as never),
  },
  undo: {
    usage: 'undo <ws>',
    says: 'Take back the last step.',
    flags: {},
    run: (parsed) => ({ kind: 'undone', action: engine.write(workspace(parsed), 'undo', { now: Date.now() }) }),
  },
  redo: {
    usage: 'redo <ws>',
    says: 'Do the step again that was taken back last.',
    flags: {},
    run: (parsed) => ({ kind: 'redone', action: engine.write(workspace(parsed), 'redo', { now: Date.now() }) }),
  },
  note: {
    usage: 'note <ws> <member number> <text>',
    says: 'Keep a note on a member; an empty text removes it.',
    flags: {},
    run(parsed) {
      const memberNo = Number(place(parsed.positional, 1, 'The member number'));
      engine.write(workspace(parsed), 'saveNote', { memberNo, note: place(parsed.positional, 2, 'The text'), now: Date.now() });
      return { kind: 'saved' };
    },
  },
  settings: {
    usage: 'settings <ws> [--name TEXT] [--tz ZONE] [--currency CODE]',
    says: 'Show or change the name, time zone and currency of the community.',
    flags: { name: 'text', tz: 'text', currency: 'text' },
    run(parsed) {
      const path = workspace(parsed);
      const { settings } = engine.ask(path, 'info', undefined as never);
      const { flags } = parsed;
      if (!flags['name'] && !flags['tz'] && !flags['currency']) return { kind: 'settings', ...settings };
      const changed = {
        name: text(flags, 'name') ?? settings.name,
        tz: text(flags, 'tz') ?? settings.tz,
        currency: text(flags, 'currency') ?? settings.currency,
      };
      return { kind: 'settings', ...engine.write(path, 'saveSettings', { ...changed, now: Date.now() }) };
    },
  },
};

function recipeFrom(path: string | null) {
  if (path === null) return null;
  let content: string;
  try {
    content = readFileSync(resolve(path), 'utf8');
  } catch (cause) {
    throw new InputError('file-not-found', `There is no recipe file at ${path}.`, { path }, cause);
  }
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new InputError(
      'bad-recipe',
      `The recipe should be JSON, but ${path} is not (${(cause as Error).message}).`,
      { path },
      cause,
    );
  }
}
