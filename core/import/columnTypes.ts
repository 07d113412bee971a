/** What a column holds, told from the first rows. */
import { detectTimeFormat, MISSING_MARKS, parseFlag, parseNumber } from './values.ts';

export type ColumnType = 'int' | 'real' | 'time' | 'flag' | 'text' | 'empty';

export interface ColumnProfile {
  name: string;
  type: ColumnType;
  /** Rows whose cell is absent, empty or a missing mark. */
  missing: number;
  rows: number;
  distinct: number;
  /** Texts that are there, trimmed, in order, with repeats. */
  texts: string[];
  /** The first few different ones. */
  samples: string[];
}

const SAMPLES = 5;
const SAMPLE_CHARS = 120;
/** A few odd cells do not change what a column is. */
const MOST = 0.95;

const MISSING: ReadonlySet<string> = new Set(MISSING_MARKS);

export function profileColumn(name: string, cells: readonly (string | null)[]): ColumnProfile {
  const texts: string[] = [];
  for (const cell of cells) {
    const text = cell?.trim() ?? '';
    if (!MISSING.has(text)) texts.push(text);
  }
  const different = new Set(texts);
  const samples = [...different].slice(0, SAMPLES).map((text) => text.slice(0, SAMPLE_CHARS));
  return {
    name,
    type: typeOf(texts, different),
    missing: cells.length - texts.length,
    rows: cells.length,
    distinct: different.size,
    texts,
    samples,
  };
}

function typeOf(texts: readonly string[], different: ReadonlySet<string>): ColumnType {
  if (texts.length === 0) return 'empty';
  if (isFlag(different)) return 'flag';
  const share = (test: (text: string) => boolean) => texts.filter(test).length / texts.length;
  // ids beyond 2^53 are not numbers one can count with
  if (share((text) => /^[+-]?\d{1,15}$/.test(text)) >= MOST && !texts.some((text) => /^\d{16,}$/.test(text))) return 'int';
  if (share((text) => !Number.isNaN(parseNumber(text)) && !/^\d{16,}$/.test(text)) >= MOST) return 'real';
  const { format } = detectTimeFormat(texts.slice(0, 1000));
  return format === 'iso' || format === 'dmy' || format === 'mdy' ? 'time' : 'text';
}

function isFlag(different: ReadonlySet<string>): boolean {
  if (different.size > 2) return false;
  for (const text of different) if (parseFlag(text) === null) return false;
  // a column of ones is a count that happens to be one; words say what they are
  const isNumeric = [...different].every((text) => text === '0' || text === '1');
  return !isNumeric || different.size === 2;
}

/** Lower case, full-width made plain, without spaces, _ - . and quotes: how names are compared. */
export function normalName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.'"“”:：]/g, '');
}

/** The name, and the name without a remark in brackets: "Location (Census Region)", "金额(元)". */
export function nameForms(name: string): string[] {
  const plain = name.normalize('NFKC');
  // a unit that changes the value is part of the name
  const short = plain.replace(/[([【{](?!分|毫秒|cents|ms|minutes).*?[)\]】}]/gi, '');
  return [...new Set([normalName(plain), normalName(short)])].filter((form) => form !== '');
}
