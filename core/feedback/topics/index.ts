/** What members talk about and what kind of feedback it is: topics found in the texts, themes by an editable list, both learned from corrections.
 *  Limits: a text has one topic and one theme; topics of a place without channels, tags or contents rest on words alone and are coarse;
 *  irony is not seen; texts in other languages than Chinese and English follow their thread or their place. */
export { describeFeedback } from './describeFeedback.ts';
export { describeOne, type OneQuestion } from './describeOne.ts';
export { describeTopics, type TopicsQuestion } from './describeTopics.ts';
export { countedTexts, type VoiceScope } from './inScope.ts';
export { LEARN_EVERY } from './learnTopics.ts';
export type { Correction } from './queries.ts';
export type { Pick as QuotePick } from './quotes.ts';
export { NO_THEME, preferenceOf, type Reading, type ReadOptions, readTexts, textFinder } from './readTexts.ts';
export { labelTexts, resetVoice, saveVoice, type TextLabel, voicePreference } from './saveVoice.ts';
export { checkVoice, DEFAULT_VOICE, type Taxonomy, type Theme, type VoicePreference } from './taxonomy.ts';
export { SOURCES, type Source } from './themes.ts';
export type * from './types.ts';
export type { Split } from './whoSays.ts';
