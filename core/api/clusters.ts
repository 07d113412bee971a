/** Clusters of the members of a workspace: profiles in, groups out, kept ones recognised again. */
import type { From, Result, Unavailable } from '../base/result.ts';
import {
  assignMembers,
  type BilingualName,
  type ClusterInput,
  type ClusterModel,
  type Clusters,
  clusterMembers,
  type MatchedClusters,
  matchToPrevious,
  type NoClusters,
  toModel,
  type WhyHere,
  whyHere,
} from '../cluster/index.ts';
import { countKindsByMember } from '../kernel/habits.ts';
import { type FacetColumn, MEASURES, type MeasureName, memberProfiles, memberTable } from '../profile/index.ts';
import type { People } from '../scope/index.ts';
import { record } from '../store/changes.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { type Dataset, fromOf } from '../store/dataset.ts';
import { scalar, sql } from '../store/sql.ts';

/** What clusters are made of unless something else is chosen. Left out: recent28 and before28 (their sum is activity, their ratio the trend),
 *  finished (contents x depth), the current streak and the score (made of the others). */
export const CLUSTER_MEASURES: readonly MeasureName[] = [
  'recencyDays',
  'events',
  'activeDays',
  'tenureDays',
  'streakDays',
  'contents',
  'depth',
  'spend',
  'posts',
  'repliesGiven',
  'repliesReceived',
  'likesGiven',
  'likesReceived',
  'trend',
  'weekendShare',
  'nightShare',
];
/** A kind that makes up less of all actions says little about anybody. */
const KIND_SHARE = 0.005;

export interface ClusterQuestion {
  k: number | null;
  features: string[] | null;
  seed: number;
}

export interface ClusterAnswer extends Omit<Clusters, 'labels' | 'map'> {
  ids: number[];
  /** Set beside the kept clustering; null when none is kept. */
  matched: Pick<MatchedClusters, 'isNew' | 'overlap' | 'gone' | 'moved'> | null;
  isKept: boolean;
  /** For the map: at most 4,000 members, drawn evenly. Member numbers and nicknames, the two directions, and the cluster of each. */
  map: { memberNo: number[]; handle: (string | null)[]; x: number[]; y: number[]; cluster: number[]; explained: number[] };
  /** Every feature that could be used. */
  available: { name: string; unit: string }[];
  from: From;
}

const MAP_POINTS = 4_000;
/** Enough for a picture, and short on the wire. */
const rounded = (v: number) => Math.round(v * 1e4) / 1e4;
const inputs = new WeakMap<Dataset, ClusterInput>();
const answers = new WeakMap<Dataset, Map<string, Clusters | NoClusters>>();

/** Features of every member. */
export function clusterInput(data: Dataset): ClusterInput {
  const known = inputs.get(data);
  if (known) return known;
  const { measures, members } = memberProfiles(data);
  const observed = data.kinds.filter((k) => k.origin === 'observed');
  const nodeOf = new Int16Array(256).fill(-1);
  observed.forEach((kind, i) => {
    nodeOf[kind.code] = i;
  });
  const counts = countKindsByMember(data.columns, nodeOf, observed.length);
  const totals = new Float64Array(observed.length);
  const own = new Float64Array(members);
  for (let m = 0; m < members; m++) {
    for (let k = 0; k < observed.length; k++) {
      totals[k]! += counts[m * observed.length + k]!;
      own[m]! += counts[m * observed.length + k]!;
    }
  }
  const all = totals.reduce((sum, n) => sum + n, 0);
  const input: ClusterInput = {
    members,
    features: [
      ...CLUSTER_MEASURES.map((name) => ({
        name: name as string,
        unit: MEASURES[name].unit as string,
        values: measures[name],
        log: MEASURES[name].log,
      })),
      ...observed.flatMap((kind, k) =>
        totals[k]! < KIND_SHARE * all
          ? []
          : [
              {
                name: `share.${kind.name}`,
                unit: 'share',
                values: own.map((n, m) => (n === 0 ? Number.NaN : counts[m * observed.length + k]! / n)),
                log: false,
              },
            ],
      ),
    ],
  };
  inputs.set(data, input);
  return input;
}

/** @param people only these members are grouped; null = all */
function computed(data: Dataset, people: People | null, question: ClusterQuestion): Clusters | NoClusters {
  const of = answers.get(data) ?? new Map<string, Clusters | NoClusters>();
  answers.set(data, of);
  const key = JSON.stringify([question, people?.label ?? null, people ? checksum(people.mask) : 0]);
  let found = of.get(key);
  if (!found) {
    if (of.size > 20) of.clear();
    of.set(key, (found = clusterMembers(narrowed(clusterInput(data), people), question)));
  }
  return found;
}

const checksum = (mask: Uint8Array) => mask.reduce((sum, is, m) => (is ? (Math.imul(sum, 31) + m) | 0 : sum), 7);

function narrowed(input: ClusterInput, people: People | null): ClusterInput {
  if (!people) return input;
  const rows = rowsOf(people);
  return {
    members: rows.length,
    features: input.features.map((f) => ({ ...f, values: Float64Array.from(rows, (m) => f.values[m]!) })),
  };
}
const rowsOf = ({ mask }: People): number[] => Array.from(mask.keys()).filter((m) => mask[m] === 1);

