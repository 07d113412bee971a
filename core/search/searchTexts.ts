import type { Result } from '../base/result.ts';
import { isoDay, offsetOf, periodAround } from '../kernel/calendar.ts';
import { MEDIA } from '../kernel/text/media.ts';
import { normalise, originalRange } from '../kernel/text/normalise.ts';
import { findPhrases, type Phrase, parseQuery } from '../kernel/text/searchTokens.ts';
import {
  copiesOfData,
  indexOfText,
  isIndexed,
  type Scope,
  TEXT_FORMS,
  TEXT_ITEMS,
  TEXT_LANGUAGES,
  type Texts,
  type TextTraits,
  textsAt,
  textsOfData,
  textTraitsOfData,
} from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { dayBounds } from './dayBounds.ts';
import { authorNames, contentTitles, matching, memberNames, nameOf } from './queries.ts';
import { type SearchOrder, TEXT_FACETS, type TextFacet, type TextPage, type TextRef, type TextRow } from './types.ts';

export interface TextWhere extends Pick<Scope, 'from' | 'to' | 'people'> {
  /** What a person wrote into the search field; '' = every text. */
  query: string;
  /** Values that are shown, by facet; none = all. A text with several media counts for each. */
  facets: Partial<Record<TextFacet, string[]>>;
  /** Only texts about this content. */
  contentNo: number | null;
  /** Only texts by this member. */
  memberNo: number | null;
  /** Only texts that say the same as this one. */
  sameAs: TextRef | null;
}

/** Rows longer than this are cut: a list is no place to read a book. */
const LONGEST_ROW = 20_000;
const POST = TEXT_ITEMS.indexOf('post');

/** Who said what? Texts that hold every word of the query, with the places where they stand, the most relevant or the newest first.
 *  Method: full-text index of character pairs (Chinese) and words; BM25 (Robertson; k1 1.2, b 0.75, as SQLite FTS5). Simplified and traditional
 *  characters, full and half width, capital and small letters are the same. A query is never wrong: what cannot be looked for is left out, and a
 *  query of nothing but marks finds nothing.
 *  @returns unavailable `no-texts` when nothing is written here; `texts-not-indexed` when the index is behind (a workspace of an older format
 *  that was only read).   Cost: at 1 million texts ~0.3 s for a word half of them have, else ~30 ms; once a dataset the stream is read. */
export function searchTexts(
  data: Dataset,
  where: TextWhere,
  options: { order?: SearchOrder; offset?: number; limit?: number } = {},
): Result<TextPage> {
  const { order = 'relevance', offset = 0, limit = 50 } = options;
  const texts = textsOfData(data);
  const from = fromOf(data, 'search/1', texts.size, {
    query: where.query,
    ...Object.fromEntries(Object.entries(where.facets).map(([facet, values]) => [facet, values ?? []])),
    content: where.contentNo,
    member: where.memberNo,
    sameAs: where.sameAs === null ? null : `${where.sameAs.item} ${where.sameAs.no}`,
    from: where.from,
    to: where.to,
    people: where.people?.label ?? null,
    order,
  });
  if (!texts.isWritten.includes(1)) return unavailable('no-texts', 0, 1, from);
  if (!isIndexed(data.db)) return unavailable('texts-not-indexed', 0, texts.size, from);
  const traits = textTraitsOfData(data);
  const phrases = parseQuery(where.query);
  const hasQuery = where.query.trim() !== '';
  const score = hasQuery ? scoresOf(data, texts, phrases) : null;
  const failed = failedFacets(data, texts, traits, where, score);
  const found: number[] = [];
  for (let i = 0; i < texts.size; i++) if (failed[i] === 0) found.push(i);
  inOrder(found, texts, order === 'relevance' && score === null ? 'newest' : order, score);
  return {
    kind: 'texts',
    total: found.length,
    offset,
    rows: textRows(data, found.slice(offset, offset + limit), phrases),
    facets: TEXT_FACETS.map((facet, f) => ({ facet, values: valuesOf(facet, 1 << f, failed, texts, traits) })),
    weeks: weeksOf(data.zone, texts, found),
    from,
  };
}

