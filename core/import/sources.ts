/** Which files belong together, what format they are, which recipe reads them. */
import { basename, dirname } from 'node:path';
import { InputError } from '../base/errors.ts';
import { expandPaths } from './files.ts';
import { recogniseFormat } from './formats.ts';
import { guessRecipe, type SampledTable, type TableGuess } from './guess.ts';
import { type IssueLog, issueLog } from './issues.ts';
import { openFile } from './readers/open.ts';
import type { OpenedFile } from './readers/reader.ts';
import type { Recipe, TableRecipe } from './recipe.ts';
import { checkRecipe } from './recipeCheck.ts';
import { openSurvey, readsSurvey, SURVEY_RECIPE } from './survey/openSurvey.ts';
import { canBeSurvey, isSurvey } from './survey/recognise.ts';
import type { SourceFormat } from './types.ts';

export interface SourceOptions {
  paths: readonly string[];
  as?: SourceFormat | null;
  recipe?: Recipe | null;
  tz?: string | null;
  encoding?: string | null;
  source?: string | null;
  anchor?: string | null;
  /** Tables made in memory, read instead of paths. */
  tables?: OpenedFile[];
}

/** Files read with one recipe into one source. */
export interface OpenGroup {
  format: SourceFormat;
  label: string;
  recipe: Recipe;
  /** Zone the format fixes; null = ask or UTC. */
  zone: string | null;
  files: OpenedFile[];
  issues: IssueLog[];
  /** Per file and table: what was guessed; empty for recognised formats. */
  guesses: TableGuess[];
}

const SAMPLE_ROWS = 200;

/**
 * Opens and recognises. A folder is one group; loose files together are one, and the surveys among them another.
 * @param saved recipes of the workspace: one whose tables and columns all fit is used before a guess
 * @throws InputError bad-recipe, bad-file, unknown-format.
 */
export async function openGroups(
  options: SourceOptions,
  saved: { name: string; definition: string }[] = [],
): Promise<OpenGroup[]> {
  if (options.tables)
    return [
      await groupOf(
        options.tables,
        options.tables.map((t) => issueLog(t.name)),
        'hearth',
        options,
        saved,
      ),
    ];
  const folders = new Map<string, string[]>();
  for (const path of options.paths) {
    const files = expandPaths([path]);
    const isFolder = files.length !== 1 || files[0] !== path;
    const key = isFolder ? path : '';
    folders.set(key, [...(folders.get(key) ?? []), ...files]);
  }
  const groups: OpenGroup[] = [];
  const opened: OpenedFile[] = [];
  try {
    for (const [folder, paths] of folders) {
      const files: OpenedFile[] = [];
      const logs: IssueLog[] = [];
      for (const path of [...new Set(paths)]) {
        const issues = issueLog(basename(path));
        const file = await openFile(path, { issues, ...(options.encoding ? { encoding: options.encoding } : {}) });
        opened.push(file);
        files.push(file);
        logs.push(issues);
      }
      const label = folder ? basename(folder) : basename(dirname(paths[0]!));
      for (const part of folder ? [files] : partsOf(files, options)) {
        const partLogs = part.map((file) => logs[files.indexOf(file)]!);
        groups.push(await groupOf(part, partLogs, label, options, saved));
      }
    }
    return groups;
  } catch (error) {
    for (const file of opened) file.close();
    throw error;
  }
}

/** A survey chosen together with other exports is read as a survey all the same. */
function partsOf(files: OpenedFile[], { as, recipe, anchor }: SourceOptions): OpenedFile[][] {
  if (as || (recipe && !readsSurvey(checkRecipe(recipe)))) return [files];
  const isOne = (file: OpenedFile) => file.tables.length > 0 && file.tables.every(isSurvey);
  const surveys = files.filter(isOne);
  if (surveys.length === 0 || surveys.length === files.length) return [files];
  const heads = files.flatMap((f) => f.tables);
  if (recogniseFormat(heads, anchor ?? null)) return [files];
  return [files.filter((file) => !isOne(file)), surveys];
}

