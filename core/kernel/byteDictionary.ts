/** Gives each distinct run of bytes a number, 0, 1, 2 ... in order of first sight. Open addressing; keys lie in one arena: no strings. */
export interface ByteDictionary {
  size(): number;
  /** @param seen called once for a new key, before its number is given back. Cost: one hash of the bytes, usually one probe. */
  idOf(data: Uint8Array, start: number, end: number, seen: (id: number) => void): number;
}

const FIRST_SLOTS = 1 << 12;

export function byteDictionary(): ByteDictionary {
  let slots = new Int32Array(FIRST_SLOTS); // id + 1; 0 = free
  let mask = FIRST_SLOTS - 1;
  let hashes = new Int32Array(FIRST_SLOTS);
  let keyStart = new Int32Array(FIRST_SLOTS + 1);
  let arena = new Uint8Array(1 << 16);
  let size = 0;

  function rehash(): void {
    const wider = new Int32Array(slots.length * 2);
    mask = wider.length - 1;
    for (let id = 0; id < size; id++) {
      let at = hashes[id]! & mask;
      while (wider[at] !== 0) at = (at + 1) & mask;
      wider[at] = id + 1;
    }
    slots = wider;
    hashes = grown(hashes, wider.length);
    keyStart = grown(keyStart, wider.length + 1);
  }

  return {
    size: () => size,
    idOf(data, start, end, seen) {
      let h = (end - start) * 0x9e3779b1;
      for (let i = start; i < end; i++) h = Math.imul(h ^ data[i]!, 0x01000193);
      h ^= h >>> 15;
      const length = end - start;
      let at = h & mask;
      for (let id = slots[at]! - 1; id >= 0; id = slots[at]! - 1) {
        if (hashes[id] === h && keyStart[id + 1]! - keyStart[id]! === length) {
          const key = keyStart[id]!;
          let i = 0;
          while (i < length && arena[key + i] === data[start + i]) i++;
          if (i === length) return id;
        }
        at = (at + 1) & mask;
      }
      const id = size++;
      const key = keyStart[id]!;
      if (key + length > arena.length) arena = grown(arena, Math.max(arena.length * 2, key + length));
      for (let i = 0; i < length; i++) arena[key + i] = data[start + i]!;
      keyStart[id + 1] = key + length;
      hashes[id] = h;
      slots[at] = id + 1;
      seen(id);
      if (size * 2 > slots.length) rehash();
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
