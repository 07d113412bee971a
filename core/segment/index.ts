/**
 * Which members? A segment is a rule, or a list, that names some of them.
 * Method: one scan a condition over each member's timeline; groups combine the answers; exact, no sampling. The same tree gives the sentence, the
 * tree and the SQL, and tests hold the three together to the person.
 * Limits: traits and measures are as they are today, also when a rule looks back; what a member did before the export began is not there.
 */
export { clockOf } from './clock.ts';
export { type EvaluateOptions, type KnownSegment, type SegmentContext, STORED_TRAITS, type Trait } from './context.ts';
export { countNodes, type Evaluation, evaluateRule } from './evaluateRule.ts';
export { normalise, textOf } from './normalise.ts';
export { type Overlap, overlapOf } from './overlap.ts';
export { parseRule } from './parseRule.ts';
export type * from './rule.ts';
export { eachNode } from './rule.ts';
export {
  deleteSegmentForever,
  duplicateOf,
  listSegments,
  renameSegment,
  restoreSegment,
  type SavedAnswer,
  type SavedSegment,
  type SegmentRef,
  savedSegment,
  saveSegment,
  segmentLookup,
  trashSegment,
} from './saved.ts';
export { type HistoryPoint, MAX_PERIODS, type SegmentHistory, segmentHistory } from './segmentHistory.ts';
export { listMembersOfRule, type PreviewOptions, type SegmentPreview, segmentPreview } from './segmentPreview.ts';
export { type RuleNames, sentenceOf } from './sentenceOf.ts';
export { sqlOf } from './sqlOf.ts';
export { type RuleTree, treeOf } from './treeOf.ts';
export { type Use, usedBy } from './usedBy.ts';
export {
  type CategoryDifference,
  type Differences,
  type MeasureDifference,
  type Missing,
  whatDiffers,
} from './whatDiffers.ts';
export type { Words } from './words.ts';
