/**
 * Images that lie beside an export: a hash of the file and of its look, so that the same picture is known again. Read at the import and not kept.
 * An attachment names a file by a path. It is read only when it lies inside the folder of the export, links followed.
 */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve, sep } from 'node:path';
import { inflateSync } from 'node:zlib';
import { imageHash } from '../kernel/image/imageHash.ts';
import { jpegBrightness } from '../kernel/image/jpegBrightness.ts';
import { pngBrightness } from '../kernel/image/pngBrightness.ts';
import { attachmentsOf } from '../kernel/text/media.ts';
import type { Writer } from '../store/connection.ts';

const MOST_BYTES = 25e6;
const MOST_PIXELS = 50e6;

/** Hashes the images of the posts that an import touched.
 *  @param paths what was imported: files (their folders count) and folders   @param alive called between images; throws to stop
 *  @returns images hashed.   Cost: nothing without images; else the reading of the files and ~10 ms a megapixel. */
export function storeImages(db: Writer, importId: number, paths: readonly string[], alive: () => void): number {
  const folders = [...new Set(paths.flatMap(folderOf))];
  if (folders.length === 0) return 0;
  const carriers = db
    .prepare(
      `SELECT post_no, attachments, body_html, body_text
       FROM post
       WHERE import_id = ? AND (attachments IS NOT NULL OR body_html LIKE '%<img%' OR body_text LIKE '%![%](%')`,
    )
    .raw()
    .all(importId) as [number, string | null, string | null, string | null][];
  const forget = db.prepare('DELETE FROM post_image WHERE post_no = ?');
  const store = db.prepare('INSERT INTO post_image (post_no, source, sha256, look) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  let count = 0;
  for (const [no, attachments, html, text] of carriers) {
    forget.run(no);
    for (const { media, source } of attachmentsOf(attachments, html, text)) {
      if (media !== 'image' || source === null) continue;
      alive();
      const bytes = fileBeside(folders, source);
      if (!bytes) continue;
      store.run(no, source, createHash('sha256').update(bytes).digest('hex'), lookOf(bytes));
      count++;
    }
  }
  return count;
}

function folderOf(path: string): string[] {
  try {
    return [realpathSync(statSync(path).isDirectory() ? path : dirname(path))];
  } catch {
    return []; // taken away while it was read
  }
}

/** The bytes of a file inside one of the folders; null when there is none, or it is too large. */
function fileBeside(folders: readonly string[], source: string): Uint8Array | null {
  // An address, a path from the root or one with a zero byte names nothing beside the export.
  if (/^[a-z][a-z0-9+.-]*:/i.test(source) || isAbsolute(source) || source.includes('\0')) return null;
  for (const folder of folders) {
    for (const name of new Set([source, decoded(source)])) {
      try {
        const path = realpathSync(resolve(folder, name));
        if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) continue;
        const { size } = statSync(path);
        if (size > 0 && size <= MOST_BYTES && statSync(path).isFile()) return readFileSync(path);
      } catch {
        // Not there, or not ours to read: the next folder may have it.
      }
    }
  }
  return null;
}

function decoded(source: string): string {
  try {
    return decodeURIComponent(source.replace(/[?#].*$/s, ''));
  } catch {
    return source;
  }
}

function lookOf(bytes: Uint8Array): string | null {
  const options = {
    maxPixels: MOST_PIXELS,
    inflate: (packed: Uint8Array, most: number) => inflateSync(packed, { maxOutputLength: most }),
  };
  const picture = jpegBrightness(bytes, options) ?? pngBrightness(bytes, options);
  const hash = picture && imageHash(picture);
  return hash ? [hash.high, hash.low].map((half) => half.toString(16).padStart(8, '0')).join('') : null;
}
