import { readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { distance, groupImages, imageHash, SAME_IMAGE_BITS } from '../../../../core/kernel/image/imageHash.ts';
import { jpegBrightness } from '../../../../core/kernel/image/jpegBrightness.ts';
import { pngBrightness } from '../../../../core/kernel/image/pngBrightness.ts';

const FOLDER = new URL('../../../fixtures/images/', import.meta.url);
const OPTIONS = {
  maxPixels: 50e6,
  inflate: (packed: Uint8Array, most: number) => inflateSync(packed, { maxOutputLength: most }),
};
const bytesOf = (name: string) => readFileSync(new URL(name, FOLDER));
const read = (bytes: Uint8Array) => jpegBrightness(bytes, OPTIONS) ?? pngBrightness(bytes, OPTIONS);
const hashOf = (name: string) => imageHash(read(bytesOf(name))!);
const VARIANTS = readdirSync(FOLDER).filter((name) => name.startsWith('a') && name !== 'a.png');

describe('images', () => {
  it.each(VARIANTS)('%s looks like a.png', (name) => {
    expect(distance(hashOf(name)!, hashOf('a.png')!)).toBeLessThanOrEqual(SAME_IMAGE_BITS);
  });

  it('another picture looks otherwise, and a picture of one colour like nothing', () => {
    expect(distance(hashOf('b.jpg')!, hashOf('a.jpg')!)).toBeGreaterThan(20);
    expect(hashOf('plain.png')).toBeNull();
    expect(hashOf('clear.png')).toBeNull();
  });

  it('a JPEG is read at an eighth, with the brightness the PNG has', () => {
    const jpeg = read(bytesOf('a.jpg'))!;
    expect([jpeg.width, jpeg.height]).toEqual([40, 30]);
    const png = read(bytesOf('a.png'))!; // 80 by 60: four pixels a block
    for (let y = 0; y < 30; y++)
      for (let x = 0; x < 40; x++) {
        const at = 2 * y * 80 + 2 * x;
        const mean = (png.value[at]! + png.value[at + 1]! + png.value[at + 80]! + png.value[at + 81]!) / 4;
        expect(Math.abs(jpeg.value[y * 40 + x]! - mean)).toBeLessThan(6);
      }
  });

  it('what is no picture, too large, interlaced or cut off is nothing, and never a fault', () => {
    expect(read(bytesOf('interlaced.png'))).toBeNull();
    for (const name of ['a.jpg', 'a.png', 'a-progressive.jpg']) {
      const bytes = bytesOf(name);
      expect(jpegBrightness(bytes, { maxPixels: 100 }) ?? pngBrightness(bytes, { ...OPTIONS, maxPixels: 100 })).toBeNull();
      for (let length = 0; length < bytes.length; length += 37) read(bytes.subarray(0, length));
      const rng = seeded(length(name));
      for (let round = 0; round < 60; round++) {
        const broken = Uint8Array.from(bytes);
        for (let k = 0; k < 5; k++) broken[2 + rng.below(broken.length - 2)] = rng.below(256);
        const found = jpegBrightness(broken, { maxPixels: 1e6 }) ?? pngBrightness(broken, { ...OPTIONS, maxPixels: 1e6 });
        if (found) expect(found.value.length).toBe(found.width * found.height);
      }
    }
    expect(read(new Uint8Array(0))).toBeNull();
  });

  it('groups what is close, as looking at every pair does, seed 6', () => {
    const rng = seeded(6);
    const hashes = Array.from({ length: 120 }, () => ({ high: rng.uint32() >>> 1, low: rng.uint32() }));
    for (let i = 0; i < 120; i++) {
      const { high, low } = hashes[rng.below(hashes.length)]!;
      const near = { high, low };
      for (let flips = rng.below(9); flips > 0; flips--) {
        const bit = rng.below(63);
        if (bit < 31) near.high = (near.high ^ (1 << bit)) >>> 0;
        else near.low = (near.low ^ (1 << (bit - 31))) >>> 0;
      }
      hashes.push(near);
    }
    const plain = Int32Array.from(hashes, (_, i) => i);
    for (let round = 0; round < hashes.length; round++)
      for (let i = 0; i < hashes.length; i++)
        for (let k = 0; k < i; k++)
          if (distance(hashes[i]!, hashes[k]!) <= SAME_IMAGE_BITS) plain[i] = plain[k] = Math.min(plain[i]!, plain[k]!);
    const group = groupImages([...hashes, null]);
    expect(group.at(-1)).toBe(-1);
    for (let i = 0; i < hashes.length; i++)
      for (let k = 0; k < i; k++) expect(group[i]! >= 0 && group[i] === group[k]).toBe(plain[i] === plain[k]);
  });
});

const length = (text: string): number => text.length;
