/** The built renderer, file by file: nothing outside its folder, nothing hidden. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

export interface StaticFile {
  bytes: Buffer;
  type: string;
  isPage: boolean;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** @param urlPath decoded or not; `/` is the page. @returns null for anything that is not a plain file inside `folder`. */
export function staticFile(folder: string, urlPath: string): StaticFile | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath.split(/[?#]/)[0]!);
  } catch {
    return null; // not an URL
  }
  if (path.includes('\0') || path.includes('\\') || path.split('/').some((part) => part.startsWith('.'))) return null;
  const file = path === '/' || path === '' ? join(folder, 'index.html') : join(folder, path);
  const type = TYPES[extname(file).toLowerCase()];
  if (!type) return null;
  try {
    const real = realpathSync(file);
    if (!real.startsWith(realpathSync(folder) + sep) || !statSync(real).isFile()) return null;
    return { bytes: readFileSync(real), type, isPage: type.startsWith('text/html') };
  } catch {
    return null; // not there
  }
}

/** The page carries the nonce of its own answer, for style elements made by scripts. */
export const withNonce = (page: Buffer, nonce: string): string => page.toString('utf8').replaceAll('%CSP_NONCE%', nonce);
