import { describe, expect, it } from 'vitest';
import { coherence, npmi } from '../../../../core/kernel/text/coherence.ts';
import { classTfIdf, logOdds } from '../../../../core/kernel/text/contrast.ts';
import { rowBuilder } from '../../../../core/kernel/text/sparse.ts';

describe('class-based TF-IDF', () => {
  it('is the share within the class times log(1 + mean class size / count of the term)', () => {
    // Two classes, three terms: 8 terms in the first, 12 in the second, so 10 on average.
    const weight = classTfIdf(Float64Array.from([6, 2, 0, 0, 2, 10]), 2);
    expect(weight[0]).toBeCloseTo((6 / 8) * Math.log(1 + 10 / 6), 12);
    expect(weight[1]).toBeCloseTo((2 / 8) * Math.log(1 + 10 / 4), 12);
    expect(weight[2]).toBe(0);
    expect(weight[5]).toBeCloseTo((10 / 12) * Math.log(1 + 10 / 10), 12);
  });
  it('gives an empty class nothing', () => {
    expect([...classTfIdf(Float64Array.from([0, 0, 3, 1]), 2).subarray(0, 2)]).toEqual([0, 0]);
  });
});

describe('log-odds with an informative prior', () => {
  // python3 -c "from math import *; a,nA,b,nB,p,P=30,1000,40,5000,14,2000
  // d=log((a+p)/(nA+P-a-p))-log((b+p)/(nB+P-b-p)); v=1/(a+p)+1/(b+p); z=d/sqrt(v); print(d,z,erfc(abs(z)/sqrt(2)))"
  it('agrees with an independent computation', () => {
    const { delta, z, p } = logOdds(30, 1000, 40, 5000, 14, 2000);
    expect(delta).toBeCloseTo(0.6495345385899141, 10);
    expect(z).toBeCloseTo(3.198250155445658, 10);
    expect(p).toBeCloseTo(0.001382642842644932, 10);
  });
  it('is 0 for equal shares and turns its sign with the groups', () => {
    expect(logOdds(10, 100, 10, 100, 5, 50).z).toBe(0);
    expect(logOdds(20, 100, 10, 100, 5, 50).z).toBeCloseTo(-logOdds(10, 100, 20, 100, 5, 50).z, 12);
  });
  it('trusts a word seen twice less than one seen two hundred times at the same ratio', () => {
    expect(logOdds(2, 1000, 1, 1000, 0.3, 100).z).toBeLessThan(logOdds(200, 1000, 100, 1000, 30, 100).z);
  });
});

describe('coherence', () => {
  it('is 1 for terms that are always together, -1 for terms that never are, 0 for chance', () => {
    expect(npmi(5, 5, 5, 20)).toBeCloseTo(1, 12);
    expect(npmi(5, 5, 0, 20)).toBe(-1);
    expect(npmi(10, 10, 5, 20)).toBeCloseTo(0, 12);
  });
  it('counts pairs over rows, by hand', () => {
    const built = rowBuilder();
    for (const row of [[0, 1], [0, 1], [2, 3], [2], [3], [0, 2], [], []]) built.add(new Map(row.map((c) => [c, 1])));
    const mean = coherence(built.done(4), Int32Array.from([0, 1, 2, 3]), 2);
    expect(mean[0]).toBeCloseTo(npmi(3, 2, 2, 8), 12);
    expect(mean[1]).toBeCloseTo(npmi(3, 2, 1, 8), 12);
  });
  it('counts beyond 32 rows', () => {
    const built = rowBuilder();
    for (let i = 0; i < 100; i++)
      built.add(
        new Map(
          i % 2 === 0
            ? [
                [0, 1],
                [1, 1],
              ]
            : [],
        ),
      );
    expect(coherence(built.done(2), Int32Array.from([0, 1]), 1)[0]).toBeCloseTo(1, 12);
  });
});
