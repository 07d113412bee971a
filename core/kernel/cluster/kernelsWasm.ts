/** The kernels in WebAssembly with 128-bit vectors. What each does stands at `Kernels`; the twin in JavaScript is `kernelsJs.ts`. */
import { assemble, type Code, defineFunction, doWhile, f32, f32x4, f64, f64x2, i32, type Local, v128, when } from './emit.ts';
import { BLOCK, type Kernels } from './kernels.ts';

const { const: int, add } = i32;
const bytes4 = (n: Code) => i32.shl(n, int(2));
const bump = (pointer: Local, bytes: Code) => pointer.set(add(pointer.get, bytes));
/** Float32 distances are never negative, so their bits are ordered as integers are: comparing those needs no branches. */
const INFINITE_BITS = 0x7f800000;

/** Squared distances from one point to 4 × `sums.length` others that lie side by side; each lane is one of them. Moves `x` to its end. */
function squaredDistances(sums: Local[], x: Local, xEnd: Local, other: Local, stride: Code, spread: Local, gap: Local): Code {
  return [
    sums.map((s) => s.set(v128.zero)),
    doWhile(
      [
        spread.set(v128.loadSplat(x.get)),
        sums.map((s, a) => [
          gap.set(f32x4.sub(spread.get, v128.load(other.get, 16 * a))),
          s.set(f32x4.add(s.get, f32x4.mul(gap.get, gap.get))),
        ]),
        bump(x, int(4)),
        bump(other, stride),
      ],
      i32.ltU(x.get, xEnd.get),
    ),
  ];
}

/** sums += or -= the row, in float64. */
function addRow(op: typeof f64.add, sums: Code, point: Local, xEnd: Local, x: Local, s: Local): Code {
  return [
    s.set(sums),
    x.set(point.get),
    doWhile(
      [f64.store(s.get, op(f64.load(s.get), f64.fromF32(f32.load(x.get)))), bump(x, int(4)), bump(s, int(8))],
      i32.ltU(x.get, xEnd.get),
    ),
  ];
}

const assign = defineFunction(
  'assign',
  {
    points: 'i32',
    rows: 'i32',
    dims: 'i32',
    k: 'i32',
    lanes: 'i32',
    centres: 'i32',
    labels: 'i32',
    upper: 'i32',
    lower: 'i32',
    half: 'i32',
    drift: 'i32',
    drop: 'i32',
    sums: 'i32',
    counts: 'i32',
    scratch: 'i32',
    grow: 'f32',
    shrink: 'f32',
  },
  ['i32'],
  (p, local) => {
    const int32 = () => local('i32');
    const [point, x, xEnd, other, s, i4] = [int32(), int32(), int32(), int32(), int32(), int32()];
    const [own, own4, mustLook, changed, label] = [int32(), int32(), int32(), int32(), int32()];
    const [j, j4, left, best, second, squared, isLess] = [int32(), int32(), int32(), int32(), int32(), int32(), int32()];
    const [u, l] = [local('f32'), local('f32')];
    const [spread, gap] = [local('v128'), local('v128')];
    const sums = [local('v128'), local('v128'), local('v128'), local('v128')];
    const row = (base: Local) => add(base.get, i4.get);
    const ofOwn = (base: Local) => f32.load(add(base.get, own4.get));

    /** Distances to `width` vectors of centres, from centre number j on, into the scratch. */
    const toCentres = (width: number): Code => [
      x.set(point.get),
      other.set(add(p.centres.get, j4.get)),
      squaredDistances(sums.slice(0, width), x, xEnd, other, bytes4(p.lanes.get), spread, gap),
      sums.slice(0, width).map((sum, a) => v128.store(add(p.scratch.get, j4.get), sum.get, 16 * a)),
      bump(j4, int(16 * width)),
    ];
    const lookAtAll: Code = [
      j4.set(int(0)),
      left.set(p.lanes.get),
      doWhile(
        when(
          i32.ge(left.get, int(16)),
          [toCentres(4), bump(left, int(-16))],
          when(
            i32.ge(left.get, int(12)),
            [toCentres(3), bump(left, int(-12))],
            when(i32.ge(left.get, int(8)), [toCentres(2), bump(left, int(-8))], [toCentres(1), bump(left, int(-4))]),
          ),
        ),
        left.get,
      ),
      best.set(int(INFINITE_BITS)),
      second.set(int(INFINITE_BITS)),
      label.set(int(0)),
      j.set(int(0)),
      s.set(p.scratch.get),
      doWhile(
        [
          squared.set(i32.load(s.get)),
          isLess.set(i32.lt(squared.get, best.get)),
          second.set(i32.select(best.get, i32.select(squared.get, second.get, i32.lt(squared.get, second.get)), isLess.get)),
          label.set(i32.select(j.get, label.get, isLess.get)),
          best.set(i32.select(squared.get, best.get, isLess.get)),
          bump(s, int(4)),
          bump(j, int(1)),
        ],
        i32.lt(j.get, p.k.get),
      ),
      f32.store(row(p.upper), f32.mul(f32.sqrt(f32.fromBits(best.get)), p.grow.get)),
      f32.store(row(p.lower), f32.mul(f32.sqrt(f32.fromBits(second.get)), p.shrink.get)),
    ];
    const count = (at: Code, by: number) => i32.store(add(p.counts.get, at), add(i32.load(add(p.counts.get, at)), int(by)));
    const sumsOf = (centre: Local) => add(p.sums.get, i32.mul(centre.get, i32.shl(p.dims.get, int(3))));
    const move: Code = [
      bump(changed, int(1)),
      when(i32.ge(own.get, int(0)), [count(own4.get, -1), addRow(f64.sub, sumsOf(own), point, xEnd, x, s)]),
      count(bytes4(label.get), 1),
      addRow(f64.add, sumsOf(label), point, xEnd, x, s),
      i32.store(row(p.labels), label.get),
    ];
    return [
      point.set(p.points.get),
      doWhile(
        [
          own.set(i32.load(row(p.labels))),
          own4.set(bytes4(own.get)),
          mustLook.set(int(1)),
          when(i32.ge(own.get, int(0)), [
            u.set(f32.mul(f32.add(f32.load(row(p.upper)), ofOwn(p.drift)), p.grow.get)),
            l.set(f32.mul(f32.sub(f32.load(row(p.lower)), ofOwn(p.drop)), p.shrink.get)),
            f32.store(row(p.upper), u.get),
            f32.store(row(p.lower), l.get),
            mustLook.set(i32.eqz(i32.or(f32.lt(u.get, l.get), f32.lt(u.get, ofOwn(p.half))))),
          ]),
          xEnd.set(add(point.get, bytes4(p.dims.get))),
          when(mustLook.get, [lookAtAll, when(i32.ne(label.get, own.get), move)]),
          point.set(xEnd.get),
          bump(i4, int(4)),
        ],
        i32.lt(i4.get, bytes4(p.rows.get)),
      ),
      changed.get,
    ];
  },
);

