/** Commands about members: profiles, segments, cohorts, clusters, ways, ties. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { clusterFile, inProcess, runStat, survivalFile } from '../api/index.ts';
import { InputError } from '../base/errors.ts';
import { type Flags, jsonList, list, oneOf, place, text, whole } from './args.ts';
import type { Command } from './commands.ts';
import { peopleFlags, peopleOf, ruleFile, scopeFlags, scopeOf, workspace } from './scope.ts';

const engine = inProcess();
const GRAINS = ['day', 'week', 'month'] as const;

const retentionFlags = {
  cohort: 'text',
  entry: 'text',
  return: 'text',
  period: 'text',
  mode: 'text',
  brackets: 'text',
  window: 'text',
  mean: 'text',
  periods: 'text',
  grain: 'text',
} as const;

/** `--grain G` alone means cohorts and periods of G. */
function retentionOf(flags: Flags) {
  const grain = oneOf(flags, 'grain', GRAINS, 'week');
  const brackets = text(flags, 'brackets');
  return {
    ...scopeOf(flags),
    cohort: oneOf(flags, 'cohort', GRAINS, grain),
    period: oneOf(flags, 'period', GRAINS, flags['grain'] === undefined ? oneOf(flags, 'cohort', GRAINS, 'week') : grain),
    entry: kindsOr(flags, 'entry', ['joined', 'first-event'] as const, 'first-event'),
    return: kindsOr(flags, 'return', ['any', 'posts'] as const, 'any'),
    mode: oneOf(flags, 'mode', ['on', 'on-or-after', 'bracket'], brackets === null ? 'on' : 'bracket'),
    brackets: brackets === null ? null : brackets.split(',').map(bracket),
    window: oneOf(flags, 'window', ['calendar', 'hours24'], 'calendar'),
    mean: oneOf(flags, 'mean', ['weighted', 'simple'], 'weighted'),
    periods: text(flags, 'periods') === null ? null : whole(flags, 'periods', 12, 1, 1000),
  };
}

/** A word with a meaning of its own, else kinds. */
function kindsOr<T extends string>(flags: Flags, name: string, words: readonly T[], otherwise: T): T | string[] {
  const value = text(flags, name) ?? otherwise;
  return words.find((w) => w === value) ?? list(flags, name);
}

function bracket(range: string): [number, number] {
  const found = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(range);
  if (!found)
    throw new InputError('bad-option', `--brackets should be ranges such as 1-3,4-7,8-28, got "${range}".`, {
      option: 'brackets',
    });
  return [Number(found[1]), Number(found[2] ?? found[1])];
}

/** Kinds that have to be named. */
function kindsOf(flags: Flags, name: string): string[] {
  const kinds = list(flags, name);
  if (kinds.length > 0) return kinds;
  throw new InputError('bad-option', `--${name} should name at least one kind of action, got nothing.`, { option: name });
}

/** `a,b|c` is two steps, the second either of two; or JSON, for kinds with a comma or a bar in their name: `["a",["b","c"]]`. */
function stepsOf(flags: Flags): string[][] {
  const value = text(flags, 'steps') ?? '';
  const steps =
    jsonList(value)?.map((step) => [step].flat()) ?? value.split(',').map((step) => step.split('|').map((kind) => kind.trim()));
  if (steps.every(isNames)) return steps;
  throw new InputError('bad-option', `--steps should be kinds of action such as view,like|share,purchase, got "${value}".`, {
    option: 'steps',
  });
}

const isNames = (step: unknown[]): step is string[] => step.length > 0 && step.every((k) => typeof k === 'string' && k !== '');

/** `7d`, `12h`, `2w`; a number alone is days. */
function days(flags: Flags, name: string, otherwise: number): number {
  const value = text(flags, name);
  if (value === null) return otherwise;
  const found = /^(\d+(?:\.\d+)?)\s*([mhdw]?)$/.exec(value.trim());
  const unit = { m: 1 / 1440, h: 1 / 24, d: 1, w: 7, '': 1 }[found?.[2] ?? ''];
  if (!found || unit === undefined)
    throw new InputError('bad-option', `--${name} should be a length of time such as 7d, 12h or 2w, got "${value}".`, {
      option: name,
    });
  return Number(found[1]) * unit;
}

const clusterOf = (flags: Flags) => ({
  ...peopleOf(flags),
  k: text(flags, 'k') === null ? null : whole(flags, 'k', 2, 2, 12),
  features: list(flags, 'features').length === 0 ? null : list(flags, 'features'),
  seed: whole(flags, 'seed', 1, 0, 2 ** 31),
});

