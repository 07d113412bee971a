/** Who stays how long, and what a member is worth. Survival curves, tests and models for any table with durations and events; models of
 *  repeat orders and renewals. Methods and limits stand at `survivalTable`, `runStat` and in core/kernel/survival and core/kernel/lifetime. */
export { type OrderValue, valueOrders } from './orderValue.ts';
export { countRenewals, membersOfRenewals, type RenewalRate, type Renewals, type TermEnd } from './renewals.ts';
export { type RevenueCohorts, revenueCohorts } from './revenueCohorts.ts';
export { runStat, STAT_FAMILIES } from './stat.ts';
export { followStay, type Stay, type StayDefinition, type StayGroups, type TimeBetween, timeBetween } from './stay.ts';
export { type SurvivalOptions, survivalTable } from './survivalTable.ts';
export * from './types.ts';
