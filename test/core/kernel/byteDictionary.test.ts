import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { byteDictionary, grown } from '../../../core/kernel/byteDictionary.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Looks every key up in a dictionary and in a Map. */
function compare(keys: Iterable<string>): { distinct: number; seen: number[] } {
  const dictionary = byteDictionary();
  const map = new Map<string, number>();
  const seen: number[] = [];
  for (const key of keys) {
    const expected = map.get(key) ?? map.size;
    const before = seen.length;
    const id = dictionary.idOf(bytes(key), 0, key.length, (n) => seen.push(n));
    if (id !== expected) throw new Error(`key of ${key.length} bytes got ${id}, not ${expected}`);
    if (seen.length - before !== (map.has(key) ? 0 : 1)) throw new Error(`seen was called ${seen.length - before} times`);
    map.set(key, expected);
  }
  expect(dictionary.size()).toBe(map.size);
  return { distinct: map.size, seen };
}

describe('the byte dictionary', () => {
  test('numbers 150,000 keys of 0 to 40 random bytes as a Map does', () => {
    const random = seeded(1);
    const pool = Array.from({ length: 150_000 }, () =>
      String.fromCharCode(...Array.from({ length: random.below(41) }, () => random.below(256))),
    );
    const again = Array.from({ length: 150_000 }, () => random.pick(pool));
    const { distinct, seen } = compare([...pool, ...again]);
    expect(distinct).toBeGreaterThan(100_000);
    expect(seen).toEqual(Array.from({ length: distinct }, (_, i) => i));
  });

  test('numbers 200,000 keys that differ only in their digits', () => {
    expect(compare(Array.from({ length: 200_000 }, (_, i) => `user-${i}`)).distinct).toBe(200_000);
  });

  test('tells keys apart that differ only in zero bytes or length', () => {
    const keys = [
      '',
      '\0',
      '\0\0',
      '\0\0\0\0',
      '\0\0\0\0\0',
      'a',
      'a\0',
      '\0a',
      'aaaaaaaa',
      'aaaaaaaa\0',
      'aaaaaaaaa',
      '\0'.repeat(8),
      '\0'.repeat(9),
      '\0'.repeat(40),
    ];
    expect(compare([...keys, ...keys.toReversed()]).distinct).toBe(keys.length);
  });

  test('tells long keys apart that differ only in the last byte', () => {
    const keys = Array.from({ length: 256 }, (_, i) => `${'x'.repeat(39)}${String.fromCharCode(i)}`);
    expect(compare([...keys, ...keys]).distinct).toBe(256);
  });

  test('reads a key out of the middle of a buffer and keeps its own copy', () => {
    const dictionary = byteDictionary();
    const buffer = bytes('..0123456789abcdef..');
    const id = dictionary.idOf(buffer, 2, 18, () => {});
    buffer.fill(0);
    expect(dictionary.idOf(bytes('0123456789abcdef'), 0, 16, () => {})).toBe(id);
    expect(dictionary.size()).toBe(1);
  });

  test('holds a key of 2 MB', () => {
    const dictionary = byteDictionary();
    const key = bytes('k'.repeat(2_000_000));
    expect(dictionary.idOf(key, 0, key.length, () => {})).toBe(0);
    expect(dictionary.idOf(key, 0, key.length - 1, () => {})).toBe(1);
    expect(dictionary.idOf(key, 0, key.length, () => {})).toBe(0);
  });

  test('a grown array keeps its kind and its values', () => {
    const longer = grown(Float64Array.of(1.5, -2), 4);
    expect(longer).toBeInstanceOf(Float64Array);
    expect(Array.from(longer)).toEqual([1.5, -2, 0, 0]);
  });
});
