import type { From, Result } from '../base/result.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { type MemberTable, memberRow, memberTable } from './memberTable.ts';
import { FACETS, type FacetField, type Facets, type MemberPage, type MemberSort } from './types.ts';

/** Which members: every part narrows. */
export interface MemberWhere {
  /** Part of a nickname or id, case ignored, Chinese or English. */
  search: string;
  facets: Partial<Record<FacetField, string[]>>;
  /** Uint8[members] of a chart mark; null = everybody. */
  mark: Uint8Array | null;
  /** For the provenance: what the mark was. */
  markOptions: From['options'];
}

export interface MemberOrder {
  column: MemberSort;
  direction: 'asc' | 'desc';
}

const FACET_VALUES = 30;

/** A page of the members that fit, sorted; unknown values last either way, ties by member number.
 *  Cost: one pass over the members and one sort; the table is made once a dataset. */
export function listMembers(
  data: Dataset,
  where: MemberWhere,
  options: { sort: MemberOrder; offset: number; limit: number },
): Result<MemberPage> {
  const from = fromOf(data, 'members/1', data.columns.members, {
    ...whereOptions(where),
    sort: `${options.sort.column} ${options.sort.direction}`,
  });
  if (data.columns.members === 0) return unavailable('no-members', 0, 1, from);
  const table = memberTable(data);
  const order = orderedMembers(table, where, options.sort);
  const { offset, limit } = options;
  const rows = Array.from(order.subarray(offset, offset + limit), (m) => memberRow(table, m));
  return { kind: 'members', total: order.length, offset, rows, from };
}

/** Every member that fits, in order. For exports. */
export function orderedMembers(table: MemberTable, where: MemberWhere, sort: MemberOrder): Int32Array {
  const chosen = filterMembers(table, where, null);
  const order = new Int32Array(chosen.count);
  for (let m = 0, n = 0; m < table.members; m++) if (chosen.mask[m] === 1) order[n++] = m;
  const rank = sortKeys(table, sort.column);
  const sign = sort.direction === 'asc' ? 1 : -1;
  return order.sort((a, b) => {
    const x = rank[a]!;
    const y = rank[b]!;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) ? (Number.isNaN(y) ? a - b : 1) : -1; // unknown last
    return sign * (x - y) || a - b;
  });
}

/** How often each value of each attribute occurs among the members that fit, and for how many it is known at all. */
export function countFacets(data: Dataset, where: MemberWhere): Result<Facets> {
  const from = fromOf(data, 'facets/1', data.columns.members, whereOptions(where));
  if (data.columns.members === 0) return unavailable('no-members', 0, 1, from);
  const table = memberTable(data);
  const total = filterMembers(table, where, null).count;
  const fields = FACETS.map((field) => {
    const { mask } = filterMembers(table, where, field);
    const { code, values } = table.facets[field];
    const counts = new Int32Array(values.length);
    let known = 0;
    for (let m = 0; m < table.members; m++) {
      if (mask[m] === 0 || code[m]! < 0) continue;
      counts[code[m]!]!++;
      known++;
    }
    const order = [...counts.keys()].filter((v) => counts[v]! > 0).sort((a, b) => counts[b]! - counts[a]! || a - b);
    return { field, known, values: order.slice(0, FACET_VALUES).map((v) => ({ value: values[v]!, count: counts[v]! })) };
  });
  return { kind: 'facets', total, fields, from };
}

/** @param except a facet whose own choice is ignored, so that its other values can be counted */
function filterMembers(table: MemberTable, where: MemberWhere, except: FacetField | null): { mask: Uint8Array; count: number } {
  const mask = where.mark ? where.mark.slice() : new Uint8Array(table.members).fill(1);
  const needle = where.search.trim().toLowerCase();
  if (needle !== '') for (let m = 0; m < table.members; m++) if (mask[m] === 1 && !table.needle[m]!.includes(needle)) mask[m] = 0;
  for (const field of FACETS) {
    const wanted = where.facets[field];
    if (!wanted || wanted.length === 0 || field === except) continue;
    const { code, values } = table.facets[field];
    const isWanted = values.map((v) => wanted.includes(v));
    for (let m = 0; m < table.members; m++) if (mask[m] === 1 && !(code[m]! >= 0 && isWanted[code[m]!])) mask[m] = 0;
  }
  let count = 0;
  for (let m = 0; m < mask.length; m++) count += mask[m]!;
  return { mask, count };
}

const collator = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** A number per member to sort by; NaN = unknown. Texts are ranked once per distinct value. */
function sortKeys(table: MemberTable, column: MemberSort): Float64Array | Int32Array {
  const { features } = table;
  switch (column) {
    case 'joinedAt':
      return table.joinedAt;
    case 'lastSeenAt':
      return Float64Array.from(features.lastAt, (t) => (t === -2147483648 ? Number.NaN : t));
    case 'spend':
      return table.spend;
    case 'events':
    case 'posts':
    case 'activeDays':
    case 'contents':
      return features[column];
    case 'handle':
      return rankTexts(table);
    default: {
      const { code, values } = table.facets[column];
      const rank = [...values.keys()].sort((a, b) => collator.compare(values[a]!, values[b]!));
      const place = new Float64Array(values.length);
      rank.forEach((v, i) => {
        place[v] = i;
      });
      return Float64Array.from(code, (c) => (c < 0 ? Number.NaN : place[c]!));
    }
  }
}

const handleRanks = new WeakMap<MemberTable, Float64Array>();

function rankTexts(table: MemberTable): Float64Array {
  const known = handleRanks.get(table);
  if (known) return known;
  const order = Array.from({ length: table.members }, (_, m) => m).filter((m) => table.handle[m] !== null);
  order.sort((a, b) => collator.compare(table.handle[a]!, table.handle[b]!));
  const rank = new Float64Array(table.members).fill(Number.NaN);
  order.forEach((m, i) => {
    rank[m] = i > 0 && table.handle[order[i - 1]!] === table.handle[m] ? rank[order[i - 1]!]! : i;
  });
  handleRanks.set(table, rank);
  return rank;
}

function whereOptions(where: MemberWhere): From['options'] {
  const facets = Object.entries(where.facets).flatMap(([field, values]) => (values ?? []).map((v) => `${field}=${v}`));
  return { search: where.search, facets, ...where.markOptions };
}
