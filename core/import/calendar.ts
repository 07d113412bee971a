/** Reads written dates and times, character by character, without allocating. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/time.ts';
import { daysFromCivil, isCalendarDay } from './byteValues.ts';

/** Where the year stands. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface Scan {
  /** Wall-clock time as if it were UTC, ms; NaN when the text is no time. */
  local: number;
  /** The text says its distance from UTC. */
  hasZone: boolean;
  /** ms ahead of UTC, when hasZone. */
  offset: number;
}

/** One result object, reused: read it before the next call. */
const scan: Scan = { local: NaN, hasZone: false, offset: 0 };

let text = '';
let i = 0;

const none = (): Scan => {
  scan.local = NaN;
  scan.hasZone = false;
  return scan;
};

/** `2024-01-31[T ]10:11:12.345[Z| UTC|+08:00|+0800]`, `2024/1/31 9:05`, `2024年1月31日 上午9:05`, `20240131`, and with order
 *  dmy or mdy `31/1/2024`, `31-Jan-24 9:05 PM`. Seconds, minutes, fraction and time may be absent. */
export function scanTime(source: string, order: DateOrder): Scan {
  text = source;
  // full-width digits and signs become plain ones
  if (/[\uff00-\uff5e\u3000\u202f]/.test(text)) text = text.normalize('NFKC');
  text = text.trim();
  i = 0;
  const day = order === 'ymd' ? yearFirst() : yearLast(order);
  if (Number.isNaN(day)) return none();
  const ofDay = timeOfDay();
  if (Number.isNaN(ofDay)) return none();
  zone();
  if (i !== text.length) return none();
  scan.local = day * DAY_MS + ofDay;
  return scan;
}

function yearFirst(): number {
  const from = i;
  const year = digits(8);
  const length = i - from;
  if (length === 8) return dayNumber(Math.floor(year / 10_000), Math.floor(year / 100) % 100, year % 100);
  if (length !== 4 || !skipOne('-/.年')) return NaN;
  skipSpace();
  const month = digits(2);
  if (!skipOne('-/.月')) return NaN;
  skipSpace();
  const day = digits(2);
  skipOne('日号');
  return dayNumber(year, month, day);
}

function yearLast(order: DateOrder): number {
  const first = dayOrMonth();
  const firstIsName = isName;
  if (!skipSeparators()) return NaN;
  const second = dayOrMonth();
  const secondIsName = isName;
  if (!skipSeparators()) return NaN;
  const from = i;
  let year = digits(4);
  if (i - from === 2) year += year < 70 ? 2000 : 1900;
  else if (i - from !== 4) return NaN;
  const isMonthFirst = firstIsName || (!secondIsName && order === 'mdy');
  return isMonthFirst ? dayNumber(year, first, second) : dayNumber(year, second, first);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
let isName = false;

function dayOrMonth(): number {
  const month = MONTHS.indexOf(text.slice(i, i + 3).toLowerCase()) + 1;
  isName = month > 0;
  if (!isName) return digits(2);
  while (/[a-z]/i.test(text[i] ?? '')) i++;
  return month;
}

function skipSeparators(): boolean {
  const from = i;
  while (i < text.length && '-/., '.includes(text[i]!)) i++;
  return i > from;
}

function dayNumber(year: number, month: number, day: number): number {
  return isCalendarDay(year, month, day) ? daysFromCivil(year, month, day) : NaN;
}

/** 0 when there is none. */
function timeOfDay(): number {
  if (i === text.length) return 0;
  if (text[i] === 'T' || text[i] === 't' || text[i] === ',') i++;
  skipSpace();
  if (i === text.length) return 0;
  let half = halfOfDay();
  const code = text.charCodeAt(i);
  if (code < 48 || code > 57) return half === 0 ? 0 : NaN;
  const from = i;
  let hour = digits(6);
  let minute = 0;
  let second = 0;
  let fraction = 0;
  if (i - from === 6) {
    second = hour % 100;
    minute = Math.floor(hour / 100) % 100;
    hour = Math.floor(hour / 10_000);
  } else if (i - from > 2) return NaN;
  else if (skipOne(':时點点')) {
    if (isDigit()) minute = digits(2);
    if (skipOne(':分') && isDigit()) second = digits(2);
    if (text[i] === '.' || text[i] === ',') fraction = fractionMs();
    skipOne('秒');
  } else if (half === 0 && halfAhead() === 0) return NaN;
  half ||= halfOfDay();
  if (half !== 0) {
    if (hour > 12 && half === 1) return NaN;
    if (half === 1 && hour === 12) hour = 0;
    else if (half === 2 && hour < 12) hour += 12;
  }
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 60) return NaN;
  return hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fraction;
}

const HALVES: [word: string, half: 1 | 2][] = [
  ['上午', 1],
  ['凌晨', 1],
  ['早上', 1],
  ['下午', 2],
  ['晚上', 2],
  ['中午', 2],
  ['am', 1],
  ['pm', 2],
  ['a.m.', 1],
  ['p.m.', 2],
];

/** 1 before noon, 2 after, 0 when the text does not say. Moves behind the word. */
function halfOfDay(): 0 | 1 | 2 {
  const from = i;
  skipSpace();
  const ahead = text.charCodeAt(i) >= 0x4e00 || /[ap]/i.test(text[i] ?? '') ? text.slice(i, i + 4).toLowerCase() : '';
  if (ahead !== '') {
    for (const [word, half] of HALVES) {
      if (!ahead.startsWith(word)) continue;
      i += word.length;
      skipSpace();
      return half;
    }
  }
  i = from;
  return 0;
}

function halfAhead(): 0 | 1 | 2 {
  const from = i;
  const half = halfOfDay();
  i = from;
  return half;
}

function zone(): void {
  scan.hasZone = false;
  const from = i;
  skipSpace();
  const mark = text[i];
  if (mark === 'Z' || mark === 'z') {
    i++;
    setZone(0);
    return;
  }
  if (text.startsWith('UTC', i) || text.startsWith('GMT', i)) {
    i += 3;
    setZone(0);
  }
  const sign = text[i];
  if (sign !== '+' && sign !== '-' && sign !== '−') {
    if (!scan.hasZone) i = from;
    return;
  }
  const found = /^.(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?/.exec(text.slice(i, i + 10));
  if (!found) return;
  i += found[0].length;
  const ms = Number(found[1]) * HOUR_MS + Number(found[2] ?? 0) * MINUTE_MS;
  setZone(sign === '+' ? ms : -ms);
}

function setZone(offset: number): void {
  scan.hasZone = true;
  scan.offset = offset;
}

/** Up to `most` digits; NaN when there is none. */
function digits(most: number): number {
  const from = i;
  let value = 0;
  while (i < text.length && i - from < most) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    i++;
  }
  return i === from ? NaN : value;
}

function fractionMs(): number {
  let scale = 100;
  let ms = 0;
  for (i++; isDigit(); i++) {
    ms += (text.charCodeAt(i) - 48) * scale;
    scale /= 10;
  }
  return Math.floor(ms + 1e-6);
}

function isDigit(): boolean {
  const code = text.charCodeAt(i);
  return code >= 48 && code <= 57;
}

function skipOne(marks: string): boolean {
  if (i >= text.length || !marks.includes(text[i]!)) return false;
  i++;
  return true;
}

function skipSpace(): void {
  while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 160) i++;
}
