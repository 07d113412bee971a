/**
 * Who is active, who stays, who goes quiet.
 * Method: scans of each member's events in time order, in local days of the community's zone; exact, no sampling.
 * Limits: a member counts from the first event in the scope on; the last period is incomplete until an export reaches its end.
 */
export { countActivity, countStickiness } from './activity.ts';
export { type Answers, countAnswers } from './answers.ts';
export { type EarlyActs, findEarlyActs } from './earlyActs.ts';
export { countFlowStates, type Flow, type FlowState, membersOfFlow } from './flow.ts';
export { countLifecycleStates } from './lifecycle.ts';
export { membersOfMark } from './membersOfMark.ts';
export { countPower, membersOfPower, type Power } from './power.ts';
export {
  type Breakdown,
  compareWindows,
  countRetentionCells,
  entriesOf,
  membersOfRetention,
  retentionTrend,
  suggestBrackets,
} from './retention.ts';
export { topContents } from './top.ts';
export type * from './types.ts';
