/** From what a person dropped to the files to read: folders are opened one level deep, other things are left aside. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../base/errors.ts';

const READABLE = /\.(csv|tsv|txt|json|ndjson|jsonl|xml|xlsx|sqlite3?|db|hearth)(\.gz)?$/i;

/** @throws InputError file-not-found; bad-file: a folder without a file we read. */
export function expandPaths(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!existsSync(path))
      throw new InputError('file-not-found', `There is no file or folder at ${path}. Check the name.`, { path });
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path)
      .filter((name) => READABLE.test(name) && !name.startsWith('.') && statSync(join(path, name)).isFile())
      .sort()
      .map((name) => join(path, name));
    if (files.length === 0) {
      throw new InputError(
        'bad-file',
        `The folder ${basename(path)} holds no file Hearth reads (csv, tsv, json, ndjson, xml, xlsx, sqlite). Choose the folder the export was unpacked to.`,
        { path },
      );
    }
    return files;
  });
}

const PIECE = 4 << 20;

/** SHA-256 of a file, in pieces. @param alive called between pieces: throw in it to stop. */
export function sha256Of(path: string, alive: (bytes: number) => void): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const file = openSync(path, 'r');
  try {
    for (let at = 0; ; ) {
      const read = readSync(file, piece, 0, PIECE, at);
      if (read === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, read));
      at += read;
      alive(at);
    }
  } finally {
    closeSync(file);
  }
}
