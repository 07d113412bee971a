/** What kind of CSV it is, told from its first records: delimiter, wrapped lines, header. */
import { isPlaceholder } from '../survey/groups.ts';
import { firstRecords } from './csvScan.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface CsvDialect {
  delimiter: string;
  /** Each whole line stands in quotes. */
  isWrapped: boolean;
  header: CsvHeader;
}

export interface CsvHeader {
  columns: string[];
  /** Records that make up the header. */
  records: number;
  repeated: string[];
  empty: string[];
  /** Both rows of a double header. */
  layers?: { questions: string[]; choices: string[] };
}

const SAMPLE_RECORDS = 200;

export interface Sample {
  bytes: Uint8Array;
  /** The sample is the whole file. */
  isWhole: boolean;
}

/** undefined when there is not a single record. */
export function guessDialect(sample: Sample, wantedDelimiter?: string): CsvDialect | undefined {
  const read = (bytes: Uint8Array, delimiter: string) =>
    firstRecords(bytes, delimiter, { max: SAMPLE_RECORDS, isWhole: sample.isWhole });
  const inner = wrappedLines(sample);
  const bytes = inner ?? sample.bytes;
  const candidates = wantedDelimiter ? [wantedDelimiter] : DELIMITERS;
  let best: { delimiter: string; records: string[][]; score: number } | undefined;
  for (const delimiter of candidates) {
    const records = read(bytes, delimiter);
    const score = consistency(records);
    if (!best || score > best.score) best = { delimiter, records, score };
  }
  if (!best || best.records.length === 0) return undefined;
  return { delimiter: best.delimiter, isWrapped: inner !== undefined, header: headerOf(best.records) };
}

/** How well the records agree with the first one: 0 when it has a single cell. More columns win only between equals. */
function consistency(records: string[][]): number {
  const width = records[0]?.length ?? 0;
  if (width < 2) return 0;
  const agree = records.filter((record) => record.length === width).length / records.length;
  return agree * agree * (1 + Math.log2(width) / 16);
}

/** The lines inside their quotes, when nearly every line is one quoted cell that holds as many delimiters as the first. */
function wrappedLines(sample: Sample): Uint8Array | undefined {
  const { bytes, isWhole } = sample;
  if (bytes.indexOf(34) < 0) return undefined;
  const lines = firstRecords(bytes, '\u0001', { max: SAMPLE_RECORDS, isWhole });
  const direct = firstRecords(bytes, ',', { max: SAMPLE_RECORDS, isWhole });
  if (lines.length < 2 || direct.length !== lines.length) return undefined;
  // unquoted commas would have made more cells: one cell everywhere means that every comma stands inside quotes
  if (direct.filter((record) => record.length === 1).length < direct.length * 0.9) return undefined;
  const inner = new TextEncoder().encode(`${lines.map((line) => line[0]).join('\r\n')}\r\n`);
  for (const delimiter of DELIMITERS) {
    const records = firstRecords(inner, delimiter, { max: SAMPLE_RECORDS, isWhole: true });
    const width = records[0]?.length ?? 0;
    if (width < 2) continue;
    const agree = records.filter((record) => record.length === width).length;
    if (agree < records.length * 0.9) continue;
    // the same delimiter outside quotes: nothing was wrapped
    if (firstRecords(bytes, delimiter, { max: SAMPLE_RECORDS, isWhole })[0]?.length !== 1) continue;
    return inner;
  }
  return undefined;
}

/** Names of the columns: trimmed, made unique, never empty. */
export function headerOf(records: string[][]): CsvHeader {
  const first = records[0] ?? [];
  const second = records[1];
  if (second === undefined || !isChoiceRow(first, second, records.slice(2))) return { ...uniqueNames(first), records: 1 };
  return { ...uniqueNames(mergedHeader(first, second)), records: 2, layers: { questions: first, choices: second } };
}

export function uniqueNames(raw: readonly string[]): Omit<CsvHeader, 'records'> {
  const used = new Set<string>();
  const repeated: string[] = [];
  const empty: string[] = [];
  const columns = raw.map((text, i) => {
    const name = text.trim() || `column ${i + 1}`;
    if (text.trim() === '') empty.push(name);
    let unique = name;
    for (let n = 2; used.has(unique); n++) unique = `${name} (${n})`;
    if (unique !== name) repeated.push(name);
    used.add(unique);
    return unique;
  });
  return { columns, repeated, empty };
}

/** A survey tool's second header row: questions above, choices below. Its first cell is empty, although every respondent has
 *  one; most others hold words, and some of those words never occur again in their column. */
function isChoiceRow(first: string[], second: string[], rest: string[][]): boolean {
  if (first.length < 3 || second.length !== first.length) return false;
  if (!first[0]?.trim() || second[0]?.trim()) return false;
  if (rest.some((record) => !record[0]?.trim())) return false;
  const words = second.map((text, column) => ({ text: text.trim(), column })).filter(({ text }) => text !== '');
  const isAnnounced = words.some(({ text }) => isPlaceholder(text));
  // a short survey has more columns about the respondent, with nothing below them, than questions
  if (!isAnnounced && words.length < (second.length - 1) / 2) return false;
  // years and points are choices too, but only below a question that says so elsewhere
  if (!isAnnounced && (rest.length === 0 || words.some(({ text }) => Number.isFinite(Number(text))))) return false;
  const hasGaps = first.some((text, column) => column > 0 && text.trim() === '');
  const once = words.filter(({ text, column }) => !rest.some((record) => record[column]?.trim() === text)).length;
  return hasGaps ? once > 0 : once === words.length && words.every(({ text }) => isPlaceholder(text));
}

function mergedHeader(questions: string[], choices: string[]): string[] {
  let question = '';
  return questions.map((text, column) => {
    if (text.trim() !== '') question = text.trim();
    const choice = choices[column]?.trim() ?? '';
    return choice === '' || isPlaceholder(choice) ? text.trim() || question : `${question} / ${choice}`;
  });
}
