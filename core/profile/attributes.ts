import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { wilson } from '../kernel/interval.ts';
import { median } from '../kernel/summary.ts';
import type { People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { memberProfiles } from './profiles.ts';

export interface AttributeAnalysis {
  kind: 'attribute';
  attribute: string;
  members: number;
  /** Members whose value is known: shares below are of these. */
  known: number;
  rows: {
    value: string;
    members: number;
    share: number;
    low: number;
    high: number;
    /** Of them, active in the last 28 days. */
    active: { members: number; rate: number; low: number; high: number };
    medianActiveDays: number;
    spendPerMember: number;
    postsPerMember: number;
  }[];
  /** Values beyond the limit, together. */
  others: { values: number; members: number };
  from: From;
}

/** How members differ by an attribute: how many, how active, what they spend. The known share is part of the answer.
 *  @throws InputError bad-option: an attribute nobody has. */
export function analyseAttribute(
  data: Dataset,
  { attribute, people = null, limit = 30 }: { attribute: string; people?: People | null; limit?: number },
): Result<AttributeAnalysis> {
  const from = fromOf(data, 'attribute/1', data.columns.events, { attribute, people: people?.label ?? null, activeDays: 28 });
  if (data.columns.members === 0) return unavailable('no-members', 0, 1, from);
  const { traits, measures } = memberProfiles(data);
  const trait = traits[attribute];
  if (!trait)
    throw new InputError('bad-option', `There is no attribute "${attribute}". Known: ${Object.keys(traits).join(', ')}.`, {
      attribute,
    });
  const groups = trait.values.map((): number[] => []);
  let members = 0;
  let known = 0;
  for (let m = 0; m < trait.code.length; m++) {
    if (people?.mask[m] === 0) continue;
    members++;
    if (trait.code[m]! < 0) continue;
    known++;
    groups[trait.code[m]!]!.push(m);
  }
  const order = [...groups.keys()]
    .filter((v) => groups[v]!.length > 0)
    .sort((a, b) => groups[b]!.length - groups[a]!.length || a - b);
  const mean = (group: number[], column: Float64Array) => group.reduce((sum, m) => sum + column[m]!, 0) / group.length;
  return {
    kind: 'attribute',
    attribute,
    members,
    known,
    rows: order.slice(0, limit).map((v) => {
      const group = groups[v]!;
      const [low, high] = wilson(group.length, known);
      const active = group.reduce((n, m) => n + (measures.recent28[m]! > 0 ? 1 : 0), 0);
      const [activeLow, activeHigh] = wilson(active, group.length);
      return {
        value: trait.values[v]!,
        members: group.length,
        share: group.length / known,
        low,
        high,
        active: { members: active, rate: active / group.length, low: activeLow, high: activeHigh },
        medianActiveDays: median(Float64Array.from(group, (m) => measures.activeDays[m]!)),
        spendPerMember: mean(group, measures.spend),
        postsPerMember: mean(group, measures.posts),
      };
    }),
    others: {
      values: Math.max(0, order.length - limit),
      members: order.slice(limit).reduce((n, v) => n + groups[v]!.length, 0),
    },
    from,
  };
}
