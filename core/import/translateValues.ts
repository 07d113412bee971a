/** Source words -> canonical values of a field. */
import { type EntityName, entityOf } from './entities.ts';
import { VALUE_WORDS } from './guessWords.ts';

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Canonical value of one text of a column, null when the field knows no such word. */
export function canonicalValue(entity: EntityName, field: string, text: string): string | null {
  const { words, allowed } = wordsOf(entity, field);
  const whole = plain(text);
  if (allowed?.has(whole)) return whole;
  const direct = words.get(whole);
  if (direct !== undefined) return direct;
  if (`${entity}.${field}` !== 'event.kind') return null;
  // event names are made of parts: lesson_complete, VideoPlayed, course.view
  const parts = text
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\u4e00-\u9fff]+/);
  for (const part of parts.reverse()) {
    const value = words.get(part);
    if (value !== undefined) return value;
  }
  for (const [word, value] of words) if (word >= '\u4e00' && word.length > 1 && whole.includes(word)) return value;
  return null;
}

/** The `values` of a recipe: what the sample needs and, when it needs anything, the field's other words in the same language too,
 *  because the sample is only the beginning of the file. undefined when nothing is to be translated. */
export function translationFor(entity: EntityName, field: string, texts: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const text of new Set(texts)) {
    const value = canonicalValue(entity, field, text);
    if (value !== null && value !== text) found[text] = value;
  }
  if (Object.keys(found).length === 0) return undefined;
  const { words, canonical } = wordsOf(entity, field);
  const isHan = (word: string) => word >= '\u4e00';
  const languages = new Set(Object.keys(found).map(isHan));
  const rest = [...words].filter(([word]) => !canonical.has(word) && languages.has(isHan(word)));
  return { ...Object.fromEntries(rest), ...found };
}

interface FieldWords {
  words: Map<string, string>;
  canonical: Set<string>;
  /** The only values the field takes; undefined for free text. */
  allowed: Set<string> | undefined;
}

const cache = new Map<string, FieldWords>();

function wordsOf(entity: EntityName, field: string): FieldWords {
  const id = `${entity}.${field}`;
  let known = cache.get(id);
  if (!known) {
    const words = new Map<string, string>();
    const listed = VALUE_WORDS[id] ?? {};
    for (const [value, list] of Object.entries(listed)) {
      words.set(value, value);
      for (const word of list) if (!words.has(plain(word))) words.set(plain(word), value);
    }
    const type = entityOf(entity).fields[field]?.type;
    const allowed = typeof type === 'object' ? new Set(type.oneOf) : undefined;
    known = { words, canonical: new Set([...Object.keys(listed), ...(allowed ?? [])]), allowed };
    cache.set(id, known);
  }
  return known;
}
