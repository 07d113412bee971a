import type { Mark, Paths } from '../../../core/api/contract.ts';
import { signedPoints, tipHtml } from '../../chart/parts.ts';
import { sankeyOption } from '../../chart/sankey.ts';
import type { ChartCell, ChartView, ChartWords, MarkScope } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';

export interface PathNames {
  /** The first and the second group in words; the second only when compared. */
  groups: readonly string[];
  /** Where the second group's members are read. */
  other: MarkScope | null;
}

type Node = Paths['nodes'][number];

export interface PathLink {
  step: number;
  from: Node;
  to: Node;
  visits: number[];
  members: number[];
  /** Of the visits of each group. */
  shares: number[];
  /** Share of the first group less that of the second. */
  difference: number;
  /** null = several folded actions, which no mark names. */
  mark: Mark | null;
}

/** Links with their shares, the most travelled first. */
export function pathLinks(paths: Paths): PathLink[] {
  const { nodes, links, groups, definition } = paths;
  return links
    .map((link) => {
      const from = nodes[link.from]!;
      const to = nodes[link.to]!;
      const shares = link.visits.map((visits, g) => (groups[g]!.visits === 0 ? 0 : visits / groups[g]!.visits));
      const isNamed = from.kindName !== null && (to.isEnd || to.kindName !== null);
      return {
        step: from.step,
        from,
        to,
        visits: link.visits,
        members: link.members,
        shares,
        difference: shares.length > 1 ? shares[0]! - shares[1]! : 0,
        mark: isNamed
          ? ({
              of: 'path',
              definition,
              step: from.step,
              fromKind: from.kindName!,
              toKind: to.isEnd ? null : to.kindName,
            } as const)
          : null,
      };
    })
    .sort((a, b) => b.visits[0]! - a.visits[0]! || b.visits.at(-1)! - a.visits.at(-1)!);
}

/** Visits of the first group that end after their first action, as a share. */
export function endedAtOnce(paths: Paths): number {
  const ended = pathLinks(paths)
    .filter((link) => link.step === 0 && link.to.isEnd)
    .reduce((sum, link) => sum + link.visits[0]!, 0);
  return paths.groups[0]!.visits === 0 ? 0 : ended / paths.groups[0]!.visits;
}

export function nodeName({ t }: ChartWords, node: Pick<Node, 'kindName' | 'isEnd'>): string {
  if (node.isEnd) return t('paths.node.end');
  return node.kindName === null ? t('paths.node.folded') : wordFor(t, 'kind', node.kindName);
}

export function linkName(words: ChartWords, link: PathLink): string {
  const from = nodeName(words, link.from);
  return link.to.isEnd
    ? words.t('paths.link.end', { from, n: link.step + 1 })
    : words.t('paths.link.title', { from, to: nodeName(words, link.to), n: link.step + 1, next: link.step + 2 });
}

