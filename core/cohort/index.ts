/**
 * Who is active, who stays, who goes quiet.
 * Method: scans of each member's events in time order, in local days of the community's zone; exact, no sampling.
 * Limits: a member counts from the first event in the scope on; the last period is incomplete until an export reaches its end.
 */
export { countActivity, countStickiness } from './activity.ts';
export { countLifecycleStates } from './lifecycle.ts';
export { membersOfMark } from './membersOfMark.ts';
export { countRetentionCells } from './retention.ts';
export { topContents } from './top.ts';
export type * from './types.ts';
