/** Who stays how long, and what a member is worth. Survival curves, tests and models for any table with durations and events; models of
 *  repeat orders and renewals. Methods and limits stand at `survivalTable`, `runStat` and in core/kernel/survival and core/kernel/lifetime. */
export { runStat, STAT_FAMILIES } from './stat.ts';
export { type SurvivalOptions, survivalTable } from './survivalTable.ts';
export * from './types.ts';
