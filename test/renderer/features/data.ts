import type { Activity, From, Lifecycle, Retention, Stickiness } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import { fixedT, startI18n } from '../../../renderer/i18n/t.ts';
import { PLAIN_CHART_THEME } from '../../../renderer/theme/chartTheme.ts';
import { createFormat } from '../../../renderer/ui/format.ts';

export const from: From = { method: 'fixed/1', snapshot: 1, rows: 10, files: [], options: {}, exact: true };

export const activity: Activity = {
  kind: 'activity',
  grain: 'week',
  start: ['2025-09-29', '2025-10-06', '2025-10-13'],
  active: [100, 120, 60],
  joined: [5, 7, 1],
  left: [1, 0, 2],
  actions: [900, 1000, 500],
  complete: [true, true, false],
  from,
};

export const lifecycle: Lifecycle = {
  kind: 'lifecycle',
  grain: 'week',
  start: activity.start,
  new: [20, 15, 5],
  returning: [70, 90, 50],
  resurrected: [10, 15, 5],
  dormant: [0, 10, 70],
  complete: activity.complete,
  from,
};

export const stickiness: Stickiness = {
  kind: 'stickiness',
  day: ['2025-01-27', '2025-01-28', '2025-01-29'],
  dau: [10, 20, 30],
  wau: [50, 60, 70],
  mau: [100, 100, 120],
  from,
};

const cohorts: Retention['cohorts'] = [
  {
    start: '2025-09-29',
    size: 10,
    cells: [
      { period: 0, returned: 10, rate: 1, low: 0.72, high: 1, complete: true },
      { period: 1, returned: 4, rate: 0.4, low: 0.17, high: 0.69, complete: false },
    ],
  },
  { start: '2025-10-06', size: 8, cells: [{ period: 0, returned: 8, rate: 1, low: 0.68, high: 1, complete: false }] },
];

export const retention: Retention = {
  kind: 'retention',
  grain: 'week',
  definition: {
    cohort: 'week',
    entry: 'first-event',
    return: 'any',
    period: 'week',
    mode: 'on',
    brackets: null,
    window: 'calendar',
    mean: 'weighted',
    periods: null,
  },
  cohorts,
  mean: [1, null],
  means: [{ rate: 1, low: 0.72, high: 1, returned: 10, size: 10, cohorts: 1 }, null],
  groups: [],
  from,
};

export async function words(locale: 'en' | 'zh-CN'): Promise<ChartWords> {
  await startI18n(locale);
  return { theme: PLAIN_CHART_THEME, t: fixedT(locale), format: createFormat({ locale }) };
}
