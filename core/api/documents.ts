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

/** @param options.trainFile  lines of a label, a tab and a text; the labels teach a layer for this run
 *  @param options.threshold  see JudgeOptions
 *  @throws InputError file-not-found; bad-file: naming the line that does not fit. */
export function documentJudge(options: { trainFile: string | null; threshold: number | null }): (text: string) => Judgement {
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
