/**
 * A JPEG at an eighth of its size, from the first coefficient of each block of 8 by 8: its mean brightness. Nothing else is decoded, so it costs a
 * pass over the bits and a 64th of the memory. Baseline, extended and progressive files with Huffman coding and 8 bits; of a progressive file only
 * the first scan of first coefficients is read, which leaves out their last bit or two.   Source: ITU-T T.81.
 */
import type { Brightness } from './types.ts';

interface Component {
  id: number;
  across: number;
  down: number;
  table: number;
}

interface Frame {
  width: number;
  height: number;
  isProgressive: boolean;
  components: Component[];
}

/** @param options.maxPixels larger pictures are not read   @returns null when it is no JPEG of these kinds, damaged before its first scan, or too large. */
export function jpegBrightness(bytes: Uint8Array, options: { maxPixels: number }): Brightness | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const quantiser = new Uint16Array(4).fill(8);
  const huffman: (Uint16Array | undefined)[] = []; // 0..3 of first coefficients, 4..7 of the others
  let frame: Frame | null = null;
  let restart = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // fill
      continue;
    }
    if (marker === 0xd9) return null;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const part = bytes.subarray(at + 4, end);
    if (marker === 0xdb) readQuantisers(part, quantiser);
    else if (marker === 0xc4) readHuffman(part, huffman);
    else if (marker === 0xdd && part.length >= 2) restart = (part[0]! << 8) | part[1]!;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
      frame = marker <= 0xc2 ? readFrame(part, marker === 0xc2) : null;
      if (!frame || frame.width * frame.height > options.maxPixels) return null;
    } else if (marker === 0xda) {
      if (!frame) return null;
      const scan = readScan(part, frame);
      if (!scan) return null;
      if (scan.hasFirst) return decodeScan(bytes, end, frame, scan.components, scan.shift, huffman, restart, quantiser);
      at = nextMarker(bytes, end);
      continue;
    }
    at = end;
  }
  return null;
}

function readQuantisers(part: Uint8Array, quantiser: Uint16Array): void {
  for (let at = 0; at < part.length; ) {
    const isWide = part[at]! >> 4 !== 0;
    quantiser[part[at]! & 3] = isWide ? (part[at + 1]! << 8) | part[at + 2]! : part[at + 1]!;
    at += isWide ? 129 : 65;
  }
}

/** For every 16 bits that can come: length << 8 | symbol; 0 = no code begins so. */
function readHuffman(part: Uint8Array, huffman: (Uint16Array | undefined)[]): void {
  for (let at = 0; at + 17 <= part.length; ) {
    const slot = (part[at]! & 3) + (part[at]! >> 4 === 0 ? 0 : 4);
    const table = new Uint16Array(65536);
    let code = 0;
    let symbol = at + 17;
    for (let length = 1; length <= 16; length++) {
      for (let n = part[at + length]!; n > 0 && symbol < part.length; n--) {
        const from = code << (16 - length);
        table.fill((length << 8) | part[symbol]!, from, from + (1 << (16 - length)));
        symbol++;
        code++;
      }
      code <<= 1;
    }
    huffman[slot] = table;
    at = symbol;
  }
}

function readFrame(part: Uint8Array, isProgressive: boolean): Frame | null {
  if (part.length < 6 || part[0] !== 8) return null;
  const height = (part[1]! << 8) | part[2]!;
  const width = (part[3]! << 8) | part[4]!;
  const count = part[5]!;
  if (width === 0 || height === 0 || count === 0 || count > 4 || part.length < 6 + 3 * count) return null;
  const components = Array.from({ length: count }, (_, c): Component => {
    const at = 6 + 3 * c;
    return { id: part[at]!, across: part[at + 1]! >> 4, down: part[at + 1]! & 15, table: part[at + 2]! & 3 };
  });
  return components.every((c) => c.across >= 1 && c.across <= 4 && c.down >= 1 && c.down <= 4)
    ? { width, height, isProgressive, components }
    : null;
}

interface Scanned {
  component: Component;
  first: number;
  others: number;
}

/** Which components a scan holds; whether it holds the first coefficients of the first component (the brightness), for the first time. */
function readScan(part: Uint8Array, frame: Frame): { components: Scanned[]; hasFirst: boolean; shift: number } | null {
  const count = part[0]!;
  if (count < 1 || count > 4 || part.length < 4 + 2 * count) return null;
  const components: Scanned[] = [];
  for (let c = 0; c < count; c++) {
    const component = frame.components.find(({ id }) => id === part[1 + 2 * c]);
    if (!component) return null;
    components.push({ component, first: (part[2 + 2 * c]! >> 4) & 3, others: (part[2 + 2 * c]! & 3) + 4 });
  }
  const start = part[1 + 2 * count]!;
  const refine = part[3 + 2 * count]!;
  const holdsBrightness = components.some(({ component }) => component === frame.components[0]);
  return {
    components,
    hasFirst: holdsBrightness && start === 0 && refine >> 4 === 0,
    shift: frame.isProgressive ? refine & 15 : 0,
  };
}

