/**
 * What an analysis is narrowed to: days in the community's zone, kinds of action, and the members it looks at.
 * Shared by every feature: two charts with the same scope look at the same events.
 */
export * from './digest.ts';
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
