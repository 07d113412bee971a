/** What surveys say: every question by its kind, where people stop, cross-tabs with corrected tests, Kano's model. Limits: respondents chose to answer; what was not
 *  answered may have been skipped or never shown, an export does not tell. */
export { attributeGroups, type CrossQuestion, crossSurvey, type MemberGroups } from './crossSurvey.ts';
export { describeSurvey, listSurveys, type SurveyQuestion } from './describeSurvey.ts';
export { type KanoQuestion, kanoSurvey } from './kanoSurvey.ts';
export { openAnswers } from './openText.ts';
export { membersOfSurvey, type SurveyMark } from './respondents.ts';
export type * from './types.ts';
