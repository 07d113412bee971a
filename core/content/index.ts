/** What the community publishes, and how it is received. Method and limits stand at `listContents`. */
export { type ContentOrder, type ContentWhere, listContents, orderedContents } from './listContents.ts';
export * from './types.ts';
