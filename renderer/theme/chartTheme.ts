/** The role tokens as a chart needs them: canvas cannot read CSS variables. */
export interface ChartTheme {
  isDark: boolean;
  font: string;
  text: string;
  muted: string;
  surface: string;
  border: string;
  grid: string;
  main: string;
  past: string;
  down: string;
  heatLow: string;
  heatHigh: string;
  /** Okabe-Ito order: survives colour blindness. */
  series: readonly [string, string, string, string, string, string, string, string];
}

export function readChartTheme(isDark: boolean): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const role = (name: string) => style.getPropertyValue(name).trim();
  return {
    isDark,
    // ECharts writes it into an SVG attribute as it stands: double quotes would end the attribute.
    font: role('--font').replaceAll('"', "'"),
    text: role('--text'),
    muted: role('--text-muted'),
    surface: role('--surface'),
    border: role('--border'),
    grid: role('--chart-grid'),
    main: role('--chart-main'),
    past: role('--chart-past'),
    down: role('--chart-down'),
    heatLow: role('--heat-low'),
    heatHigh: role('--heat-high'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => role(`--chart-${n}`)) as unknown as ChartTheme['series'],
  };
}

/** For tests and the gallery, where no style sheet is loaded. */
export const PLAIN_CHART_THEME: ChartTheme = {
  isDark: false,
  font: 'sans-serif',
  text: '#1a2026',
  muted: '#55606a',
  surface: '#ffffff',
  border: '#dfe3e7',
  grid: '#e8ebee',
  main: '#0b7a75',
  past: '#9aa4ad',
  down: '#aab3bb',
  heatLow: '#f2f8f7',
  heatHigh: '#07534f',
  series: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8f7f00', '#5b6570'],
};
