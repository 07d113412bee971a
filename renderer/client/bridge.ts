/** The wire to the engine: text messages both ways, the same over Electron IPC and over the WebSocket of the loopback host. */
import { hostKey } from './key.ts';

/** `refused`: the host does not know this window's key any more, trying again is useless. */
export type LinkStatus = 'connecting' | 'open' | 'away' | 'refused';

export interface Bridge {
  send(text: string): void;
  /** @returns stop listening */
  onMessage(listener: (text: string) => void): () => void;
  onStatus(listener: (status: LinkStatus) => void): () => void;
}

/** What the preload exposes in Electron; nothing in a browser. */
export interface ElectronHost {
  send(text: string): void;
  on(listener: (text: string) => void): void;
  pathFor(file: File): string;
}

export const electronHost = (): ElectronHost | null => (globalThis as { host?: ElectronHost }).host ?? null;

export function createBridge(): Bridge {
  const host = electronHost();
  return host
    ? electronBridge(host)
    : socketBridge(() => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/link`), hostKey);
}

export function electronBridge(host: ElectronHost): Bridge {
  const messages = new Set<(text: string) => void>();
  host.on((text) => {
    for (const listener of messages) listener(text);
  });
  return {
    send: (text) => host.send(text),
    onMessage: (listener) => {
      messages.add(listener);
      return () => messages.delete(listener);
    },
    onStatus: (listener) => {
      listener('open');
      return () => {};
    },
  };
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
/** Close codes that mean "not with this key": policy violation, and the private-use twins of HTTP 401 and 403. */
const REFUSALS = new Set([1008, 4401, 4403]);

export function socketBridge(connect: () => WebSocket, key: () => string): Bridge {
  const messages = new Set<(text: string) => void>();
  const statuses = new Set<(status: LinkStatus) => void>();
  let status: LinkStatus = 'connecting';
  let socket: WebSocket;
  let waiting: string[] = [];
  let failures = 0;

  const tell = (next: LinkStatus) => {
    status = next;
    for (const listener of statuses) listener(next);
  };

  function dial(): void {
    socket = connect();
    socket.onopen = () => {
      failures = 0;
      socket.send(JSON.stringify({ key: key() }));
      const held = waiting;
      waiting = [];
      tell('open');
      for (const text of held) socket.send(text);
    };
    socket.onmessage = (event) => {
      for (const listener of messages) listener(String(event.data));
    };
    socket.onclose = (event) => {
      waiting = []; // the link sends again what may be sent again
      if (REFUSALS.has(event.code)) return tell('refused');
      tell('away');
      setTimeout(dial, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++));
    };
  }
  dial();

  return {
    send: (text) => {
      if (status === 'open') socket.send(text);
      else waiting.push(text);
    },
    onMessage: (listener) => {
      messages.add(listener);
      return () => messages.delete(listener);
    },
    onStatus: (listener) => {
      statuses.add(listener);
      listener(status);
      return () => statuses.delete(listener);
    },
  };
}
