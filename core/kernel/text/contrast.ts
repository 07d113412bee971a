/** Which terms set one group of texts apart from the others. */
import { twoSidedP } from '../compare/normal.ts';

/** Class-based TF-IDF: how much a term says about a class. tf = share of the term among all terms of the class; idf = log(1 + mean terms per class /
 *  count of the term over all classes).
 *  @param counts shape (classes, terms), row-major, >= 0
 *  @returns the same shape; 0 for an empty class.   Source: Grootendorst 2022 (BERTopic), equation 2, with tf as a share. */
export function classTfIdf(counts: Float64Array, classes: number): Float64Array {
  const terms = counts.length / classes;
  const inClass = new Float64Array(classes);
  const overall = new Float64Array(terms);
  let all = 0;
  for (let c = 0; c < classes; c++) {
    for (let t = 0; t < terms; t++) {
      const n = counts[c * terms + t]!;
      inClass[c]! += n;
      overall[t]! += n;
      all += n;
    }
  }
  const mean = all / classes;
  return counts.map((n, i) => {
    const of = inClass[Math.floor(i / terms)]!;
    return n === 0 || of === 0 ? 0 : (n / of) * Math.log(1 + mean / overall[i % terms]!);
  });
}

export interface LogOdds {
  /** Difference of the log-odds, > 0 = more in the first group. */
  delta: number;
  /** In standard deviations. */
  z: number;
  p: number;
}

/** Is a term used more in one group of texts than in another? Log-odds ratio with an informative Dirichlet prior: rare terms are pulled towards
 *  their overall use, so that a word seen twice does not win over one seen two hundred times.
 *  @param a, b   count of the term in each group
 *  @param nA, nB counts of all terms in each group
 *  @param prior  count of the term in the background; its total is `priorTotal`
 *  @param priorTotal strength of the prior: how many words of background count as known
 *  Source: Monroe, Colaresi & Quinn 2008, equations 16, 20 and 22. */
export function logOdds(a: number, nA: number, b: number, nB: number, prior: number, priorTotal: number): LogOdds {
  const odds = (n: number, total: number) => Math.log((n + prior) / (total + priorTotal - n - prior));
  const delta = odds(a, nA) - odds(b, nB);
  const z = delta / Math.sqrt(1 / (a + prior) + 1 / (b + prior));
  return { delta, z, p: twoSidedP(z) };
}
