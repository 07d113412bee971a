import { expect, it } from 'vitest';
import { csvCell } from '../../../renderer/chart/exportChart.ts';
import { contrast, heatColour } from '../../../renderer/chart/heat.ts';
import { escapeHtml, tickInterval } from '../../../renderer/chart/parts.ts';

const rgb = (text: string) => text.match(/\d+/g)!.map(Number) as [number, number, number];

it('text on a heat cell keeps AA contrast at every strength, in both themes', () => {
  for (const theme of [
    { heatLow: '#f2f8f7', heatHigh: '#07534f' },
    { heatLow: '#17211f', heatHigh: '#4fd0c5' },
  ]) {
    for (let share = 0; share <= 1; share += 0.01) {
      const { background, text } = heatColour(theme, share);
      expect(contrast(rgb(background), rgb(text))).toBeGreaterThanOrEqual(4.5);
    }
  }
});

it('an axis of any length shows at most five labels', () => {
  for (const n of [1, 5, 6, 52, 730]) expect(Math.ceil(n / (tickInterval(n) + 1))).toBeLessThanOrEqual(5);
});

it('a CSV cell cannot run as a formula', () => {
  expect(csvCell('=1+1')).toBe("'=1+1");
  expect(csvCell('a,"b"')).toBe('"a,""b"""');
  expect(csvCell(-3)).toBe('-3');
});

it('names in a tooltip are text, not markup', () => {
  expect(escapeHtml('<img src=x onerror=1>')).not.toContain('<');
});
