/** app://hearth/: the built interface and one-time blobs, with the security headers on every answer. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { RunningEngine } from '../core/api/index.ts';
import { securityHeaders, staticFile, withNonce } from '../core/host/index.ts';

export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://hearth`;

const RENDERER = fileURLToPath(new URL('../renderer', import.meta.url));

export function serveApp(blobs: RunningEngine['blobs']): (request: Request) => Response {
  return (request) => {
    const nonce = randomBytes(16).toString('base64');
    const headers = securityHeaders(nonce);
    const refuse = (status: number) =>
      new Response(String(status), { status, headers: { ...headers, 'content-type': 'text/plain' } });
    const url = new URL(request.url);
    if (url.host !== 'hearth') return refuse(403);
    if (request.method !== 'GET') return refuse(405);
    if (url.pathname.startsWith('/blob/')) {
      const blob = blobs.take(url.pathname.slice('/blob/'.length));
      if (!blob) return refuse(404);
      const disposition = `attachment; filename="${blob.fileName}"`;
      return new Response(blob.bytes as Uint8Array<ArrayBuffer>, {
        headers: { ...headers, 'content-type': blob.type, 'content-disposition': disposition },
      });
    }
    const file = staticFile(RENDERER, url.pathname);
    if (!file) return refuse(404);
    const body = file.isPage ? withNonce(file.bytes, nonce) : new Uint8Array(file.bytes);
    return new Response(body, { headers: { ...headers, 'content-type': file.type } });
  };
}
