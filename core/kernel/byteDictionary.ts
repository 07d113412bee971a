/** Gives each distinct run of bytes a number, 0, 1, 2 ... in order of first sight. No strings are made. */
export interface ByteDictionary {
  size(): number;
  /** @param seen called once for a new key, before its number is given back. Cost: for keys of up to 8 bytes one cache line. */
  idOf(data: Uint8Array, start: number, end: number, seen: (id: number) => void): number;
}

const FIRST_SLOTS = 1 << 10;
/** Words a slot: the first 8 bytes of the key in two, its length, its number + 1 (0 = free). */
const SLOT = 4;

/** Open addressing with the key inside the slot: a look-up of a short key touches nothing else. Longer keys lie in an arena as well. */
export function byteDictionary(): ByteDictionary {
  let slots = new Int32Array(FIRST_SLOTS * SLOT);
  let mask = FIRST_SLOTS - 1;
  let hashes = new Int32Array(FIRST_SLOTS);
  let keyStart = new Float64Array(FIRST_SLOTS);
  let arena = new Uint8Array(1 << 16);
  let used = 0; // of the arena
  let size = 0;

  function rehash(): void {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    mask = slots.length / SLOT - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      const id = old[from + 3]! - 1;
      if (id < 0) continue;
      let at = hashes[id]! & mask;
      while (slots[at * SLOT + 3] !== 0) at = (at + 1) & mask;
      for (let w = 0; w < SLOT; w++) slots[at * SLOT + w] = old[from + w]!;
    }
    hashes = grown(hashes, mask + 1);
    keyStart = grown(keyStart, mask + 1);
  }

  const isSameTail = (id: number, data: Uint8Array, start: number, end: number): boolean => {
    let key = keyStart[id]!;
    for (let i = start + 8; i < end; i++) if (arena[key++] !== data[i]) return false;
    return true;
  };

  return {
    size: () => size,
    idOf(data, start, end, seen) {
      const length = end - start;
      let a = 0;
      let b = 0;
      const head = start + 4 < end ? start + 4 : end;
      for (let i = start; i < head; i++) a = (a << 8) | data[i]!;
      const second = start + 8 < end ? start + 8 : end;
      for (let i = head; i < second; i++) b = (b << 8) | data[i]!;
      let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ length;
      for (let i = start + 8; i < end; i++) h = Math.imul(h ^ data[i]!, 0x01000193);
      h ^= h >>> 15;
      h = Math.imul(h, 0x2c1b3c6d);
      h ^= h >>> 13;
      let at = h & mask;
      for (;;) {
        const slot = at * SLOT;
        const id = slots[slot + 3]! - 1;
        if (id < 0) break;
        if (
          slots[slot] === a &&
          slots[slot + 1] === b &&
          slots[slot + 2] === length &&
          (length <= 8 || isSameTail(id, data, start, end))
        )
          return id;
        at = (at + 1) & mask;
      }
      const id = size++;
      const slot = at * SLOT;
      slots[slot] = a;
      slots[slot + 1] = b;
      slots[slot + 2] = length;
      slots[slot + 3] = id + 1;
      hashes[id] = h;
      keyStart[id] = used;
      if (length > 8) {
        if (used + length > arena.length) arena = grown(arena, Math.max(arena.length * 2, used + length));
        for (let i = start + 8; i < end; i++) arena[used++] = data[i]!;
      }
      seen(id);
      if (size * 2 > mask) rehash();
      return id;
    },
  };
}

/** A longer copy. */
export function grown<T extends Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array>(array: T, length: number): T {
  const longer = new (array.constructor as new (n: number) => T)(length);
  longer.set(array);
  return longer;
}
