import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { benjaminiHochberg, holm } from '../kernel/compare/adjust.ts';
import { newcombe, type Ratio, shareDistance, shareP, shareRatio } from '../kernel/compare/proportions.ts';
import { type Moments, momentsOf, standardDifference, superiority } from '../kernel/compare/superiority.ts';
import { wilson } from '../kernel/interval.ts';
import { fromOf, unavailable } from '../store/dataset.ts';
import type { SegmentContext } from './context.ts';
import { countOf } from './evaluateRule.ts';
import type { RuleNames } from './sentenceOf.ts';
import { measureWords, traitWords, valueWords, type Words } from './words.ts';

/** Fewer people with a known value say too little about a side. */
const MIN_KNOWN = 5;
/** Categories of one trait that are compared, most frequent first; more would drown the rest. */
const MAX_CATEGORIES = 40;
/** Effect of two different constants, in standard deviations: larger than any other, and a number that survives JSON. */
const SEPARATED = 100;
/** Share of false alarms among what is called a difference. */
const FALSE_ALARMS = 0.05;

export interface Share {
  hits: number;
  /** Members of the side whose value is known. */
  known: number;
  share: number;
  low: number;
  high: number;
}

interface Tested {
  /** Rank: real differences first, largest first. 1 = first. */
  rank: number;
  label: Words;
  p: number;
  /** Corrected over everything tested here: share of false alarms (Benjamini-Hochberg), chance of any (Holm). */
  q: number;
  holm: number;
  /** q at most 0.05. */
  isReal: boolean;
  /** Size in standard deviations: Cohen's h of two shares, or the standardised difference of means; what the ranking goes by. */
  effect: number;
}

export interface CategoryDifference extends Tested {
  kind: 'category';
  trait: string;
  value: string;
  a: Share;
  b: Share;
  everybody: Share;
  difference: { value: number; low: number; high: number };
  /** null when neither side has one. */
  lift: Ratio | null;
  /** 100 × share in A / share in B, and against everybody; null when that share is 0. */
  tgi: number | null;
  tgiEverybody: number | null;
  test: 'score' | 'fisher';
}

export interface MeasureDifference extends Tested {
  kind: 'measure';
  measure: string;
  a: Moments;
  b: Moments;
  /** Difference of means in standard deviations; null when neither side varies. */
  standardised: number | null;
  /** Chance that one of A has the larger number, ties half. */
  superiority: { value: number; low: number; high: number };
  test: 'mann-whitney';
}

export interface Missing {
  kind: 'trait' | 'measure';
  name: string;
  label: Words;
  /** Share of each side whose value is unknown. */
  missingA: number;
  missingB: number;
}

export interface Differences {
  kind: 'differences';
  sizeA: number;
  sizeB: number;
  /** Members in both who were left out of both sides: they say nothing about the difference. */
  inBoth: number;
  /** One lay wholly inside the other; then its members count on its side only. */
  nested: 'a-in-b' | 'b-in-a' | null;
  rows: (CategoryDifference | MeasureDifference)[];
  /** Every trait and measure with its unknown share, also those that could not be compared. */
  missing: Missing[];
  /** Too few known on one side. */
  unavailable: { kind: 'trait' | 'measure'; name: string; label: Words; haveA: number; haveB: number; need: number }[];
  /** Categories too rare to be listed, by trait. */
  rareCategories: Record<string, number>;
  tests: number;
  from: From;
}

/** In what two sets of people differ, the surest and largest first. Shares with Wilson, their difference with Newcombe, their ratio with Katz intervals;
 *  numbers by Mann-Whitney; all p corrected together. It tells differences, not causes: segments defined by posting will differ in posting.
 *  Members in both sides are left out of both; where one side lies inside the other, it is compared with the rest of that one.
 *  @param b      the other side, or `rest` = everybody else
 *  @param names  words for computed classes
 *  @returns      rows in order of rank; unavailable when a side has fewer than 5 people.   Cost: one pass a trait, one sort a measure. */