const weigh = defineFunction(
  'weigh',
  { points: 'i32', rows: 'i32', dims: 'i32', candidates: 'i32', closest: 'i32', out: 'i32', totals: 'i32' },
  [],
  (p, local) => {
    const [x, xEnd, other, i4] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const [sum, spread, gap, low, high] = [local('v128'), local('v128'), local('v128'), local('v128'), local('v128')];
    return [
      x.set(p.points.get),
      low.set(v128.zero),
      high.set(v128.zero),
      doWhile(
        [
          xEnd.set(add(x.get, bytes4(p.dims.get))),
          other.set(p.candidates.get),
          squaredDistances([sum], x, xEnd, other, int(16), spread, gap),
          sum.set(f32x4.pmin(v128.loadSplat(add(p.closest.get, i4.get)), sum.get)),
          v128.store(add(p.out.get, i32.shl(i4.get, int(2))), sum.get),
          low.set(f64x2.add(low.get, f64x2.fromLowF32(sum.get))),
          high.set(f64x2.add(high.get, f64x2.fromLowF32(v128.upper(sum.get)))),
          bump(i4, int(4)),
        ],
        i32.lt(i4.get, bytes4(p.rows.get)),
      ),
      v128.store(p.totals.get, low.get),
      v128.store(p.totals.get, high.get, 16),
    ];
  },
);

const distanceSum = defineFunction(
  'distanceSum',
  { point: 'i32', dims: 'i32', blocks: 'i32', masks: 'i32', count: 'i32' },
  ['f64'],
  (p, local) => {
    const [x, xEnd] = [local('i32'), local('i32')];
    const [spread, gap, total] = [local('v128'), local('v128'), local('v128')];
    const sums = [local('v128'), local('v128'), local('v128'), local('v128')];
    return [
      xEnd.set(add(p.point.get, bytes4(p.dims.get))),
      total.set(v128.zero),
      doWhile(
        [
          x.set(p.point.get),
          squaredDistances(sums, x, xEnd, p.blocks, int(4 * BLOCK), spread, gap), // leaves `blocks` at the next one
          sums.map((s, a) => [
            s.set(v128.and(f32x4.sqrt(s.get), v128.load(p.masks.get, 16 * a))),
            total.set(f64x2.add(total.get, f64x2.fromLowF32(s.get))),
            total.set(f64x2.add(total.get, f64x2.fromLowF32(v128.upper(s.get)))),
          ]),
          bump(p.masks, int(4 * BLOCK)),
          bump(p.count, int(-1)),
        ],
        p.count.get,
      ),
      f64.add(f64x2.lane(total.get, 0), f64x2.lane(total.get, 1)),
    ];
  },
);

/** The few names of the standard that are needed here; this layer is typed without a browser or Node. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { exports: Kernels & { memory: WasmMemory } };
};
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** About 1.5 KB. */
export const moduleBytes = () => assemble([assign, weigh, distanceSum]);

let compiled: object | null | undefined;
/** A fresh instance with its own memory; null where WebAssembly or its vectors are missing. */
export function wasmKernels(): (Kernels & { memory: WasmMemory }) | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(moduleBytes());
    } catch {
      compiled = null;
    }
  }
  return compiled === null ? null : new WebAssembly.Instance(compiled).exports;
}
