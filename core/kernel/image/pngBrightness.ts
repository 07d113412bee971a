/** The brightness of a PNG: 1 to 16 bits, grey, colour or palette, over white where it is transparent; not interlaced.   Source: PNG, ISO/IEC 15948. */
import type { Brightness } from './types.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Values a pixel has, by colour type; 0 = no such type. */
const CHANNELS = [1, 0, 3, 1, 2, 0, 4];

/** @param options.maxPixels larger pictures are not read   @param options.inflate unpacks zlib data, no more than `most` bytes; throws when it cannot
 *  @returns null when it is no such PNG, damaged, or too large. */
export function pngBrightness(
  bytes: Uint8Array,
  options: { maxPixels: number; inflate: (packed: Uint8Array, most: number) => Uint8Array },
): Brightness | null {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte) || bytes.length < 33) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const [depth, colour, , , interlace] = bytes.subarray(24, 29) as unknown as [number, number, number, number, number];
  const channels = CHANNELS[colour] ?? 0;
  if (width === 0 || height === 0 || width * height > options.maxPixels) return null;
  if (interlace !== 0 || channels === 0 || ![1, 2, 4, 8, 16].includes(depth)) return null;
  let palette: Uint8Array | null = null;
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const part = bytes.subarray(at + 8, Math.min(at + 8 + length, bytes.length));
    if (type === 'PLTE') palette = part;
    else if (type === 'IDAT') data.push(part);
    else if (type === 'IEND') break;
    at += 12 + length;
  }
  if (colour === 3 && !palette) return null;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  let raw: Uint8Array;
  try {
    raw = options.inflate(joined(data), (rowBytes + 1) * height);
  } catch {
    return null;
  }
  if (raw.length < (rowBytes + 1) * height) return null;
  return unfiltered(raw, { width, height, depth, colour, channels, rowBytes, palette });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

interface Layout {
  width: number;
  height: number;
  depth: number;
  colour: number;
  channels: number;
  rowBytes: number;
  palette: Uint8Array | null;
}

function unfiltered(raw: Uint8Array, layout: Layout): Brightness {
  const { width, height, depth, channels, rowBytes } = layout;
  const value = new Uint8Array(width * height);
  const back = Math.max(1, (channels * depth) >> 3); // bytes to the pixel on the left
  let above = new Uint8Array(rowBytes);
  for (let y = 0; y < height; y++) {
    const start = y * (rowBytes + 1);
    const filter = raw[start]!;
    const row = raw.subarray(start + 1, start + 1 + rowBytes);
    for (let i = 0; i < rowBytes; i++) {
      const left = i >= back ? row[i - back]! : 0;
      const up = above[i]!;
      if (filter === 1) row[i]! += left;
      else if (filter === 2) row[i]! += up;
      else if (filter === 3) row[i]! += (left + up) >> 1;
      else if (filter === 4) row[i]! += paeth(left, up, i >= back ? above[i - back]! : 0);
    }
    for (let x = 0; x < width; x++) value[y * width + x] = brightness(row, x, layout);
    above = row as Uint8Array<ArrayBuffer>;
  }
  return { width, height, value };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function brightness(row: Uint8Array, x: number, { depth, colour, channels, palette }: Layout): number {
  if (colour === 3) {
    const at = 3 * sample(row, x, depth);
    return luma(palette![at] ?? 0, palette![at + 1] ?? 0, palette![at + 2] ?? 0);
  }
  if (depth < 8) return Math.round((sample(row, x, depth) * 255) / ((1 << depth) - 1));
  const bytes = depth >> 3;
  const at = x * channels * bytes; // of 16 bits the first eight
  const alpha = channels === 2 ? row[at + bytes]! : channels === 4 ? row[at + 3 * bytes]! : 255;
  const full = channels < 3 ? row[at]! : luma(row[at]!, row[at + bytes]!, row[at + 2 * bytes]!);
  return alpha === 255 ? full : Math.round((full * alpha + 255 * (255 - alpha)) / 255);
}

function sample(row: Uint8Array, x: number, depth: number): number {
  if (depth === 8) return row[x]!;
  const bit = x * depth;
  return (row[bit >> 3]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** ITU-R BT.601. */
const luma = (r: number, g: number, b: number): number => Math.round(0.299 * r + 0.587 * g + 0.114 * b);
