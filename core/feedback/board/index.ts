/** The board of issues: themes become cards with evidence, a fix and a metric, and the next export shows whether it helped. */
export { FEWEST_DAYS } from './beforeAfter.ts';
export { addEvidence, type CardInput, moveCard, removeEvidence, restoreCard, saveCard, trashCard } from './changeCards.ts';
export { type BoardContext, describeBoard, membersOfCard, peopleOfCard } from './describeBoard.ts';
export * from './types.ts';
