/** The people a rule means. One pass of a kernel a leaf; groups combine the answers. */
import { UNKNOWN_TIME } from '../base/columns.ts';
import { Bug } from '../base/errors.ts';
import { markByCount } from '../kernel/rule/markByCount.ts';
import { markByDate } from '../kernel/rule/markByDate.ts';
import { markByEdge, seenTimes } from '../kernel/rule/markByEdge.ts';
import { markBySequence } from '../kernel/rule/markBySequence.ts';
import { type EventTest, lowerBound } from '../kernel/rule/ranges.ts';
import type { Dataset } from '../store/dataset.ts';
import { checkNames } from './checkNames.ts';
import { type Clock, clockOf, joinWindows, secondsOf } from './clock.ts';
import type { EvaluateOptions, SegmentContext } from './context.ts';
import { kindMask, sequenceBits } from './kinds.ts';
import { contentNumbers } from './queries.ts';
import {
  type DateRule,
  type DidRule,
  isGroup,
  type LeafRule,
  type MeasureRule,
  partsOf,
  type Rule,
  rangeOf,
  type TraitRule,
  type Window,
} from './rule.ts';

export interface Evaluation {
  /** Uint8[members], 1 = in. */
  mask: Uint8Array;
  /** Members that each node matches by itself, in the order of `eachNode`; the first is the rule. */
  counts: number[];
  /** Members it looked at: everybody, or who had come by the day asked for. */
  base: Uint8Array | null;
}

/** Which members fit a rule.
 *  @param options.asOf  looks back: only what happened up to the end of that local day, and only members who had joined or acted by then.
 *                       Traits, measures and fixed lists have no history here: they are as they are today
 *  @returns             Uint8[members], 1 = in
 *  @throws              InputError bad-option: names that do not exist, segments that lead back to themselves.
 *  Cost: a leaf with a recent window looks at each member's end only; at most one pass over the events a leaf. Members that are already decided are skipped. */
export function evaluateRule(context: SegmentContext, rule: Rule, options: EvaluateOptions = {}): Uint8Array {
  checkNames(context, rule);
  const run = startRun(context, options, null);
  return evaluateNode(run, rule, run.base);
}

/** The same, with the count of every node by itself. Nothing is skipped then. */
export function countNodes(context: SegmentContext, rule: Rule, options: EvaluateOptions = {}): Evaluation {
  checkNames(context, rule);
  const counts: number[] = [];
  const run = startRun(context, options, counts);
  return { mask: evaluateNode(run, rule, run.base), counts, base: run.base };
}

interface Run {
  context: SegmentContext;
  data: Dataset;
  clock: Clock;
  base: Uint8Array | null;
  /** Filled in the order of `eachNode`; null = not asked for. */
  counts: number[] | null;
  /** Answers of other segments, over the whole base. */
  segments: Map<number, Uint8Array>;
}

function startRun(context: SegmentContext, options: EvaluateOptions, counts: number[] | null): Run {
  const { data } = context;
  const clock = clockOf(data, options);
  return { context, data, clock, base: knownBy(data, clock), counts, segments: new Map() };
}

/** Who had joined or acted by the day asked for; null = everybody, when none was. */
export function knownBy(data: Dataset, clock: Clock): Uint8Array | null {
  if (!clock.isHistory) return null;
  const { members, joined, off, time } = data.columns;
  const known = new Uint8Array(members);
  for (let m = 0; m < members; m++) {
    const at = joined.length === 0 ? UNKNOWN_TIME : joined[m]!;
    const hasJoined = at !== UNKNOWN_TIME && at < clock.endS;
    if (hasJoined || lowerBound(time, off[m]!, off[m + 1]!, clock.endS) > off[m]!) known[m] = 1;
  }
  return known;
}

/** @param need whom to look at, null = everybody.   @returns 1 = matches; 0 outside `need`. */
function evaluateNode(run: Run, rule: Rule, need: Uint8Array | null): Uint8Array {
  const { counts } = run;
  const place = counts === null ? -1 : counts.push(0) - 1;
  const mask = isGroup(rule) ? evaluateGroup(run, rule, need) : evaluateLeaf(run, rule, need);
  if (counts !== null) counts[place] = countOf(mask);
  return mask;
}

function evaluateGroup(run: Run, rule: Rule, need: Uint8Array | null): Uint8Array {
  const { members } = run.data.columns;
  const everybody = () => need?.slice() ?? new Uint8Array(members).fill(1);
  if ('not' in rule) {
    const inner = evaluateNode(run, rule.not, need);
    for (let m = 0; m < members; m++) inner[m] = inner[m] === 0 && (need === null || need[m] === 1) ? 1 : 0;
    return inner;
  }
  const isAll = 'all' in rule;
  // Skipping the decided would make the counts of the parts depend on their neighbours.
  const isSkipping = run.counts === null;
  const parts = isSkipping ? partsOf(rule).toSorted((a, b) => costOf(a) - costOf(b)) : partsOf(rule);
  const result = isAll ? everybody() : new Uint8Array(members);
  const open = isAll || !isSkipping ? result : everybody(); // "any": who has not matched yet
  for (const part of parts) {
    const mask = evaluateNode(run, part, isSkipping ? open : need);
    if (isAll) for (let m = 0; m < members; m++) result[m]! &= mask[m]!;
    else {
      for (let m = 0; m < members; m++) result[m]! |= mask[m]!;
      if (isSkipping) for (let m = 0; m < members; m++) open[m]! &= mask[m]! ^ 1;
    }
  }
  return result;
}

