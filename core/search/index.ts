/** Who said what: full-text search over everything members wrote, one text with its surroundings, and how often a thing was said.
 *  Method and limits stand at `searchTexts`. */
export { countCopies, describeText } from './describeText.ts';
export { searchTexts, type TextWhere } from './searchTexts.ts';
export * from './types.ts';