/** Rows for some texts by their index, in the order given. */
export function textRows(data: Dataset, at: readonly number[], phrases: readonly Phrase[]): TextRow[] {
  const texts = textsOfData(data);
  const traits = textTraitsOfData(data);
  const names = memberNames(data.db, [...new Set(at.map((i) => texts.memberNo[i]!))]);
  const authors = authorNames(
    data.db,
    at.filter((i) => texts.item[i] === POST).map((i) => texts.no[i]!),
  );
  const titles = contentTitles(data.db, [...new Set(at.map((i) => texts.contentNo[i]!))]);
  return textsAt(data, at).map((whole, row) => {
    const i = at[row]!;
    const isCut = whole.length > LONGEST_ROW;
    const text = isCut ? whole.slice(0, LONGEST_ROW) : whole;
    const memberNo = texts.memberNo[i]! || null;
    const contentNo = texts.contentNo[i]! || null;
    return {
      item: TEXT_ITEMS[texts.item[i]!]!,
      no: texts.no[i]!,
      form: TEXT_FORMS[texts.form[i]!]!,
      text,
      isCut,
      ranges: rangesIn(text, phrases),
      at: known(texts.atMs[i]!),
      memberNo,
      memberName: nameOf(
        memberNo === null ? undefined : names.get(memberNo),
        texts.item[i] === POST ? authors.get(texts.no[i]!) : null,
      ),
      contentNo,
      contentTitle: contentNo === null ? null : (titles.get(contentNo) ?? null),
      channel: traits.channels[traits.channel[i]!] || null,
      language: TEXT_LANGUAGES[traits.language[i]!]!,
      media: MEDIA.filter((_, m) => traits.media[i]! & (1 << m)),
      rating: known(texts.rating[i]!),
    };
  });
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Where the phrases stand in the original text. In a text that was cut some may be missing: then what is there is shown. */
function rangesIn(text: string, phrases: readonly Phrase[]): [number, number][] {
  if (phrases.length === 0) return [];
  const plain = normalise(text);
  const all = findPhrases(plain.text, phrases) ?? phrases.flatMap((phrase) => findPhrases(plain.text, [phrase]) ?? []);
  return all.map(([start, end]) => originalRange(plain, start, end)).sort((a, b) => a[0] - b[0]);
}

/** Relevance of each text, higher is better; NaN where it does not fit. */
function scoresOf(data: Dataset, texts: Texts, phrases: Phrase[]): Float32Array {
  const score = new Float32Array(texts.size).fill(Number.NaN);
  if (phrases.length === 0) return score;
  const { rows, rank } = matching(data.db, expressionOf(phrases));
  rows.forEach((row, r) => {
    const i = indexOfText(texts, TEXT_ITEMS[row % 4]!, Math.floor(row / 4));
    if (i >= 0) score[i] = -rank[r]!;
  });
  return score;
}

function expressionOf(phrases: Phrase[]): string {
  return phrases
    .map(({ tokens, isOpen }) => `"${tokens.map((t) => t.replaceAll('"', '')).join(' ')}"${isOpen ? ' *' : ''}`)
    .join(' AND ');
}

/** A text that fails anything but one facet is still counted in that facet. */
const FAILED = 1 << TEXT_FACETS.length;

/** Per text, 0 when it is shown; bit n when facet n alone keeps it out; FAILED when it is out of the question. */
function failedFacets(data: Dataset, texts: Texts, traits: TextTraits, where: TextWhere, score: Float32Array | null): Uint8Array {
  const { size, isWritten, atMs, memberNo, contentNo, form } = texts;
  const out = new Uint8Array(size);
  const { fromMs, toMs } = dayBounds(data.zone, where);
  const mask = where.people?.mask ?? null;
  const copies = where.sameAs ? copiesOfData(data).group : null;
  const sameAs = where.sameAs ? indexOfText(texts, where.sameAs.item, where.sameAs.no) : -1;
  const group = copies && sameAs >= 0 ? copies[sameAs]! : -1;
  const forms = codesOf(where.facets.form, TEXT_FORMS);
  const languages = codesOf(where.facets.language, TEXT_LANGUAGES);
  const channels = codesOf(where.facets.channel, traits.channels);
  const media = codesOf(where.facets.media, MEDIA);
  const mediaMask = media ? [...media].reduce((bits, m) => bits | (1 << m), 0) : 0;
  const isTimed = fromMs !== -Infinity || toMs !== Infinity;
  for (let i = 0; i < size; i++) {
    const isOut =
      (isWritten[i] === 0 && traits.media[i] === 0) ||
      (score !== null && Number.isNaN(score[i]!)) ||
      (isTimed && !(atMs[i]! >= fromMs && atMs[i]! < toMs)) ||
      (mask !== null && mask[memberNo[i]! - 1] !== 1) ||
      (where.contentNo !== null && contentNo[i] !== where.contentNo) ||
      (where.memberNo !== null && memberNo[i] !== where.memberNo) ||
      (where.sameAs !== null && i !== sameAs && (group < 0 || copies![i] !== group));
    out[i] = isOut
      ? FAILED
      : (forms && !forms.has(form[i]!) ? 1 : 0) |
        (languages && !languages.has(traits.language[i]!) ? 2 : 0) |
        (channels && !channels.has(traits.channel[i]!) ? 4 : 0) |
        (media && (traits.media[i]! & mediaMask) === 0 ? 8 : 0);
  }
  return out;
}

/** null = no choice. A value that is not known fits no text. */
function codesOf(values: string[] | undefined, names: readonly string[]): Set<number> | null {
  return values && values.length > 0 ? new Set(values.map((value) => names.indexOf(value))) : null;
}

function inOrder(found: number[], { atMs }: Texts, order: SearchOrder, score: Float32Array | null): void {
  // Texts without a time come last either way.
  const sign = order === 'oldest' ? 1 : -1;
  const at = (i: number) => (Number.isNaN(atMs[i]!) ? sign * Infinity : atMs[i]!);
  const byTime = (a: number, b: number) => {
    const [x, y] = [at(a), at(b)];
    return x === y ? a - b : sign * (x - y);
  };
  found.sort(order === 'relevance' && score ? (a, b) => score[b]! - score[a]! || byTime(a, b) : byTime);
}

const MOST_VALUES = 50;
function valuesOf(
  facet: TextFacet,
  bit: number,
  failed: Uint8Array,
  { form, size }: Texts,
  { language, media, channel, channels }: TextTraits,
): { value: string; count: number }[] {
  const names: readonly string[] =
    facet === 'form' ? TEXT_FORMS : facet === 'language' ? TEXT_LANGUAGES : facet === 'channel' ? channels : MEDIA;
  const counts = new Int32Array(names.length);
  const codes = facet === 'form' ? form : facet === 'language' ? language : channel;
  for (let i = 0; i < size; i++) {
    if ((failed[i]! & ~bit) !== 0) continue;
    if (facet === 'media') {
      for (let m = 0; m < MEDIA.length; m++) if (media[i]! & (1 << m)) counts[m]!++;
    } else counts[codes[i]!]!++;
  }
  return names
    .map((value, c) => ({ value, count: counts[c]! }))
    .filter(({ value, count }) => count > 0 && value !== '')
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_VALUES);
}

function weeksOf(zone: string, { atMs }: Texts, found: readonly number[]): TextPage['weeks'] {
  const offset = offsetOf(zone);
  const counts = new Map<number, number>();
  for (const i of found) {
    const ms = atMs[i]!;
    if (Number.isNaN(ms)) continue;
    const s = Math.floor(ms / 1000);
    const [monday] = periodAround(Math.floor((s + offset(s)) / 86_400), 'week');
    counts.set(monday, (counts.get(monday) ?? 0) + 1);
  }
  if (counts.size === 0) return { start: [], count: [] };
  const first = [...counts.keys()].reduce((a, b) => Math.min(a, b));
  const last = [...counts.keys()].reduce((a, b) => Math.max(a, b));
  // One wrong date must not make a chart of two thousand years.
  const weeks = Math.min((last - first) / 7 + 1, MOST_WEEKS);
  const start = Array.from({ length: weeks }, (_, w) => last - (weeks - 1 - w) * 7);
  return { start: start.map(isoDay), count: start.map((day) => counts.get(day) ?? 0) };
}
const MOST_WEEKS = 520;
