/**
 * Who the members are: their attributes, what they did, how much.
 * Method: one pass over the event columns gives every member's features; lists are filtered and sorted in memory.
 * Limits: spend comes from orders where the export has them, else from purchase, renewal and refund events.
 */
export { describeMember, listTimeline } from './describeMember.ts';
export { countFacets, listMembers, type MemberOrder, type MemberWhere, orderedMembers } from './listMembers.ts';
export { memberRow, memberTable } from './memberTable.ts';
export { saveNote } from './saveNote.ts';
export * from './types.ts';
