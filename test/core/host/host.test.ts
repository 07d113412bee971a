/** The loopback host against strangers: other pages, other programs of this machine, crafted requests. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createEngine, type RunningEngine } from '../../../core/api/index.ts';
import { type RunningHost, securityHeaders, startHost } from '../../../core/host/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-host-test-'));
const renderer = join(folder, 'renderer');
let engine: RunningEngine;
let host: RunningHost;

beforeAll(async () => {
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<meta name="csp-nonce" content="%CSP_NONCE%" />');
  writeFileSync(join(renderer, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(renderer, '.hidden.js'), 'secret');
  writeFileSync(join(folder, 'package.json'), '{"secret":true}');
  symlinkSync(join(folder, 'package.json'), join(renderer, 'link.json'));
  engine = createEngine({
    dataFolder: join(folder, 'data'),
    host: { kind: 'browser', version: 'test', canPick: false },
    workerEntry: new URL('../../../core/api/worker.ts', import.meta.url),
  });
  host = await startHost({ engine, rendererFolder: renderer });
});
afterAll(async () => {
  await host?.close();
  await engine?.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends the path as it is written: no client tidies it. */
function ask(path: string, options: RequestOptions & { body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { body, ...rest } = options;
    const sent = request({ host: '127.0.0.1', port: host.port, path, agent: false, ...rest }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const origin = () => `http://127.0.0.1:${host.port}`;
const withKey = () => ({ 'x-hearth-key': host.key });

describe('files', () => {
  it('need no key and carry the policy, with the nonce of this answer in the page', async () => {
    const [page, again] = await Promise.all([ask('/'), ask('/')]);
    expect(page.status).toBe(200);
    const nonce = /content="([^"]+)"/.exec(page.text)![1]!;
    for (const [name, value] of Object.entries(securityHeaders(nonce, `ws://127.0.0.1:${host.port}`))) {
      expect(page.headers[name], name).toBe(value);
    }
    expect(again.text).not.toContain(nonce);
    expect((await ask('/assets/app.js')).headers['content-type']).toMatch(/^text\/javascript/);
  });

  it('carry the policy when they are refused, too', async () => {
    for (const answer of [
      await ask('/nothing.js'),
      await ask('/blob/x'),
      await ask('/', { headers: { host: 'evil.example' } }),
    ]) {
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it.each([
    '/../package.json',
    '/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/%2e%2e%2fpackage.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..\\package.json',
    '/..%5cpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/index.html%00.js',
    '/%00',
    '/%',
    '/%252e%252e/package.json',
    '/.hidden.js',
    '/%2ehidden.js',
    '/link.json',
    '/assets',
    '/assets/',
    '//package.json',
    '/package.json',
  ])('refuse %s: it leaves the folder, is hidden, or is no file', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe('404');
  });

  it('are for this host name only: another name for 127.0.0.1 may be a page that rebinds its DNS', async () => {
    const { port } = host;
    for (const name of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`]) {
      expect((await ask('/', { headers: { host: name } })).status, name).toBe(403);
    }
  });

  it('are not for other sites', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask('/', { headers: { 'sec-fetch-site': site } })).status, site).toBe(403);
    }
    for (const site of ['same-origin', 'none']) {
      expect((await ask('/', { headers: { 'sec-fetch-site': site } })).status, site).toBe(200);
    }
  });

  it('are read, never written: other methods are refused', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await ask('/', { method, headers: withKey() })).status, method).toBe(405);
    }
    expect((await ask('/upload', { method: 'POST', headers: withKey() })).status).toBe(405);
    expect((await ask('/', { method: 'HEAD' })).text).toBe('');
  });

  it('are not reachable from the network', async () => {
    const outer = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (!outer) return; // a machine without a network is as safe
    await expect(ask('/', { host: outer.address, timeout: 1000 })).rejects.toThrow(/ECONNREFUSED|EHOSTUNREACH|ETIMEDOUT/);
  });
});

describe('blobs', () => {
  const put = () => engine.blobs.put({ bytes: Buffer.from('a,b\n'), type: 'text/csv', fileName: 'members.csv' });

  it('need the key, and a refused request does not use one up', async () => {
    const id = put();
    expect((await ask(`/blob/${id}`)).status).toBe(401);
    expect((await ask(`/blob/${id}`, { headers: { 'x-hearth-key': 'x'.repeat(host.key.length) } })).status).toBe(401);
    expect((await ask(`/blob/${id}`, { headers: { 'x-hearth-key': host.key.slice(0, -1) } })).status).toBe(401);
    expect((await ask(`/blob/${id}`, { headers: { cookie: `key=${host.key}` } })).status).toBe(401);
    expect((await ask(`/blob/${id}`, { headers: withKey() })).status).toBe(200);
  });

  it('are handed out once, as a download', async () => {
    const id = put();
    const first = await ask(`/blob/${id}`, { headers: withKey() });
    expect(first).toMatchObject({ status: 200, text: 'a,b\n' });
    expect(first.headers['content-disposition']).toBe('attachment; filename="members.csv"');
    expect((await ask(`/blob/${id}`, { headers: withKey() })).status).toBe(404);
  });

  it('nobody put there are not found', async () => {
    for (const id of ['', 'unknown', '../package.json']) {
      expect((await ask(`/blob/${id}`, { headers: withKey() })).status, id).toBe(404);
    }
  });
});

describe('uploads', () => {
  const upload = (query: string, headers: Record<string, string> = { ...withKey(), origin: origin() }) =>
    ask(`/upload?${query}`, { method: 'POST', headers, body: 'a,b\n1,2\n' });

  it('keep a dropped file in this run’s own folder, and one folder for one drop', async () => {
    const first = await upload('batch=batch-0001&name=posts.csv');
    const { path, batchPath } = JSON.parse(first.text) as { path: string; batchPath: string };
    expect(first.status).toBe(200);
    expect(readFileSync(path, 'utf8')).toBe('a,b\n1,2\n');
    const nested = JSON.parse((await upload('batch=batch-0001&name=dump/users.csv')).text) as { path: string; batchPath: string };
    expect(nested.path.startsWith(batchPath)).toBe(true);
    expect(existsSync(nested.path)).toBe(true);
  });

  it('need the key and our own page', async () => {
    expect((await upload('batch=batch-0002&name=a.csv', { origin: origin() })).status).toBe(401);
    expect((await upload('batch=batch-0002&name=a.csv', { ...withKey() })).status).toBe(403);
    expect((await upload('batch=batch-0002&name=a.csv', { ...withKey(), origin: 'https://evil.example' })).status).toBe(403);
    expect((await upload('batch=batch-0002&name=a.csv', { ...withKey(), origin: 'null' })).status).toBe(403);
  });

  it.each([
    'batch=batch-0003&name=',
    'batch=batch-0003&name=..',
    'batch=batch-0003&name=../a.csv',
    'batch=batch-0003&name=a/../../b.csv',
    'batch=batch-0003&name=/etc/passwd',
    'batch=batch-0003&name=a//b.csv',
    'batch=batch-0003&name=a%5cb.csv',
    'batch=batch-0003&name=a%00.csv',
    'batch=batch-0003&name=.profile',
    'batch=batch-0003&name=a/.ssh/b',
    'batch=..&name=a.csv',
    'batch=../../../x&name=a.csv',
    'batch=short&name=a.csv',
    'name=a.csv',
    'batch=batch-0003',
  ])('refuse %s', async (query) => {
    expect((await upload(query)).status).toBe(400);
  });
});

describe('the link', () => {
  const links: WebSocket[] = [];
  afterEach(() => {
    for (const link of links.splice(0)) link.terminate();
    vi.useRealTimers();
  });

  function dial({ path = '/link', from = origin(), headers = {} as Record<string, string> } = {}): WebSocket {
    const link = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { origin: from, headers });
    links.push(link);
    return link;
  }
  const opened = (link: WebSocket) => new Promise<void>((resolve) => link.once('open', () => resolve()));
  const closed = (link: WebSocket) => new Promise<number>((resolve) => link.once('close', (code) => resolve(code)));
  const refused = (link: WebSocket) =>
    new Promise<number>((resolve) => {
      link.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      link.once('open', () => resolve(101));
      link.once('error', () => {});
    });

  it('serves a page that shows the key first', async () => {
    const link = dial();
    await opened(link);
    const answer = new Promise<string>((resolve) => link.once('message', (data) => resolve(String(data))));
    link.send(JSON.stringify({ key: host.key }));
    link.send(JSON.stringify({ id: 1, type: 'query', path: 'state' }));
    expect(JSON.parse(await answer)).toMatchObject({ id: 1, data: { host: { kind: 'browser' } } });
  });

  it.each([
    ['a wrong key', JSON.stringify({ key: 'x'.repeat(43) })],
    ['a key of another length', JSON.stringify({ key: 'x' })],
    ['a key that is no text', JSON.stringify({ key: 1 })],
    ['a call instead of the key', JSON.stringify({ id: 1, type: 'query', path: 'state' })],
    ['no JSON', 'hello'],
    ['null', 'null'],
  ])('is closed with 4403 after %s, without an answer', async (_name, first) => {
    const link = dial();
    const messages: unknown[] = [];
    link.on('message', (data) => messages.push(String(data)));
    await opened(link);
    link.send(first);
    link.send(JSON.stringify({ id: 1, type: 'query', path: 'state' }));
    expect(await closed(link)).toBe(4403);
    expect(messages).toEqual([]);
  });

  it('is closed with 4401 when no key comes in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const link = dial();
    await opened(link);
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    expect(await closed(link)).toBe(4401);
  });

  it('refuses binary messages', async () => {
    const link = dial();
    await opened(link);
    link.send(Buffer.from([1, 2, 3]));
    expect(await closed(link)).toBe(1003);
  });

  it('is refused to other pages, other names of this machine and other paths', async () => {
    expect(await refused(dial({ from: 'https://evil.example' }))).toBe(403);
    expect(await refused(dial({ from: 'null' }))).toBe(403);
    expect(await refused(dial({ from: `http://localhost:${host.port}` }))).toBe(403);
    expect(await refused(dial({ headers: { host: 'evil.example' } }))).toBe(403);
    expect(await refused(dial({ headers: { 'sec-fetch-site': 'cross-site' } }))).toBe(403);
    expect(await refused(dial({ path: '/other' }))).toBe(403);
  });

  it('is refused to a program that names no page', async () => {
    const link = new WebSocket(`ws://127.0.0.1:${host.port}/link`);
    links.push(link);
    expect(await refused(link)).toBe(403);
  });

  it('keeps serving others when one is cut', async () => {
    const link = dial();
    await opened(link);
    link.send(JSON.stringify({ key: host.key }));
    link.send(JSON.stringify({ id: 1, type: 'subscription', path: 'push' }));
    link.terminate();
    expect((await ask('/')).status).toBe(200);
  });
});

describe('closing', () => {
  it('ends links and removes what was uploaded', async () => {
    const other = await startHost({ engine, rendererFolder: renderer });
    const from = `http://127.0.0.1:${other.port}`;
    const { text } = await ask('/upload?batch=batch-0004&name=a.csv', {
      port: other.port,
      method: 'POST',
      headers: { 'x-hearth-key': other.key, origin: from },
      body: 'a',
    });
    const { path } = JSON.parse(text) as { path: string };
    const link = new WebSocket(`ws://127.0.0.1:${other.port}/link`, { origin: from });
    await new Promise<void>((resolve) => link.once('open', () => resolve()));
    const gone = new Promise<void>((resolve) => link.once('close', () => resolve()));
    expect(existsSync(path)).toBe(true);
    await other.close();
    await gone;
    expect(existsSync(path)).toBe(false);
  });

  it('a port in use is an error in words', async () => {
    await expect(startHost({ engine, rendererFolder: renderer, port: host.port })).rejects.toThrow(/Port \d+ cannot be used/);
  });
});
