// biome-ignore-all lint/a11y/useSemanticElements: a scrolling region, not a section of the page
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { EChartsCoreOption } from 'echarts/core';
import { ChartColumn, Download, Table2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { From, Unavailable } from '../../core/api/contract.ts';
import { saveFile, saveText } from '../client/files.ts';
import { useT } from '../i18n/t.ts';
import { useChartTheme } from '../theme/useChartTheme.ts';
import { isTyping } from '../ui/keys.ts';
import { Panel } from '../ui/Panel.tsx';
import styles from './ChartPanel.module.css';
import { EChart } from './EChart.tsx';
import { chartCsv, chartImage } from './exportChart.ts';
import type { ChartView, OnMark } from './types.ts';

/** A panel whose answer is a chart with a table behind it. `T` swaps them while the pointer or the focus is in the panel. */
export function ChartPanel<A extends { kind: string; from: From }>({
  title,
  lead,
  tools,
  query,
  height,
  className,
  fileName,
  empty,
  toView,
  draw,
  foot,
  patch,
  onHover,
  onMark,
}: {
  title: string;
  lead?: ReactNode;
  tools?: ReactNode;
  query: UseQueryResult<A | Unavailable>;
  height: number;
  className?: string | undefined;
  fileName: string;
  /** Shown when there is an answer and it is nothing. */
  empty?: ReactNode;
  toView: (answer: A) => ChartView;
  /** Draws the view itself where a table of HTML serves better than a canvas. */
  draw?: (answer: A) => ReactNode;
  /** Controls under the chart; the panel's height comes on top of theirs. */
  foot?: ReactNode;
  /** Laid over the drawn chart without drawing it anew. */
  patch?: EChartsCoreOption | undefined;
  /** The category under the pointer. */
  onHover?: ((index: number) => void) | undefined;
  onMark: OnMark;
}) {
  const t = useT();
  const theme = useChartTheme();
  const frame = useRef<HTMLDivElement>(null);
  const [isTable, setTable] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 't' || event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
      const node = frame.current;
      if (node && (node.matches(':hover') || node.contains(document.activeElement))) setTable((is) => !is);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const answer = query.data && query.data.kind !== 'unavailable' ? (query.data as A) : null;

  async function savePicture(kind: 'png' | 'svg'): Promise<void> {
    if (!answer) return;
    const view = toView(answer);
    const own = { width: Math.max(640, frame.current?.clientWidth ?? 960), height: Math.max(height, 240) };
    saveFile(await chartImage(view, kind, { ...(view.picture ?? own), background: theme.surface }), `${fileName}.${kind}`);
  }

  return (
    <div ref={frame} className={className}>
      <Panel
        title={title}
        lead={lead}
        query={query}
        height={height}
        empty={empty}
        tools={
          <>
            {tools}
            <Tooltip label={isTable ? t('chart.tools.as-chart') : t('chart.tools.as-table')}>
              <ActionIcon
                aria-label={isTable ? t('chart.tools.as-chart') : t('chart.tools.as-table')}
                aria-pressed={isTable}
                onClick={() => setTable(!isTable)}
              >
                {isTable ? <ChartColumn size={16} /> : <Table2 size={16} />}
              </ActionIcon>
            </Tooltip>
            <Menu position="bottom-end">
              <Menu.Target>
                <Tooltip label={t('chart.tools.export')}>
                  <ActionIcon aria-label={t('chart.tools.export')} disabled={!answer}>
                    <Download size={16} />
                  </ActionIcon>
                </Tooltip>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => void savePicture('png')}>{t('chart.tools.png')}</Menu.Item>
                <Menu.Item onClick={() => void savePicture('svg')}>{t('chart.tools.svg')}</Menu.Item>
                <Menu.Item onClick={() => answer && saveText(chartCsv(toView(answer)), `${fileName}.csv`)}>
                  {t('chart.tools.csv')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      >
        {(data) => {
          const body = draw ? (
            draw(data)
          ) : (
            <Drawn answer={data} toView={toView} label={title} height={height} patch={patch} onHover={onHover} onMark={onMark} />
          );
          const shown = isTable ? <ChartTable view={toView(data)} label={title} height={height} onMark={onMark} /> : body;
          return foot && shown ? (
            <>
              {shown}
              {foot}
            </>
          ) : (
            shown
          );
        }}
      </Panel>
    </div>
  );
}

/** Keeps the view while nothing changed, so that the chart is not set again on every render. */
function Drawn<A>({
  answer,
  toView,
  label,
  height,
  patch,
  onHover,
  onMark,
}: {
  answer: A;
  toView: (answer: A) => ChartView;
  label: string;
  height: number;
  patch: EChartsCoreOption | undefined;
  onHover: ((index: number) => void) | undefined;
  onMark: OnMark;
}) {
  const kept = useRef<{ answer: A; toView: (answer: A) => ChartView; view: ChartView } | null>(null);
  if (kept.current?.answer !== answer || kept.current.toView !== toView) kept.current = { answer, toView, view: toView(answer) };
  return <EChart view={kept.current.view} label={label} height={height} patch={patch} onHover={onHover} onMark={onMark} />;
}

function ChartTable({ view, label, height, onMark }: { view: ChartView; label: string; height: number; onMark: OnMark }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <div className={styles.table} style={{ height }} tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {view.table.columns.map((column) => (
              <th key={column.name} scope="col" className={column.numeric ? styles.numeric : ''}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.table.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer keep their order
            <tr key={line}>
              {row.map((cell, index) => {
                const { mark, scope } = cell;
                return (
                  <td key={view.table.columns[index]!.name} className={view.table.columns[index]!.numeric ? styles.numeric : ''}>
                    {mark ? (
                      <button type="button" className={styles.cellButton} onClick={() => onMark(mark, scope)}>
                        {cell.text}
                      </button>
                    ) : (
                      cell.text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