const peopleUsage = '[--where RULEFILE] [--segment N]';
const scopeUsage = '[--basis events|posts|all] [--kinds a,b] [--from DATE --to DATE] [--where RULEFILE] [--segment N]';

export const MEMBER_COMMANDS: Record<string, Command> = {
  profile: {
    usage: `profile <ws> [--member ID] ${peopleUsage}`,
    says: 'How the members are spread in every measure, state, level and class; or one member beside the others.',
    flags: { member: 'text', ...peopleFlags },
    run(parsed) {
      const path = workspace(parsed);
      const member = text(parsed.flags, 'member');
      return member === null
        ? engine.ask(path, 'profiles', peopleOf(parsed.flags))
        : engine.ask(path, 'profileById', { id: member });
    },
  },
  rfm: {
    usage: `rfm <ws> ${peopleUsage}`,
    says: 'Recency, frequency, depth and spend: members in eight classes.',
    flags: peopleFlags,
    run: (parsed) => engine.ask(workspace(parsed), 'rfm', peopleOf(parsed.flags)),
  },
  attribute: {
    usage: `attribute <ws> <name> [--limit N] ${peopleUsage}`,
    says: 'Members by an attribute: how many, how active, what they spend.',
    flags: { limit: 'text', ...peopleFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'attribute', {
        ...peopleOf(parsed.flags),
        attribute: place(parsed.positional, 1, 'The attribute'),
        limit: whole(parsed.flags, 'limit', 30, 1, 200),
      }),
  },
  score: {
    usage: `score <ws> [--limit N] ${peopleUsage}`,
    says: 'Who takes part most, and the levels.',
    flags: { limit: 'text', ...peopleFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'scores', {
        ...peopleOf(parsed.flags),
        value: null,
        limit: whole(parsed.flags, 'limit', 50, 1, 500),
      }),
  },
  'at-risk': {
    usage: `at-risk <ws> [--horizon DAYS] [--limit N] ${peopleUsage}`,
    says: 'Members about to be lost, the most valuable first, with reasons.',
    flags: { horizon: 'text', limit: 'text', ...peopleFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'atRisk', {
        ...peopleOf(parsed.flags),
        horizonDays: whole(parsed.flags, 'horizon', 28, 1, 180),
        limit: whole(parsed.flags, 'limit', 100, 1, 500),
      }),
  },
  moved: {
    usage: 'moved <ws>',
    says: 'What is different since the import before: at most five changes.',
    flags: {},
    run: (parsed) => engine.ask(workspace(parsed), 'whatMoved', {}),
  },
  tags: {
    usage: 'tags <ws>',
    says: 'Every tag, with how many members have each value.',
    flags: {},
    run: (parsed) => ({ kind: 'tags', rows: engine.ask(workspace(parsed), 'tags', {}) }),
  },
  segment: {
    usage: 'segment count|list|save|all <ws> [--rule FILE] [--name TEXT] [--language zh|en]',
    says: 'Members a rule means: how many, who; or keep it under a name. The rule as sentence, tree and SQL. `all` lists what is kept.',
    flags: { rule: 'text', name: 'text', language: 'text' },
    run(parsed) {
      const { flags, positional } = parsed;
      const what = place(positional, 0, 'count, list, save or all');
      const path = resolve(place(positional, 1, 'The workspace file (<ws>)'));
      if (what === 'all') return engine.ask(path, 'segments', {});
      if (!['count', 'list', 'save'].includes(what))
        throw new InputError('bad-option', `segment should be followed by count, list, save or all, got "${what}".`, { what });
      const rule = ruleFrom(text(flags, 'rule'));
      const language = oneOf(flags, 'language', ['zh', 'en'], 'en');
      const found = engine.ask(path, 'segmentPreview', { rule, language });
      if (what === 'count' || found.kind === 'unavailable') return found;
      if (what === 'list') return { ...found, members: engine.ask(path, 'membersOfRule', { rule }) };
      const name = text(flags, 'name') ?? found.sentence.en.slice(0, 80);
      return { ...found, saved: engine.write(path, 'saveSegment', { segmentNo: null, name, rule, now: Date.now() }) };
    },
  },
  retention: {
    usage: `retention <ws> --cohort day|week|month --entry joined|first-event|KIND[,KIND] --return any|posts|KIND[,KIND] --period day|week|month --mode on|on-or-after|bracket [--brackets 1-3,4-7] [--window calendar|hours24] [--mean weighted|simple] [--periods N] [--breakdown ATTRIBUTE|segment:N] ${scopeUsage}`,
    says: 'Members by when they entered, and how many come back later. --grain G means cohorts and periods of G.',
    flags: { ...retentionFlags, breakdown: 'text', ...scopeFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'retention', { ...retentionOf(parsed.flags), breakdown: text(parsed.flags, 'breakdown') }),
  },
  'retention-trend': {
    usage: 'retention-trend <ws> --column N [options of retention]',
    says: 'One column of the retention table over the cohorts, and where it changed for good.',
    flags: { ...retentionFlags, column: 'text', ...scopeFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'retentionTrend', {
        ...retentionOf(parsed.flags),
        column: whole(parsed.flags, 'column', 1, 0, 1000),
      }),
  },
  power: {
    usage: `power <ws> [--width 7|28] ${scopeUsage}`,
    says: 'Members by active days in 28 (or 7), month by month.',
    flags: { width: 'text', ...scopeFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'power', {
        ...scopeOf(parsed.flags),
        width: oneOf(parsed.flags, 'width', ['7', '28'], '28') === '7' ? 7 : 28,
      }),
  },
  flow: {
    usage: `flow <ws> --grain day|week|month ${scopeUsage}`,
    says: 'From which state to which members move, period by period.',
    flags: { grain: 'text', ...scopeFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'flow', { ...scopeOf(parsed.flags), grain: oneOf(parsed.flags, 'grain', GRAINS, 'week') }),
  },
  answers: {
    usage: `answers <ws> [--where RULEFILE] [--segment N]`,
    says: 'How fast questions are answered, and which wait.',
    flags: peopleFlags,
    run: (parsed) => engine.ask(workspace(parsed), 'answers', peopleOf(parsed.flags)),
  },
  'early-acts': {
    usage: `early-acts <ws> [--first DAYS] [--stay FROM-TO] ${peopleUsage}`,
    says: 'Which act in the first days goes with staying, checked on later members. No proof of cause.',
    flags: { first: 'text', stay: 'text', ...peopleFlags },
    run(parsed) {
      const [from, to] = bracket(text(parsed.flags, 'stay') ?? '28-56');
      return engine.ask(workspace(parsed), 'earlyActs', {
        ...peopleOf(parsed.flags),
        actDays: whole(parsed.flags, 'first', 7, 1, 60),
        stayFromDays: from,
        stayToDays: to,
      });
    },
  },
  funnel: {
    usage: `funnel <ws> --steps a,b,c [--window 7d] [--order ordered|strict|any] ${scopeUsage}`,
    says: 'How many members come how far. A step of several kinds: a|b. Same second: order of the export; one action is never two steps.',
    flags: { steps: 'text', window: 'text', order: 'text', ...scopeFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'funnel', {
        ...scopeOf(parsed.flags),
        steps: stepsOf(parsed.flags),
        windowDays: days(parsed.flags, 'window', 7),
        order: oneOf(parsed.flags, 'order', ['ordered', 'strict', 'any'] as const, 'ordered'),
      }),
  },
  paths: {
    usage: `paths <ws> [--anchor KIND[,KIND]] [--depth N] [--gap 30m] [--keep N] [--compare SEGMENT] ${scopeUsage}`,
    says: 'What members do first in a visit, and then, and then.',
    flags: { anchor: 'text', depth: 'text', gap: 'text', keep: 'text', compare: 'text', ...scopeFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'paths', {
        ...scopeOf(parsed.flags),
        anchor: list(parsed.flags, 'anchor'),
        depth: whole(parsed.flags, 'depth', 5, 2, 8),
        gapMinutes: Math.round(days(parsed.flags, 'gap', 30 / 1440) * 1440),
        keep: whole(parsed.flags, 'keep', 6, 1, 20),
        compare: text(parsed.flags, 'compare') === null ? null : whole(parsed.flags, 'compare', 1, 1, 2 ** 31),
      }),
  },
  cluster: {
    usage: `cluster <ws> [--k N] [--features a,b] [--seed N] ${peopleUsage} | cluster --table FILE --k N [--columns a,b] [--seed N]`,
    says: 'Groups of members who do alike, or the answer that there are none. --table: k-means on any table of numbers, unscaled.',
    flags: { k: 'text', features: 'text', seed: 'text', table: 'text', columns: 'text', labels: 'switch', ...peopleFlags },
    async run(parsed) {
      const { flags } = parsed;
      const table = text(flags, 'table');
      if (table !== null) {
        const found = await clusterFile(resolve(table), {
          k: whole(flags, 'k', 8, 1, 2 ** 31),
          seed: whole(flags, 'seed', 1, 0, 2 ** 31),
          columns: list(flags, 'columns'),
        });
        return { ...found, labels: Array.from(found.labels) };
      }
      const found = engine.ask(workspace(parsed), 'clusters', clusterOf(flags));
      if (found.kind === 'unavailable') return found;
      const { map: _, ...rest } = found;
      return { ...rest, labels: engine.ask(workspace(parsed), 'clusterLabels', clusterOf(flags)) };
    },
  },
  network: {
    usage: `network <ws> ${peopleUsage}`,
    says: 'Who answers whom: ties, bridges, experts, newcomers.',
    flags: peopleFlags,
    run: (parsed) => engine.ask(workspace(parsed), 'network', peopleOf(parsed.flags)),
  },
  survival: {
    usage: `survival <ws> [--start joined|first-event] [--end silent|left] [--silence DAYS] [--group ATTRIBUTE|segment:N] ${peopleUsage} | survival --table FILE --duration COLUMN --event COLUMN [--group COLUMN] [--covariates a,b]`,
    says: 'How long members stay: curves with bands, tests between groups, mean time kept. --table: of any table, with a Cox model.',
    flags: {
      start: 'text',
      end: 'text',
      silence: 'text',
      table: 'text',
      duration: 'text',
      event: 'text',
      group: 'text',
      covariates: 'text',
      ...peopleFlags,
    },
    run(parsed) {
      const { flags } = parsed;
      const table = text(flags, 'table');
      if (table === null) {
        return engine.ask(workspace(parsed), 'stay', {
          ...peopleOf(flags),
          start: oneOf(flags, 'start', ['joined', 'first-event'] as const, 'joined'),
          end: oneOf(flags, 'end', ['silent', 'left'] as const, 'silent'),
          silenceDays: whole(flags, 'silence', 60, 1, 365),
          breakdown: text(flags, 'group'),
        });
      }
      const needed = (name: string) => {
        const value = text(flags, name);
        if (value === null)
          throw new InputError('bad-option', `--${name} should be given. See hearth survival --help.`, { option: name });
        return value;
      };
      return survivalFile(resolve(table), {
        duration: needed('duration'),
        event: needed('event'),
        group: text(flags, 'group'),
        covariates: list(flags, 'covariates'),
      });
    },
  },
  between: {
    usage: `between <ws> --first KIND[,KIND] --next KIND[,KIND] ${peopleUsage}`,
    says: 'How long members take from one act to another, those still waiting counted.',
    flags: { first: 'text', next: 'text', ...peopleFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'timeBetween', {
        ...peopleOf(parsed.flags),
        fromKinds: kindsOf(parsed.flags, 'first'),
        toKinds: kindsOf(parsed.flags, 'next'),
      }),
  },
  renewals: {
    usage: 'renewals <ws> [--grace DAYS] [--where RULEFILE] [--segment N]',
    says: 'Paid terms renewed, lapsed and refunded, by plan, month and number; with a projection checked on renewals it has not seen.',
    flags: { grace: 'text', ...peopleFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'renewals', {
        ...peopleOf(parsed.flags),
        graceDays: whole(parsed.flags, 'grace', 30, 0, 180),
      }),
  },
  value: {
    usage: 'value <ws> [--months N] [--where RULEFILE] [--segment N]',
    says: 'What buyers are expected to spend: BG/NBD and Gamma-Gamma, checked on orders held out.',
    flags: { months: 'text', ...peopleFlags },
    run: (parsed) =>
      engine.ask(workspace(parsed), 'orderValue', {
        ...peopleOf(parsed.flags),
        months: whole(parsed.flags, 'months', 12, 1, 60),
      }),
  },
  revenue: {
    usage: 'revenue <ws> [--where RULEFILE] [--segment N]',
    says: 'Revenue less refunds a buyer, by month of the first order.',
    flags: peopleFlags,
    run: (parsed) => engine.ask(workspace(parsed), 'revenueCohorts', peopleOf(parsed.flags)),
  },
  stat: {
    usage: 'stat <family>   (one JSON object of inputs on standard input)',
    says: 'Survival and lifetime-value statistics by name: km, logrank, rmst, cox, c-index, weibull, bgnbd-…, paretonbd-…, gammagamma-…, bgbb-…, sbg, clv.',
    flags: {},
    run(parsed) {
      const family = place(parsed.positional, 0, 'The family');
      const input = readFileSync(0, 'utf8');
      try {
        return runStat(family, JSON.parse(input));
      } catch (error) {
        if (error instanceof SyntaxError)
          throw new InputError(
            'bad-option',
            `One JSON object of inputs was expected on standard input, but it is none (${error.message}).`,
            {},
            error,
          );
        throw error;
      }
    },
  },
};

/** @throws InputError bad-option: no file was named. */
function ruleFrom(path: string | null): object {
  if (path !== null) return ruleFile(path);
  throw new InputError('bad-option', '--rule should name a file with the rule as JSON. The README has the language.', {
    option: 'rule',
  });
}
