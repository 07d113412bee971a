import { describe, expect, it } from 'vitest';
import { addDays, createFormat, daysBetween, MISSING, mondayOf } from '../../../renderer/ui/format.ts';

const zh = createFormat({ locale: 'zh-CN', tz: 'Asia/Shanghai', currency: 'CNY' });
const en = createFormat({ locale: 'en', tz: 'Asia/Shanghai', currency: 'CNY' });
const thin = '\u202f';

describe('numbers', () => {
  it('groups thousands in both languages', () => {
    expect(en.int(1204)).toBe('1,204');
    expect(zh.int(1204)).toBe('1,204');
  });
  it('abbreviates by 万 and 亿 in Chinese, by k and M in English, and leaves numbers below ten thousand whole', () => {
    expect([9999, 12_345, 1_234_567, 234_567_890].map(zh.compact)).toEqual(['9,999', '1.2万', '123万', '2.3亿']);
    expect([9999, 12_345, 1_234_567, 2_345_678_900].map(en.compact)).toEqual(['9,999', '12.3k', '1.2M', '2.3B']);
  });
  it('shows percentages with one decimal, spaced only in English', () => {
    expect(en.percent(0.0612)).toBe(`6.1${thin}%`);
    expect(zh.percent(0.0612)).toBe('6.1%');
    expect(zh.percent(0.5, 0)).toBe('50%');
  });
  it('writes signs as people set them', () => {
    expect(en.signedPercent(-0.061)).toBe(`−6.1${thin}%`);
    expect(zh.signedPercent(0.061)).toBe('+6.1%');
    expect(zh.signedPercent(0.0001)).toBe('0.0%');
    expect(en.signed(-12)).toBe('−12');
    expect(en.signed(0)).toBe('0');
  });
  it('shows an interval of a share with both ends', () => {
    expect(zh.interval(0.31, 0.352)).toBe('31.0–35.2%');
  });
  it('shows a dash for what is missing, never zero', () => {
    for (const text of [
      zh.int(null),
      zh.percent(Number.NaN),
      zh.money(null),
      zh.day(null),
      zh.time(null),
      zh.compact(null),
      zh.interval(null, 1),
    ])
      expect(text).toBe(MISSING);
  });
  it('shows money in minor units of its currency, also where a currency has none', () => {
    expect(zh.money(19_900)).toBe('¥199.00');
    expect(zh.money(500, 'JPY')).toBe('¥500');
    expect(en.money(-9_900, 'GBP')).toBe('−£99.00');
  });
  it('holds a 12-digit number', () => {
    expect(en.int(123_456_789_012)).toBe('123,456,789,012');
    expect(zh.compact(123_456_789_012)).toBe('1,235亿');
  });
});

describe('dates', () => {
  it('are said as people say them', () => {
    expect(zh.day('2025-11-24')).toBe('周一 11/24');
    expect(en.day('2025-11-24')).toBe('Mon 24 Nov');
    expect(zh.dayLong('2025-11-24')).toBe('2025年11月24日 周一');
    expect(en.dayLong('2025-11-24')).toBe('Mon 24 Nov 2025');
  });
  it('name periods by their grain', () => {
    expect(en.period('week', '2026-10-19')).toBe('the week of 19 Oct');
    expect(zh.period('week', '2026-10-19')).toBe('10/19那一周');
    expect(en.period('month', '2026-10-01')).toBe('Oct 2026');
    expect(zh.tick('week', '2026-10-19', true)).toBe('2026/10/19');
  });
  it('are read in the zone of the community', () => {
    const lateInUtc = Date.parse('2025-11-23T16:30:00Z');
    expect(zh.time(lateInUtc)).toBe('2025/11/24 00:30');
    expect(createFormat({ locale: 'en', tz: 'UTC' }).time(lateInUtc)).toBe('23 Nov 2025 16:30');
  });
  it('fall back to UTC for a zone that the runtime does not know', () => {
    expect(createFormat({ locale: 'en', tz: 'Mars/Olympus' }).time(0)).toBe('1 Jan 1970 00:00');
  });
  it('start weeks on Monday', () => {
    expect(mondayOf('2025-11-30')).toBe('2025-11-24');
    expect(mondayOf('2025-11-24')).toBe('2025-11-24');
  });
  it('cross months and years', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });
});

describe('durations and sizes', () => {
  it('use the unit a person would', () => {
    expect([400, 2500, 90_000, 5_400_000].map(zh.duration)).toEqual(['400毫秒', '2.5秒', '2分钟', '1小时30分钟']);
    expect(en.duration(7_200_000)).toBe(`2${thin}h`);
    expect(zh.bytes(48_200_000)).toBe('48.2MB');
  });
});
