import { randomBytes } from 'node:crypto';

export interface Blob {
  bytes: Uint8Array;
  type: string;
  fileName: string;
}

export interface BlobStore {
  /** @returns a one-time id. */
  put(blob: Blob): string;
  /** Hands a blob out once. */
  take(id: string): Blob | null;
}

/** Big results wait here to be fetched, once, within five minutes. */
export function blobStore(lifeMs = 300_000): BlobStore {
  const blobs = new Map<string, Blob>();
  return {
    put(blob) {
      const id = randomBytes(16).toString('hex');
      blobs.set(id, blob);
      setTimeout(() => blobs.delete(id), lifeMs).unref();
      return id;
    },
    take(id) {
      const blob = blobs.get(id) ?? null;
      blobs.delete(id);
      return blob;
    },
  };
}
