/** What a column of answers holds, counted over the whole file. */

export interface AnswerColumn {
  /** Answers that are there. */
  n: number;
  /** Different short texts and how often each occurs, in the order they first occur. */
  counts: Map<string, number>;
  /** Answers beyond what `counts` holds: too long, or too many different ones. */
  others: number;
  longest: number;
}

/** Longer answers are sentences, not choices. */
const LABEL_CHARS = 200;
const MOST_LABELS = 1000;

export const answerColumn = (): AnswerColumn => ({ n: 0, counts: new Map(), others: 0, longest: 0 });

/** What tools write where nothing was answered; an answer "None" is one. */
const SKIPPED: ReadonlySet<string> = new Set(['', '(跳过)', '（跳过）', '(空)', '（空）', '#SKIPPED#']);

/** The answer of a cell; null = none. */
export function answerText(cell: string | null): string | null {
  const text = cell?.trim() ?? '';
  return SKIPPED.has(text) ? null : text;
}

export function countAnswer(column: AnswerColumn, text: string): void {
  column.n++;
  if (text.length > column.longest) column.longest = text.length;
  const known = column.counts.get(text);
  if (known !== undefined) column.counts.set(text, known + 1);
  else if (text.length <= LABEL_CHARS && column.counts.size < MOST_LABELS) column.counts.set(text, 1);
  else column.others++;
}

/** The whole number an answer is or begins or ends with: `7`, `10 - Extremely likely`, `Not at all likely - 0`, `5分`; NaN = none. */
export function leadingInt(text: string): number {
  const found =
    /^[(（]?(\d{1,3})[)）]?(?:\s*分|\s*[-–—=:：.、(（].*|\s+\D.*)?$/.exec(text) ?? /[-–—=:：]\s*(\d{1,2})\s*分?$/.exec(text);
  // 18-29 and 2024-05-01 are no points on a scale
  if (!found || /\d\s*[-–—/.:：]\s*\d/.test(text) || /[$￥¥€£%]/.test(text)) return NaN;
  return Number(found[1]);
}
