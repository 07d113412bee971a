/** Raw bytes of a file, in order, in chunks; gzip is undone on the way. The buffer is reused: read a chunk before asking for the next. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { IssueLog } from '../issues.ts';

export const CHUNK_BYTES = 2 << 20;

/** Free bytes before each chunk of a plain file: what was left of the chunk before it can be put in front without a copy. */
const HEADROOM = 4;

export interface RawOptions {
  /** Size of the chunks; tests make it tiny to move the seams. */
  chunkBytes?: number;
  gzip?: boolean;
  issues?: IssueLog;
  /** Called with the bytes of the file (not of its decompressed text) read so far. */
  onRead?: (bytes: number) => void;
}

export async function* rawChunks(path: string, options: RawOptions = {}): AsyncGenerator<Uint8Array> {
  yield* options.gzip ? gunzipped(path, options) : plain(path, options);
}

async function* plain(path: string, options: RawOptions): AsyncGenerator<Uint8Array> {
  const { chunkBytes = CHUNK_BYTES, onRead } = options;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // a small file needs no large buffer, but it may have grown since stat
    const buffer = new Uint8Array(HEADROOM + Math.min(chunkBytes, Math.max(size, 64)));
    for (let total = 0; ; ) {
      const { bytesRead } = await file.read(buffer, HEADROOM, buffer.length - HEADROOM, null);
      if (bytesRead === 0) return;
      total += bytesRead;
      onRead?.(total);
      yield buffer.subarray(HEADROOM, HEADROOM + bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* gunzipped(path: string, options: RawOptions): AsyncGenerator<Uint8Array> {
  const { chunkBytes = CHUNK_BYTES, onRead, issues } = options;
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  const gunzip = createGunzip({ chunkSize: Math.max(64, chunkBytes) });
  file.on('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  try {
    for await (const chunk of gunzip) {
      onRead?.(file.bytesRead);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    // what was decompressed before the damage has been given out and stays
    issues?.add('file-cut', { sample: error instanceof Error ? error.message : String(error) });
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/** The first `bytes` bytes of the (decompressed) file, or fewer when it is shorter. */
export async function readHead(path: string, bytes: number, options: { gzip?: boolean } = {}): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let used = 0;
  for await (const chunk of rawChunks(path, { ...options, chunkBytes: bytes })) {
    parts.push(chunk.slice(0, bytes - used));
    used += chunk.length;
    if (used >= bytes) break;
  }
  return parts.length === 1 ? parts[0]! : Uint8Array.from(Buffer.concat(parts));
}

/** Node's own slices: twice as fast as toString for short texts, and missing from the types. */
export interface SliceBuffer extends Buffer {
  latin1Slice(from: number, to: number): string;
  utf8Slice(from: number, to: number): string;
}

/** A view of the same bytes that can be sliced to strings. */
export const asBuffer = (data: Uint8Array): SliceBuffer =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength) as SliceBuffer;
