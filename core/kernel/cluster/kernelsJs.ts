/** The kernels in JavaScript: the same numbers as `kernelsWasm.ts`, to the last bit, for where WebAssembly is missing and for the tests.
 *  A sum, product or root of float32 numbers that is rounded once to float64 and once to float32 is what the float32 instruction gives. */
import { BLOCK, type Kernels } from './kernels.ts';

const { fround } = Math;

export function jsKernels(buffer: ArrayBuffer): Kernels {
  const f = new Float32Array(buffer);
  const d = new Float64Array(buffer, 0, buffer.byteLength >> 3);
  const n = new Int32Array(buffer);

  /** One lane: `x` is an index, `other` the index of the lane's first number, `stride` the way to its next. */
  function squaredDistance(x: number, dims: number, other: number, stride: number): number {
    let sum = 0;
    for (let a = 0; a < dims; a++) {
      const gap = fround(f[x + a]! - f[other + a * stride]!);
      sum = fround(sum + fround(gap * gap));
    }
    return sum;
  }

  return {
    assign(points, rows, dims, k, lanes, centres, labels, upper, lower, half, drift, drop, sums, counts, _scratch, grow, shrink) {
      let changed = 0;
      for (let i = 0; i < rows; i++) {
        const own = n[(labels >> 2) + i]!;
        if (own >= 0) {
          const u = fround(fround(f[(upper >> 2) + i]! + f[(drift >> 2) + own]!) * grow);
          const l = fround(fround(f[(lower >> 2) + i]! - f[(drop >> 2) + own]!) * shrink);
          f[(upper >> 2) + i] = u;
          f[(lower >> 2) + i] = l;
          if (u < l || u < f[(half >> 2) + own]!) continue;
        }
        const x = (points >> 2) + i * dims;
        let best = Infinity;
        let second = Infinity;
        let label = 0;
        for (let j = 0; j < k; j++) {
          const squared = squaredDistance(x, dims, (centres >> 2) + j, lanes);
          if (squared < best) {
            second = best;
            best = squared;
            label = j;
          } else if (squared < second) second = squared;
        }
        f[(upper >> 2) + i] = fround(fround(Math.sqrt(best)) * grow);
        f[(lower >> 2) + i] = fround(fround(Math.sqrt(second)) * shrink);
        if (label === own) continue;
        changed++;
        if (own >= 0) {
          n[(counts >> 2) + own]!--;
          for (let a = 0; a < dims; a++) d[(sums >> 3) + own * dims + a]! -= f[x + a]!;
        }
        n[(counts >> 2) + label]!++;
        for (let a = 0; a < dims; a++) d[(sums >> 3) + label * dims + a]! += f[x + a]!;
        n[(labels >> 2) + i] = label;
      }
      return changed;
    },

    weigh(points, rows, dims, candidates, closest, out, totals) {
      const sums = [0, 0, 0, 0];
      for (let i = 0; i < rows; i++) {
        const known = f[(closest >> 2) + i]!;
        for (let c = 0; c < 4; c++) {
          const squared = squaredDistance((points >> 2) + i * dims, dims, (candidates >> 2) + c, 4);
          const nearest = squared < known ? squared : known;
          f[(out >> 2) + 4 * i + c] = nearest;
          sums[c]! += nearest;
        }
      }
      for (let c = 0; c < 4; c++) d[(totals >> 3) + c] = sums[c]!;
    },

    distanceSum(point, dims, blocks, masks, count) {
      let even = 0;
      let odd = 0;
      for (let b = 0; b < count; b++) {
        const block = (blocks >> 2) + b * dims * BLOCK;
        for (let lane = 0; lane < BLOCK; lane++) {
          if (n[(masks >> 2) + b * BLOCK + lane] === 0) continue;
          const distance = fround(Math.sqrt(squaredDistance(point >> 2, dims, block + lane, BLOCK)));
          if (lane % 2 === 0) even += distance;
          else odd += distance;
        }
      }
      return even + odd;
    },
  };
}
