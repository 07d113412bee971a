import { useEngine } from '../../client/engine.ts';
import type { VoiceScope } from './names.ts';

export const FIRST_QUOTES = 6;

/** The answer that the panels of one theme or topic share. */
export const useVoiceOne = (
  about: 'theme' | 'topic',
  key: string,
  scope: VoiceScope,
  { pick = 'central', limit = FIRST_QUOTES }: { pick?: 'central' | 'unsure' | 'latest'; limit?: number } = {},
) => useEngine('voiceOne', { ...scope, about, key, pick, limit });
