/** The one place where numbers, dates, durations and money become text. Pure: locale, zone and currency are passed in. */

export type Locale = 'zh-CN' | 'en';
export type DayGrain = 'day' | 'week' | 'month';

const WEEKDAYS = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;
/** Narrow no-break space: English sets it between a number and its unit. */
const THIN = '\u202f';
const MINUS = '\u2212';
export const MISSING = '—';

export interface FormatOptions {
  locale: Locale;
  /** IANA zone of the community. */
  tz?: string;
  /** ISO 4217. */
  currency?: string;
}

export interface Format {
  locale: Locale;
  /** 1,204 */
  int(n: number | null): string;
  /** 1.2万, 3.4亿; 12.3k, 4.5M. Whole below 10,000. */
  compact(n: number | null): string;
  /** At most `digits` decimals. */
  number(n: number | null, digits?: number): string;
  /** A share 0..1: 6.1 % and 6.1%. */
  percent(rate: number | null, digits?: number): string;
  /** A change of a share or a relative change, with its sign: +6.1 %. */
  signedPercent(rate: number | null, digits?: number): string;
  signed(n: number | null, digits?: number): string;
  /** 95 % interval of a share: 31.0–35.2 %. */
  interval(low: number | null, high: number | null): string;
  /** ISO day: Mon 24 Nov, 周一 11/24. */
  day(iso: string | null): string;
  /** With the year: Mon 24 Nov 2025, 2025年11月24日 周一. */
  dayLong(iso: string | null): string;
  /** Without weekday, for axes: 24 Nov, 11/24. */
  dayShort(iso: string | null): string;
  month(iso: string | null): string;
  /** What a period is called in a sentence: "the week of 19 Oct", "10/19那一周". */
  period(grain: DayGrain, iso: string | null, withYear?: boolean): string;
  /** What a period is called on an axis. `long` adds the year. */
  tick(grain: DayGrain, iso: string, long?: boolean): string;
  /** Epoch ms in the community's zone, to the day, with the year. */
  date(ms: number | null): string;
  /** Epoch ms in the community's zone, to the minute. */
  time(ms: number | null): string;
  ago(ms: number | null, nowMs: number): string;
  duration(ms: number | null): string;
  money(minor: number | null, currency?: string): string;
  /** An amount in whole units, as event values hold it. */
  amount(major: number | null, currency?: string): string;
  /** An amount without the small change: where a figure is an estimate or a sum. */
  rough(major: number | null, currency?: string): string;
  bytes(n: number | null): string;
  list(items: readonly string[]): string;
}