/** Cheap parts first: they leave fewer members to the dear ones. */
function costOf(rule: Rule): number {
  if ('sequence' in rule) return 4;
  if ('did' in rule) return rule.window && 'lastDays' in rule.window ? 1 : 3;
  if (isGroup(rule) || 'segment' in rule) return 2;
  return 'first' in rule ? 2 : 'last' in rule ? 1 : 0;
}

function evaluateLeaf(run: Run, rule: LeafRule, need: Uint8Array | null): Uint8Array {
  const { data, clock } = run;
  const { columns } = data;
  const window = (w: Window | undefined, of: 'events' | 'dates' = 'events'): LeafWindow => ({
    ...secondsOf(w, clock, of),
    own: w !== undefined && 'sinceJoinDays' in w ? joinWindows(data, w.sinceJoinDays) : null,
  });
  if ('trait' in rule) return markTrait(run, rule, need);
  if ('measure' in rule) return markMeasure(run, rule, need);
  if ('date' in rule) {
    const times = dateColumn(data, clock, rule.date);
    return markByDate(times, { ...window(rule.window, 'dates'), unknown: UNKNOWN_TIME }, need, columns.members);
  }
  if ('did' in rule) return markDid(run, rule, window(rule.window), need);
  if ('first' in rule || 'last' in rule) {
    const edge = 'first' in rule ? 'first' : 'last';
    const kinds = kindMask(data, 'first' in rule ? rule.first : rule.last);
    return markByEdge(columns, { kinds, ...window(rule.window) }, edge, clock.endS, need);
  }
  if ('sequence' in rule) {
    const within = rule.withinDays === null ? Infinity : rule.withinDays * 86_400;
    const bits = sequenceBits(data, rule.sequence);
    return markBySequence(columns, bits, rule.sequence.length, within, window(rule.window), need);
  }
  if ('segment' in rule) return markSegment(run, rule.segment, need);
  const mask = new Uint8Array(columns.members);
  for (const no of rule.members) if (no <= columns.members && (need === null || need[no - 1] === 1)) mask[no - 1] = 1;
  return mask;
}

type LeafWindow = Pick<EventTest, 'fromS' | 'toS' | 'own'>;

function markDid(run: Run, rule: DidRule, window: LeafWindow, need: Uint8Array | null): Uint8Array {
  const { data } = run;
  let contents: Uint8Array | null = null;
  if (rule.content) {
    contents = new Uint8Array(data.contents + 1);
    for (const no of contentNumbers(data.db, rule.content)) contents[no] = 1;
  }
  const { low, high } = rangeOf(rule.times);
  return markByCount(data.columns, { kinds: kindMask(data, rule.did, rule.inBasis), contents, ...window }, low, high, need);
}

/** Seconds of a date a member has. First and last seen count all actions. */
export function dateColumn(data: Dataset, clock: Clock, date: DateRule['date']): Int32Array {
  if (date === 'joined') return data.columns.joined;
  if (date === 'left') return data.columns.left;
  return seenTimes(data.columns, date === 'firstSeen' ? 'first' : 'last', clock.endS, UNKNOWN_TIME);
}

function markTrait(run: Run, rule: TraitRule, need: Uint8Array | null): Uint8Array {
  const { codes, values } = run.context.trait(rule.trait)!;
  const wanted = new Uint8Array(values.length + 1); // the last is for unknown
  values.forEach((value, v) => {
    const isMatch = rule.is ? rule.is.includes(value) : rule.isNot ? !rule.isNot.includes(value) : rule.known === true;
    if (isMatch) wanted[v] = 1;
  });
  if (rule.known === false) wanted[values.length] = 1;
  const mask = new Uint8Array(run.data.columns.members);
  for (let m = 0; m < mask.length; m++) {
    if (need !== null && need[m] === 0) continue;
    const code = codes[m]!;
    mask[m] = wanted[code < 0 ? values.length : code]!;
  }
  return mask;
}

function markMeasure(run: Run, rule: MeasureRule, need: Uint8Array | null): Uint8Array {
  const column = run.context.measure(rule.measure)!;
  const { atLeast = -Infinity, above = -Infinity, atMost = Infinity, below = Infinity } = rule;
  const mask = new Uint8Array(run.data.columns.members);
  for (let m = 0; m < mask.length; m++) {
    if (need !== null && need[m] === 0) continue;
    const x = column[m]!; // NaN fails every comparison
    if (x >= atLeast && x > above && x <= atMost && x < below) mask[m] = 1;
  }
  return mask;
}

function markSegment(run: Run, ref: number | string, need: Uint8Array | null): Uint8Array {
  const found = run.context.segment(ref);
  if (!found) throw new Bug(`segment ${ref} was there when the rule was checked`);
  let whole = run.segments.get(found.segmentNo);
  if (!whole) {
    whole = evaluateNode({ ...run, counts: null }, found.rule, run.base);
    run.segments.set(found.segmentNo, whole);
  }
  const mask = whole.slice();
  if (need !== null) for (let m = 0; m < mask.length; m++) mask[m]! &= need[m]!;
  return mask;
}

export function countOf(mask: Uint8Array): number {
  let n = 0;
  for (let m = 0; m < mask.length; m++) n += mask[m]!;
  return n;
}
