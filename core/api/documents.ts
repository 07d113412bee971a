/** Texts that belong to no workspace: for the command line. */
import { readFileSync } from 'node:fs';
import { InputError } from '../base/errors.ts';
import {
  createJudge,
  type Judgement,
  sentimentModel,
  TAUGHT_LABELS,
  type Taught,
  type TaughtLabel,
  trainLayer,
} from '../sentiment/index.ts';

export interface TextDocument {
  id: string | number;
  text: string;
}

/** Texts that come one JSON object a line, `{"id": …, "text": …}`; blank lines are passed over, other fields are not looked at.
 *  @throws InputError bad-file: a line is not such an object, with its number. What came before it has been given. */
export function* documentsOf(lines: Iterable<string>): Generator<TextDocument> {
  let number = 0;
  for (const raw of lines) {
    number++;
    const line = number === 1 && raw.startsWith('\ufeff') ? raw.slice(1) : raw;
    if (line.trim() !== '') yield entryOf(line, number);
  }
}

function entryOf(line: string, number: number): TextDocument {
  const fault = (arrived: string, cause?: unknown) =>
    new InputError(
      'bad-file',
      `Line ${number} should be an object such as {"id": "p1", "text": "…"}, got ${arrived}. Correct that line and try again.`,
      { line: number },
      cause,
    );
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch (cause) {
    throw fault(`something that is not JSON (${shown(line)})`, cause);
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw fault(shown(line));
  const { id, text } = entry as { id?: unknown; text?: unknown };
  if (typeof id !== 'string' && typeof id !== 'number')
    throw fault(id === undefined ? 'no id' : `the id ${shown(JSON.stringify(id))}`);
  if (typeof text !== 'string' && text !== null)
    throw fault(text === undefined ? 'no text' : `the text ${shown(JSON.stringify(text))}`);
  return { id, text: text ?? '' };
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
/** What a text feels, as a line of the answer. */
export interface JudgedDocument extends Omit<Judgement, 'score'> {
  id: string | number;
  /** null when not judged. */
  score: number | null;
}

/** One judgement a document, in the order they come. @throws as documentsOf and documentJudge. */
export function* judgeDocuments(
  lines: Iterable<string>,
  options: { trainFile: string | null; threshold: number | null },
): Generator<JudgedDocument> {
  const judge = documentJudge(options);
  for (const { id, text } of documentsOf(lines)) {
    const { score, label, confidence, language, words } = judge(text);
    yield { id, score: Number.isNaN(score) ? null : rounded(score), label, confidence: rounded(confidence), language, words };
  }
}

const rounded = (x: number): number => Math.round(x * 1e4) / 1e4;

/** @param options.trainFile  lines of a label, a tab and a text; the labels teach a layer for this run
 *  @param options.threshold  see JudgeOptions
 *  @throws InputError file-not-found; bad-file: naming the line that does not fit. */
function documentJudge(options: { trainFile: string | null; threshold: number | null }): (text: string) => Judgement {
  const model = sentimentModel();
  const layer = options.trainFile === null ? null : trainLayer(model, readLabels(options.trainFile));
  return createJudge(model, { layer, ...(options.threshold === null ? {} : { threshold: options.threshold }) }).judge;
}

/** What people write for the three labels. */
const SPELLINGS: Record<string, TaughtLabel> = {
  pos: 'positive',
  neg: 'negative',
  neu: 'neutral',
  '1': 'positive',
  '-1': 'negative',
  正面: 'positive',
  中性: 'neutral',
  负面: 'negative',
  ...Object.fromEntries(TAUGHT_LABELS.map((l) => [l, l])),
};

function readLabels(path: string): Taught[] {
  const lines = readText(path)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  // Lists of two classes write 1 and 0, lists of three 1, 0 and -1.
  const zero: TaughtLabel = lines.some((line) => line.startsWith('-1\t')) ? 'neutral' : 'negative';
  const found: Taught[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const tab = line.indexOf('\t');
    const spelling = line.slice(0, tab).trim().toLowerCase();
    const label = spelling === '0' ? zero : SPELLINGS[spelling];
    if (tab > 0 && label !== undefined) found.push({ label, text: line.slice(tab + 1) });
    else if (!(i === 0 && /^\W?(label|标签)\t/i.test(line)))
      throw new InputError(
        'bad-file',
        `Every line of the labels should be positive, neutral or negative, a tab and a text; line ${i + 1} is "${line.slice(0, 60)}".`,
        { line: i + 1 },
      );
  }
  return found;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new InputError(
      'file-not-found',
      `A file of labels should be at ${path}, and cannot be read. Check the path.`,
      { path },
      cause,
    );
  }
}