export function createFormat({ locale, tz = 'UTC', currency = 'CNY' }: FormatOptions): Format {
  const zh = locale === 'zh-CN';
  const gap = zh ? '' : THIN;
  const plain = new Intl.NumberFormat(zh ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 0 });
  const byDigits = new Map<number, Intl.NumberFormat>();
  const decimals = (digits: number) => {
    let format = byDigits.get(digits);
    if (!format)
      byDigits.set(digits, (format = new Intl.NumberFormat(zh ? 'zh-CN' : 'en-GB', { maximumFractionDigits: digits })));
    return format;
  };
  const parts = zonedParts(tz);
  const shown = (value: number | null | undefined): value is number =>
    value !== null && value !== undefined && Number.isFinite(value);
  const minus = (text: string) => text.replace('-', MINUS);

  const int = (n: number | null) => (shown(n) ? minus(plain.format(n)) : MISSING);
  const percent = (rate: number | null, digits = 1) => (shown(rate) ? `${minus((rate * 100).toFixed(digits))}${gap}%` : MISSING);
  const sign = (text: string, n: number) => (n > 0 ? `+${text}` : text);

  function compact(n: number | null): string {
    if (!shown(n)) return MISSING;
    const size = Math.abs(n);
    const steps: [number, string][] = zh
      ? [
          [1e8, '亿'],
          [1e4, '万'],
        ]
      : [
          [1e9, 'B'],
          [1e6, 'M'],
          [1e4, 'k'],
        ];
    for (const [from, unit] of steps) {
      if (size < from) continue;
      const scale = unit === 'k' ? 1e3 : from;
      return minus(`${decimals(size / scale >= 100 ? 0 : 1).format(n / scale)}${unit}`);
    }
    return Number.isInteger(n) ? int(n) : minus(decimals(1).format(n));
  }

  const moneyFormat = (code: string, digits?: number) =>
    new Intl.NumberFormat(zh ? 'zh-CN' : 'en-GB', {
      style: 'currency',
      currency: code,
      currencyDisplay: 'narrowSymbol',
      ...(digits === undefined ? {} : { maximumFractionDigits: digits }),
    });
  const pad = (n: number) => String(n).padStart(2, '0');
  const dayShort = (iso: string | null) => {
    if (!iso) return MISSING;
    const { month, day } = isoParts(iso);
    return zh ? `${month}/${day}` : `${day} ${MONTHS[month - 1]}`;
  };
  const weekday = (iso: string) => WEEKDAYS[locale][new Date(Date.parse(`${iso}T00:00:00Z`)).getUTCDay()]!;
  const month = (iso: string | null) => {
    if (!iso) return MISSING;
    const at = isoParts(iso);
    return zh ? `${at.year}年${at.month}月` : `${MONTHS[at.month - 1]} ${at.year}`;
  };
  const dayLong = (iso: string | null) => {
    if (!iso) return MISSING;
    const at = isoParts(iso);
    return zh
      ? `${at.year}年${at.month}月${at.day}日 ${weekday(iso)}`
      : `${weekday(iso)} ${at.day} ${MONTHS[at.month - 1]} ${at.year}`;
  };
  const date = (ms: number | null) => {
    if (!shown(ms)) return MISSING;
    const at = parts(ms);
    return zh ? `${at.year}/${at.month}/${at.day}` : `${at.day} ${MONTHS[at.month - 1]} ${at.year}`;
  };

  return {
    locale,
    int,
    compact,
    number: (n, digits = 1) => (shown(n) ? minus(decimals(digits).format(n)) : MISSING),
    percent,
    signedPercent: (rate, digits = 1) =>
      shown(rate) ? sign(percent(rate, digits), Number((rate * 100).toFixed(digits))) : MISSING,
    signed: (n, digits = 0) => {
      if (!shown(n)) return MISSING;
      const rounded = Number(n.toFixed(digits)) || 0; // never −0
      return sign(minus(decimals(digits).format(rounded)), rounded);
    },
    interval: (low, high) =>
      shown(low) && shown(high) ? `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}${gap}%` : MISSING,
    day: (iso) => (iso ? `${weekday(iso)} ${dayShort(iso)}` : MISSING),
    dayLong,
    dayShort,
    month,
    period: (grain, iso, withYear = false) => {
      if (!iso) return MISSING;
      if (grain === 'month') return month(iso);
      if (grain === 'day') return withYear ? dayLong(iso) : `${weekday(iso)} ${dayShort(iso)}`;
      const at = isoParts(iso);
      if (zh) return `${withYear ? `${at.year}/` : ''}${dayShort(iso)}那一周`;
      return `the week of ${dayShort(iso)}${withYear ? ` ${at.year}` : ''}`;
    },
    tick: (grain, iso, long = false) => {
      const at = isoParts(iso);
      if (grain === 'month') return month(iso);
      if (!long) return dayShort(iso);
      return zh ? `${at.year}/${at.month}/${at.day}` : `${dayShort(iso)} ${at.year}`;
    },
    date,
    time: (ms) => {
      if (!shown(ms)) return MISSING;
      const at = parts(ms);
      return `${date(ms)} ${pad(at.hour)}:${pad(at.minute)}`;
    },
    ago: (ms, nowMs) => {
      if (!shown(ms)) return MISSING;
      const relative = new Intl.RelativeTimeFormat(zh ? 'zh-CN' : 'en', { numeric: 'auto' });
      const seconds = Math.round((ms - nowMs) / 1000);
      const steps: [number, Intl.RelativeTimeFormatUnit][] = [
        [60, 'second'],
        [60, 'minute'],
        [24, 'hour'],
        [30, 'day'],
        [12, 'month'],
      ];
      let value = seconds;
      for (const [size, unit] of steps) {
        if (Math.abs(value) < size) return relative.format(Math.round(value), unit);
        value /= size;
      }
      return relative.format(Math.round(value), 'year');
    },
    duration: (ms) => {
      if (!shown(ms)) return MISSING;
      const seconds = ms / 1000;
      if (seconds < 1) return zh ? `${Math.round(ms)}毫秒` : `${Math.round(ms)}${THIN}ms`;
      if (seconds < 60) return zh ? `${decimals(1).format(seconds)}秒` : `${decimals(1).format(seconds)}${THIN}s`;
      const minutes = Math.round(seconds / 60);
      if (minutes < 60) return zh ? `${minutes}分钟` : `${minutes}${THIN}min`;
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      if (zh) return rest ? `${hours}小时${rest}分钟` : `${hours}小时`;
      return rest ? `${hours}${THIN}h ${rest}${THIN}min` : `${hours}${THIN}h`;
    },
    money: (minor, code = currency) => {
      if (!shown(minor)) return MISSING;
      const format = moneyFormat(code);
      return minus(format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)));
    },
    amount: (major, code = currency) => (shown(major) ? minus(moneyFormat(code).format(major)) : MISSING),
    rough: (major, code = currency) => (shown(major) ? minus(moneyFormat(code, 0).format(Math.round(major))) : MISSING),
    bytes: (n) => {
      if (!shown(n)) return MISSING;
      const units = ['B', 'KB', 'MB', 'GB', 'TB'];
      let value = n;
      let unit = 0;
      while (value >= 1000 && unit < units.length - 1) {
        value /= 1000;
        unit++;
      }
      return `${decimals(unit === 0 || value >= 100 ? 0 : 1).format(value)}${gap}${units[unit]}`;
    },
    list: (items) => items.join(zh ? '、' : ', '),
  };
}

/** Words of the engine stand within sentences; alone they begin with a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** First day of the Monday week of an ISO day. */
export function mondayOf(iso: string): string {
  const at = new Date(`${iso}T00:00:00Z`);
  return addDays(iso, -((at.getUTCDay() + 6) % 7));
}

export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

function isoParts(iso: string): { year: number; month: number; day: number } {
  return { year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), day: Number(iso.slice(8, 10)) };
}

function zonedParts(tz: string): (ms: number) => { year: number; month: number; day: number; hour: number; minute: number } {
  let format: Intl.DateTimeFormat;
  const fields = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  } as const;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: tz });
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: 'UTC' }); // a zone this runtime does not know
  }
  return (ms) => {
    const at = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
    for (const { type, value } of format.formatToParts(ms)) if (type in at) at[type as keyof typeof at] = Number(value);
    return at;
  };
}
