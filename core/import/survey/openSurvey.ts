/**
 * A survey export, one row a respondent, read as the four tables that answers are kept in: survey, question, response, answer. What the columns are is
 * found in one pass over the file; the tables are made from the rows as they stream by.
 */
import { createHash } from 'node:crypto';
import { isPersonalData } from '../../kernel/text/plainText.ts';
import { scanTime } from '../calendar.ts';
import type { OpenedFile, RowBatch, TableHead } from '../readers/reader.ts';
import { textBatch } from '../readers/rows.ts';
import type { FieldSource, Recipe, TableRecipe, TimeFormat } from '../recipe.ts';
import { detectTimeFormat, timeParser } from '../values.ts';
import { type ColumnRoles, columnRoles } from './columns.ts';
import { detectGroup, type PlannedQuestion, readAnswers } from './detect.ts';
import { groupColumns } from './groups.ts';
import { answerPools } from './pools.ts';
import { type AnswerColumn, answerColumn, answerText, countAnswer } from './values.ts';

const COLUMNS = {
  survey: ['source_key', 'title'],
  question: ['source_key', 'survey_key', 'position', 'kind', 'text', 'scale_min', 'scale_max', 'options'],
  response: ['source_key', 'survey_key', 'respondent', 'started_at', 'submitted_at', 'channel'],
  answer: ['source_key', 'response_key', 'question_key', 'option_key', 'value_num', 'value_text'],
} as const;
type SurveyTable = keyof typeof COLUMNS;
const TABLES = Object.keys(COLUMNS) as SurveyTable[];

/** How the four tables are read. An answer "None" is an answer: only what is empty is missing. */
export const SURVEY_RECIPE: Recipe = {
  name: 'Survey',
  tables: TABLES.map((entity): TableRecipe => {
    const fields = COLUMNS[entity].map((column): [string, FieldSource] => [column, { column, missing: [] }]);
    return { match: entity, entity, fields: Object.fromEntries(fields) };
  }),
};

/** Whether a recipe reads what `openSurvey` makes. */
export const readsSurvey = (recipe: Recipe): boolean =>
  recipe.tables.length > 0 && recipe.tables.every((t) => t.match === t.entity && TABLES.includes(t.entity as SurveyTable));

interface Plan {
  head: TableHead;
  key: string;
  title: string;
  roles: ColumnRoles;
  /** null = the texts are no times. */
  times: Record<'started' | 'submitted', TimeFormat | null>;
  questions: (PlannedQuestion & { key: string })[];
}

/** @param tables names of the tables of the file that are surveys.  @returns null when none of them asks anything.   Cost: one pass over the file; memory: the different answers. */
export async function openSurvey(file: OpenedFile, tables: readonly string[]): Promise<OpenedFile | null> {
  const plans: Plan[] = [];
  for (const name of tables) {
    const plan = await planOf(file, file.tables.find((t) => t.name === name)!, tables.length === 1);
    if (plan.questions.length > 0) plans.push(plan);
  }
  if (plans.length === 0) return null;

  async function* batches(wanted: string): AsyncGenerator<RowBatch> {
    const table = wanted as SurveyTable;
    const width = COLUMNS[table].length;
    const out = textBatch(width);
    const put = (row: number, cells: readonly (string | null)[]) => {
      const at = out.open(row);
      for (let c = 0; c < width; c++) out.cells[at + c] = cells[c] ?? null;
    };
    for (const plan of plans) {
      if (table === 'survey') put(1, [plan.key, plan.title]);
      else if (table === 'question') {
        for (const [i, q] of plan.questions.entries()) put(1, questionRow(plan, q, i));
      } else {
        for await (const { row, key, cell } of responses(file, plan)) {
          if (table === 'response') put(row, responseRow(plan, key, cell));
          else
            for (const cells of answerRows(plan, key, cell)) {
              put(row, cells);
              if (!out.isFull()) continue;
              yield out;
              out.clear();
            }
          if (!out.isFull()) continue;
          yield out;
          out.clear();
        }
      }
    }
    if (out.count > 0) yield out;
  }

  return {
    ...file,
    tables: TABLES.map((name) => ({ name, columns: [...COLUMNS[name]], rows: null })),
    batches,
    position: () => file.position(),
    close: () => file.close(),
  };
}

