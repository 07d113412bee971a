import { afterEach, describe, expect, test } from 'vitest';
import { Bug, InputError } from '../../../core/base/errors.ts';
import { type Pool, workerPool } from '../../../core/jobs/index.ts';

const ENTRY = new URL('./testWorker.ts', import.meta.url);
const pools: Pool[] = [];
const GRACE_MS = 300;
const pool = (entry = ENTRY): Pool => {
  const made = workerPool(entry, { graceMs: GRACE_MS });
  pools.push(made);
  return made;
};
afterEach(async () => {
  await Promise.all(pools.splice(0).map((p) => p.close()));
});
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => error,
  );
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a task in a worker', () => {
  test('answers with what it was given, typed arrays and shared memory too', async () => {
    const shared = new SharedArrayBuffer(8);
    new Int32Array(shared)[1] = 5;
    const back = await pool().run<{ shared: SharedArrayBuffer; text: string }>('reader', 'echo', { shared, text: '中文' }).result;
    expect(back.text).toBe('中文');
    new Int32Array(shared)[1] = 6;
    expect(new Int32Array(back.shared)[1]).toBe(6); // the same memory, not a copy
  });

  test('bytes come over whole', async () => {
    const bytes = await pool().run<Uint8Array>('reader', 'bytes', { length: 3_000_000 }).result;
    expect([bytes.length, bytes[0], bytes.at(-1)]).toEqual([3_000_000, 7, 7]);
  });

  test('an error keeps its class, code and data; any other is a fault of ours', async () => {
    const p = pool();
    const refused = await failure(p.run('reader', 'refuse', {}).result);
    expect(refused).toBeInstanceOf(InputError);
    expect(refused).toMatchObject({ code: 'not-found', message: 'There is no such thing.', data: { thing: 3 } });
    expect(await failure(p.run('reader', 'fault', {}).result)).toBeInstanceOf(Bug);
    expect(await failure(p.run('reader', 'no-such-task', {}).result)).toBeInstanceOf(Bug);
    expect(await failure(p.run('reader', 'uncloneable', {}).result)).toBeInstanceOf(Bug);
    expect(await p.run('reader', 'echo', 1).result).toBe(1); // the thread lives on
  });

  test('tells its progress at a rate a person can follow, stages always', async () => {
    const seen: [string, number | null][] = [];
    await pool().run('importer', 'progress', {}, { onProgress: (stage, fraction) => seen.push([stage, fraction]) }).result;
    expect(seen.at(-1)).toEqual(['sort', null]);
    expect(seen).toContainEqual(['read', 1]);
    expect(seen.length).toBeLessThan(20);
  });

  test('of one thread run one after the other, in order', async () => {
    const p = pool();
    const counts = await Promise.all(Array.from({ length: 20 }, () => p.run<number>('writer', 'count', {}).result));
    expect(counts).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('of two readers run at the same time', async () => {
    const p = pool();
    const place = new SharedArrayBuffer(4);
    const both = [p.run('reader', 'meet', { place }), p.run('reader', 'meet', { place })];
    expect(await Promise.all(both.map((r) => r.result))).toEqual([2, 2]);
  });

  test('a quick question does not wait behind a long one while a reader is idle', async () => {
    const p = pool();
    const long = p.run('reader', 'untilCancelled', {});
    expect(await p.run('reader', 'echo', 'quick').result).toBe('quick');
    long.cancel();
    expect(await failure(long.result)).toMatchObject({ code: 'cancelled' });
  });
});

describe('cancelling', () => {
  test('a task that looks at its flag ends itself, and its thread stays', async () => {
    const p = pool();
    expect(await p.run('importer', 'count', {}).result).toBe(1);
    const running = p.run('importer', 'untilCancelled', {});
    running.cancel();
    expect(await failure(running.result)).toMatchObject({ code: 'cancelled', message: 'Stopped as asked.' });
    expect(await p.run('importer', 'count', {}).result).toBe(2);
  });

  test('a task that does not look is ended with its thread after a grace time; the next gets a new thread', async () => {
    const p = pool();
    expect(await p.run('importer', 'count', {}).result).toBe(1);
    const running = p.run('importer', 'deaf', {});
    const from = Date.now();
    running.cancel();
    expect(await failure(running.result)).toMatchObject({ code: 'cancelled' });
    expect(Date.now() - from).toBeGreaterThanOrEqual(GRACE_MS - 5);
    expect(await p.run('importer', 'count', {}).result).toBe(1);
  });

  test('a task that was over already is not disturbed', async () => {
    const p = pool();
    const running = p.run('importer', 'count', {});
    await running.result;
    running.cancel();
    expect(await p.run('importer', 'count', {}).result).toBe(2);
  });
});

