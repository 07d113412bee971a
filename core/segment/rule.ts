/**
 * The language of segments: which members, by what they are and what they did. JSON; a person may write it in a file.
 *
 *   { "all": [ … ] }   { "any": [ … ] }   { "not": … }                  groups; `{"all": []}` is everybody, `{"any": []}` nobody
 *   { "trait": "plan", "is": ["annual"] }      also "isNot": […], "known": true | false
 *   { "measure": "spend", "atLeast": 100 }     also "atMost", "above", "below"; two of them make a range
 *   { "date": "joined", "window": W }          "joined", "left", "firstSeen", "lastSeen"
 *   { "did": ["view", "like"], "times": { "atLeast": 3 }, "window": W, "content": ["content id"], "inBasis": "events" }
 *                                              [] = any action, "posts" = any written post; times: "atLeast" (1 when absent), "atMost", "exactly"
 *   { "first": ["purchase"], "window": W }     the first time ever lies in the window; "last" likewise
 *   { "sequence": [["view"], ["purchase", "renew"]], "withinDays": 7, "window": W }     steps in order; null = however long it took
 *   { "segment": "New buyers" }                another segment, by name or number
 *   { "members": [3, 17] }                     a fixed list of member numbers
 *
 *   W:  { "lastDays": 28 }   { "beforeLastDays": 28 }   { "from": "2025-01-01", "to": "2025-01-31" }   { "sinceJoinDays": 7 }
 *
 * Paid for a year, posted at least 3 times in the last 28 days, and silent for the last 7:
 *   { "all": [ { "trait": "plan", "is": ["annual"] },
 *              { "did": ["posts"], "times": { "atLeast": 3 }, "window": { "lastDays": 28 } },
 *              { "not": { "did": [], "window": { "lastDays": 7 } } } ] }
 *
 * Days are local days of the community's zone, 23 to 25 hours long where the clock changes. `lastDays` n = the n days that end with the day
 * of the last recorded event; `beforeLastDays` n = everything before those; `sinceJoinDays` n = the n days that begin with the day of joining.
 * Unknown values never match `is`, `isNot`, comparisons and windows that hang on an unknown date, whatever `times` says; `{"known": false}` finds
 * them. `not` is the plain complement: it includes the unknown. Steps of a sequence follow each other in the order of the timeline: a later second,
 * or the same second and later in the file; one action never takes two steps; `withinDays` n = at most n × 24 hours from first to last step.
 */

export type Window =
  | { lastDays: number }
  | { beforeLastDays: number }
  | { from?: string; to?: string }
  | { sinceJoinDays: number };

export interface Times {
  atLeast?: number;
  atMost?: number;
  exactly?: number;
}

export interface AllRule {
  all: Rule[];
}
export interface AnyRule {
  any: Rule[];
}
export interface NotRule {
  not: Rule;
}
export interface TraitRule {
  trait: string;
  is?: string[];
  isNot?: string[];
  known?: boolean;
}
export interface MeasureRule {
  measure: string;
  atLeast?: number;
  atMost?: number;
  above?: number;
  below?: number;
}
export interface DateRule {
  date: DateName;
  window: Window;
}
export interface DidRule {
  did: string[];
  times?: Times;
  window?: Window;
  content?: string[];
  inBasis?: 'events' | 'posts' | 'all';
}
export interface FirstRule {
  first: string[];
  window: Window;
}
export interface LastRule {
  last: string[];
  window: Window;
}
export interface SequenceRule {
  sequence: string[][];
  withinDays: number | null;
  window?: Window;
}
export interface SegmentRule {
  segment: number | string;
}
export interface MembersRule {
  members: number[];
}

export type GroupRule = AllRule | AnyRule | NotRule;
export type LeafRule =
  | TraitRule
  | MeasureRule
  | DateRule
  | DidRule
  | FirstRule
  | LastRule
  | SequenceRule
  | SegmentRule
  | MembersRule;
export type Rule = GroupRule | LeafRule;

export const DATES = ['joined', 'left', 'firstSeen', 'lastSeen'] as const;
export type DateName = (typeof DATES)[number];

/** Stands for every kind of written post in a list of kinds. */
export const ANY_POST = 'posts';

export const isGroup = (rule: Rule): rule is GroupRule => 'all' in rule || 'any' in rule || 'not' in rule;

/** The parts of a group, in order; none of a leaf. */
export function partsOf(rule: Rule): Rule[] {
  if ('all' in rule) return rule.all;
  if ('any' in rule) return rule.any;
  return 'not' in rule ? [rule.not] : [];
}

/** Every node, groups before their parts, with its JSON path (`all[0].not`). The order numbers the nodes everywhere. */
export function eachNode(rule: Rule, visit: (node: Rule, path: string) => void, path = ''): void {
  visit(rule, path);
  const inside = (step: string) => (path === '' ? step : `${path}.${step}`);
  if ('all' in rule) rule.all.forEach((part, i) => void eachNode(part, visit, inside(`all[${i}]`)));
  else if ('any' in rule) rule.any.forEach((part, i) => void eachNode(part, visit, inside(`any[${i}]`)));
  else if ('not' in rule) eachNode(rule.not, visit, inside('not'));
}

/** How often, as a range: `atLeast` 1 unless `atMost` or `exactly` says otherwise. */
export function rangeOf(times: Times | undefined): { low: number; high: number } {
  if (times?.exactly !== undefined) return { low: times.exactly, high: times.exactly };
  const high = times?.atMost ?? Infinity;
  return { low: times?.atLeast ?? (times?.atMost === undefined ? 1 : 0), high };
}
