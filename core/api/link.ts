/**
 * The engine's end of the one message link that both hosts use: Electron IPC and the WebSocket of the loopback host.
 * Messages are JSON text, small (big results leave as blobs):
 *   to the engine    {id, type: 'query' | 'mutation' | 'subscription', path, input}   {id, type: 'stop'}
 *   to the window    {id, data}   {id, next}   {id, done: true}   {id, error}
 */
import { callTRPCProcedure, getErrorShape, getTRPCErrorFromUnknown } from '@trpc/server';
import { type ApiContext, router } from './router.ts';

export type ToEngine =
  | { id: number; type: 'query' | 'mutation' | 'subscription'; path: string; input: unknown }
  | { id: number; type: 'stop' };

export type ToWindow = { id: number } & ({ data: unknown } | { next: unknown } | { done: true } | { error: unknown });

/** Serves one window. @returns receive: give it every message that arrives; close: stops all that still runs. */
export function attach(ctx: ApiContext, post: (message: string) => void): { receive(message: string): void; close(): void } {
  const running = new Map<number, AbortController>();
  const send = (message: ToWindow) => post(JSON.stringify(message));

  async function call(message: Exclude<ToEngine, { type: 'stop' }>): Promise<void> {
    const { id, type, path, input } = message;
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const result = await callTRPCProcedure({
        router,
        path,
        getRawInput: async () => input,
        ctx,
        type,
        signal: abort.signal,
        batchIndex: 0,
      });
      if (abort.signal.aborted) return; // nobody waits any more
      if (type !== 'subscription') return send({ id, data: result ?? null });
      for await (const next of result as AsyncIterable<unknown>) {
        if (abort.signal.aborted) break;
        send({ id, next });
      }
      send({ id, done: true });
    } catch (cause) {
      if (abort.signal.aborted) return;
      const error = getTRPCErrorFromUnknown(cause);
      send({ id, error: getErrorShape({ config: router._def._config, error, type, path, input, ctx }) });
    } finally {
      running.delete(id);
    }
  }

  return {
    receive(text) {
      const message = parse(text);
      if (!message) return; // not ours: a page of this origin can only send what the client link sends
      if (message.type === 'stop') running.get(message.id)?.abort();
      else void call(message);
    },
    close() {
      for (const abort of running.values()) abort.abort();
    },
  };
}

function parse(text: string): ToEngine | null {
  try {
    const message = JSON.parse(text) as Partial<ToEngine> | null;
    if (!message || typeof message.id !== 'number') return null;
    if (message.type === 'stop') return { id: message.id, type: 'stop' };
    if (message.type !== 'query' && message.type !== 'mutation' && message.type !== 'subscription') return null;
    return typeof message.path === 'string' ? (message as ToEngine) : null;
  } catch {
    return null;
  }
}