export function whatDiffers(
  context: SegmentContext,
  a: Uint8Array,
  b: Uint8Array | 'rest',
  names: RuleNames = {},
): Result<Differences> {
  const { members } = context.data.columns;
  if (a.length !== members || (b !== 'rest' && b.length !== members)) {
    throw new InputError('bad-option', `Both sides should be sets of the ${members} members of this workspace. Ask again.`, {
      members,
    });
  }
  const sides = separate(a, b);
  const sizeA = countOf(sides.a);
  const sizeB = countOf(sides.b);
  const from = fromOf(context.data, 'segment-differences/1', members, {
    minKnown: MIN_KNOWN,
    correction: ['benjamini-hochberg', 'holm'],
    intervals: ['wilson-95', 'newcombe-10', 'katz-log', 'newcombe-auc-5'],
    inBoth: sides.inBoth,
  });
  const least = Math.min(sizeA, sizeB);
  if (least < MIN_KNOWN) return unavailable('too-few-members', least, MIN_KNOWN, from);

  const out: Differences = {
    kind: 'differences',
    sizeA,
    sizeB,
    inBoth: sides.inBoth,
    nested: sides.nested,
    rows: [],
    missing: [],
    unavailable: [],
    rareCategories: {},
    tests: 0,
    from,
  };
  const note = (kind: 'trait' | 'measure', name: string, label: Words, haveA: number, haveB: number): boolean => {
    out.missing.push({ kind, name, label, missingA: 1 - haveA / sizeA, missingB: 1 - haveB / sizeB });
    const isEnough = haveA >= MIN_KNOWN && haveB >= MIN_KNOWN;
    if (!isEnough) out.unavailable.push({ kind, name, label, haveA, haveB, need: MIN_KNOWN });
    return isEnough;
  };
  for (const name of context.traitNames()) compareTrait(context, name, sides, names, out, note);
  for (const name of context.measureNames()) compareMeasure(context, name, sides, names, out, note);
  correct(out.rows);
  out.tests = out.rows.length;
  return out;
}

interface Sides {
  a: Uint8Array;
  b: Uint8Array;
  inBoth: number;
  nested: Differences['nested'];
}

function separate(a: Uint8Array, b: Uint8Array | 'rest'): Sides {
  if (b === 'rest') return { a, b: a.map((x) => x ^ 1), inBoth: 0, nested: null };
  const both = a.map((x, m) => x & b[m]!);
  const inBoth = countOf(both);
  const without = (side: Uint8Array) => side.map((x, m) => x & (both[m]! ^ 1));
  if (inBoth === 0) return { a, b, inBoth: 0, nested: null };
  if (inBoth === countOf(a) && inBoth < countOf(b)) return { a, b: without(b), inBoth: 0, nested: 'a-in-b' };
  if (inBoth === countOf(b) && inBoth < countOf(a)) return { a: without(a), b, inBoth: 0, nested: 'b-in-a' };
  return { a: without(a), b: without(b), inBoth, nested: null };
}

type Note = (kind: 'trait' | 'measure', name: string, label: Words, haveA: number, haveB: number) => boolean;

const UNTESTED = { rank: 0, q: 1, holm: 1, isReal: false };

