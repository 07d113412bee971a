import { useMemo } from 'react';
import type { Mark, Retention } from '../../../core/api/contract.ts';
import { HeatTable } from '../../chart/HeatTable.tsx';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { toRetentionHeat } from './toRetentionView.ts';

/** The retention triangle. */
export function RetentionTable({
  retention,
  height,
  label,
  onMark,
}: {
  retention: Retention;
  height: number;
  label: string;
  onMark: (mark: Mark) => void;
}) {
  const t = useT();
  const format = useFormat();
  const view = useMemo(() => toRetentionHeat(retention, t, format), [retention, t, format]);
  return <HeatTable view={view} height={height} label={label} onMark={onMark} />;
}
