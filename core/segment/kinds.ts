/** Names of actions to codes of event kinds. A name that is both recorded and written (`comment`) means both. */
import type { Dataset } from '../store/dataset.ts';
import { ANY_POST, type DidRule } from './rule.ts';

/** Uint8[256]: 1 where a kind is meant; null = every kind. Unknown names mean nothing. */
export function kindMask(data: Dataset, names: string[], basis: DidRule['inBasis'] = 'all'): Uint8Array | null {
  if (names.length === 0 && basis === 'all') return null;
  const mask = new Uint8Array(256);
  for (const { code, name, origin } of data.kinds) {
    const isPost = origin === 'derived';
    if (basis !== 'all' && (basis === 'posts') !== isPost) continue;
    if (names.length === 0 || names.includes(name) || (isPost && names.includes(ANY_POST))) mask[code] = 1;
  }
  return mask;
}

/** Uint8[256]: bit k set = the kind takes step k. */
export function sequenceBits(data: Dataset, steps: string[][]): Uint8Array {
  const bits = new Uint8Array(256);
  steps.forEach((names, k) => {
    const mask = kindMask(data, names);
    for (let code = 0; code < 256; code++) if (mask === null || mask[code] === 1) bits[code]! |= 1 << k;
  });
  return bits;
}
