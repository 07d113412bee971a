/** Reading follow-up: durations, events, groups, entry, weights, in the shapes people pass them. */
import type { FollowUp } from '../kernel/survival/riskTable.ts';
import { type Inputs, isList, isObject, numbers, pick, refuse, sameLength, toNumbers } from './statInputs.ts';

const DURATIONS = ['durations', 'duration', 'time', 'times', 'T', 't', 'tenure', 'survival_time', 'time_to_event', 'y'] as const;
const EVENTS = [
  'events',
  'event',
  'event_observed',
  'observed',
  'status',
  'E',
  'e',
  'delta',
  'died',
  'death',
  'churned',
  'd',
] as const;
const GROUPS = ['groups', 'group', 'arm', 'arms', 'treatment', 'g', 'strata', 'labels'] as const;
const ENTRY = ['entry', 'entries', 'entry_time', 'left_truncation', 'start', 'late_entry'] as const;
const WEIGHTS = ['weights', 'weight', 'case_weights', 'counts', 'w'] as const;
const POINTS = ['at', 'eval_times', 'evaluate_at', 'query_times', 'timeline', 'points', 'predict_at'] as const;

export interface Rows extends FollowUp {
  /** Labels in order of the rows, when there are groups. */
  labels: string[] | undefined;
  /** Times at which the curve was asked for. */
  points: Float64Array | undefined;
}

export function readFollowUp(inputs: Inputs): Rows {
  const joined = joinedGroups(inputs);
  const from = joined ? { ...inputs, ...joined } : inputs;
  const durationName = DURATIONS.find((name) => from[name] !== undefined);
  const durations = numbers(from, durationName ? [durationName] : DURATIONS);
  const bad = durations.findIndex((t) => t < 0);
  if (bad >= 0) refuse(['durations'], 'at least 0', durations[bad], `Correct entry ${bad + 1}.`);
  if (durations.length === 0) refuse(['durations'], 'a list with at least 1 entry', [], 'Pass the time of each member.');
  const n = durations.length;
  const events = pick(from, EVENTS) === undefined ? new Uint8Array(n).fill(1) : flags(numbers(from, EVENTS));
  const groups = pick(from, GROUPS);
  const labels = isList(groups) ? Array.from(groups, String) : undefined;
  const entry = pick(from, ENTRY) === undefined ? undefined : numbers(from, ENTRY);
  const weightValue = pick(from, WEIGHTS);
  const weights = isList(weightValue) ? toNumbers(weightValue, WEIGHTS) : undefined;
  sameLength({ durations, events, groups: labels, entry, weights });
  if (entry) {
    const late = entry.findIndex((v, i) => !(v < durations[i]!));
    if (late >= 0) refuse(['entry'], 'before the duration', entry[late], `Correct entry ${late + 1}.`);
  }
  const negative = weights?.findIndex((w) => w < 0) ?? -1;
  if (negative >= 0) refuse(['weights'], 'at least 0', weights![negative], `Correct entry ${negative + 1}.`);
  const pointName = [...POINTS, 'times', 'time', 't'].find((name) => from[name] !== undefined && name !== durationName);
  const points = pointName === undefined ? undefined : toNumbers(from[pointName], [pointName]);
  return { durations, events, entry, weights, labels, points };
}

/** Group numbers of the rows and the labels, in order of the labels (numbers as numbers). */
export function groupNumbers(labels: string[]): { of: Uint32Array; names: string[] } {
  const names = [...new Set(labels)];
  const isNumeric = names.every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  names.sort((a, b) => (isNumeric ? Number(a) - Number(b) : a < b ? -1 : 1));
  const at = new Map(names.map((name, i) => [name, i]));
  return { of: Uint32Array.from(labels, (label) => at.get(label)!), names };
}

/** The rows of one group. */
export function rowsOf(of: Uint32Array, group: number): Uint32Array {
  const rows: number[] = [];
  for (let i = 0; i < of.length; i++) if (of[i] === group) rows.push(i);
  return Uint32Array.from(rows);
}

/** 0 and 1; R's 1 (censored) and 2 (event) too. */
function flags(values: Float64Array): Uint8Array {
  const bad = values.findIndex((v) => v !== 0 && v !== 1 && v !== 2);
  const hasTwo = values.includes(2);
  if (bad >= 0 || (hasTwo && values.includes(0))) {
    refuse(['events'], '1 for an event seen and 0 for censored', bad >= 0 ? values[bad] : 2, 'Recode it.');
  }
  return Uint8Array.from(values, (v) => (hasTwo ? v - 1 : v));
}

/** One list of durations a group, as objects or as the pairs of arguments that lifelines takes: joined into columns with a label. */
function joinedGroups(inputs: Inputs): Inputs | undefined {
  const parts: [label: string, part: Inputs][] = [];
  for (const name of [...GROUPS, 'samples', 'curves']) {
    const value = inputs[name];
    const entries = Array.isArray(value)
      ? value.map((part, i) => [String(i), part] as const)
      : isObject(value)
        ? Object.entries(value)
        : [];
    if (entries.length > 0 && entries.every(([, part]) => isObject(part))) {
      for (const [key, part] of entries)
        parts.push([String((part as Inputs)['name'] ?? (part as Inputs)['label'] ?? key), part as Inputs]);
      break;
    }
  }
  if (parts.length === 0) {
    for (const [a, b] of [
      ['_A', '_B'],
      ['_a', '_b'],
      ['_1', '_2'],
      ['1', '2'],
      ['_0', '_1'],
      ['_control', '_treatment'],
    ] as const) {
      const part = (suffix: string): Inputs | undefined => {
        const durations = pick(
          inputs,
          DURATIONS.map((name) => name + suffix),
        );
        const events = pick(
          inputs,
          EVENTS.map((name) => name + suffix),
        );
        return durations === undefined ? undefined : { durations, events };
      };
      const first = part(a);
      const second = part(b);
      if (!first || !second) continue;
      parts.push([a.replace('_', ''), first], [b.replace('_', ''), second]);
      break;
    }
    for (const [a, b] of [
      ['a', 'b'],
      ['A', 'B'],
      ['control', 'treatment'],
      ['control', 'treated'],
    ] as const) {
      if (parts.length === 0 && isObject(inputs[a]) && isObject(inputs[b])) parts.push([a, inputs[a]], [b, inputs[b]]);
    }
  }
  if (parts.length === 0) return undefined;
  const out = { durations: [] as number[], events: [] as number[], groups: [] as string[] };
  for (const [label, part] of parts) {
    const one = readFollowUp(part);
    out.durations.push(...one.durations);
    out.events.push(...one.events);
    for (let i = 0; i < one.durations.length; i++) out.groups.push(label);
  }
  return out;
}
