/** The window's end of the message link: a terminating tRPC link. Messages are those of core/api/link.ts. */
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../../core/api/contract.ts';
import type { Bridge } from './bridge.ts';

interface Call {
  type: 'query' | 'mutation' | 'subscription';
  message: string;
  next(data: unknown): void;
  done(): void;
  fail(error: TRPCClientError<AppRouter>): void;
}

type FromEngine = { id: number; data?: unknown; next?: unknown; done?: true; error?: object };

/** Queries and subscriptions survive a lost connection: they are sent again. A mutation may have run already, so it fails in words. */
export function portLink(bridge: Bridge): TRPCLink<AppRouter> {
  const calls = new Map<number, Call>();
  let lastId = 0;
  let wasAway = false;

  bridge.onMessage((text) => {
    const message = JSON.parse(text) as FromEngine;
    const call = calls.get(message.id);
    if (!call) return; // stopped in the meantime
    if ('next' in message) return call.next(message.next);
    calls.delete(message.id);
    if (message.error) return call.fail(TRPCClientError.from({ error: message.error }));
    if ('data' in message) call.next(message.data);
    call.done();
  });

  bridge.onStatus((status) => {
    if (status === 'away' || status === 'refused') {
      wasAway = true;
      for (const [id, call] of calls) {
        if (call.type !== 'mutation' && status === 'away') continue;
        calls.delete(id);
        call.fail(connectionLost());
      }
    } else if (status === 'open' && wasAway) {
      wasAway = false;
      for (const call of calls.values()) bridge.send(call.message);
    }
  });

  return () =>
    ({ op }) =>
      observable((observer) => {
        const id = ++lastId;
        const message = JSON.stringify({ id, type: op.type, path: op.path, input: op.input });
        if (op.type === 'subscription') observer.next({ result: { type: 'started' } });
        calls.set(id, {
          type: op.type,
          message,
          next: (data) => observer.next({ result: { type: 'data', data } }),
          done: () => observer.complete(),
          fail: (error) => observer.error(error),
        });
        bridge.send(message);
        const stop = () => {
          if (calls.delete(id)) bridge.send(JSON.stringify({ id, type: 'stop' }));
        };
        const onAbort = () => {
          stop();
          observer.error(TRPCClientError.from(new DOMException('The answer is not wanted any more.', 'AbortError')));
        };
        if (op.signal?.aborted) onAbort();
        else op.signal?.addEventListener('abort', onAbort, { once: true });
        return () => {
          op.signal?.removeEventListener('abort', onAbort);
          stop();
        };
      });
}

function connectionLost(): TRPCClientError<AppRouter> {
  const wire = { name: 'StoreError', code: 'connection-lost', message: 'The connection to the engine was lost.', data: {} };
  return TRPCClientError.from({
    error: { message: wire.message, code: -32603, data: { code: 'CLIENT_CLOSED_REQUEST', httpStatus: 499, wire } },
  });
}