async function groupOf(
  files: OpenedFile[],
  issues: IssueLog[],
  label: string,
  options: SourceOptions,
  saved: { name: string; definition: string }[],
): Promise<OpenGroup> {
  const heads = files.flatMap((f) => f.tables);
  const base = { label, files, issues };
  const isNamed = options.as === 'survey';
  if (options.recipe) {
    const recipe = checkRecipe(options.recipe);
    const surveys = readsSurvey(recipe) && (isNamed || options.as == null) ? await asSurveys(files, isNamed) : null;
    if (surveys) return { ...base, files: surveys, format: 'survey', recipe, zone: null, guesses: [] };
    return { ...base, format: options.as ?? 'table', recipe, zone: null, guesses: [] };
  }
  const known = options.as === 'table' || isNamed ? null : recogniseFormat(heads, options.anchor ?? null);
  const surveys = !known && (isNamed || options.as == null) ? await asSurveys(files, isNamed) : null;
  if (surveys) return { ...base, files: surveys, format: 'survey', recipe: SURVEY_RECIPE, zone: null, guesses: [] };
  if (options.as && options.as !== 'table' && known?.format !== options.as) {
    throw new InputError(
      'unknown-format',
      `These files should be ${FORMAT_NAME[options.as]}, but hold the tables ${heads.map((h) => h.name).join(', ') || '(none)'}. Import them without a format, or choose other files.`,
      { expected: options.as, tables: heads.map((h) => h.name).join(', ') },
    );
  }
  if (known) return { ...base, format: known.format, recipe: known.recipe, zone: known.zone ?? null, guesses: [] };

  const tables: SampledTable[] = [];
  for (const file of files) {
    for (const head of file.tables)
      tables.push({ name: head.name, columns: head.columns, sample: await sampleRows(file, head.name) });
  }
  const guess = guessRecipe(tables, { anchor: options.anchor ?? null });
  const fitting = saved.find(({ definition }) => recipeFits(JSON.parse(definition) as Recipe, tables));
  const recipe = fitting ? { ...(JSON.parse(fitting.definition) as Recipe), name: fitting.name } : guess.recipe;
  return { ...base, format: 'table', recipe, zone: null, guesses: guess.tables };
}

/** Every file as a survey. @param isNamed somebody says that they are. @returns null when one of them is none */
async function asSurveys(files: OpenedFile[], isNamed: boolean): Promise<OpenedFile[] | null> {
  const test = isNamed ? canBeSurvey : isSurvey;
  if (files.length === 0 || !files.every((f) => f.tables.length > 0 && f.tables.every(test))) return null;
  const surveys: OpenedFile[] = [];
  for (const file of files) {
    const survey = await openSurvey(
      file,
      file.tables.map((t) => t.name),
    );
    if (!survey) return null;
    surveys.push(survey);
  }
  return surveys;
}

export async function sampleRows(file: OpenedFile, table: string, rows = SAMPLE_ROWS): Promise<(string | null)[][]> {
  const width = file.tables.find((t) => t.name === table)!.columns.length;
  const sample: (string | null)[][] = [];
  for await (const batch of file.batches(table)) {
    for (let r = 0; r < batch.count && sample.length < rows; r++) {
      sample.push(Array.from({ length: width }, (_, c) => batch.cell(r, c)));
    }
    if (sample.length >= rows) break;
  }
  return sample;
}

/** Every table of the recipe is here with all its columns, and every table here is in the recipe. */
function recipeFits(recipe: Recipe, tables: readonly SampledTable[]): boolean {
  const columnsOf = (t: TableRecipe) =>
    Object.values(t.fields).flatMap((f) => (typeof f === 'string' ? [f] : 'const' in f ? [] : [f.column, ...(f.with ?? [])]));
  const isMatched = (t: SampledTable) =>
    recipe.tables.some((r) => matches(r.match, t.name) && columnsOf(r).every((c) => t.columns.includes(c)));
  return tables.length > 0 && tables.every(isMatched);
}

/** Table name against a pattern with `*`, case ignored; a file extension in the pattern is ignored too. */
export function matches(pattern: string, table: string): boolean {
  const bare = pattern.replace(/\.(csv|tsv|txt|json|ndjson|jsonl|xml|xlsx|sqlite3?|db)$/i, '');
  const regex = new RegExp(
    `^${bare
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  );
  return regex.test(table);
}

const FORMAT_NAME: Record<SourceFormat, string> = {
  stackexchange: 'a Stack Exchange dump',
  oulad: 'an OULAD folder',
  hearth: 'a Hearth export',
  survey: 'a survey export, one row per respondent',
  table: 'a table',
};
