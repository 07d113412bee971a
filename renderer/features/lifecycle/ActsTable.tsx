import { useMemo } from 'react';
import type { EarlyActs } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../chart/types.ts';
import { useT } from '../../i18n/t.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './LifecyclePage.module.css';
import { type Act, actName, actsScale, qText, sideText } from './toActsView.ts';

/** Acts as rows: two dots with intervals on one scale, and the numbers beside them. */
export function ActsTable({ acts, words, label, height }: { acts: EarlyActs; words: ChartWords; label: string; height: number }) {
  const t = useT();
  const { format } = words;
  const scale = useMemo(() => actsScale(acts.rows), [acts]);
  return (
    <SmallTable
      label={label}
      height={height}
      rows={acts.rows}
      rowKey={(row) => `${row.action} ${row.atLeast}`}
      columns={[
        { name: t('lifecycle.acts.act', { days: acts.definition.actDays }), width: '20%', cell: (row) => actName(words, row) },
        {
          name: t('lifecycle.acts.axis'),
          width: '34%',
          cell: (row) => (
            <span className={styles.dots} title={`${sideText(words, row.earlier)} · ${sideText(words, row.later)}`}>
              <span className={styles.zero} style={{ left: at(scale, 0) }} />
              <Dot side={row.earlier} scale={scale} which="earlier" />
              <Dot side={row.later} scale={scale} which="later" />
            </span>
          ),
        },
        {
          name: t('lifecycle.acts.earlier'),
          hint: t('lifecycle.acts.earlier-define'),
          isNumeric: true,
          cell: (row) => sideText(words, row.earlier),
        },
        {
          name: t('lifecycle.acts.later'),
          hint: t('lifecycle.acts.later-define'),
          isNumeric: true,
          cell: (row) => sideText(words, row.later),
        },
        {
          name: t('lifecycle.acts.holds'),
          hint: t('lifecycle.acts.holds-define'),
          cell: (row) => (
            <span className={row.holds ? styles.holds : styles.fails}>
              {t(row.holds ? 'lifecycle.acts.holds-yes' : 'lifecycle.acts.holds-no')}
            </span>
          ),
        },
        { name: t('lifecycle.acts.q'), hint: t('lifecycle.acts.q-define'), isNumeric: true, cell: (row) => qText(words, row.q) },
        { name: t('lifecycle.acts.did'), isNumeric: true, cell: (row) => format.int(row.all.did.members) },
      ]}
    />
  );
}

function Dot({ side, scale, which }: { side: Act['earlier']; scale: Scale; which: 'earlier' | 'later' }) {
  return (
    <span className={styles[which]} aria-hidden="true">
      <span
        className={styles.whisker}
        style={{ left: at(scale, side.low), width: `${((side.high - side.low) / (scale.max - scale.min)) * 100}%` }}
      />
      <span className={styles.dot} style={{ left: at(scale, side.difference) }} />
    </span>
  );
}

type Scale = { min: number; max: number };
const at = ({ min, max }: Scale, value: number): string => `${((value - min) / (max - min)) * 100}%`;
