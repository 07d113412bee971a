/**
 * The loopback host: the interface in a browser, on 127.0.0.1 only.
 * Files need no key (they hold no data); the link, blobs and uploads need the key of this run. Host and Origin must be exactly ours
 * (DNS rebinding, other pages), cookies are not used (they ignore ports).
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { attach, type RunningEngine } from '../api/index.ts';
import { StoreError } from '../base/errors.ts';
import { staticFile, withNonce } from './files.ts';
import { isSameKey, securityHeaders } from './security.ts';

export interface HostOptions {
  engine: RunningEngine;
  /** Folder of the built renderer. */
  rendererFolder: string;
  /** 0 = any free port. */
  port?: number;
  key?: string;
}

export interface RunningHost {
  /** With the key in the fragment: it never leaves the browser's address bar. */
  url: string;
  port: number;
  key: string;
  close(): Promise<void>;
}

const KEY_BYTES = 32;
/** A link that does not show the key in this time is closed. */
const HELLO_MS = 5000;
const MAX_MESSAGE = 8 << 20;

/** @throws StoreError io: the port is taken. */
export async function startHost({
  engine,
  rendererFolder,
  port = 0,
  key = randomBytes(KEY_BYTES).toString('base64url'),
}: HostOptions): Promise<RunningHost> {
  const uploads = mkdtempSync(join(tmpdir(), 'hearth-'));
  const server = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new StoreError(
          'io',
          `Port ${port} cannot be used (${cause.code}). Choose another with --port, or leave it out.`,
          { port },
          cause,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const authority = `127.0.0.1:${actual}`;
  const origin = `http://${authority}`;

  const isOurs = (request: IncomingMessage) => request.headers.host === authority;
  const isOurOrigin = (request: IncomingMessage) => request.headers.origin === origin;
  const isSameSite = (request: IncomingMessage) => {
    const site = request.headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  };
  const hasKey = (request: IncomingMessage) => isSameKey(request.headers['x-hearth-key'], key);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    for (const [name, value] of Object.entries(securityHeaders(nonce, `ws://${authority}`))) response.setHeader(name, value);
    if (!isOurs(request) || !isSameSite(request)) return refuse(response, 403);
    const path = request.url ?? '/';
    if (request.method === 'POST' && path.startsWith('/upload?')) return upload(request, response, path);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    if (path.startsWith('/blob/')) {
      if (!hasKey(request)) return refuse(response, 401);
      if (request.method !== 'GET') return refuse(response, 405); // a look would use it up
      const blob = engine.blobs.take(path.slice('/blob/'.length));
      if (!blob) return refuse(response, 404);
      response.writeHead(200, { 'content-type': blob.type, 'content-disposition': `attachment; filename="${blob.fileName}"` });
      response.end(blob.bytes);
      return;
    }
    const file = staticFile(rendererFolder, path);
    if (!file) return refuse(response, 404);
    response.writeHead(200, { 'content-type': file.type });
    response.end(request.method === 'HEAD' ? undefined : file.isPage ? withNonce(file.bytes, nonce) : file.bytes);
  }

  /** A dropped file: kept in this run's own folder until the host closes. */
  async function upload(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    if (!hasKey(request)) return refuse(response, 401);
    if (!isOurOrigin(request)) return refuse(response, 403);
    const query = new URL(url, origin).searchParams;
    const batch = query.get('batch') ?? '';
    const name = query.get('name') ?? '';
    const isPlain =
      /^[\w-]{8,64}$/.test(batch) &&
      name !== '' &&
      !/[\0\\]/.test(name) &&
      name.split('/').every((p) => p !== '' && !p.startsWith('.'));
    if (!isPlain) return refuse(response, 400);
    const batchPath = join(uploads, batch);
    const path = join(batchPath, name);
    if (!path.startsWith(batchPath + sep)) return refuse(response, 400);
    try {
      mkdirSync(dirname(path), { recursive: true });
      await pipeline(request, createWriteStream(path));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ path, batchPath: name.includes('/') ? dirname(path) : batchPath }));
    } catch {
      rmSync(path, { force: true });
      if (!response.headersSent) refuse(response, 507);
    }
  }

  server.on('upgrade', (request, socket, head) => {
    if (!isOurs(request) || !isOurOrigin(request) || !isSameSite(request) || request.url !== '/link') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (link) => serveLink(link));
  });

  function serveLink(link: WebSocket): void {
    let served: ReturnType<typeof attach> | null = null;
    const strangers = setTimeout(() => link.close(4401, 'key'), HELLO_MS);
    link.on('message', (data, isBinary) => {
      if (isBinary) return link.close(1003);
      const text = String(data);
      if (served) return served.receive(text);
      clearTimeout(strangers);
      if (!isSameKey(keyOf(text), key)) return link.close(4403, 'key');
      served = attach({ engine, pushes: engine.pushes }, (message) => {
        if (link.readyState === link.OPEN) link.send(message);
      });
    });
    link.on('close', () => {
      clearTimeout(strangers);
      served?.close();
    });
    link.on('error', () => link.terminate());
  }

  return {
    url: `${origin}/#key=${key}`,
    port: actual,
    key,
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(uploads, { recursive: true, force: true });
    },
  };
}

function keyOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { key?: unknown }).key;
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(String(status));
}
