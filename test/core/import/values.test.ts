import { describe, expect, test } from 'vitest';
import type { TimeFormat } from '../../../core/import/recipe.ts';
import {
  decimalFromBytes,
  detectTimeFormat,
  intFromBytes,
  isoSecondsFromBytes,
  parseFlag,
  parseNumber,
  timeParser,
} from '../../../core/import/values.ts';
import { zoneOf } from '../../../core/import/zones.ts';

const at = (text: string, format: TimeFormat = 'iso', zone = 'UTC'): string | null => {
  const ms = timeParser(format, zone)(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};

describe('numbers', () => {
  test('are read as people write them', () => {
    expect(
      ['1,234.5', '1,0000', '￥1,299', '-$3', '12%', '1.13万', '1.2亿', '３．５', '99元', '(12)', ' 5 ', '1e5', '.5', '+7'].map(
        parseNumber,
      ),
    ).toEqual([1234.5, 10_000, 1299, -3, 0.12, 11_300, 120_000_000, 3.5, 99, -12, 5, 100_000, 0.5, 7]);
  });

  test('what is none is NaN', () => {
    for (const text of ['', 'abc', '1,23', '0x10', '1.2.3', 'NaN', 'Infinity', '12e', '万', '-', '1 2'])
      expect([text, parseNumber(text)]).toEqual([text, Number.NaN]);
  });

  test('flags know English and Chinese, and say when it is none', () => {
    expect(['TRUE', 'False', '1', '0', 'yes', 'N', '是', '否', 't', ' f '].map(parseFlag)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(['', 'maybe', '2', 'constructor', '__proto__'].map(parseFlag)).toEqual([null, null, null, null, null]);
  });
});

describe('times', () => {
  test('ISO in all its spellings', () => {
    expect(at('2024-01-31T10:11:12Z')).toBe('2024-01-31T10:11:12.000Z');
    expect(at('2024-01-31T10:11:12.345+08:00')).toBe('2024-01-31T02:11:12.345Z');
    expect(at('2026-01-01T10:00:00.000+0800')).toBe('2026-01-01T02:00:00.000Z');
    expect(at('2019-11-24 00:01:03.979311+00:00')).toBe('2019-11-24T00:01:03.979Z');
    expect(at('2024-01-31 10:11:12 UTC', 'iso', 'Asia/Shanghai')).toBe('2024-01-31T10:11:12.000Z');
    expect(at('2018-03-12T00:00:00.000')).toBe('2018-03-12T00:00:00.000Z');
    expect(at('2024-01-31T10:11')).toBe('2024-01-31T10:11:00.000Z');
    expect(at('2024-01-31')).toBe('2024-01-31T00:00:00.000Z');
    expect(at('20240131')).toBe('2024-01-31T00:00:00.000Z');
    expect(at('2024-01-31T24:00:00')).toBe('2024-02-01T00:00:00.000Z');
  });

  test('Chinese dates', () => {
    expect(at('2024/1/3 9:05', 'iso', 'Asia/Shanghai')).toBe('2024-01-03T01:05:00.000Z');
    expect(at('2024年1月3日 下午3:05', 'iso', 'Asia/Shanghai')).toBe('2024-01-03T07:05:00.000Z');
    expect(at('2024年1月3日 上午12:30')).toBe('2024-01-03T00:30:00.000Z');
    expect(at('2024年01月03日15时05分06秒')).toBe('2024-01-03T15:05:06.000Z');
    expect(at('２０２４－０１－３１　１０：００')).toBe('2024-01-31T10:00:00.000Z');
  });

  test('days and hours that do not exist are no times', () => {
    for (const text of [
      '2024-02-30',
      '2023-02-29 10:00:00',
      '2024-13-01',
      '2024-01-01 25:00:00',
      '2024-01-01 10:60',
      '24-01-01',
      '2024-01-01x',
      '',
      'abc',
      '2024-00-10',
    ]) {
      expect([text, at(text)]).toEqual([text, null]);
    }
    expect(at('2024-02-29')).not.toBeNull();
  });

  test('day first and month first', () => {
    expect(at('31/01/2024 10:00 PM', 'dmy')).toBe('2024-01-31T22:00:00.000Z');
    expect(at('1/31/2024', 'mdy')).toBe('2024-01-31T00:00:00.000Z');
    expect(at('4-Sep-24 11:30 PM', 'dmy')).toBe('2024-09-04T23:30:00.000Z');
    expect(at('Jan 31, 2024 10:00', 'mdy')).toBe('2024-01-31T10:00:00.000Z');
    expect(at('31/01/2024', 'mdy')).toBeNull();
  });

  test('numbers that count', () => {
    expect(at('1700000000', 'epoch-s', 'Asia/Shanghai')).toBe('2023-11-14T22:13:20.000Z');
    expect(at('1503435956.000247', 'epoch-s')).toBe('2017-08-22T21:05:56.000Z');
    expect(at('1700000000123', 'epoch-ms')).toBe('2023-11-14T22:13:20.123Z');
    expect(at('45292.5', 'excel-1900')).toBe('2024-01-01T12:00:00.000Z');
    expect(at('43830', 'excel-1904')).toBe('2024-01-01T00:00:00.000Z');
    expect(at('1', 'excel-1900')).toBe('1900-01-01T00:00:00.000Z');
    expect(at('61', 'excel-1900')).toBe('1900-03-01T00:00:00.000Z');
    expect(at('175928847299117063', 'snowflake')).toBe('2016-04-30T11:18:25.796Z');
    expect(at('-10', { relativeDays: '2014-02-01' })).toBe('2014-01-22T00:00:00.000Z');
    expect(at('x', 'epoch-s')).toBeNull();
  });

  test('summer time: the skipped hour moves on, the repeated hour is the first', () => {
    expect(at('2024-03-10 01:59:59', 'iso', 'America/New_York')).toBe('2024-03-10T06:59:59.000Z');
    expect(at('2024-03-10 02:30:00', 'iso', 'America/New_York')).toBe('2024-03-10T07:30:00.000Z');
    expect(at('2024-03-10 03:00:00', 'iso', 'America/New_York')).toBe('2024-03-10T07:00:00.000Z');
    expect(at('2024-11-03 01:30:00', 'iso', 'America/New_York')).toBe('2024-11-03T05:30:00.000Z');
    expect(at('2024-11-03 02:00:00', 'iso', 'America/New_York')).toBe('2024-11-03T07:00:00.000Z');
    expect(at('1990-06-01 00:00:00', 'iso', 'Asia/Shanghai')).toBe('1990-05-31T15:00:00.000Z');
  });

  test('local times agree with Intl in every zone and season', () => {
    for (const zone of [
      'Europe/London',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Kolkata',
      'Pacific/Apia',
    ]) {
      const show = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
      const { offsetAt, toUtc } = zoneOf(zone);
      for (let ms = Date.UTC(2005, 0, 1); ms < Date.UTC(2026, 0, 1); ms += 37.3 * 3_600_000) {
        const local = new Date(ms + offsetAt(ms)).toISOString().slice(0, 19).replace('T', ' ');
        expect(local).toBe(show.format(ms));
        const back = toUtc(ms + offsetAt(ms));
        expect(back === ms || back + offsetAt(back) === ms + offsetAt(ms)).toBe(true);
      }
    }
  });

  test('an unknown zone is refused', () => {
    expect(() => timeParser('iso', 'Mars/Olympus')).toThrow(/IANA/);
    expect(at('2024-01-01 08:00:00', 'iso', '+08:00')).toBe('2024-01-01T00:00:00.000Z');
  });
});

describe('telling the format', () => {
  const told = (...samples: string[]) => detectTimeFormat(samples);

  test('from the first values', () => {
    expect(told('2024-01-01 10:00:00', '', '2024-01-02')).toEqual({ format: 'iso', hasZone: false, mixed: false });
    expect(told('2024-01-01T10:00:00Z', '2024-01-02T10:00:00+08:00')).toEqual({ format: 'iso', hasZone: true, mixed: false });
    expect(told('2024-01-01T10:00:00Z', '2024-01-02 10:00:00')).toMatchObject({ format: 'iso', mixed: true });
    expect(told('1700000000', '1700000001.5')).toEqual({ format: 'epoch-s', hasZone: true, mixed: false });
    expect(told('1700000000000')).toMatchObject({ format: 'epoch-ms' });
    expect(told('45292.5', '45293')).toMatchObject({ format: 'excel-1900', hasZone: false });
    expect(told('175928847299117063')).toMatchObject({ format: 'snowflake' });
    expect(told('13/01/2024', '1/2/2024')).toMatchObject({ format: 'dmy' });
    expect(told('1/31/2024', '1/2/2024')).toMatchObject({ format: 'mdy' });
    expect(told('1/2/2024')).toMatchObject({ format: 'mdy' });
    expect(told('1.2.2024')).toMatchObject({ format: 'dmy' });
    expect(told('13/01/2024', '1/31/2024')).toMatchObject({ mixed: true });
  });

  test('small numbers, words and nothing are no times', () => {
    for (const samples of [['3', '19', '-5'], ['abc'], [], ['', '']]) expect(detectTimeFormat(samples).format).toBeNull();
  });
});

describe('from bytes', () => {
  const of = <T>(read: (data: Uint8Array, start: number, end: number) => T, text: string) => {
    const data = new TextEncoder().encode(`xx${text}yy`);
    return read(data, 2, data.length - 2);
  };

  test('ISO seconds agree with the parser, and other forms are left to it', () => {
    const parse = timeParser('iso', 'UTC');
    for (const text of [
      '2024-01-31',
      '2024-01-31 10:11:12',
      '2024-01-31T10:11:12Z',
      '1969-12-31T23:59:59.999Z',
      '2024-02-29',
      '0001-01-01',
      '2024-01-31 10:11:12.5',
    ]) {
      expect(of(isoSecondsFromBytes, text)).toBe(Math.floor(parse(text) / 1000));
    }
    for (const text of [
      '2024-02-30',
      '2023-02-29',
      '2024-1-31',
      '2024-01-31 10:11',
      '2024-01-31T10:11:12+08:00',
      '2024-01-31 24:00:00',
      '',
      '2024-01-31 10:11:12.',
      '20x4-01-31',
    ]) {
      expect([text, of(isoSecondsFromBytes, text)]).toEqual([text, Number.NaN]);
    }
  });

  test('numbers agree with Number, or are NaN', () => {
    for (const text of ['0', '7', '-12', '123456789012345', '+3']) expect(of(intFromBytes, text)).toBe(Number(text));
    for (const text of ['', '-', '1.5', '1234567890123456', 'a', '1 ']) expect(of(intFromBytes, text)).toBeNaN();
    for (const text of ['0.1', '-12.75', '3', '.5', '123456.789012345', '0.000001'])
      expect(of(decimalFromBytes, text)).toBe(Number(text));
    for (const text of ['', '.', '1.', '1.2.3', '1e5', '1,5', '12345678901234567']) expect(of(decimalFromBytes, text)).toBeNaN();
  });
});
