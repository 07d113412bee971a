import type { Locale } from '../../ui/format.ts';

/** A name that stands in both languages, in one. */
export const nameOf = ({ zh, en }: { zh: string; en: string }, locale: Locale): string => (locale === 'en' ? en : zh);

export interface VoiceScope {
  from: string | null;
  to: string | null;
  segment: number | null;
}
