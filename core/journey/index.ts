/**
 * Which way members go: funnels and paths.
 * Method: scans of each member's events in time order; exact, no sampling. Limits: stated with each function.
 */
export { countFunnel, membersOfFunnel } from './funnel.ts';
export { countPaths, membersOfPath } from './paths.ts';
export type * from './types.ts';
