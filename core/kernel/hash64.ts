/** Two 32-bit FNV-1a streams with different starts and a final mix: 64 bits for keys that are texts. Not for secrets. */
export interface Hash64 {
  low: number;
  high: number;
}

export function hashBytes(data: Uint8Array, start: number, end: number, out: Hash64, seed = 0): void {
  let a = 0x811c9dc5 ^ seed;
  let b = 0x9e3779b9 ^ seed;
  for (let i = start; i < end; i++) {
    a = Math.imul(a ^ data[i]!, 0x01000193);
    b = Math.imul(b ^ data[i]!, 0x85ebca6b);
    b = (b << 13) | (b >>> 19);
  }
  out.low = mix(a ^ (b >>> 7) ^ (end - start)) >>> 0;
  out.high = mix(b ^ (a >>> 9));
}

/** Same, over the UTF-16 code units of a text. Differs from hashBytes: use one of the two for one kind of key. */
export function hashInts(values: ArrayLike<number>, out: Hash64): void {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]! | 0;
    a = Math.imul(a ^ v, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b ^ v, 0x85ebca6b);
    b = (b << 13) | (b >>> 19);
  }
  out.low = mix(a ^ (b >>> 7)) >>> 0;
  out.high = mix(b ^ (a >>> 9));
}

/** Murmur3's final mix. */
function mix(h: number): number {
  let x = h;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}