async function planOf(file: OpenedFile, head: TableHead, isOnly: boolean): Promise<Plan> {
  const layers = head.layers ?? null;
  const roles = columnRoles(layers ? layers.questions.map((q, c) => q.trim() || head.columns[c]!) : head.columns, (c) => {
    const choice = layers?.choices[c]?.trim() ?? '';
    return choice !== '';
  });
  const values = new Map(roles.answers.map((c): [number, AnswerColumn] => [c, answerColumn()]));
  const times: Record<'started' | 'submitted', string[]> = { started: [], submitted: [] };
  const ids = new Set<string>();
  let rows = 0;
  for await (const batch of file.batches(head.name)) {
    for (let r = 0; r < batch.count; r++) {
      rows++;
      for (const [c, column] of values) {
        const text = answerText(batch.cell(r, c));
        if (text !== null) countAnswer(column, text);
      }
      for (const role of ['started', 'submitted'] as const) {
        const at = roles.meta[role];
        const text = at === undefined ? null : answerText(batch.cell(r, at));
        if (text !== null && times[role].length < TIME_SAMPLES) times[role].push(text);
      }
      if (roles.meta.respondent !== undefined) ids.add(batch.cell(r, roles.meta.respondent)?.trim() ?? '');
    }
  }
  // an "id" that many share is not the response's
  if (rows > 0 && ids.size < rows * DIFFERENT_IDS) delete roles.meta.respondent;
  const base = file.name
    .replace(/\.(gz|csv|tsv|txt|json|ndjson|jsonl|xlsx)$/i, '')
    .replace(/\.(csv|tsv|txt|json|ndjson|jsonl)$/i, '');
  const title = isOnly ? base : `${base} ${head.name}`;
  const used = new Map<string, number>();
  const pools = answerPools(values);
  const questions = groupColumns(head.columns, roles.answers, layers)
    .flatMap((group) =>
      detectGroup(
        group,
        (c) => values.get(c)!,
        (c) => pools.get(c),
      ),
    )
    .map((question) => {
      const hash = createHash('sha256').update(question.text).digest('hex').slice(0, 10);
      const n = used.get(hash) ?? 0;
      used.set(hash, n + 1);
      return { ...question, key: `${title}/${hash}${n === 0 ? '' : `-${n}`}` };
    });
  return {
    head,
    key: title,
    title,
    roles,
    times: { started: detectTimeFormat(times.started).format, submitted: detectTimeFormat(times.submitted).format },
    questions,
  };
}

const TIME_SAMPLES = 1000;
const DIFFERENT_IDS = 0.8;

/** Rows with an answer or an id. A row that says what another with its id said is that one again; what differs is another response. */
async function* responses(
  file: OpenedFile,
  { head, key, roles }: Plan,
): AsyncGenerator<{ row: number; key: string; cell: (column: number) => string | null }> {
  const seen = new Map<string, string[]>();
  const { respondent } = roles.meta;
  for await (const batch of file.batches(head.name)) {
    for (let r = 0; r < batch.count; r++) {
      const cell = (column: number) => batch.cell(r, column);
      const id = respondent === undefined ? '' : (cell(respondent)?.trim() ?? '');
      const hash = createHash('sha256');
      let filled = 0;
      for (let c = 0; c < head.columns.length; c++) {
        const text = cell(c) ?? '';
        if (text !== '' && roles.answers.includes(c)) filled++;
        hash.update(text).update('\u001f');
      }
      if (filled === 0 && id === '') continue;
      const content = hash.digest('hex').slice(0, 16);
      const name = id === '' ? `#${content}` : id;
      const before = seen.get(name) ?? [];
      let at = id === '' ? -1 : before.indexOf(content);
      if (at < 0) {
        at = before.length;
        seen.set(name, [...before, content]);
      }
      yield { row: batch.fileRow(r), key: `${key}/${name}${at === 0 ? '' : `~${at + 1}`}`, cell };
    }
  }
}

function questionRow(plan: Plan, q: Plan['questions'][number], index: number): (string | null)[] {
  const options = q.kind === 'matrix' ? { rows: q.rows, columns: q.options } : q.options.length > 0 ? q.options : null;
  const text = (n: number | null) => (n === null ? null : String(n));
  return [
    q.key,
    plan.key,
    String(index + 1),
    q.kind,
    q.text,
    text(q.scaleMin),
    text(q.scaleMax),
    options && JSON.stringify(options),
  ];
}

function responseRow(plan: Plan, key: string, cell: (column: number) => string | null): (string | null)[] {
  const of = (role: keyof ColumnRoles['meta']) => {
    const at = plan.roles.meta[role];
    return at === undefined ? null : answerText(cell(at));
  };
  const channel = of('channel');
  return [
    key,
    plan.key,
    of('member'),
    isoTime(of('started'), plan.times.started),
    isoTime(of('submitted'), plan.times.submitted),
    channel !== null && isPersonalData(channel) ? null : channel,
  ];
}

/** Day-first, month-first and counted times as ISO texts, so that every file is read by one recipe. A time without a zone stays without one. */
function isoTime(text: string | null, format: TimeFormat | null): string | null {
  if (text === null || format === null || format === 'iso' || format === 'auto') return text;
  const ms = timeParser(format, 'UTC')(text);
  if (Number.isNaN(ms)) return text;
  const iso = new Date(ms).toISOString();
  const isMoment =
    format === 'epoch-s' || format === 'epoch-ms' || ((format === 'dmy' || format === 'mdy') && scanTime(text, format).hasZone);
  return isMoment ? iso : iso.slice(0, -1);
}

function* answerRows(plan: Plan, key: string, cell: (column: number) => string | null): Generator<(string | null)[]> {
  for (const question of plan.questions) {
    const { reading } = question;
    for (const { option, num, text } of readAnswers(question, cell)) {
      const value = reading.as === 'time' && text !== null ? timeParser(reading.format, 'UTC')(text) : num;
      const own = `${key}${question.key.slice(plan.key.length)}`;
      yield [
        option === '' ? own : `${own}/${option}`,
        key,
        question.key,
        option,
        value === null || Number.isNaN(value) ? null : String(value),
        text,
      ];
    }
  }
}
