/** All members with their features, as columns, made once a dataset: lists are sorted, searched and counted in memory. */
import { type MemberFeatures, memberFeatures } from '../kernel/scan.ts';
import { activeDaysOfData, touchesOfData } from '../scope/index.ts';
import type { Dataset } from '../store/dataset.ts';
import { hasOrders, memberColumns, spendByMember } from './queries.ts';
import { FACETS, type FacetField, type MemberRow } from './types.ts';

export interface FacetColumn {
  /** Int32[members]: index into `values`, -1 = unknown. */
  code: Int32Array;
  values: string[];
}

export interface MemberTable {
  members: number;
  id: string[];
  handle: (string | null)[];
  /** Lower case, for search. */
  needle: string[];
  joinedAt: Float64Array; // ms, NaN = unknown
  leftAt: Float64Array;
  facets: Record<FacetField, FacetColumn>;
  features: MemberFeatures;
  /** Minor units. */
  spend: Float64Array;
}

const tables = new WeakMap<Dataset, MemberTable>();
const SPEND_UP: ReadonlySet<string> = new Set(['purchase', 'renew']);

/** Cost: one scan of the member table and of the columns, once a dataset. */
export function memberTable(data: Dataset): MemberTable {
  const known = tables.get(data);
  if (known) return known;
  const n = data.columns.members;
  const facets = Object.fromEntries(
    FACETS.map((f) => [f, { code: new Int32Array(n).fill(-1), values: [] }]),
  ) as unknown as MemberTable['facets'];
  const codes = FACETS.map(() => new Map<string, number>());
  const table: MemberTable = {
    members: n,
    id: new Array(n).fill(''),
    handle: new Array(n).fill(null),
    needle: new Array(n).fill(''),
    joinedAt: new Float64Array(n).fill(Number.NaN),
    leftAt: new Float64Array(n).fill(Number.NaN),
    facets,
    features: featuresOf(data),
    spend: new Float64Array(n),
  };
  memberColumns(data.db, (row) => {
    const m = row[0] - 1;
    if (m >= n) return; // added by an import after the columns were loaded: shown with the next refresh
    table.id[m] = row[1];
    table.handle[m] = row[2];
    table.needle[m] = `${row[2] ?? ''}\n${row[1]}`.toLowerCase();
    if (row[3] !== null) table.joinedAt[m] = row[3];
    if (row[4] !== null) table.leftAt[m] = row[4];
    for (let f = 0; f < FACETS.length; f++) {
      const value = row[5 + f] as string | null;
      if (value === null || value === '') continue;
      const facet = facets[FACETS[f]!];
      let code = codes[f]!.get(value);
      if (code === undefined) {
        code = facet.values.push(value) - 1;
        codes[f]!.set(value, code);
      }
      facet.code[m] = code;
    }
  });
  if (hasOrders(data.db)) for (const { memberNo, spend } of spendByMember(data.db)) table.spend[memberNo - 1] = spend;
  else table.spend = table.features.spend.map((v) => Math.round(v * 100));
  tables.set(data, table);
  return table;
}

function featuresOf(data: Dataset): MemberFeatures {
  const kindClass = new Uint8Array(256);
  const spendSign = new Int8Array(256);
  for (const kind of data.kinds) {
    if (kind.origin === 'derived') kindClass[kind.code] = 1;
    else if (SPEND_UP.has(kind.name)) spendSign[kind.code] = 1;
    else if (kind.name === 'refund') spendSign[kind.code] = -1;
  }
  return memberFeatures(data.columns, activeDaysOfData(data), touchesOfData(data), kindClass, spendSign);
}

export function memberRow(table: MemberTable, m: number): MemberRow {
  const { features } = table;
  const last = features.lastAt[m]!;
  const time = (v: number) => (Number.isNaN(v) ? null : v);
  const facet = (f: FacetField) => {
    const { code, values } = table.facets[f];
    return code[m]! < 0 ? null : values[code[m]!]!;
  };
  return {
    memberNo: m + 1,
    memberId: table.id[m]!,
    handle: table.handle[m]!,
    role: facet('role') ?? 'member',
    status: facet('status') ?? 'active',
    plan: facet('plan'),
    joinedAt: time(table.joinedAt[m]!),
    leftAt: time(table.leftAt[m]!),
    lastSeenAt: last === -2147483648 ? null : last * 1000,
    events: features.events[m]!,
    posts: features.posts[m]!,
    activeDays: features.activeDays[m]!,
    contents: features.contents[m]!,
    spend: table.spend[m]!,
    age_band: facet('age_band'),
    gender: facet('gender'),
    occupation: facet('occupation'),
    education: facet('education'),
    region: facet('region'),
    country: facet('country'),
    city: facet('city'),
    acquisition_channel: facet('acquisition_channel'),
  };
}
