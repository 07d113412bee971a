import type { EChartsCoreOption } from 'echarts/core';
import type { ClusterAnswer } from '../../../core/api/contract.ts';
import { memberMark } from '../../app/person.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import type { T } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';
import { markerOf } from './markers.tsx';

const CHOSEN = 'chosen';
const LABEL_PX = 150;
/** More names than this cover the points: the number stays, the cards have the names. */
const NAMED_GROUPS = 5;

export const memberName = (handle: string | null, memberNo: number, t: T): string =>
  handle ?? t('clusters.member.unnamed', { n: memberNo });

export const groupName = ({ names }: Pick<ClusterAnswer, 'names'>, cluster: number, format: Format): string =>
  names[cluster]![format.locale === 'en' ? 'en' : 'zh'];

/** Positions of the shown members, group by group, each from its middle outwards: the order in which keys walk them. */
export function walkOrder({ map, k }: Pick<ClusterAnswer, 'map' | 'k'>): number[][] {
  const own = Array.from({ length: k }, (): number[] => []);
  map.cluster.forEach((c, i) => {
    own[c]!.push(i);
  });
  return own.map((points) => {
    const mean = (of: number[]) => points.reduce((sum, i) => sum + of[i]!, 0) / Math.max(1, points.length);
    const [x, y] = [mean(map.x), mean(map.y)];
    const reach = (i: number) => (map.x[i]! - x) ** 2 + (map.y[i]! - y) ** 2;
    return points.sort((a, b) => reach(a) - reach(b) || a - b);
  });
}

/** Members on the two directions in which they differ most. */
export function toMapView(answer: ClusterAnswer, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { map } = answer;
  const order = walkOrder(answer);
  const name = (i: number) => memberName(map.handle[i]!, map.memberNo[i]!, t);
  const axis = (n: number) => ({
    type: 'value' as const,
    scale: true,
    name: t('clusters.map.axis', { n, share: format.percent(map.explained[n - 1] ?? null, 0) }),
    nameLocation: 'middle' as const,
    nameGap: 10,
    nameTextStyle: { color: theme.muted, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.border } },
    axisTick: { show: false },
    axisLabel: { show: false },
    splitLine: { show: false },
  });
  const middle = (c: number) => {
    const points = order[c]!;
    const typical = points.slice(0, Math.max(1, Math.ceil(points.length / 2)));
    const mean = (of: number[]) => typical.reduce((sum, i) => sum + of[i]!, 0) / Math.max(1, typical.length);
    return [mean(map.x), mean(map.y)];
  };
  return {
    picture: { width: 960, height: 640 },
    option: {
      ...base(words),
      grid: { left: 28, right: 12, top: 12, bottom: 28 },
      xAxis: { ...axis(1), boundaryGap: ['7%', '7%'] },
      yAxis: axis(2),
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        axisPointer: { type: 'none' },
        formatter: ({ seriesIndex, dataIndex, data }: { seriesIndex: number; dataIndex: number; data: { point?: number } }) => {
          const i = data.point ?? order[seriesIndex]?.[dataIndex];
          if (i === undefined) return '';
          const c = map.cluster[i]!;
          return tipHtml(
            name(i),
            [
              {
                color: markerOf(theme, c).colour,
                name: t('clusters.map.group', { n: c + 1 }),
                value: groupName(answer, c, format),
              },
            ],
            [t('clusters.map.click')],
          );
        },
      },
      series: [
        ...order.map((points, c) => ({
          type: 'scatter',
          name: groupName(answer, c, format),
          symbol: `path://${markerOf(theme, c).path}`,
          symbolSize: map.x.length > 1500 ? 7 : 9,
          itemStyle: { color: markerOf(theme, c).colour, opacity: 0.7 },
          emphasis: { scale: 1.6, itemStyle: { opacity: 1, borderColor: theme.text, borderWidth: 1 } },
          data: points.map((i) => [map.x[i]!, map.y[i]!]),
        })),
        {
          type: 'scatter',
          silent: true,
          symbolSize: 0,
          tooltip: { show: false },
          z: 5,
          data: order.map((_, c) => ({
            value: middle(c),
            label: {
              show: true,
              position: 'inside',
              formatter: answer.k <= NAMED_GROUPS ? `${c + 1} ${groupName(answer, c, format)}` : String(c + 1),
              ...(answer.k <= NAMED_GROUPS ? { width: LABEL_PX } : {}),
              overflow: 'truncate',
              color: theme.text,
              fontSize: 12,
              fontWeight: 600,
              backgroundColor: theme.surface,
              borderColor: markerOf(theme, c).colour,
              borderWidth: 1,
              borderRadius: 3,
              padding: [2, 5],
            },
          })),
          labelLayout: { moveOverlap: 'shiftY' },
        },
        {
          // Over the points, and with a tip of its own: that of another member close by would contradict the ring.
          id: CHOSEN,
          type: 'scatter',
          symbol: 'circle',
          symbolSize: 18,
          z: 6,
          itemStyle: { color: 'transparent', borderColor: theme.text, borderWidth: 2 },
          data: [],
        },
      ],
    },
    marks: order.flatMap((points, c) =>
      points.map((i, dataIndex) => ({
        seriesIndex: c,
        dataIndex,
        label: t('clusters.map.mark', { name: name(i), group: groupName(answer, c, format) }),
        mark: memberMark(map.memberNo[i]!),
      })),
    ),
    table: {
      columns: [
        { name: t('clusters.column.member'), numeric: false },
        { name: t('clusters.column.group'), numeric: false },
        { name: t('clusters.map.x'), numeric: true },
        { name: t('clusters.map.y'), numeric: true },
      ],
      rows: order.flatMap((points, c) =>
        points.map((i) => [
          { text: name(i), raw: map.memberNo[i]!, mark: memberMark(map.memberNo[i]!) },
          { text: groupName(answer, c, format), raw: c + 1 },
          { text: format.number(map.x[i]!, 2), raw: map.x[i]! },
          { text: format.number(map.y[i]!, 2), raw: map.y[i]! },
        ]),
      ),
    },
  };
}

/** Rings the member whose reasons are shown. */
export function chosenPatch(answer: ClusterAnswer | null, memberNo: number | null): EChartsCoreOption {
  const i = answer && memberNo !== null ? answer.map.memberNo.indexOf(memberNo) : -1;
  return { series: [{ id: CHOSEN, data: i < 0 ? [] : [{ value: [answer!.map.x[i]!, answer!.map.y[i]!], point: i }] }] };
}
