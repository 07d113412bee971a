// biome-ignore-all lint/suspicious/noArrayIndexKey: a series keeps its order
/** Small figures inside text and cells. */
import styles from './Figures.module.css';
import { useFormat } from './hooks.ts';

/** A share with its 95 % interval on a scale from 0 to 100 %. */
export function Interval({ rate, low, high, label }: { rate: number; low: number; high: number; label: string }) {
  const format = useFormat();
  return (
    <span className={styles.interval} title={label}>
      <span className={styles.whisker} aria-hidden="true">
        <span className={styles.span} style={{ left: `${low * 100}%`, width: `${Math.max(2, (high - low) * 100)}%` }} />
        <span className={styles.dot} style={{ left: `${rate * 100}%` }} />
      </span>
      {format.percent(rate)}
    </span>
  );
}

/** A number over a bar of its share of the largest. */
export function BarCell({ share, text }: { share: number; text: string }) {
  return (
    <span className={styles.bar}>
      <i style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
      <span>{text}</span>
    </span>
  );
}

/** Percent of the width: a single week is a bar, not a wall. */
const WIDEST_BAR = 3;

/** Counts per period as thin bars from zero. */
export function Sparkline({ values, label, height = 40 }: { values: readonly number[]; label: string; height?: number }) {
  const top = Math.max(1, ...values);
  const step = values.length > 0 ? 100 / values.length : 100;
  return (
    <svg
      className={styles.spark}
      style={{ height }}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line x1="0" x2="100" y1={height - 0.5} y2={height - 0.5} stroke="var(--border)" vectorEffect="non-scaling-stroke" />
      {values.map((value, index) => {
        const size = value === 0 ? 0 : Math.max(1.5, (value / top) * (height - 2));
        return (
          <rect
            key={index}
            x={index * step}
            y={height - 1 - size}
            width={Math.min(WIDEST_BAR, Math.max(0.3, step * 0.8))}
            height={size}
            fill="var(--chart-main)"
          />
        );
      })}
    </svg>
  );
}
