import { createTRPCUntypedClient, TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import type { AppRouter } from '../../../core/api/contract.ts';
import type { Bridge, LinkStatus } from '../../../renderer/client/bridge.ts';
import { toFailure } from '../../../renderer/client/error.ts';
import { portLink } from '../../../renderer/client/link.ts';

function fakeBridge() {
  const sent: { id: number; type: string; path?: string; input?: unknown }[] = [];
  let hear: (text: string) => void = () => {};
  let turn: (status: LinkStatus) => void = () => {};
  const bridge: Bridge = {
    send: (text) => void sent.push(JSON.parse(text)),
    onMessage: (listener) => {
      hear = listener;
      return () => {};
    },
    onStatus: (listener) => {
      turn = listener;
      listener('open');
      return () => {};
    },
  };
  const client = createTRPCUntypedClient<AppRouter>({ links: [portLink(bridge)] });
  return { client, sent, answer: (message: object) => hear(JSON.stringify(message)), turn: (status: LinkStatus) => turn(status) };
}

const wire = { name: 'InputError', code: 'not-found', message: 'No such member.', data: {} };

describe('the message link', () => {
  it('sends a query and answers with its data', async () => {
    const { client, sent, answer } = fakeBridge();
    const result = client.query('member', { memberNo: 3 });
    expect(sent).toEqual([{ id: 1, type: 'query', path: 'member', input: { memberNo: 3 } }]);
    answer({ id: 1, data: { kind: 'member' } });
    await expect(result).resolves.toEqual({ kind: 'member' });
  });
  it('keeps answers apart when they come out of order', async () => {
    const { client, answer } = fakeBridge();
    const both = Promise.all([client.query('a'), client.query('b')]);
    answer({ id: 2, data: 'second' });
    answer({ id: 1, data: 'first' });
    await expect(both).resolves.toEqual(['first', 'second']);
  });
  it('brings an error over with its code', async () => {
    const { client, answer } = fakeBridge();
    const result = client.query('member', { memberNo: 9 });
    answer({ id: 1, error: { message: wire.message, code: -32600, data: { code: 'BAD_REQUEST', httpStatus: 400, wire } } });
    const error = await result.catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(toFailure(error)).toEqual({ code: 'not-found', message: 'No such member.' });
  });
  it('streams a subscription until it is stopped, then says so', () => {
    const { client, sent, answer } = fakeBridge();
    const heard: unknown[] = [];
    const subscription = client.subscription('push', undefined, { onData: (data) => heard.push(data) });
    answer({ id: 1, next: { kind: 'jobs', jobs: [] } });
    answer({ id: 1, next: { kind: 'workspace', version: 'v2' } });
    expect(heard).toHaveLength(2);
    subscription.unsubscribe();
    expect(sent.at(-1)).toEqual({ id: 1, type: 'stop' });
    answer({ id: 1, next: 'late' });
    expect(heard).toHaveLength(2);
  });
  it('stops a query that nobody waits for any more', async () => {
    const { client, sent } = fakeBridge();
    const abort = new AbortController();
    const result = client.query('members', {}, { signal: abort.signal });
    abort.abort();
    await expect(result).rejects.toBeInstanceOf(TRPCClientError);
    expect(sent.at(-1)).toEqual({ id: 1, type: 'stop' });
  });
  it('sends queries again after a lost connection, but never a mutation', async () => {
    const { client, sent, answer, turn } = fakeBridge();
    const query = client.query('state');
    const mutation = client.mutation('undo').catch((cause: unknown) => toFailure(cause).code);
    turn('away');
    await expect(mutation).resolves.toBe('connection-lost');
    turn('open');
    expect(sent.filter((message) => message.path === 'state')).toHaveLength(2);
    expect(sent.filter((message) => message.path === 'undo')).toHaveLength(1);
    answer({ id: 1, data: 'here' });
    await expect(query).resolves.toBe('here');
  });
  it('fails everything when the host refuses the window', async () => {
    const { client, turn } = fakeBridge();
    const query = client.query('state').catch((cause: unknown) => toFailure(cause).code);
    turn('refused');
    await expect(query).resolves.toBe('connection-lost');
  });
});