export function describeClusters(
  data: Dataset,
  people: People | null,
  question: ClusterQuestion,
): Result<ClusterAnswer> | (Unavailable & Pick<NoClusters, 'because' | 'candidates'> & Pick<ClusterAnswer, 'available'>) {
  const found = computed(data, people, question);
  const from: From = {
    ...fromOf(data, found.method, data.columns.events, { ...found.options, people: people?.label ?? null }, true),
    seed: found.seed,
  };
  const available = clusterInput(data).features.map(({ name, unit }) => ({ name, unit }));
  if (found.kind === 'unavailable') {
    const reason = found.reason === 'too-few-features' ? 'too-few-members' : found.reason;
    return {
      kind: 'unavailable',
      reason,
      have: found.have,
      need: found.need,
      because: found.because,
      candidates: found.candidates,
      available,
      from,
    };
  }
  const rows = people ? rowsOf(people) : null;
  const kept = people ? null : keptModel(data.db);
  const matched = kept ? matchToPrevious(found, clusterInput(data), kept) : null;
  const step = Math.max(1, Math.ceil(found.labels.length / MAP_POINTS));
  const shown = Array.from({ length: Math.ceil(found.labels.length / step) }, (_, i) => i * step);
  const { labels, map, ...rest } = found;
  const memberOf = (i: number) => (rows ? rows[i]! : i);
  const { handle } = memberTable(data);
  return {
    ...rest,
    names: matched?.names ?? found.names,
    ids: matched?.ids ?? found.sizes.map((_, c) => c + 1),
    matched: matched
      ? { isNew: matched.isNew, overlap: matched.overlap, gone: matched.gone, moved: matched.moved.slice(0, 40) }
      : null,
    isKept: kept !== null && JSON.stringify(matched?.model) === JSON.stringify(kept),
    map: {
      memberNo: shown.map((i) => memberOf(i) + 1),
      handle: shown.map((i) => handle[memberOf(i)]!),
      x: shown.map((i) => rounded(map.x[i]!)),
      y: shown.map((i) => rounded(map.y[i]!)),
      cluster: shown.map((i) => labels[i]!),
      explained: map.explained,
    },
    available,
    from,
  };
}

/** Why a member is in its cluster: three traits. null when there are no clusters, or the member is not among them. */
export function whyInCluster(
  data: Dataset,
  people: People | null,
  question: ClusterQuestion & { memberNo: number },
): (WhyHere & { names: BilingualName[] }) | null {
  const { memberNo, ...rest } = question;
  const found = computed(data, people, rest);
  if (found.kind === 'unavailable') return null;
  const rows = people ? rowsOf(people) : null;
  const member = rows ? rows.indexOf(memberNo - 1) : memberNo - 1;
  if (member < 0 || member >= found.labels.length) return null;
  return { ...whyHere(toModel(found), narrowed(clusterInput(data), people), member), names: found.names };
}

/** Cluster of each member grouped, in their order; null when there are no groups. */
export function clusterLabels(data: Dataset, people: People | null, question: ClusterQuestion): number[] | null {
  const found = computed(data, people, question);
  return found.kind === 'unavailable' ? null : Array.from(found.labels);
}

/** @returns Uint8[members]. */
export function membersOfCluster(data: Dataset, people: People | null, mark: ClusterQuestion & { cluster: number }): Uint8Array {
  const { k, features, seed, cluster } = mark;
  const chosen = new Uint8Array(data.columns.members);
  const found = computed(data, people, { k, features, seed });
  if (found.kind === 'unavailable') return chosen;
  const rows = people ? rowsOf(people) : null;
  found.labels.forEach((label, i) => {
    if (label === cluster) chosen[rows ? rows[i]! : i] = 1;
  });
  return chosen;
}

const KEPT = 'clusters';

export function keptModel(db: Reader): ClusterModel | null {
  const text = scalar<string>(db, sql`SELECT definition FROM preference WHERE name = ${KEPT}`);
  return text === undefined ? null : (JSON.parse(text) as ClusterModel);
}

/** Keeps today's clustering: from now on clusters are recognised by it, keep their names, and can be used in segments. */
export function keepClusters(
  db: Writer,
  data: Dataset,
  { now, names, ...question }: ClusterQuestion & { names: BilingualName[] | null; now: number },
): boolean {
  const found = computed(data, null, question);
  if (found.kind === 'unavailable') return false;
  const before = keptModel(db);
  const model = before ? matchToPrevious(found, clusterInput(data), before).model : toModel(found);
  const named = names && names.length === model.names.length ? { ...model, names } : model;
  record(db, { name: 'preference.save', params: { name: KEPT }, at: now }, () => {
    db.prepare(
      `INSERT INTO preference (name, definition, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at WHERE definition <> excluded.definition`,
    ).run(KEPT, JSON.stringify(named), now);
  });
  return true;
}

/** The kept clustering as a trait: every member in the nearest of the kept clusters, by the number that stays with it. null when none is kept. */
export function clusterTrait(data: Dataset): FacetColumn | null {
  const model = keptModel(data.db);
  if (!model) return null;
  const code = assignMembers(model, clusterInput(data));
  return code ? { code, values: model.ids.map(String) } : null;
}