/** Streams from action to action. With a second group the colours show where the two differ. */
export function toPathsView(paths: Paths, words: ChartWords, names: PathNames): ChartView {
  const { theme, t, format } = words;
  const isCompared = paths.groups.length > 1;
  const links = pathLinks(paths);
  // One order in every column: frequent actions on top, the folded ones and the end below.
  const weight = new Map<string, number>();
  for (const { kindName, visits } of paths.nodes)
    if (kindName !== null) weight.set(kindName, (weight.get(kindName) ?? 0) + visits[0]! + (visits[1] ?? 0));
  const ranked = [...weight.keys()].sort((a, b) => weight.get(b)! - weight.get(a)!);
  const rank = (node: Node) =>
    node.isEnd ? ranked.length + 1 : node.kindName === null ? ranked.length : ranked.indexOf(node.kindName);
  const order = paths.nodes
    .map((_, i) => i)
    .sort((a, b) => paths.nodes[a]!.step - paths.nodes[b]!.step || rank(paths.nodes[a]!) - rank(paths.nodes[b]!));
  const nodes = order.map((i) => paths.nodes[i]!);
  const id = (node: Node) =>
    `${node.step} ${node.isEnd ? 'end' : (node.kindName ?? 'folded')} ${node.isEnd || node.kindName === null}`;
  const colour = (node: Node) =>
    node.isEnd ? theme.border : node.kindName === null ? theme.past : theme.series[rank(node) % theme.series.length]!;
  const most = Math.max(0.001, ...links.map((link) => Math.abs(link.difference)));
  const noted = new Set(
    [...links].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)).slice(0, isCompared ? NOTED : 0),
  );
  // A stream that only the second group takes still needs a width.
  const width = (link: PathLink) => Math.max(link.visits[0]!, 0.1);

  const linkText = (link: PathLink) =>
    isCompared
      ? t('paths.link.mark-both', {
          link: linkName(words, link),
          share: format.percent(link.shares[0]!),
          other: format.percent(link.shares[1]!),
          group: names.groups[1]!,
        })
      : t('paths.link.mark', {
          link: linkName(words, link),
          visits: format.int(link.visits[0]!),
          share: format.percent(link.shares[0]!),
        });
  return {
    option: sankeyOption(words, {
      gap: 8,
      nodes: nodes.map((node) => ({
        id: id(node),
        label: t('paths.node.label', { name: nodeName(words, node), n: format.compact(node.visits[0]!) }),
        column: node.step,
        colour: isCompared && !node.isEnd ? theme.past : colour(node),
        isQuiet: node.isEnd || node.kindName === null,
      })),
      links: links.map((link) => ({
        source: id(link.from),
        target: id(link.to),
        value: width(link),
        colour: isCompared
          ? link.difference >= 0
            ? theme.series[0]
            : theme.series[1]
          : link.to.isEnd
            ? theme.past
            : colour(link.from),
        opacity: isCompared ? 0.08 + 0.62 * (Math.abs(link.difference) / most) : link.to.isEnd ? 0.18 : 0.35,
        ...(noted.has(link) ? { label: signedPoints(format, link.difference) } : {}),
      })),
      tip: (type, i) => {
        if (type === 'node') {
          const node = nodes[i]!;
          return tipHtml(
            t('paths.node.step', { name: nodeName(words, node), n: node.step + 1 }),
            node.visits.map((visits, g) => ({
              name: names.groups[g] ?? t('paths.table.visits'),
              value: `${format.int(visits)} (${format.percent(visits / Math.max(1, paths.groups[g]!.visits))})`,
            })),
            node.kindName === null && !node.isEnd ? [t('paths.link.folded')] : [],
          );
        }
        const link = links[i]!;
        return tipHtml(
          linkName(words, link),
          isCompared
            ? [
                ...names.groups.map((name, g) => ({
                  color: theme.series[g]!,
                  name,
                  value: `${format.percent(link.shares[g]!)} (${format.int(link.visits[g]!)})`,
                })),
                { name: t('paths.table.difference'), value: signedPoints(format, link.difference) },
              ]
            : [
                { name: t('paths.table.visits'), value: format.int(link.visits[0]!) },
                { name: t('paths.table.share'), value: format.percent(link.shares[0]!) },
                { name: t('paths.table.members'), value: format.int(link.members[0]!) },
              ],
          [t(link.mark ? 'paths.link.open' : 'paths.link.folded')],
        );
      },
    }),
    marks: links.map((link, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      dataType: 'edge' as const,
      label: linkText(link),
      ...(link.mark ? { mark: link.mark } : {}),
    })),
    picture: { width: 1200, height: 560 },
    table: {
      columns: [
        { name: t('paths.table.step'), numeric: true },
        { name: t('paths.table.from'), numeric: false },
        { name: t('paths.table.to'), numeric: false },
        { name: t('paths.table.visits'), numeric: true },
        { name: t('paths.table.share'), numeric: true },
        { name: t('paths.table.members'), numeric: true },
        ...(isCompared
          ? [
              { name: t('paths.table.visits-other', { group: names.groups[1]! }), numeric: true },
              { name: t('paths.table.share-other', { group: names.groups[1]! }), numeric: true },
              { name: t('paths.table.members-other', { group: names.groups[1]! }), numeric: true },
              { name: t('paths.table.difference'), numeric: true },
            ]
          : []),
      ],
      rows: links.map((link) => [
        { text: String(link.step + 1), raw: link.step + 1 },
        { text: nodeName(words, link.from), raw: link.from.kindName ?? '' },
        { text: nodeName(words, link.to), raw: link.to.kindName ?? '' },
        ...[0, 1].slice(0, isCompared ? 2 : 1).flatMap((g): ChartCell[] => [
          { text: format.int(link.visits[g]!), raw: link.visits[g]! },
          { text: format.percent(link.shares[g]!), raw: link.shares[g]! },
          {
            text: format.int(link.members[g]!),
            raw: link.members[g]!,
            ...(link.mark && link.members[g]! > 0 ? { mark: link.mark } : {}),
            ...(g === 1 && names.other ? { scope: names.other } : {}),
          },
        ]),
        ...(isCompared ? [{ text: signedPoints(format, link.difference), raw: link.difference }] : []),
      ]),
    },
  };
}

/** Differences written on the streams. */
const NOTED = 5;
