import { InputError } from '../base/errors.ts';
import { scaleValue } from '../kernel/cluster/scaling.ts';
import { steadied } from './shares.ts';
import type { ClusterInput, ClusterModel } from './types.ts';

export interface WhyHere {
  kind: 'why-here';
  member: number;
  /** Numbers 0..k-1 of the own cluster and of the next nearest. */
  cluster: number;
  next: number;
  /** Distance to the next centre less distance to the own, over their sum: 0 = on the border, 1 = on the own centre. */
  margin: number;
  /** The strongest pull first; fewer than asked when fewer pull. */
  traits: {
    feature: string;
    unit: string;
    /** The member's own; NaN = not known. */
    value: number;
    /** Medians of the two clusters. */
    typical: number;
    typicalNext: number;
    /** Share of the whole pull to the own cluster, 0..1. */
    share: number;
  }[];
}

/** Why is this member in this cluster and not in the next one? The squared distance to the next centre less that to the own is a sum over the
 *  features; the features with the largest parts are the reasons. A value that is not known counts as the median and is never a reason.
 *  @param member row of the input
 *  @param options.traits reasons wanted; default 3
 *  @throws bad-option: no such member; the input lacks a feature; a model of one cluster */
export function whyHere(
  model: Pick<ClusterModel, 'features' | 'scaling' | 'centres' | 'typical'>,
  input: ClusterInput,
  member: number,
  options: { traits?: number } = {},
): WhyHere {
  const { traits: wanted = 3 } = options;
  if (!(Number.isInteger(member) && member >= 0 && member < input.members)) {
    throw new InputError('bad-option', `The member should be 0 to ${input.members - 1}, got ${member}.`, { member });
  }
  if (model.centres.length < 2) throw new InputError('bad-option', 'One cluster has no next one to compare with.');
  const alone = { members: 1, features: input.features.map((f) => ({ ...f, values: f.values.subarray(member, member + 1) })) };
  const values: number[] = [];
  const scaled = model.features.map(({ name, steadying }, a) => {
    const feature = alone.features.find((f) => f.name === name);
    const steady = feature ? steadied(alone, feature.values, steadying) : null;
    if (!feature || !steady) {
      throw new InputError('bad-option', `The members should have the feature "${feature ? 'events' : name}" of the clusters.`, {
        name,
      });
    }
    values.push(feature.values[0]!);
    return Math.fround(scaleValue(steady[0]!, model.scaling[a]!));
  });
  const squared = model.centres.map((centre) => centre.reduce((sum, c, a) => sum + (scaled[a]! - c) ** 2, 0));
  const order = [...squared.keys()].sort((a, b) => squared[a]! - squared[b]! || a - b);
  const [cluster, next] = [order[0]!, order[1]!];
  const pulls = scaled.map((x, a) => (x - model.centres[next]![a]!) ** 2 - (x - model.centres[cluster]![a]!) ** 2);
  const whole = pulls.reduce((sum, pull) => sum + Math.max(pull, 0), 0);
  const reasons = [...pulls.keys()]
    .filter((a) => pulls[a]! > 0 && !Number.isNaN(values[a]!))
    .sort((a, b) => pulls[b]! - pulls[a]! || a - b)
    .slice(0, wanted);
  const [near, far] = [Math.sqrt(squared[cluster]!), Math.sqrt(squared[next]!)];
  return {
    kind: 'why-here',
    member,
    cluster,
    next,
    margin: far + near === 0 ? 0 : (far - near) / (far + near),
    traits: reasons.map((a) => ({
      feature: model.features[a]!.name,
      unit: model.features[a]!.unit,
      value: values[a]!,
      typical: model.typical[cluster]![a]!,
      typicalNext: model.typical[next]![a]!,
      share: pulls[a]! / whole,
    })),
  };
}
