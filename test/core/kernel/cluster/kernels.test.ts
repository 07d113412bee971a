import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { withArena } from '../../../../core/kernel/cluster/arena.ts';
import { sleb, uleb } from '../../../../core/kernel/cluster/emit.ts';
import { fitBytes, holdPoints } from '../../../../core/kernel/cluster/held.ts';
import { moduleBytes } from '../../../../core/kernel/cluster/kernelsWasm.ts';
import { kmeans } from '../../../../core/kernel/cluster/kmeans.ts';
import { layCentres } from '../../../../core/kernel/cluster/lloyd.ts';
import { silhouette } from '../../../../core/kernel/cluster/silhouette.ts';
import { blobs } from './points.ts';

const SHAPES = [1, 2, 3, 4, 5, 8, 9, 12, 13, 16, 17, 21, 40].flatMap((k) => [1, 2, 7, 16, 33].map((dims) => ({ k, dims })));

describe('the WebAssembly kernels', () => {
  test('numbers of the format are written as the standard says', () => {
    expect(uleb(0)).toEqual([0]);
    expect(uleb(624485)).toEqual([0xe5, 0x8e, 0x26]); // the example of the DWARF standard, appendix C
    expect(sleb(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect(sleb(64)).toEqual([0xc0, 0x00]);
    expect(sleb(-64)).toEqual([0x40]);
  });

  test('the module is valid, small, and the same every time', () => {
    const bytes = moduleBytes();
    expect(WebAssembly.validate(bytes)).toBe(true);
    expect(bytes.length).toBeLessThan(3_000);
    expect(moduleBytes()).toEqual(bytes);
    expect(WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map((e) => e.name)).toEqual([
      'assign',
      'weigh',
      'distanceSum',
      'memory',
    ]);
  });

  test('are really used where WebAssembly exists', () => {
    expect(withArena(100, 'wasm', (arena) => arena.engine)).toBe('wasm');
    expect(withArena(100, 'js', (arena) => arena.engine)).toBe('js');
  });

  test('k-means is the same to the last bit in JavaScript and WebAssembly, for every width', () => {
    for (const { k, dims } of SHAPES) {
      const { points } = blobs(150, dims, 5, 2, k * 100 + dims);
      const fitBy = (engine: 'js' | 'wasm') => kmeans(points, { rows: 150, dims, k, seed: 3, starts: 2, engine });
      expect(fitBy('wasm'), `k ${k}, dims ${dims}`).toEqual(fitBy('js'));
    }
  });

  test('silhouettes are the same to the last bit in JavaScript and WebAssembly', () => {
    for (const dims of [1, 3, 16]) {
      const { points, truth } = blobs(203, dims, 6, 2, dims);
      const all = (engine: 'js' | 'wasm') => silhouette(points, truth, { rows: 203, dims, k: 7, engine });
      expect(all('wasm')).toEqual(all('js'));
    }
  });

  test('bounds never change an answer: every step gives each row the nearest centre, as a look at all would', () => {
    for (const engine of ['js', 'wasm'] as const) {
      for (let seed = 1; seed <= 12; seed++) {
        const rng = seeded(seed);
        const [rows, dims, k] = [400, 1 + rng.below(20), 2 + rng.below(14)];
        const { points } = blobs(rows, dims, 4, 1, seed);
        // Whole numbers make many exact ties.
        if (seed % 3 === 0) for (let i = 0; i < points.length; i++) points[i] = Math.round(points[i]!);
        withArena(fitBytes(rows, dims, k), engine, (arena) => {
          const held = holdPoints(arena, points, rows, dims, k);
          held.labels.view.fill(-1);
          held.sums.view.fill(0);
          held.counts.view.fill(0);
          const centres = Float64Array.from({ length: k * dims }, () => rng.normal());
          for (let step = 0; step < 25; step++) {
            layCentres(held, centres);
            held.assign();
            for (let i = 0; i < rows; i++) {
              expect(held.labels.view[i], `${engine}, seed ${seed}, step ${step}`).toBe(nearest(points, i, dims, k, centres));
            }
            // The bounds must hold for any move: sometimes to the means, sometimes anywhere near.
            for (let j = 0; j < k; j++) {
              const n = held.counts.view[j]!;
              for (let a = 0; a < dims; a++) {
                const at = j * dims + a;
                centres[at] = step % 4 === 3 || n === 0 ? centres[at]! + 0.1 * rng.normal() : held.sums.view[at]! / n;
              }
            }
          }
        });
      }
    }
  });
});

/** Lowest number among the nearest, in float32, dimension by dimension. */
function nearest(points: Float32Array, i: number, dims: number, k: number, centres: Float64Array): number {
  let best = Infinity;
  let label = 0;
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let a = 0; a < dims; a++) {
      const gap = Math.fround(points[i * dims + a]! - Math.fround(centres[j * dims + a]!));
      sum = Math.fround(sum + Math.fround(gap * gap));
    }
    if (sum < best) {
      best = sum;
      label = j;
    }
  }
  return label;
}
