/**
 * Who the members are: their attributes, what they did, how much; in what state, level and class they stand; who is about to be lost; what moved.
 * Method: one pass over the event columns gives every member's features; lists are filtered and sorted in memory.
 * Limits: spend comes from orders where the export has them, else from purchase, renewal and refund events.
 */
export { type AtRisk, type AtRiskRow, listAtRisk, RISK_REASONS, type RiskReason } from './atRisk.ts';
export { type AttributeAnalysis, analyseAttribute } from './attributes.ts';
export { describeMember, listTimeline } from './describeMember.ts';
export {
  describeProfile,
  describeProfiles,
  type MemberProfile,
  memberNoOf,
  type ProfilesOverview,
  type Share,
} from './describeProfiles.ts';
export { HEALTH_STATES, type HealthState } from './health.ts';
export { LEVELS, type Level } from './levels.ts';
export { countFacets, listMembers, type MemberOrder, type MemberWhere, orderedMembers } from './listMembers.ts';
export { type FacetColumn, memberRow, memberTable } from './memberTable.ts';
export { checkPreference, preference, resetPreference, savePreference } from './preferences.ts';
export {
  DEFAULT_PREFERENCES,
  type PreferenceName,
  type Preferences,
  RFM_DIMENSIONS,
  type RfmDimension,
} from './preferenceTypes.ts';
export {
  MEASURE_NAMES,
  MEASURES,
  type MeasureName,
  type MeasureUnit,
  memberProfiles,
  type Profiles,
  preferencesOf,
} from './profiles.ts';
export { attributeNames } from './queries.ts';
export { describeRfm, type Rfm } from './rfm.ts';
export { RFM_CLASSES, type RfmClass } from './rfmScores.ts';
export { saveNote } from './saveNote.ts';
export { rankScores, type Scores } from './scores.ts';
export { keepSnapshot } from './snapshot.ts';
export { checkTag, deleteTag, listTags, saveTag, type Tag, type TagDefinition, tagColumn } from './tags.ts';
export { topicsOf, topTopic } from './topics.ts';
export * from './types.ts';
export { type Change, membersWhoMoved, type WhatMoved, whatMoved } from './whatMoved.ts';
