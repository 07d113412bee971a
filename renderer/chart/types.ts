import type { EChartsCoreOption } from 'echarts/core';
import type { Mark } from '../../core/api/contract.ts';
import type { Search } from '../app/search.ts';
import type { T } from '../i18n/t.ts';
import type { ChartTheme } from '../theme/chartTheme.ts';
import type { Format } from '../ui/format.ts';

/** What a pure chart function needs besides the result: colours, words, number formats. */
export interface ChartWords {
  theme: ChartTheme;
  t: T;
  format: Format;
}

/** What a mark is read within, when it is not the scope of the address. */
export type MarkScope = Pick<Search, 'from' | 'to' | 'basis' | 'segment'>;
export type OnMark = (mark: Mark, scope?: MarkScope) => void;

export interface ChartMark {
  seriesIndex: number;
  dataIndex: number;
  /** Of a graph, which has both nodes and links. */
  dataType?: 'node' | 'edge';
  /** Read aloud when the keyboard reaches it. */
  label: string;
  /** The people it draws; absent when it draws none (a ratio). */
  mark?: Mark;
}

export interface ChartCell {
  text: string;
  /** What a CSV holds: the bare number or ISO date. */
  raw: string | number | null;
  mark?: Mark;
  scope?: MarkScope;
}

/** A chart: what is drawn, the marks in walking order, and the same data as a table. */
export interface ChartView {
  option: EChartsCoreOption;
  marks: ChartMark[];
  /** Size of an exported picture where the panel's own would be too small to read. */
  picture?: { width: number; height: number };
  table: { columns: { name: string; numeric: boolean }[]; rows: ChartCell[][] };
}
