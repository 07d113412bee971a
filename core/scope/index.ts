/**
 * What an analysis is narrowed to: days in the community's zone, kinds of action, and the members it looks at.
 * Shared by every feature: two charts with the same scope look at the same events.
 */
export { copiesOfData } from './copies.ts';
export * from './digest.ts';
export {
  indexTexts,
  isIndexed,
  TEXT_LANGUAGES,
  type TextLanguage,
  type TextTraits,
  textNo,
  textTraitsOfData,
} from './textIndex.ts';
export {
  eachText,
  indexOfText,
  TEXT_FORMS,
  TEXT_ITEMS,
  type TextForm,
  type TextItem,
  type Texts,
  textsAt,
  textsInScope,
  textsOfData,
} from './texts.ts';
export type * from './types.ts';
export * from './window.ts';
