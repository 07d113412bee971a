import { holm } from '../../kernel/compare/adjust.ts';
import { logOdds } from '../../kernel/text/contrast.ts';
import { normalise } from '../../kernel/text/normalise.ts';
import { textsAt } from '../../scope/index.ts';
import type { Dataset } from '../../store/dataset.ts';
import type { ScopedTexts } from './inScope.ts';
import { asWritten } from './nameTopics.ts';
import type { Reading } from './readTexts.ts';
import type { EmergingTerm } from './types.ts';

/** The weeks before that the last one is compared with. */
const WEEKS_BEFORE = 8;
const DAYS = 7;
/** Texts of the last week that hold a term, from different people; fewer are one person's word. */
const MIN_TEXTS = 3;
const MIN_PEOPLE = 3;
/** The background counts as so many terms of known use: about a week of a small community. */
const PRIOR = 2000;
/** Corrected chance that such a term came up by accident. */
const LEVEL = 0.05;
const MOST = 12;
/** Texts with a term that are looked at for how it is written. */
const LOOKED_AT = 60;

/** Which words came up in the last seven days of the scope, against the eight weeks before?
 *  Texts that hold a term are counted, copies once. Log-odds ratio with an informative Dirichlet prior (see logOdds) over all terms tried, corrected
 *  for their number (Holm); from three texts of three people on. Terms of the texts' last days only: an old export says what was new then.
 *  @returns strongest first; empty when a side has no texts */
export function emergingTerms(data: Dataset, reading: Reading, { at, day, lastDay }: ScopedTexts): EmergingTerm[] {
  const { counts, terms, texts } = reading.corpus;
  const split = lastDay - DAYS + 1;
  const start = split - DAYS * WEEKS_BEFORE;
  const now = new Int32Array(terms.length);
  const before = new Int32Array(terms.length);
  const people: (Set<number> | undefined)[] = [];
  const holders: (number[] | undefined)[] = [];
  let allNow = 0;
  let allBefore = 0;
  for (const i of at) {
    const d = day[i]!;
    if (!(d >= start)) continue;
    for (let e = counts.offset[i]!; e < counts.offset[i + 1]!; e++) {
      const t = counts.column[e]!;
      if (d < split) {
        before[t]!++;
        allBefore++;
        continue;
      }
      now[t]!++;
      allNow++;
      (people[t] ??= new Set()).add(texts.memberNo[i]!);
      (holders[t] ??= []).push(i);
    }
  }
  if (allNow === 0 || allBefore === 0) return [];
  const total = allNow + allBefore;
  const tried: { t: number; z: number; p: number }[] = [];
  for (let t = 0; t < terms.length; t++) {
    if (now[t]! < MIN_TEXTS || people[t]!.size < MIN_PEOPLE) continue;
    const prior = (PRIOR * (now[t]! + before[t]!)) / total;
    const { z, p } = logOdds(now[t]!, allNow, before[t]!, allBefore, prior, PRIOR);
    tried.push({ t, z, p });
  }
  const corrected = holm(tried.map((c) => c.p));
  const found = tried
    .map((c, n) => ({ ...c, p: corrected[n]! }))
    .filter((c) => c.z > 0 && c.p < LEVEL)
    .sort((a, b) => b.z - a.z)
    .slice(0, MOST * 3);
  const looked = [...new Set(found.flatMap(({ t }) => holders[t]!.slice(0, LOOKED_AT)))];
  const written = textsAt(data, looked).map((text) => normalise(text).text);
  const words = asWritten(
    found.map(({ t }) => terms[t]!),
    written,
  );
  // A word grown from several pairs is shown once, with the figures of the strongest of them.
  const out: EmergingTerm[] = [];
  for (const { t, z, p } of found) {
    const term = words.find((w) => w.includes(terms[t]!)) ?? words.find((w) => asWritten([terms[t]!], written)[0] === w);
    if (term === undefined || out.some((o) => o.term === term)) continue;
    out.push({ term, now: now[t]!, before: before[t]!, weeksBefore: WEEKS_BEFORE, z, p, people: people[t]!.size });
  }
  return out.slice(0, MOST);
}
