/** Exact k-means: groups of points around centres, so that the squared distances to the centres are small in all. */
import { seeded } from '../../base/random.ts';
import { type Engine, withArena } from './arena.ts';
import { fitBytes, holdPoints } from './held.ts';
import { layCentres, lloyd } from './lloyd.ts';
import { spreadCentres } from './plusPlus.ts';

export interface KmeansOptions {
  rows: number;
  dims: number;
  k: number;
  seed: number;
  /** Starts from different centres, of which the best counts. */
  starts?: number;
  maxIterations?: number;
  /** Ends a start early when the squared moves of the centres sum to less than this share of the mean variance of a column. 0 = run to rest. */
  tolerance?: number;
  /** Centres to begin with, shape (k, dims): then there is one start. */
  init?: Float64Array;
  /** Best starts with different results whose centres are given back; default 1. */
  keep?: number;
  engine?: Engine;
}

/** What one start came to. */
export interface KmeansStart {
  centres: Float64Array;
  inertia: number;
  iterations: number;
}

export interface Kmeans {
  /** Shape (rows,), 0..k-1. */
  labels: Int32Array;
  /** Shape (k, dims): means of the rows, float64. The centre of an empty group is where it last was. */
  centres: Float64Array;
  /** Shape (k,); 0 only where there are fewer different rows than groups. */
  sizes: Int32Array;
  /** Sum of squared distances to the own centre, float64. */
  inertia: number;
  /** Steps of the best start. */
  iterations: number;
  starts: number;
  /** Inertia of each start, in order. */
  tried: Float64Array;
  /** The best starts with different inertia, best first. */
  best: KmeansStart[];
}

/** Lloyd's iteration from greedy k-means++ starts, with Hamerly's bounds, which give the same groups with fewer distances.
 *  Finds round groups of like size best; a start can end in a local optimum, hence several. The same seed gives the same bits on every machine.
 *  @param points shape (rows, dims), row-major, finite; float32, sums are float64. Centre columns that are far from 0 first.
 *  @param options.k         1..rows
 *  @param options.starts    default 10
 *  @param options.tolerance default 1e-4, as in scikit-learn
 *  @returns see `Kmeans`; ties go to the lowest number. An empty group takes the row that is farthest from its centre.
 *  Cost: time about rows × dims × k × starts at first, then a fraction of it per step; memory 4 × rows × (dims + 8) bytes.
 *  Source: Lloyd 1982; Arthur & Vassilvitskii 2007 with the greedy variant of its section 5; Hamerly 2010. */
export function kmeans(points: Float32Array, options: KmeansOptions): Kmeans {
  const { rows, dims, k, seed, init, starts = 10, maxIterations = 300, tolerance = 1e-4, keep = 1, engine = 'wasm' } = options;
  return withArena(fitBytes(rows, dims, k), engine, (arena) => {
    const held = holdPoints(arena, points, rows, dims, k);
    const stop = tolerance === 0 ? 0 : tolerance * meanVariance(points, rows, dims);
    const runs = init ? 1 : Math.max(1, starts);
    const tried = new Float64Array(runs);
    let labels: Int32Array = new Int32Array(0);
    let sizes = labels;
    let best: KmeansStart[] = [];
    for (let start = 0; start < runs; start++) {
      const rng = seeded([0x9e3779b9, 0x243f6a88, start, seed]);
      const centres = init ? Float64Array.from(init) : spreadCentres(held, rng);
      const run = lloyd(held, centres, { maxIterations, stop });
      tried[start] = run.inertia;
      if (best.length === 0 || run.inertia < best[0]!.inertia) {
        labels = held.labels.view.slice();
        sizes = run.sizes;
      }
      if (best.some((b) => b.inertia === run.inertia)) continue;
      best = [...best, { centres: run.centres, inertia: run.inertia, iterations: run.iterations }]
        .sort((a, b) => a.inertia - b.inertia)
        .slice(0, keep);
    }
    const { centres, inertia, iterations } = best[0]!;
    return { labels, centres, sizes, inertia, iterations, starts: runs, tried, best };
  });
}

/** The group of each row, for centres that are given. Ties go to the lowest number. */
export function assignToCentres(
  points: Float32Array,
  options: { rows: number; dims: number; k: number; engine?: Engine },
  centres: Float64Array,
): Int32Array {
  const { rows, dims, k, engine = 'wasm' } = options;
  return withArena(fitBytes(rows, dims, k), engine, (arena) => {
    const held = holdPoints(arena, points, rows, dims, k);
    layCentres(held, centres);
    held.labels.view.fill(-1);
    held.assign();
    return held.labels.view.slice();
  });
}

function meanVariance(points: Float32Array, rows: number, dims: number): number {
  let total = 0;
  for (let a = 0; a < dims; a++) {
    let mean = 0;
    for (let i = a; i < rows * dims; i += dims) mean += points[i]!;
    mean /= rows;
    for (let i = a; i < rows * dims; i += dims) total += (points[i]! - mean) ** 2;
  }
  return total / (rows * dims);
}