function compareTrait(
  context: SegmentContext,
  trait: string,
  { a, b }: Sides,
  names: RuleNames,
  out: Differences,
  note: Note,
): void {
  const found = context.trait(trait);
  if (!found) return;
  const { codes, values } = found;
  const n = values.length;
  const inA = new Int32Array(n);
  const inB = new Int32Array(n);
  const inAll = new Int32Array(n);
  for (let m = 0; m < a.length; m++) {
    const code = codes[m]!;
    if (code < 0) continue;
    inAll[code]!++;
    inA[code]! += a[m]!;
    inB[code]! += b[m]!;
  }
  const sum = (counts: Int32Array) => counts.reduce((x, y) => x + y, 0);
  const [knownA, knownB, known] = [sum(inA), sum(inB), sum(inAll)];
  const label = names.trait?.(trait) ?? traitWords(trait);
  if (!note('trait', trait, label, knownA, knownB)) return;
  const seen = [...values.keys()].filter((v) => inA[v]! + inB[v]! > 0);
  seen.sort((x, y) => inA[y]! + inB[y]! - inA[x]! - inB[x]! || x - y);
  if (seen.length > MAX_CATEGORIES) out.rareCategories[trait] = seen.length - MAX_CATEGORIES;
  if (seen.length < 2) return; // everybody alike: nothing to test
  for (const v of seen.slice(0, MAX_CATEGORIES)) {
    const shareA = shareOf(inA[v]!, knownA);
    const shareB = shareOf(inB[v]!, knownB);
    const everybody = shareOf(inAll[v]!, known);
    const [low, high] = newcombe(inA[v]!, knownA, inB[v]!, knownB);
    const word = names.value?.(trait, values[v]!) ?? valueWords(values[v]!);
    out.rows.push({
      kind: 'category',
      ...UNTESTED,
      trait,
      value: values[v]!,
      label: { zh: `${label.zh}：${word.zh}`, en: `${label.en}: ${word.en}` },
      a: shareA,
      b: shareB,
      everybody,
      difference: { value: shareA.share - shareB.share, low, high },
      lift: shareRatio(inA[v]!, knownA, inB[v]!, knownB),
      tgi: tgi(shareA, shareB),
      tgiEverybody: tgi(shareA, everybody),
      effect: shareDistance(shareA.share, shareB.share),
      ...shareP(inA[v]!, knownA, inB[v]!, knownB),
    });
  }
}

const tgi = (of: Share, against: Share): number | null => (against.share === 0 ? null : (100 * of.share) / against.share);

function shareOf(hits: number, known: number): Share {
  const [low, high] = wilson(hits, known);
  return { hits, known, share: hits / known, low, high };
}

function compareMeasure(
  context: SegmentContext,
  measure: string,
  sides: Sides,
  names: RuleNames,
  out: Differences,
  note: Note,
): void {
  const column = context.measure(measure);
  if (!column) return;
  const a = sortedOf(column, sides.a);
  const b = sortedOf(column, sides.b);
  const label = names.measure?.(measure) ?? measureWords(measure);
  if (!note('measure', measure, label, a.length, b.length)) return;
  const momentsA = momentsOf(a);
  const momentsB = momentsOf(b);
  const standardised = standardDifference(momentsA, momentsB);
  const { probability, low, high, p } = superiority(a, b);
  out.rows.push({
    kind: 'measure',
    ...UNTESTED,
    measure,
    label,
    a: momentsA,
    b: momentsB,
    standardised,
    superiority: { value: probability, low, high },
    effect: standardised ?? Math.sign(momentsA.mean - momentsB.mean) * SEPARATED,
    p,
    test: 'mann-whitney',
  });
}

function sortedOf(column: Float64Array, mask: Uint8Array): Float64Array {
  const values = new Float64Array(countOf(mask));
  let n = 0;
  for (let m = 0; m < mask.length; m++) if (mask[m] === 1 && Number.isFinite(column[m]!)) values[n++] = column[m]!;
  return values.subarray(0, n).sort();
}

/** Corrects all p together, then ranks: real ones by size, the others by p. */
function correct(rows: Differences['rows']): void {
  const p = rows.map((row) => row.p);
  const q = benjaminiHochberg(p);
  const strict = holm(p);
  rows.forEach((row, i) => {
    row.q = q[i]!;
    row.holm = strict[i]!;
    row.isReal = q[i]! <= FALSE_ALARMS;
  });
  rows.sort((x, y) => {
    if (x.isReal !== y.isReal) return x.isReal ? -1 : 1;
    return x.isReal ? Math.abs(y.effect) - Math.abs(x.effect) || x.p - y.p : x.p - y.p || Math.abs(y.effect) - Math.abs(x.effect);
  });
  rows.forEach((row, i) => {
    row.rank = i + 1;
  });
}
