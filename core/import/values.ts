/** Cell text -> values. Times are in times.ts, the byte forms in byteValues.ts; all are named here. */

export { decimalFromBytes, intFromBytes, isoSecondsFromBytes } from './byteValues.ts';
export { detectTimeFormat, type TimeGuess, type TimeParser, timeParser } from './times.ts';

/** Marks of a missing value, the empty cell among them, unless a recipe lists its own. Exact text: a survey's answer "none" is one. */
export const MISSING_MARKS: readonly string[] = [
  '',
  'NULL',
  'null',
  'None',
  'NaN',
  'nan',
  '--',
  'N/A',
  'n/a',
  '#N/A',
  '\\N',
  'Unknown',
  'unknown',
  '未知',
  '?',
];

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
/** Chinese grouping by four is written too: 1,0000. */
const GROUPED_BY_FOUR = /^[+-]?\d{1,4}(,\d{4})+(\.\d*)?$/;
const SCALES: Record<string, string> = { '%': 'e-2', 千: 'e3', 万: 'e4', 亿: 'e8' };

/** `1,234.5`, `￥99`, `12%` (0.12), `1.2万` (12000), full-width digits; NaN when it is not a number. */
export function parseNumber(text: string): number {
  if (PLAIN.test(text)) return Number(text);
  let rest = text.normalize('NFKC').trim();
  const isNegative = /^\(.+\)$/.test(rest);
  if (isNegative) rest = rest.slice(1, -1);
  rest = rest.replace(/^([+-]?)\s*(?:¥|\$|€|£|RMB|CNY|USD|人民币)\s*/i, '$1').replace(/\s*(?:元|块|圆|RMB|CNY|USD)$/i, '');
  const scale = SCALES[rest.at(-1) ?? ''];
  if (scale) rest = rest.slice(0, -1).trimEnd();
  if (GROUPED.test(rest) || GROUPED_BY_FOUR.test(rest)) rest = rest.replaceAll(',', '');
  if (!PLAIN.test(rest) || (scale && /e/i.test(rest))) return NaN;
  // the scale goes into the digits: 1.13 * 10000 would not be a whole number
  const value = Number(rest + (scale ?? ''));
  return isNegative ? -value : value;
}

const FLAGS: Record<string, boolean | undefined> = Object.assign(Object.create(null) as Record<string, boolean>, {
  ...Object.fromEntries(['true', 't', '1', 'yes', 'y', 'on', '是', '有', '真', '对', '√', '✓'].map((word) => [word, true])),
  ...Object.fromEntries(['false', 'f', '0', 'no', 'n', 'off', '否', '无', '假', '错', '×', '✗'].map((word) => [word, false])),
});

/** null when the text is neither yes nor no. */
export function parseFlag(text: string): boolean | null {
  return FLAGS[text] ?? FLAGS[text.trim().toLowerCase()] ?? null;
}