function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++)
    if (bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff && !isRestart(bytes[at + 1]!)) return at;
  return bytes.length;
}

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

function decodeScan(
  bytes: Uint8Array,
  from: number,
  frame: Frame,
  scanned: Scanned[],
  shift: number,
  huffman: (Uint16Array | undefined)[],
  restart: number,
  quantiser: Uint16Array,
): Brightness | null {
  const main = frame.components[0]!;
  const mostAcross = Math.max(...frame.components.map((c) => c.across));
  const mostDown = Math.max(...frame.components.map((c) => c.down));
  const blocksOf = (c: Component) => ({
    across: Math.ceil(Math.ceil((frame.width * c.across) / mostAcross) / 8),
    down: Math.ceil(Math.ceil((frame.height * c.down) / mostDown) / 8),
  });
  const { across: width, down: height } = blocksOf(main);
  const value = new Uint8Array(width * height).fill(128);
  const isAlone = scanned.length === 1;
  const unitsAcross = isAlone ? blocksOf(scanned[0]!.component).across : Math.ceil(frame.width / (8 * mostAcross));
  const unitsDown = isAlone ? blocksOf(scanned[0]!.component).down : Math.ceil(frame.height / (8 * mostDown));
  for (const { first, others } of scanned) if (!huffman[first] || (!frame.isProgressive && !huffman[others])) return null;

  // The bits, most significant first: a zero byte after 0xff is left out, a marker ends them.
  let at = from;
  let bits = 0;
  let count = 0;
  let isOver = false;
  const fill = () => {
    while (count <= 16) {
      let byte = 0;
      if (at < bytes.length && !isOver) {
        byte = bytes[at]!;
        if (byte !== 0xff) at++;
        else if (bytes[at + 1] === 0) at += 2;
        else {
          isOver = true;
          byte = 0;
        }
      }
      bits = ((bits << 8) | byte) & 0xffffffff;
      count += 8;
    }
  };
  const symbol = (table: Uint16Array): number => {
    fill();
    const entry = table[(bits >>> (count - 16)) & 0xffff]!;
    count -= entry >> 8 || 16;
    return entry & 255;
  };
  const take = (n: number): number => {
    if (n === 0) return 0;
    fill();
    count -= n;
    return (bits >>> count) & ((1 << n) - 1);
  };

  const last = new Int32Array(scanned.length);
  const step = quantiser[main.table]! / 8;
  for (let unit = 0; unit < unitsAcross * unitsDown; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      at = afterRestart(bytes, at);
      bits = count = 0;
      isOver = false;
      last.fill(0);
    }
    if (isOver && at >= bytes.length) break;
    const x = unit % unitsAcross;
    const y = (unit / unitsAcross) | 0;
    for (let s = 0; s < scanned.length; s++) {
      const { component, first, others } = scanned[s]!;
      const across = isAlone ? 1 : component.across;
      const blocks = isAlone ? 1 : component.across * component.down;
      for (let b = 0; b < blocks; b++) {
        const length = symbol(huffman[first]!) & 15;
        const raw = take(length);
        last[s]! += length > 0 && raw < 1 << (length - 1) ? raw - (1 << length) + 1 : raw;
        if (!frame.isProgressive) skipOthers(huffman[others]!, symbol, take);
        if (component !== main) continue;
        const column = x * across + (b % across);
        const row = y * (isAlone ? 1 : component.down) + ((b / across) | 0);
        if (column < width && row < height)
          value[row * width + column] = Math.max(0, Math.min(255, Math.round((last[s]! << shift) * step + 128)));
      }
    }
  }
  return { width, height, value };
}

function skipOthers(table: Uint16Array, symbol: (table: Uint16Array) => number, take: (n: number) => number): void {
  for (let k = 1; k < 64; ) {
    const code = symbol(table);
    const length = code & 15;
    if (length === 0) {
      if (code >> 4 < 15) return;
      k += 16;
    } else {
      k += (code >> 4) + 1;
      take(length);
    }
  }
}

/** The byte after the next restart marker; the end when there is none. */
function afterRestart(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff || bytes[at + 1] === 0 || bytes[at + 1] === 0xff) continue;
    return isRestart(bytes[at + 1]!) ? at + 2 : bytes.length;
  }
  return bytes.length;
}
