import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Engine, Push } from '../../../core/api/contract.ts';
import { attach } from '../../../core/api/index.ts';
import type { ApiContext } from '../../../core/api/router.ts';
import { InputError, StoreError } from '../../../core/base/errors.ts';

interface Sent {
  id: number;
  data?: unknown;
  next?: unknown;
  done?: true;
  error?: { message: string; data: { wire: { name: string; code: string; message: string; data: object } } };
}

/** A window on a link to an engine of which only the given parts exist. */
function windowOn(engine: Partial<Engine>, more: Partial<ApiContext> = {}) {
  const sent: Sent[] = [];
  const texts: string[] = [];
  const link = attach({ engine: engine as Engine, pushes: async function* () {}, ...more }, (text) => {
    texts.push(text);
    sent.push(JSON.parse(text) as Sent);
  });
  let id = 0;
  return {
    sent,
    texts,
    link,
    send(type: string, path?: string, input?: unknown): number {
      link.receive(JSON.stringify({ id: ++id, type, path, input }));
      return id;
    },
    async answer(to: number): Promise<Sent> {
      for (let i = 0; i < 200; i++) {
        const found = sent.find((s) => s.id === to);
        if (found) return found;
        await sleep(5);
      }
      throw new Error(`no answer to ${to}`);
    },
  };
}

describe('an answer', () => {
  test('goes to the call it belongs to, in whatever order answers come', async () => {
    const slow = (ms: number) => async () => {
      await sleep(ms);
      return ms as never;
    };
    const at = windowOn({ state: slow(40), jobs: slow(5) });
    const [first, second] = [at.send('query', 'state'), at.send('query', 'jobs')];
    expect((await at.answer(first)).data).toBe(40);
    expect((await at.answer(second)).data).toBe(5);
    expect(at.sent.map((s) => s.id)).toEqual([second, first]);
  });

  test('of nothing is null, not missing', async () => {
    const at = windowOn({ cancelJob: async () => undefined });
    expect(await at.answer(at.send('mutation', 'cancelJob', { jobId: 1 }))).toEqual({ id: 1, data: null });
  });

  test('gets its input with the defaults filled in', async () => {
    const at = windowOn({ ask: async (_question, input) => input as never });
    const { data } = await at.answer(at.send('query', 'activity', { grain: 'week' }));
    expect(data).toEqual({ grain: 'week', basis: 'all', kinds: [], from: null, to: null, segment: null, where: null });
  });
});

describe('an error', () => {
  const failing = (error: unknown) => windowOn({ state: () => Promise.reject(error) });

  test('carries name, code, message and data of the engine', async () => {
    const at = failing(new InputError('not-found', 'There is no member 9.', { memberNo: 9 }));
    const { error } = await at.answer(at.send('query', 'state'));
    expect(error!.message).toBe('There is no member 9.');
    expect(error!.data.wire).toEqual({
      name: 'InputError',
      code: 'not-found',
      message: 'There is no member 9.',
      data: { memberNo: 9 },
    });
    const locked = failing(new StoreError('locked', 'Open elsewhere.'));
    expect((await locked.answer(locked.send('query', 'state'))).error!.data.wire).toMatchObject({
      name: 'StoreError',
      code: 'locked',
    });
  });

  test('of the program is a bug, of the disk a disk error', async () => {
    for (const [error, code] of [
      [new TypeError('x is not a function'), 'bug'],
      [Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'disk-full'],
      [Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' }), 'locked'],
    ] as const) {
      const at = failing(error);
      expect((await at.answer(at.send('query', 'state'))).error!.data.wire.code).toBe(code);
    }
  });

  test('names no source file of this machine and has no stack', async () => {
    for (const error of [
      new TypeError('x'),
      new InputError('bad-option', 'y'),
      Object.assign(new Error('z'), { code: 'SQLITE_CORRUPT' }),
    ]) {
      const at = failing(error);
      await at.answer(at.send('query', 'state'));
      expect(at.texts[0]).not.toMatch(/stack|file:\/\/|\.ts|\.js|node_modules|node:/);
    }
    const at = windowOn({});
    for (const [path, input] of [
      ['nothing.like.it', {}],
      ['member', { memberNo: 'x' }],
      ['activity', null],
    ] as const) {
      await at.answer(at.send('query', path, input));
      expect(at.texts.at(-1)).not.toMatch(/"stack"|file:\/\/|node_modules/);
    }
  });

  test('of an input that does not fit is a bad option, and the engine is not asked', async () => {
    let asked = 0;
    const at = windowOn({
      ask: async () => {
        asked++;
        return null as never;
      },
    });
    for (const input of [undefined, null, 'x', {}, { memberNo: 0 }, { memberNo: 1.5 }, { memberNo: '1' }, []]) {
      expect((await at.answer(at.send('query', 'member', input))).error!.data.wire).toMatchObject({
        name: 'InputError',
        code: 'bad-option',
      });
    }
    expect(asked).toBe(0);
  });

  test('comes for a query called as a mutation and for a name that is no procedure', async () => {
    const at = windowOn({ undo: async () => 'undone' as never });
    for (const [type, path] of [
      ['query', 'undo'],
      ['query', 'constructor'],
      ['query', '__proto__'],
      ['mutation', 'state'],
      ['query', ''],
    ] as const) {
      expect((await at.answer(at.send(type, path))).error, `${type} ${path}`).toBeDefined();
    }
  });
});

describe('a subscription', () => {
  /** Pushes until the window goes away; `ended` tells that its generator was closed. */
  function pushing() {
    const seen = { ended: false };
    const at = windowOn(
      {},
      {
        pushes: async function* (signal): AsyncGenerator<Push> {
          try {
            for (let n = 0; !signal.aborted; n++) {
              yield { kind: 'menu', command: String(n) };
              await sleep(3);
            }
          } finally {
            seen.ended = true;
          }
        },
      },
    );
    return { at, seen };
  }

  test('sends what comes in order until it is stopped, then nothing more', async () => {
    const { at, seen } = pushing();
    const id = at.send('subscription', 'push');
    await sleep(60);
    at.link.receive(JSON.stringify({ id, type: 'stop' }));
    await sleep(30);
    const count = at.sent.length;
    const commands = at.sent.filter((s) => 'next' in s).map((s) => (s.next as { command: string }).command);
    expect(commands.length).toBeGreaterThan(3);
    expect(commands).toEqual(commands.map((_, i) => String(i)));
    await sleep(30);
    expect(at.sent).toHaveLength(count);
    expect(seen.ended).toBe(true);
  });

  test('ends when the window closes', async () => {
    const { at, seen } = pushing();
    at.send('subscription', 'push');
    await sleep(30);
    at.link.close();
    await sleep(30);
    const count = at.sent.length;
    await sleep(30);
    expect(at.sent).toHaveLength(count);
    expect(seen.ended).toBe(true);
  });
});

test('what is no message of the link is left unanswered and does no harm', async () => {
  const at = windowOn({ state: async () => 1 as never });
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '1',
    '"x"',
    '{"id":"1","type":"query","path":"state"}',
    '{"id":1,"type":"eval","path":"state"}',
    '{"id":1,"type":"query"}',
    '{"id":99,"type":"stop"}',
  ]) {
    at.link.receive(text);
  }
  await sleep(20);
  expect(at.sent).toEqual([]);
  expect((await at.answer(at.send('query', 'state'))).data).toBe(1);
});
