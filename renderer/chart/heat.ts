/** One hue from pale to strong; the text on a cell takes whichever of two colours reads better. */
import type { ChartTheme } from '../theme/chartTheme.ts';

type Rgb = [number, number, number];

export function heatColour(theme: Pick<ChartTheme, 'heatLow' | 'heatHigh'>, share: number): { background: string; text: string } {
  const low = parse(theme.heatLow);
  const high = parse(theme.heatHigh);
  const at = Math.max(0, Math.min(1, share));
  const mixed = low.map((from, i) => Math.round(from + (high[i]! - from) * at)) as Rgb;
  const dark: Rgb = [0, 0, 0]; // black or white: one of them is always above 4.5 to 1
  const light: Rgb = [255, 255, 255];
  const text = contrast(mixed, dark) >= contrast(mixed, light) ? dark : light;
  return { background: `rgb(${mixed.join(' ')})`, text: `rgb(${text.join(' ')})` };
}

/** WCAG 2 contrast ratio. */
export function contrast(a: Rgb, b: Rgb): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const parse = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as Rgb;
