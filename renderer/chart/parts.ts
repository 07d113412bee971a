/** Pieces that every chart option shares: axes, tooltip, hatching. */
import { type DayGrain, daysBetween, type Format, MISSING } from '../ui/format.ts';
import type { ChartWords } from './types.ts';

/** At most five labels on an axis of n categories. */
export const tickInterval = (n: number, ticks = 5): number => Math.max(0, Math.ceil(n / ticks) - 1);

/** Names of the periods on an axis: with months and years when it is longer than a year. */
export function axisLabels(format: Format, grain: DayGrain, start: readonly string[]): string[] {
  const isLong = start.length > 1 && daysBetween(start[0]!, start.at(-1)!) > 366;
  return start.map((iso) => format.tick(isLong ? 'month' : grain, iso));
}

export const base = ({ theme }: ChartWords) => ({
  animation: false,
  textStyle: { fontFamily: theme.font, fontSize: 12, color: theme.muted },
  aria: { enabled: false },
});

export const categoryAxis = ({ theme }: ChartWords, labels: string[], gridIndex = 0, isShown = true) => ({
  type: 'category' as const,
  gridIndex,
  data: labels,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: theme.border } },
  axisLabel: { show: isShown, color: theme.muted, fontSize: 12, interval: tickInterval(labels.length), hideOverlap: true },
});

/** A number axis from zero with its unit above it. */
export const valueAxis = ({ theme }: ChartWords, name: string, show: (n: number) => string, gridIndex = 0) => ({
  type: 'value' as const,
  gridIndex,
  name,
  nameTextStyle: { color: theme.muted, fontSize: 12, align: 'left' as const, padding: [0, 0, 0, -36] },
  nameGap: 10,
  splitNumber: 4,
  minInterval: 0,
  axisLabel: { color: theme.muted, fontSize: 12, formatter: show },
  splitLine: { lineStyle: { color: theme.grid } },
});

/** From 0 to 100 %, in quarters. */
export const shareAxis = (words: ChartWords, name: string) => ({
  ...valueAxis(words, name, (n) => words.format.percent(n, 0)),
  max: 1,
  interval: 0.25,
});

export const tooltip = ({ theme }: ChartWords) => ({
  trigger: 'axis' as const,
  confine: true,
  transitionDuration: 0,
  backgroundColor: theme.surface,
  borderColor: theme.border,
  borderWidth: 1,
  padding: [8, 10],
  extraCssText: 'box-shadow: 0 4px 16px rgb(0 0 0 / 16%); max-width: 340px; white-space: normal;',
  textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.font },
  axisPointer: {
    type: 'shadow' as const,
    shadowStyle: { color: theme.isDark ? 'rgba(255,255,255,0.05)' : 'rgba(0,0,0,0.04)' },
    lineStyle: { color: theme.past },
  },
});

/** Diagonal lines over a mark whose period has not ended. */
export const hatch = ({ theme }: ChartWords) => ({
  symbol: 'rect',
  color: theme.surface,
  dashArrayX: [1, 0],
  dashArrayY: [2, 3],
  rotation: -Math.PI / 4,
});

export function tipHtml(title: string, lines: { color?: string; name: string; value: string }[], notes: string[] = []): string {
  const rows = lines
    .map(
      ({ color, name, value }) =>
        `<tr><td style="padding-right:6px">${color ? `<span style="display:inline-block;width:8px;height:8px;border-radius:2px;background:${color}"></span>` : ''}</td>` +
        `<td style="padding-right:16px">${escapeHtml(name)}</td><td style="text-align:right;font-variant-numeric:tabular-nums;font-weight:600">${escapeHtml(value || MISSING)}</td></tr>`,
    )
    .join('');
  const foot = notes.map((note) => `<div style="opacity:0.8;margin-top:4px;max-width:300px">${escapeHtml(note)}</div>`).join('');
  return `<div style="font-weight:600;margin-bottom:4px">${escapeHtml(title)}</div><table style="border-spacing:0">${rows}</table>${foot}`;
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** An axis of shares as high as they are, and never beyond the whole. */
export function rateAxis(words: ChartWords, name: string, highest: number) {
  const max = Math.max(0.2, Math.min(1, Math.ceil(highest * 5) / 5));
  return { ...valueAxis(words, name, (n) => words.format.percent(n, 0)), max, interval: max / 4 };
}

/** Shifts labels that stand at the ends of lines apart. @param at pixels from the top @returns shift of each, in pixels */
export function spreadLabels(at: readonly number[], gap = 15): number[] {
  const order = at.map((_, i) => i).sort((a, b) => at[a]! - at[b]!);
  const place = [...at];
  for (let i = 1; i < order.length; i++) place[order[i]!] = Math.max(place[order[i]!]!, place[order[i - 1]!]! + gap);
  return place.map((to, i) => to - at[i]!);
}

/** Sentences in a row: Chinese needs no space between them. */
export const sentences = (format: Format, texts: readonly string[]): string => texts.join(format.locale === 'en' ? ' ' : '');

/** A difference of two shares in points, with its sign: +8.0. The words around it say the unit. */
export const signedPoints = (format: Format, difference: number): string => format.signedPercent(difference).replace(/\s*%$/, '');

/** A band between two curves: the lower one unseen, the way up to the upper one filled. */
export const band = (name: string, low: (number | null)[], high: (number | null)[], color: string) => {
  const quiet = {
    type: 'line' as const,
    stack: name,
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  return [
    { ...quiet, data: low },
    {
      ...quiet,
      data: high.map((h, i) => (h === null || low[i] == null ? null : h - low[i]!)),
      areaStyle: { color, opacity: 0.14 },
    },
  ];
};
