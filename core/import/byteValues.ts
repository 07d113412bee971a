/** Times and numbers straight from UTF-8 bytes: no string, no allocation. For the event tables, where there are millions. */

const DIGIT_0 = 48;
const MINUS = 45;
const PLUS = 43;
const POINT = 46;

/** Days from 1970-01-01 to a day of the Gregorian calendar. Source: Howard Hinnant, days_from_civil. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

const MONTH_DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month]!) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** Two digits as a number; negative when they are none. */
function two(data: Uint8Array, at: number): number {
  const tens = data[at]! - DIGIT_0;
  const ones = data[at + 1]! - DIGIT_0;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
}

// rows of a log are in order of time: the day is nearly always that of the row before
let lastDate = -1;
let lastDays = 0;

/** `YYYY-MM-DD` or `YYYY-MM-DD[ T]HH:MM:SS[.fff][Z]` read as UTC -> whole seconds since 1970; NaN for anything else
 *  (other forms and zones are for timeParser). */
export function isoSecondsFromBytes(data: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 10 || data[start + 4] !== MINUS || data[start + 7] !== MINUS) return NaN;
  const year = two(data, start) * 100 + two(data, start + 2);
  const month = two(data, start + 5);
  const day = two(data, start + 8);
  if (year < 0) return NaN;
  const date = year * 10_000 + month * 100 + day;
  if (date !== lastDate) {
    if (!isCalendarDay(year, month, day)) return NaN;
    lastDate = date;
    lastDays = daysFromCivil(year, month, day);
  }
  const days = lastDays;
  if (length === 10) return days * 86_400;
  const gap = data[start + 10];
  if (length < 19 || (gap !== 32 && gap !== 84) || data[start + 13] !== 58 || data[start + 16] !== 58) return NaN;
  const hour = two(data, start + 11);
  const minute = two(data, start + 14);
  const second = two(data, start + 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  if (length > 19) {
    let at = start + 19;
    if (data[at] === POINT) {
      for (at++; at < end && data[at]! >= DIGIT_0 && data[at]! <= 57; ) at++;
      if (at === start + 20) return NaN;
    }
    if (at < end && data[at] === 90) at++;
    if (at !== end) return NaN;
  }
  return days * 86_400 + hour * 3600 + minute * 60 + second;
}

/** Decimal digits with an optional sign -> integer; NaN when there is anything else, or more than 15 digits. */
export function intFromBytes(data: Uint8Array, start: number, end: number): number {
  const first = data[start];
  let at = first === MINUS || first === PLUS ? start + 1 : start;
  if (at >= end || end - at > 15) return NaN;
  let value = 0;
  for (; at < end; at++) {
    const digit = data[at]! - DIGIT_0;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return first === MINUS ? 0 - value : value;
}

const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i);

/** Like intFromBytes, with an optional fraction. Exact as JavaScript's own parser: at most 15 digits, one correct division. */
export function decimalFromBytes(data: Uint8Array, start: number, end: number): number {
  const first = data[start];
  let at = first === MINUS || first === PLUS ? start + 1 : start;
  let value = 0;
  let digits = 0;
  let fraction = -1;
  for (; at < end; at++) {
    const byte = data[at]!;
    if (byte === POINT) {
      if (fraction >= 0) return NaN;
      fraction = 0;
      continue;
    }
    const digit = byte - DIGIT_0;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
    digits++;
    if (fraction >= 0) fraction++;
  }
  if (digits === 0 || digits > 15 || fraction === 0) return NaN;
  const result = fraction > 0 ? value / POWERS[fraction]! : value;
  return first === MINUS ? 0 - result : result;
}
