/** Names for clusters, in plain words, from what marks them. */
import type { BilingualName, Trait } from './types.ts';
import { wordsFor } from './vocabulary.ts';

/** A trait that differs by less than this many standard deviations marks nobody. */
const LEAST_DIFFERENCE = 0.5;
/** What members do says more than what they do not: a low trait needs this much larger a difference to come first. */
const LOW_WEIGHT = 0.6;
/** That something small is small says least of all. */
const LOW_SHARE_WEIGHT = 0.25;
const PARTS = 2;

/** One name a cluster, unique in both languages: the two largest traits of different families, a third where two clusters would be called the same.
 *  @param traits per cluster, from `traitsOf` */
export function nameClusters(traits: readonly (readonly Trait[])[]): BilingualName[] {
  const phrases = traits.map(phrasesOf);
  const taken = new Set<string>();
  return phrases.map((own) => {
    for (let parts = PARTS; parts <= Math.max(PARTS, own.length); parts++) {
      const name = compose(own.slice(0, parts));
      if (taken.has(name.en) || taken.has(name.zh)) continue;
      taken.add(name.en).add(name.zh);
      return name;
    }
    const base = compose(own.slice(0, PARTS));
    for (let number = 2; ; number++) {
      const name = { zh: `${base.zh} ${number}`, en: `${base.en} ${number}` };
      if (taken.has(name.en) || taken.has(name.zh)) continue;
      taken.add(name.en).add(name.zh);
      return name;
    }
  });
}

type Phrase = ReturnType<typeof wordsFor> & { direction: Trait['direction'] };

function phrasesOf(traits: readonly Trait[]): Phrase[] {
  const weight = (t: Trait) =>
    Math.abs(t.difference) * (t.direction === 'high' ? 1 : t.feature.startsWith('share.') ? LOW_SHARE_WEIGHT : LOW_WEIGHT);
  const marked = traits.filter((t) => weight(t) >= LEAST_DIFFERENCE).sort((a, b) => weight(b) - weight(a));
  const families = new Set<string>();
  const phrases: Phrase[] = [];
  for (const trait of marked) {
    const phrase = wordsFor(trait);
    if (families.has(phrase.family)) continue;
    families.add(phrase.family);
    phrases.push({ ...phrase, direction: trait.direction });
  }
  return phrases;
}

function compose(phrases: readonly Phrase[]): BilingualName {
  if (phrases.length === 0) return { zh: '普通成员', en: 'Average members' };
  // "Quiet newcomers" rather than "quiet, newcomers": how active, then who.
  const who = phrases.findIndex((p) => p.family === 'tenure');
  const how = phrases.findIndex((p) => p.family === 'activity' && (p.en === 'quiet' || p.en === 'very active'));
  if (who >= 0 && how >= 0) {
    const pair = { zh: `${phrases[how]!.zh}的${phrases[who]!.zh}`, en: `${phrases[how]!.en} ${phrases[who]!.en}` };
    const others = phrases.filter((_, i) => i !== who && i !== how);
    return joined([pair, ...others]);
  }
  return joined(phrases);
}

function joined(parts: readonly BilingualName[]): BilingualName {
  const en = parts.map((p) => p.en).join(', ');
  return { zh: parts.map((p) => p.zh).join('、'), en: en.charAt(0).toUpperCase() + en.slice(1) };
}
