import type { ECharts } from 'echarts/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Mark } from '../../core/api/contract.ts';
import { useT } from '../i18n/t.ts';
import styles from './EChart.module.css';
import type { ChartView } from './types.ts';

/** Owns one ECharts instance: creation, size, disposal, clicks, and a keyboard walk over the marks. */
export function EChart({
  view,
  label,
  height,
  onMark,
}: {
  view: ChartView;
  label: string;
  height: number;
  onMark?: (mark: Mark) => void;
}) {
  const t = useT();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const latest = useRef({ view, onMark });
  latest.current = { view, onMark };
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
        const at = latest.current.view.marks.find((m) => m.seriesIndex === event.seriesIndex && m.dataIndex === event.dataIndex);
        if (at?.mark) latest.current.onMark?.(at.mark);
      });
      // A line has no area to hit: take the period under the pointer.
      instance.getZr().on('click', (event) => {
        if (performance.now() - handledAt < 50) return;
        const at = markUnder(instance, latest.current.view, event.offsetX, event.offsetY);
        if (at?.mark) latest.current.onMark?.(at.mark);
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

  function show(index: number): void {
    const at = view.marks[index];
    setFocus(at ? index : -1);
    if (at) chart.current?.dispatchAction({ type: 'showTip', seriesIndex: at.seriesIndex, dataIndex: at.dataIndex });
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
      <div className="visually-hidden" aria-live="polite">
        {view.marks[focus]?.label ?? ''}
      </div>
    </div>
  );
}

/** The mark of the category under a pixel: the first series that has one there. */
function markUnder(chart: ECharts, view: ChartView, x: number, y: number) {
  const grids = Array.isArray(view.option['grid']) ? view.option['grid'].length : 1;
  for (let gridIndex = 0; gridIndex < grids; gridIndex++) {
    if (!chart.containPixel({ gridIndex }, [x, y])) continue;
    const index = chart.convertFromPixel({ gridIndex }, [x, y])[0];
    if (index === undefined) return undefined;
    return view.marks.find((m) => m.dataIndex === Math.round(index) && m.mark);
  }
  return undefined;
}
