/** The engine without threads: for the command line, which asks one thing and ends. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type * as z from 'zod';
import { InputError } from '../base/errors.ts';
import { type ExportedTable, exportTables, guessFor, type ImportOptions, importFiles, type Recipe } from '../import/index.ts';
import type { ImportResult } from '../import/types.ts';
import { openDataset } from '../store/dataset.ts';
import { createWorkspace, openForReading, openWorkspace, removeWorkspace } from '../store/workspace.ts';
import { type Asks, asks } from './inputs.ts';
import { type Question, questions } from './questions.ts';
import { importSample } from './sample.ts';
import { type Write, writes } from './writes.ts';

type Questions = typeof questions;
type AskInput<Q extends Question> = Q extends keyof Asks ? z.input<Asks[Q]> : Parameters<Questions[Q]>[1];

export interface LocalEngine {
  /** Inputs of the questions a window may ask are checked, and get their defaults, as a window's would. */
  ask<Q extends Question>(path: string, question: Q, input: AskInput<Q>): ReturnType<Questions[Q]>;
  write<W extends Write>(path: string, name: W, input: Parameters<(typeof writes)[W]>[1]): ReturnType<(typeof writes)[W]>;
  /** Creates the workspace when it is not there; a failed first import leaves no file behind. */
  import(path: string, options: ImportOptions): Promise<ImportResult>;
  /** Writes the workspace as CSV tables that an import reads back. */
  export(path: string, folder: string): ExportedTable[];
  sample(path: string, now: number, progress: (stage: string, fraction: number | null) => void): Promise<ImportResult>;
  guess(options: Pick<ImportOptions, 'paths' | 'as' | 'encoding' | 'anchor' | 'tz'>): Promise<Recipe>;
}

export function inProcess(): LocalEngine {
  return {
    ask(path, question, input) {
      const data = openDataset(path);
      try {
        return (questions[question] as (d: unknown, i: unknown) => ReturnType<Questions[typeof question]>)(
          data,
          checked(question, input),
        );
      } finally {
        data.db.close();
      }
    },
    write(path, name, input) {
      const workspace = openWorkspace(path);
      try {
        return (writes[name] as (w: unknown, i: unknown) => ReturnType<(typeof writes)[typeof name]>)(workspace, input);
      } finally {
        workspace.close();
      }
    },
    async import(path, options) {
      const isNew = !existsSync(path);
      if (isNew)
        createWorkspace(path, { name: basename(path).replace(/\.hearth$/, ''), tz: 'UTC', currency: 'CNY' }, options.now);
      let isKept = !isNew;
      try {
        // Held by this process alone: nobody reads beside it, so the result is published in one write.
        const workspace = openWorkspace(path);
        const live = openForReading(path);
        try {
          const exclusively: ImportOptions['exclusively'] = (publish) => {
            live.close();
            return workspace.aside(publish);
          };
          const result = await importFiles(path, live, { ...options, exclusively });
          isKept = true;
          writes.keepSnapshot(workspace, { now: options.now });
          return result;
        } finally {
          if (live.open) live.close();
          workspace.close();
        }
      } finally {
        if (!isKept) removeWorkspace(path);
      }
    },
    export(path, folder) {
      const db = openForReading(path);
      try {
        return exportTables(db, folder);
      } finally {
        db.close();
      }
    },
    async sample(path, now, progress) {
      const result = await importSample(path, now, { progress });
      this.write(path, 'keepSnapshot', { now });
      return result;
    },
    guess: (options) => guessFor(options),
  };
}

/** @throws InputError bad-option: which part does not fit, and how. */
function checked(question: Question, input: unknown): unknown {
  if (!(question in asks)) return input;
  const parsed = asks[question as keyof Asks].safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const { path } = issue;
  const arrived = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input);
  const name = path.join('.');
  throw new InputError(
    'bad-option',
    `${name} ${expected(issue)}, got ${arrived === undefined ? 'nothing' : JSON.stringify(arrived)}.`,
    { option: name },
    parsed.error,
  );
}

/** What the size of a list or a text counts. */
const COUNTED: Record<string, string> = { array: 'entries', string: 'characters' };

/** What a part of an input should be, in our words. */
function expected(issue: z.core.$ZodIssue): string {
  const counted = 'origin' in issue ? COUNTED[issue.origin] : undefined;
  if (issue.code === 'too_small')
    return counted
      ? `should have ${issue.minimum} or more ${counted}`
      : `should be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}`;
  if (issue.code === 'too_big')
    return counted
      ? `should have ${issue.maximum} or fewer ${counted}`
      : `should be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}`;
  if (issue.code === 'invalid_value') return `should be one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type')
    return `should be ${issue.expected === 'int' ? 'a whole number' : `of type ${issue.expected}`}`;
  return issue.code === 'custom' ? 'should be a rule: an object such as {"trait": "plan", "is": ["annual"]}' : issue.message;
}
