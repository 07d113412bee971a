import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/t.ts';
import styles from './EChart.module.css';
import type { ChartMark, ChartView, OnMark } from './types.ts';

/** Owns one ECharts instance: creation, size, disposal, clicks, and a keyboard walk over the marks. */
export function EChart({
  view,
  label,
  height,
  patch,
  onHover,
  onMark,
}: {
  view: ChartView;
  label: string;
  height: number;
  /** Laid over the view without drawing it anew. */
  patch?: EChartsCoreOption | undefined;
  /** The category under the pointer. */
  onHover?: ((index: number) => void) | undefined;
  onMark?: OnMark;
}) {
  const t = useT();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const latest = useRef({ view, onHover, onMark });
  latest.current = { view, onHover, onMark };
  const [focus, setFocus] = useState(-1);
  const [isReady, setReady] = useState(false);

  useEffect(() => {
    const node = holder.current!;
    let isGone = false;
    let watch: ResizeObserver | undefined;
    void import('./echarts.ts').then(({ init }) => {
      if (isGone) return;
      const instance = init(node, null, { renderer: 'canvas' });
      chart.current = instance;
      let handledAt = 0;
      instance.on('click', (event) => {
        handledAt = performance.now();
        const at = latest.current.view.marks.find(
          (m) =>
            m.seriesIndex === event.seriesIndex &&
            m.dataIndex === event.dataIndex &&
            (m.dataType === undefined || m.dataType === event.dataType),
        );
        if (at?.mark) latest.current.onMark?.(at.mark);
      });
      // A line has no area to hit: take the period under the pointer.
      instance.getZr().on('click', (event) => {
        if (performance.now() - handledAt < 50) return;
        const at = markUnder(instance, latest.current.view, event.offsetX, event.offsetY);
        if (at?.mark) latest.current.onMark?.(at.mark);
      });
      let hovered = -1;
      instance.getZr().on('mousemove', (event) => {
        const { view: drawn, onHover: tell } = latest.current;
        if (!tell) return;
        const index = categoryUnder(instance, drawn, event.offsetX, event.offsetY);
        if (index !== undefined && index !== hovered) tell(index);
        hovered = index ?? -1;
      });
      watch = new ResizeObserver(() => instance.resize());
      watch.observe(node);
      setReady(true);
    });
    return () => {
      isGone = true;
      watch?.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    if (isReady) chart.current?.setOption({ ...view.option, progressive: 0 }, { notMerge: true });
  }, [isReady, view]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view is drawn without the patch
  useEffect(() => {
    if (isReady && patch) chart.current?.setOption(patch);
  }, [isReady, view, patch]);

  function show(index: number): void {
    const at = view.marks[index];
    setFocus(at ? index : -1);
    const before = view.marks[focus];
    if (before?.dataType) chart.current?.dispatchAction({ type: 'downplay', ...placeOf(before) });
    // A link of a graph has no tip of its own to show: it is lit, and its words stand below.
    if (at?.dataType) chart.current?.dispatchAction({ type: 'highlight', ...placeOf(at) });
    else if (at) chart.current?.dispatchAction({ type: 'showTip', seriesIndex: at.seriesIndex, dataIndex: at.dataIndex });
    else chart.current?.dispatchAction({ type: 'hideTip' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const last = view.marks.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: Math.min(last, focus + 1),
      ArrowLeft: Math.max(0, focus - 1),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    const mark = view.marks[focus]?.mark;
    if (next !== undefined) show(next);
    else if (event.key === 'Escape' && focus >= 0) show(-1);
    else if (event.key === 'Enter' && mark) onMark?.(mark);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      className={styles.frame}
      style={{ height }}
      role="application"
      aria-roledescription={t('chart.frame.role')}
      aria-label={`${label}. ${t('chart.frame.keys')}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk the marks
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => focus >= 0 && show(-1)}
    >
      <div ref={holder} className={styles.canvas} aria-hidden="true" />
      <div className={view.marks[focus]?.dataType ? styles.words : 'visually-hidden'} aria-live="polite">
        {view.marks[focus]?.label ?? ''}
      </div>
    </div>
  );
}

const placeOf = ({ seriesIndex, dataIndex, dataType }: ChartMark) => ({ seriesIndex, dataIndex, dataType });

/** The mark of the category under a pixel: the first series that has one there. */
function markUnder(chart: ECharts, view: ChartView, x: number, y: number) {
  const index = categoryUnder(chart, view, x, y);
  if (index === undefined) return undefined;
  const there = view.marks.filter((m) => m.dataIndex === index && !m.dataType);
  // beside a bar that lies on its side, and shares its row with others, nobody in particular is meant
  if (there.length > 1 && isAcross(view, gridUnder(chart, view, x, y) ?? 0)) return undefined;
  return there.find((m) => m.mark);
}

/** Whether the categories of a grid run from top to bottom. */
function isAcross(view: ChartView, gridIndex: number): boolean {
  const axes = [view.option['yAxis']].flat() as ({ type?: string; gridIndex?: number } | undefined)[];
  return axes.find((axis) => (axis?.gridIndex ?? 0) === gridIndex)?.type === 'category';
}

function gridUnder(chart: ECharts, view: ChartView, x: number, y: number): number | undefined {
  if (!view.option['grid']) return undefined;
  const grids = Array.isArray(view.option['grid']) ? view.option['grid'].length : 1;
  for (let gridIndex = 0; gridIndex < grids; gridIndex++) if (chart.containPixel({ gridIndex }, [x, y])) return gridIndex;
  return undefined;
}

function categoryUnder(chart: ECharts, view: ChartView, x: number, y: number): number | undefined {
  const gridIndex = gridUnder(chart, view, x, y);
  if (gridIndex === undefined) return undefined;
  const index = chart.convertFromPixel({ gridIndex }, [x, y])[isAcross(view, gridIndex) ? 1 : 0];
  return index === undefined ? undefined : Math.round(index);
}
