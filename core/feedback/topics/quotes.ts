/** Texts that stand for a group: central ones, unlike each other, of different people; with the words that speak for the label. */
import { keywordFinder } from '../../kernel/text/keywords.ts';
import { normalise, originalRange } from '../../kernel/text/normalise.ts';
import { eachTerm } from '../../kernel/text/terms.ts';
import { TEXT_FORMS, TEXT_ITEMS, textsAt } from '../../scope/index.ts';
import type { Dataset } from '../../store/dataset.ts';
import { namesOf } from './queries.ts';
import type { Reading } from './readTexts.ts';
import { SOURCES } from './themes.ts';
import type { About, Quote } from './types.ts';

export type Pick = 'central' | 'unsure' | 'latest';

/** Candidates looked at for central and diverse ones. */
const LOOKED_AT = 240;
/** Shorter texts say little, longer ones are cut on the screen. */
const GOOD_LENGTH: [number, number] = [14, 240];

/** @param at the counted texts of the group */
export function quotesOf(
  data: Dataset,
  reading: Reading,
  about: About,
  at: readonly number[],
  { pick, limit, offset }: { pick: Pick; limit: number; offset: number },
): Quote[] {
  const confidence = about === 'topic' ? reading.confidence : reading.themes.confidence;
  const { texts, counts } = reading.corpus;
  if (pick === 'latest') {
    const order = [...at].sort((a, b) => (texts.atMs[b]! || 0) - (texts.atMs[a]! || 0) || b - a);
    return quotesAt(data, reading, about, order.slice(offset, offset + limit));
  }
  if (pick === 'unsure') {
    const order = [...at]
      .filter((i) => sourceOf(reading, about, i) !== 'corrected')
      .sort((a, b) => confidence[a]! - confidence[b]! || a - b);
    return quotesAt(data, reading, about, order.slice(offset, offset + limit));
  }
  // Central: shares terms with many texts of the group; starts of threads before answers, which may be mere assent.
  const weight = new Map<number, number>();
  for (const i of at)
    for (let e = counts.offset[i]!; e < counts.offset[i + 1]!; e++)
      weight.set(counts.column[e]!, (weight.get(counts.column[e]!) ?? 0) + 1);
  const score = (i: number) => {
    let sum = 0;
    const n = counts.offset[i + 1]! - counts.offset[i]!;
    for (let e = counts.offset[i]!; e < counts.offset[i + 1]!; e++) sum += Math.log(1 + weight.get(counts.column[e]!)!);
    // Of a theme, the texts that say it in so many words.
    const said =
      about === 'theme'
        ? 0.4 + Math.min(2, reading.seeds.theme[i] === reading.themes.theme[i] ? reading.seeds.margin[i]! : 0)
        : 1;
    return n === 0 ? 0 : said * (sum / Math.sqrt(n + 4)) * (0.3 + confidence[i]!) * (reading.corpus.isStart[i] ? 1 : 0.5);
  };
  const best = at
    .map((i) => ({ i, s: score(i) }))
    .sort((a, b) => b.s - a.s || a.i - b.i)
    .slice(0, LOOKED_AT);
  const written = textsAt(
    data,
    best.map((b) => b.i),
  );
  const chosen: number[] = [];
  const authors = new Set<number>();
  const used = new Set<number>();
  const wanted = offset + limit;
  // Each next one loses by what the chosen ones have said already.
  while (chosen.length < wanted && chosen.length < best.length) {
    let top = -1;
    let most = -Infinity;
    for (let n = 0; n < best.length; n++) {
      const { i, s } = best[n]!;
      if (s === -Infinity || chosen.includes(i)) continue;
      let said = 0;
      const terms = counts.offset[i + 1]! - counts.offset[i]!;
      for (let e = counts.offset[i]!; e < counts.offset[i + 1]!; e++) if (used.has(counts.column[e]!)) said++;
      const length = written[n]!.length;
      const fits = length >= GOOD_LENGTH[0] && length <= GOOD_LENGTH[1] ? 1 : 0.4;
      const worth = s * fits * (1 - 0.8 * (terms === 0 ? 0 : said / terms)) * (authors.has(texts.memberNo[i]!) ? 0.5 : 1);
      if (worth > most) {
        most = worth;
        top = i;
      }
    }
    if (top < 0) break;
    chosen.push(top);
    authors.add(texts.memberNo[top]!);
    for (let e = counts.offset[top]!; e < counts.offset[top + 1]!; e++) used.add(counts.column[e]!);
  }
  return quotesAt(data, reading, about, chosen.slice(offset));
}

const sourceOf = (reading: Reading, about: About, i: number) =>
  SOURCES[about === 'topic' ? reading.source[i]! : reading.themes.source[i]!]!;

/** Texts with everything a screen shows of them. */
export function quotesAt(data: Dataset, reading: Reading, about: About, at: readonly number[]): Quote[] {
  const { texts } = reading.corpus;
  const names = namesOf(
    data.db,
    at.map((i) => texts.memberNo[i]!),
  );
  const copies = new Map<number, number>();
  for (const g of reading.same) if (g >= 0) copies.set(g, (copies.get(g) ?? 0) + 1);
  const evidence = evidenceFinder(reading, about);
  return textsAt(data, at).map((text, n) => {
    const i = at[n]!;
    const member = texts.memberNo[i]!;
    return {
      item: TEXT_ITEMS[texts.item[i]!]!,
      no: texts.no[i]!,
      text,
      evidence: evidence(text, i),
      at: Number.isNaN(texts.atMs[i]!) ? null : texts.atMs[i]!,
      memberNo: member === 0 ? null : member,
      handle: names.get(member) ?? null,
      form: TEXT_FORMS[texts.form[i]!]!,
      topic: reading.topics[reading.topic[i]!]?.key ?? null,
      theme: reading.preference.themes[reading.themes.theme[i]!]?.key ?? null,
      source: sourceOf(reading, about, i),
      confidence: about === 'topic' ? reading.confidence[i]! : reading.themes.confidence[i]!,
      copies: copies.get(reading.same[i]!) ?? 1,
    };
  });
}

/** Where the words of a label stand: seed words of the theme, or the words that set the topic apart. */
function evidenceFinder(reading: Reading, about: About): (text: string, i: number) => [number, number][] {
  const finders = new Map<number, ReturnType<typeof keywordFinder>>();
  const terms = new Map<number, Set<string>>();
  return (text, i) => {
    const clean = normalise(text);
    const places: [number, number][] = [];
    if (about === 'theme') {
      const t = reading.themes.theme[i]!;
      if (t < 0) return [];
      let find = finders.get(t);
      if (!find)
        finders.set(
          t,
          (find = keywordFinder(reading.preference.themes[t]!.aspects.flatMap((a) => a.words.map((w) => normalise(w).text)))),
        );
      for (const { start, end } of find(clean.text)) places.push([start, end]);
    } else {
      const t = reading.topic[i]!;
      if (t < 0) return [];
      let own = terms.get(t);
      if (!own) {
        own = new Set();
        for (const word of reading.topics[t]!.terms) eachTerm(word, (term) => own!.add(term));
        terms.set(t, own);
      }
      eachTerm(clean.text, (term, start, end) => {
        if (own!.has(term)) places.push([start, end]);
      });
    }
    return joinedRanges(places).map(([start, end]) => originalRange(clean, start, end));
  };
}

/** Ranges that touch or overlap become one. @param places in order of their starts */
function joinedRanges(places: [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [start, end] of places) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}
