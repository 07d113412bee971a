import type { Flow, FlowState, Grain, Mark } from '../../../core/api/contract.ts';
import { tipHtml } from '../../chart/parts.ts';
import { sankeyOption } from '../../chart/sankey.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import type { ChartTheme } from '../../theme/chartTheme.ts';

export const STATES: readonly FlowState[] = ['new', 'returning', 'resurrected', 'dormant', 'inactive'];

export const stateColour = (theme: ChartTheme, state: FlowState): string =>
  ({
    none: theme.border,
    new: theme.series[0],
    returning: theme.series[2],
    resurrected: theme.series[4],
    dormant: theme.series[3],
    inactive: theme.past,
  })[state];

/** The period that a page shows when none is chosen: the last that is over and has one before it. */
export function lastFlow(flow: Flow, start: string | null): number {
  const chosen = flow.periods.findIndex((period) => period.start === start);
  if (chosen >= 0) return chosen;
  const complete = flow.periods.findLastIndex((period) => period.complete);
  return complete >= 0 ? complete : flow.periods.length - 1;
}

/** Members by their state before and now. What leaves a state is all that was in it. */
export function toFlowView(flow: Flow, index: number, isQuietHidden: boolean, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { grain } = flow;
  const period = flow.periods[index]!;
  const before = flow.periods[index - 1];
  const moves = period.moves
    .filter((move) => !(isQuietHidden && move.from === 'inactive' && move.to === 'inactive'))
    .sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  const total = (side: 'from' | 'to', state: FlowState) =>
    moves.reduce((sum, move) => sum + (move[side] === state ? move.members : 0), 0);
  const all = (state: FlowState) => period.moves.reduce((sum, move) => sum + (move.from === state ? move.members : 0), 0);
  const name = (state: FlowState) => t(`lifecycle.state.${state}`);
  const side = (which: 'from' | 'to') =>
    ORDER.filter((state) => total(which, state) > 0).map((state) => ({ state, which, n: total(which, state) }));
  const nodes = [...side('from'), ...side('to')];
  const linkMark = (from: FlowState, to: FlowState): Mark => ({ of: 'flow', grain, start: period.start, from, to });
  const nodeMark = ({ state, which }: { state: FlowState; which: 'from' | 'to' }): Mark | null => {
    if (which === 'to') return isQuietHidden && state === 'inactive' ? null : stateMark(grain, period.start, state);
    if (state === 'none') return linkMark('none', 'new');
    return before && !(isQuietHidden && state === 'inactive') ? stateMark(grain, before.start, state) : null;
  };
  const moveText = (move: (typeof moves)[number]) =>
    t('lifecycle.flow.mark', {
      from: name(move.from),
      to: name(move.to),
      n: format.int(move.members),
      share: format.percent(move.members / all(move.from)),
    });
  return {
    option: sankeyOption(words, {
      gap: 14,
      nodes: nodes.map(({ state, which, n }) => ({
        id: `${which} ${state}`,
        label: t('lifecycle.flow.label', { state: name(state), n: format.int(n) }),
        column: which === 'from' ? 0 : 1,
        colour: stateColour(theme, state),
      })),
      links: moves.map((move) => ({
        source: `from ${move.from}`,
        target: `to ${move.to}`,
        value: move.members,
        colour: stateColour(theme, move.to),
      })),
      tip: (type, i) => {
        if (type === 'node') {
          const { state, n } = nodes[i]!;
          return tipHtml(
            name(state),
            [{ name: t('lifecycle.flow.members'), value: format.int(n) }],
            [t(`lifecycle.state.${state}-define`)],
          );
        }
        const move = moves[i]!;
        return tipHtml(`${name(move.from)} → ${name(move.to)}`, [
          { color: stateColour(theme, move.to), name: t('lifecycle.flow.members'), value: format.int(move.members) },
          { name: t('lifecycle.flow.share'), value: format.percent(move.members / all(move.from)) },
        ]);
      },
    }),
    marks: [
      ...moves.map((move, dataIndex) => ({
        seriesIndex: 0,
        dataIndex,
        dataType: 'edge' as const,
        label: moveText(move),
        mark: linkMark(move.from, move.to),
      })),
      ...nodes.map((node, dataIndex) => {
        const mark = nodeMark(node);
        return {
          seriesIndex: 0,
          dataIndex,
          dataType: 'node' as const,
          label: t('lifecycle.flow.state', { state: name(node.state), n: format.int(node.n) }),
          ...(mark ? { mark } : {}),
        };
      }),
    ],
    table: {
      columns: [
        { name: t('lifecycle.flow.from'), numeric: false },
        { name: t('lifecycle.flow.to'), numeric: false },
        { name: t('lifecycle.flow.members'), numeric: true },
        { name: t('lifecycle.flow.share'), numeric: true },
      ],
      rows: moves.map((move) => [
        { text: name(move.from), raw: move.from },
        { text: name(move.to), raw: move.to },
        { text: format.int(move.members), raw: move.members, mark: linkMark(move.from, move.to) },
        { text: format.percent(move.members / all(move.from)), raw: move.members / all(move.from) },
      ]),
    },
  };
}

const ORDER: readonly FlowState[] = ['none', ...STATES];
const place = (state: FlowState) => ORDER.indexOf(state);
const stateMark = (grain: Grain, start: string, state: FlowState): Mark => ({ of: 'flow', grain, start, from: null, to: state });
