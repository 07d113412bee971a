import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { bestOfStarts, factorise, weightsOf } from '../../../../core/kernel/text/nmf.ts';
import { pickRows, rowBuilder, type SparseRows } from '../../../../core/kernel/text/sparse.ts';

/** Three blocks of columns; each row holds columns of one block only. */
function blocks(rows: number): { x: SparseRows; block: number[] } {
  const rng = seeded(3);
  const built = rowBuilder();
  const block: number[] = [];
  for (let i = 0; i < rows; i++) {
    const b = rng.below(3);
    block.push(b);
    const row = new Map<number, number>();
    for (let n = 0; n < 6; n++) row.set(b * 10 + rng.below(10), 0.5 + rng.unit());
    built.add(row);
  }
  return { x: built.done(30), block };
}

const strongest = (weights: Float64Array, i: number, k: number) => {
  let best = 0;
  for (let p = 1; p < k; p++) if (weights[i * k + p]! > weights[i * k + best]!) best = p;
  return best;
};

describe('factorise', () => {
  it('finds the blocks that were planted, whatever the start', () => {
    const { x, block } = blocks(300);
    for (const seed of [1, 2, 3, 4]) {
      const { weights } = bestOfStarts(x, { k: 3, rng: seeded(seed), starts: 3 });
      const names = new Map<string, number>();
      for (let i = 0; i < x.rows; i++) {
        const pair = `${block[i]}/${strongest(weights, i, 3)}`;
        names.set(pair, (names.get(pair) ?? 0) + 1);
      }
      expect(names.size).toBe(3);
    }
  });

  it('keeps everything at or above 0 and each part at length 1', () => {
    const { x } = blocks(120);
    const { weights, parts, k } = factorise(x, { k: 4, rng: seeded(1) });
    expect(weights.every((w) => w >= 0) && parts.every((w) => w >= 0)).toBe(true);
    for (let p = 0; p < k; p++) {
      let square = 0;
      for (let c = 0; c < x.columns; c++) square += parts[c * k + p]! ** 2;
      expect(square).toBeCloseTo(1, 9);
    }
  });

  it('says how much is left over: the squared distance of the product, over that of the matrix', () => {
    const { x } = blocks(80);
    const { weights, parts, residual, k } = factorise(x, { k: 3, rng: seeded(1) });
    let left = 0;
    let total = 0;
    for (let i = 0; i < x.rows; i++) {
      const dense = new Float64Array(x.columns);
      for (let e = x.offset[i]!; e < x.offset[i + 1]!; e++) dense[x.column[e]!] = x.value[e]!;
      for (let c = 0; c < x.columns; c++) {
        let made = 0;
        for (let p = 0; p < k; p++) made += weights[i * k + p]! * parts[c * k + p]!;
        left += (dense[c]! - made) ** 2;
        total += dense[c]! ** 2;
      }
    }
    expect(residual).toBeCloseTo(left / total, 6);
  });

  it('reproduces a matrix of rank 1 exactly', () => {
    const built = rowBuilder();
    for (let i = 1; i <= 12; i++)
      built.add(
        new Map([
          [0, i],
          [2, 2 * i],
          [3, 3 * i],
        ]),
      );
    expect(factorise(built.done(4), { k: 1, rng: seeded(1) }).residual).toBeLessThan(1e-9);
  });

  it('is the same for the same seed, and leaves the matrix alone', () => {
    const { x } = blocks(60);
    const before = x.value.slice();
    const [a, b] = [factorise(x, { k: 3, rng: seeded(9) }), factorise(x, { k: 3, rng: seeded(9) })];
    expect(a.parts).toEqual(b.parts);
    expect(x.value).toEqual(before);
  });

  it('sets new rows beside known parts', () => {
    const { x, block } = blocks(200);
    const known = factorise(
      pickRows(
        x,
        Array.from({ length: 100 }, (_, i) => i),
      ),
      { k: 3, rng: seeded(1) },
    );
    const weights = weightsOf(x, known.parts, 3);
    const of = new Map<number, Set<number>>();
    for (let i = 100; i < 200; i++) of.set(block[i]!, (of.get(block[i]!) ?? new Set()).add(strongest(weights, i, 3)));
    expect([...of.values()].map((s) => s.size)).toEqual([1, 1, 1]);
  });

  it('survives rows without entries', () => {
    const built = rowBuilder();
    for (let i = 0; i < 10; i++) built.add(new Map());
    const { weights, residual } = factorise(built.done(5), { k: 2, rng: seeded(1) });
    expect(weights.every((w) => w === 0)).toBe(true);
    expect(residual).toBe(1);
  });
});
