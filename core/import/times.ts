/** Cell text -> moments, in any of the formats a recipe can name; and which format a column is in. */
import { InputError } from '../base/errors.ts';
import { DAY_MS } from '../base/time.ts';
import { daysFromCivil, isCalendarDay } from './byteValues.ts';
import { type DateOrder, scanTime } from './calendar.ts';
import type { TimeFormat } from './recipe.ts';
import { type Zone, zoneOf } from './zones.ts';

/** Text -> ms since 1970 UTC; NaN when the text is no time in this format. */
export type TimeParser = (text: string) => number;

/** @param zone IANA zone for times that do not say theirs; formats that count from a fixed moment do not use it.
 *  @throws InputError 'bad-option': no such zone; 'bad-recipe': the anchor of relative days is no date. */
export function timeParser(format: TimeFormat, zone: string): TimeParser {
  const local = zoneOf(zone);
  if (typeof format === 'object') return relativeParser(format.relativeDays, local);
  switch (format) {
    case 'iso':
      return isoParser(local);
    case 'dmy':
    case 'mdy':
      return (text) => utcOf(text, format, local);
    case 'epoch-s':
      return (text) => roundedMs(numberOf(text) * 1000);
    case 'epoch-ms':
      return (text) => roundedMs(numberOf(text));
    case 'excel-1900':
      return (text) => serialMs(numberOf(text), local);
    case 'excel-1904':
      return (text) => serialMs(numberOf(text) + DAYS_1904, local);
    case 'snowflake':
      return snowflakeMs;
    case 'auto':
      return autoParser(local);
  }
}

function utcOf(text: string, order: DateOrder, zone: Zone): number {
  const scan = scanTime(text, order);
  return scan.hasZone ? scan.local - scan.offset : zone.toUtc(scan.local);
}

function isoParser(zone: Zone): TimeParser {
  return (text) => {
    const ms = plainIsoMs(text);
    if (Number.isNaN(ms)) return utcOf(text, 'ymd', zone);
    return text.length === 20 ? ms : zone.toUtc(ms);
  };
}

/** `YYYY-MM-DD[ T]HH:MM:SS[Z]` is most of what there is, and need not be read with every other form in mind. NaN for others. */
function plainIsoMs(text: string): number {
  const length = text.length;
  if (length < 19 || length > 20 || (length === 20 && text.charCodeAt(19) !== 90)) return NaN;
  const gap = text.charCodeAt(10);
  if ((gap !== 32 && gap !== 84) || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NaN;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return NaN;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (year < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  return isCalendarDay(year, month, day)
    ? (daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second) * 1000
    : NaN;
}

/** Two digits; negative when they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
}

const NUMBER = /^\s*[+-]?\d+(\.\d*)?([eE][+-]?\d+)?\s*$/;

const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : NaN);

const roundedMs = (ms: number): number => Math.round(ms);

/** From Excel's day 0 to 1970. */
const DAYS_1900 = 25_569;
/** Between the two date systems. */
const DAYS_1904 = 1462;

function serialMs(serial: number, zone: Zone): number {
  // Excel believes in 29 February 1900: serials before it are one day short
  const days = serial < 60 ? serial + 1 : serial;
  return zone.toUtc(Math.round((days - DAYS_1900) * 86_400) * 1000);
}

/** Discord and Twitter-like ids: the upper bits count milliseconds. */
const SNOWFLAKE_EPOCH_MS = 1_420_070_400_000;

function snowflakeMs(text: string): number {
  const trimmed = text.trim();
  if (!/^\d{10,20}$/.test(trimmed)) return NaN;
  return Number(BigInt(trimmed) >> 22n) + SNOWFLAKE_EPOCH_MS;
}

function relativeParser(anchor: string, zone: Zone): TimeParser {
  const start = scanTime(anchor, 'ymd').local;
  if (Number.isNaN(start))
    throw new InputError('bad-recipe', `relativeDays must be a date such as 2014-02-01, got "${anchor}".`, { anchor });
  return (text) => {
    const days = numberOf(text);
    return zone.toUtc(start + Math.round(days * DAY_MS));
  };
}

function autoParser(zone: Zone): TimeParser {
  const iso = isoParser(zone);
  return (text) => {
    const number = numberOf(text);
    const format = Number.isNaN(number) ? undefined : numericFormat(text.trim(), number);
    if (format) return timeParser(format, 'UTC')(text);
    const ms = iso(text);
    if (!Number.isNaN(ms)) return ms;
    const month = utcOf(text, 'mdy', zone);
    return Number.isNaN(month) ? utcOf(text, 'dmy', zone) : month;
  };
}

/** What a bare number most likely counts, by its size; dates from 1980 to 2100 fit. undefined: not a time. */
function numericFormat(text: string, value: number): TimeFormat | undefined {
  if (/^\d{17,20}$/.test(text)) return 'snowflake';
  if (/^(19|20)\d{6}$/.test(text) && !Number.isNaN(scanTime(text, 'ymd').local)) return 'iso';
  if (value >= 3.1e11 && value < 4.2e12) return 'epoch-ms';
  if (value >= 3.1e8 && value < 4.2e9) return 'epoch-s';
  if (value >= 29_220 && value < 73_051) return 'excel-1900';
  return undefined;
}

export interface TimeGuess {
  /** null: the samples are no times (or count days from a date the file does not say). */
  format: TimeFormat | null;
  /** All of them say their distance from UTC, or count from a fixed moment. */
  hasZone: boolean;
  /** More than one form, or only some with a zone. */
  mixed: boolean;
}

const FIXED_MOMENT = new Set<TimeFormat>(['epoch-s', 'epoch-ms', 'snowflake']);

/** The format most samples are in, when at least nine of ten that are not empty are times at all. */
export function detectTimeFormat(samples: readonly string[]): TimeGuess {
  const votes = new Map<TimeFormat, number>();
  let zoned = 0;
  let times = 0;
  let asked = 0;
  let dayFirst = 0;
  let monthFirst = 0;
  let dotted = 0;
  for (const sample of samples) {
    const text = sample.trim();
    if (text === '') continue;
    asked++;
    const number = numberOf(text);
    let format = Number.isNaN(number) ? undefined : numericFormat(text, number);
    if (!format && Number.isNaN(number)) {
      const iso = scanTime(text, 'ymd');
      if (!Number.isNaN(iso.local)) {
        format = 'iso';
        if (iso.hasZone) zoned++;
      } else {
        const dmy = !Number.isNaN(scanTime(text, 'dmy').local);
        const mdy = !Number.isNaN(scanTime(text, 'mdy').local);
        if (dmy || mdy) format = 'dmy';
        if (dmy && !mdy) dayFirst++;
        if (mdy && !dmy) monthFirst++;
        if (format && !text.includes('/')) dotted++;
      }
    } else if (format && FIXED_MOMENT.has(format)) zoned++;
    if (!format) continue;
    times++;
    votes.set(format, (votes.get(format) ?? 0) + 1);
  }
  if (asked === 0 || times < asked * 0.9) return { format: null, hasZone: false, mixed: false };
  let format = [...votes].sort((a, b) => b[1] - a[1])[0]![0];
  // 3/4/2024 alone does not say: with slashes it is mostly American, with points or dashes it is not
  const isMonthFirst = monthFirst > dayFirst || (monthFirst === dayFirst && dotted === 0);
  if (format === 'dmy' && isMonthFirst) format = 'mdy';
  const isBoth = dayFirst > 0 && monthFirst > 0;
  return { format, hasZone: zoned === times, mixed: votes.size > 1 || isBoth || (zoned > 0 && zoned < times) };
}