describe('a worker that dies', () => {
  test('by an uncaught error: everything that waited on it fails with that error, and the pool starts another', async () => {
    const p = pool();
    const [first, second] = [p.run('importer', 'crash', {}), p.run('importer', 'echo', 1)];
    expect(String(await failure(first.result))).toContain('uncaught in the worker');
    expect(String(await failure(second.result))).toContain('uncaught in the worker');
    expect(await p.run('importer', 'count', {}).result).toBe(1);
  });

  test('by leaving: what waited on it fails, and the pool starts another', async () => {
    const p = pool();
    expect(await failure(p.run('writer', 'leave', {}).result)).toBeInstanceOf(InputError);
    expect(await p.run('writer', 'count', {}).result).toBe(1);
  });

  test('before it began: the call fails, it does not hang', async () => {
    const p = pool(new URL('./no-such-worker.ts', import.meta.url));
    expect(await failure(p.run('reader', 'echo', 1).result)).toBeInstanceOf(Error);
    expect(await failure(p.run('reader', 'echo', 1).result)).toBeInstanceOf(Error);
  });

  test('does not take the other threads with it', async () => {
    const p = pool();
    const long = p.run('reader', 'untilCancelled', {});
    expect(await failure(p.run('writer', 'leave', {}).result)).toBeInstanceOf(InputError);
    long.cancel();
    expect(await failure(long.result)).toMatchObject({ message: 'Stopped as asked.' });
  });

  test('when the pool closes, what still waits fails', async () => {
    const p = pool();
    const waiting = failure(p.run('importer', 'deaf', {}).result);
    await p.run('reader', 'echo', 1).result;
    await p.close();
    expect(await waiting).toMatchObject({ code: 'cancelled' });
  });
});

describe('taking turns', () => {
  test('two threads and the main thread are never inside at the same time', async () => {
    const p = pool();
    const place = new SharedArrayBuffer(8);
    const inside = new Int32Array(place);
    const main = async () => {
      await p.exclusively(async () => {
        Atomics.add(inside, 0, 1);
        if (Atomics.load(inside, 0) > 1) Atomics.add(inside, 1, 1);
        await sleep(10);
        Atomics.sub(inside, 0, 1);
      });
    };
    await Promise.all(
      Array.from({ length: 6 }, () => [
        p.run('importer', 'inside', { place, ms: 7 }).result,
        p.run('writer', 'inside', { place, ms: 4 }).result,
        main(),
      ]).flat(),
    );
    expect(Array.from(inside)).toEqual([0, 0]);
  });

  test('a thread gives its turn back when that work is over, not when its task is', async () => {
    const p = pool();
    const place = new SharedArrayBuffer(4);
    const running = p.run('importer', 'insideThenMore', { place });
    while (Atomics.load(new Int32Array(place), 0) === 0) await sleep(5);
    expect(await Promise.race([p.exclusively(async () => 'mine'), sleep(2000).then(() => 'nobody lets go')])).toBe('mine');
    running.cancel();
    expect(await failure(running.result)).toMatchObject({ message: 'Stopped as asked.' });
  });

  test('work that fails gives its turn back', async () => {
    const p = pool();
    expect(await failure(p.exclusively(() => Promise.reject(new Error('no'))))).toMatchObject({ message: 'no' });
    expect(await p.exclusively(async () => 'mine')).toBe('mine');
  });

  test('a thread that dies inside gives its turn back', async () => {
    const p = pool();
    const place = new SharedArrayBuffer(8);
    const running = p.run('importer', 'inside', { place, ms: -1 });
    const ended = failure(running.result);
    while (Atomics.load(new Int32Array(place), 0) === 0) await sleep(5);
    running.cancel();
    expect(await ended).toMatchObject({ code: 'cancelled' });
    expect(await p.exclusively(async () => 'mine')).toBe('mine');
  });

  test('a thread that dies while it waits for its turn does not keep it', async () => {
    const p = pool();
    const place = new SharedArrayBuffer(8);
    let ended: Promise<unknown> = Promise.resolve();
    await p.exclusively(async () => {
      const running = p.run('importer', 'inside', { place, ms: 0 });
      ended = failure(running.result);
      await sleep(300); // by then it stands in the queue
      running.cancel();
      await ended; // the grace time is over
    });
    expect(await ended).toMatchObject({ code: 'cancelled' });
    const turn = p.exclusively(async () => 'mine');
    expect(await Promise.race([turn, sleep(2000).then(() => 'nobody lets go')])).toBe('mine');
  });
});
