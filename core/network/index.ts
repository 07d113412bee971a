/**
 * Who answers whom: the reply network.
 * Method: replies of the stored posts as a directed graph; exact. Limits: a reply whose post has no known author is no tie; it is counted apart.
 */
export { describeNetwork, membersOfNetwork, networkCore } from './network.ts';
export type * from './types.ts';
