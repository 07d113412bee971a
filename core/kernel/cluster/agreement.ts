/** How far two groupings of the same rows say the same. */

/** Rows in group i of one and j of the other, shape (kA, kB), row-major. */
export function crossCounts(a: Int32Array, b: Int32Array, kA: number, kB: number): Float64Array {
  const counts = new Float64Array(kA * kB);
  for (let i = 0; i < a.length; i++) counts[a[i]! * kB + b[i]!]!++;
  return counts;
}

/** 1 = the same groups up to their numbers, 0 = as much agreement as by chance, below 0 = less. 1 when both put all rows in one group.
 *  Source: Hubert & Arabie 1985, equation 5. */
export function adjustedRand(a: Int32Array, b: Int32Array): number {
  const kA = groupCount(a);
  const kB = groupCount(b);
  const counts = crossCounts(a, b, kA, kB);
  const inA = new Float64Array(kA);
  const inB = new Float64Array(kB);
  let together = 0;
  for (let i = 0; i < kA; i++) {
    for (let j = 0; j < kB; j++) {
      const n = counts[i * kB + j]!;
      inA[i]! += n;
      inB[j]! += n;
      together += (n * (n - 1)) / 2;
    }
  }
  const pairs = (sizes: Float64Array) => sizes.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const [pairsA, pairsB] = [pairs(inA), pairs(inB)];
  const all = (a.length * (a.length - 1)) / 2;
  const byChance = all === 0 ? 0 : (pairsA * pairsB) / all;
  const most = (pairsA + pairsB) / 2;
  return most === byChance ? 1 : (together - byChance) / (most - byChance);
}

function groupCount(labels: Int32Array): number {
  let most = -1;
  for (const label of labels) if (label > most) most = label;
  return most + 1;
}

/** Pairs rows with columns so that the sum of the scores is largest (the Hungarian method, O(n²m)).
 *  @param scores shape (rows, columns), row-major, finite
 *  @returns shape (rows,): the column of each row, -1 where there are fewer columns than rows.
 *  Source: Kuhn 1955, in the shortest augmenting path form of Jonker & Volgenant 1987. */
export function bestPairs(scores: Float64Array, rows: number, columns: number): Int32Array {
  const isWide = columns >= rows;
  const [n, m] = isWide ? [rows, columns] : [columns, rows];
  const cost = (i: number, j: number) => -(isWide ? scores[i * columns + j]! : scores[j * columns + i]!);
  // Index 0 is a place outside: potentials u, v; `owner[j]` is the row that holds column j.
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const owner = new Int32Array(m + 1);
  const way = new Int32Array(m + 1);
  for (let i = 1; i <= n; i++) {
    owner[0] = i;
    const slack = new Float64Array(m + 1).fill(Infinity);
    const isUsed = new Uint8Array(m + 1);
    let column = 0;
    do {
      isUsed[column] = 1;
      const row = owner[column]!;
      let least = Infinity;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (isUsed[j]) continue;
        const reduced = cost(row - 1, j - 1) - u[row]! - v[j]!;
        if (reduced < slack[j]!) {
          slack[j] = reduced;
          way[j] = column;
        }
        if (slack[j]! < least) {
          least = slack[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (isUsed[j]) {
          u[owner[j]!]! += least;
          v[j]! -= least;
        } else slack[j]! -= least;
      }
      column = next;
    } while (owner[column] !== 0);
    while (column !== 0) {
      const before = way[column]!;
      owner[column] = owner[before]!;
      column = before;
    }
  }
  const pairs = new Int32Array(rows).fill(-1);
  for (let j = 1; j <= m; j++) {
    if (owner[j] === 0) continue;
    if (isWide) pairs[owner[j]! - 1] = j - 1;
    else pairs[j - 1] = owner[j]! - 1;
  }
  return pairs;
}
