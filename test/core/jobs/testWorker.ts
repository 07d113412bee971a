/** Worker of the pool tests: one task for each way a task can go. */
import { InputError } from '../../../core/base/errors.ts';
import { serveTasks, type TaskContext } from '../../../core/jobs/index.ts';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
let asked = 0;

serveTasks({
  echo: (input: unknown) => input,
  /** Counts the tasks of this thread: a fresh one starts at 1. */
  count: () => ++asked,
  bytes: ({ length }: { length: number }) => new Uint8Array(length).fill(7),
  refuse() {
    throw new InputError('not-found', 'There is no such thing.', { thing: 3 });
  },
  fault() {
    throw new TypeError('ours');
  },
  uncloneable: () => () => 1,
  async progress(_: unknown, context: TaskContext) {
    for (let i = 0; i <= 200; i++) context.progress('read', i / 200);
    context.progress('sort', null);
  },
  async untilCancelled(_: unknown, context: TaskContext) {
    while (!context.isCancelled()) await sleep(5);
    throw new InputError('cancelled', 'Stopped as asked.');
  },
  /** Never looks at the flag, as a long native call does not. */
  deaf() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  /** Two of these end only when both run at the same time. */
  meet({ place }: { place: SharedArrayBuffer }) {
    const seen = new Int32Array(place);
    Atomics.add(seen, 0, 1);
    Atomics.notify(seen, 0);
    const until = Date.now() + 10_000;
    while (Atomics.load(seen, 0) < 2 && Date.now() < until) Atomics.wait(seen, 0, 1, 50);
    return Atomics.load(seen, 0);
  },
  crash() {
    setTimeout(() => {
      throw new Error('uncaught in the worker');
    }, 0);
    return sleep(60_000);
  },
  leave: () => process.exit(3),
  /** Marks in shared memory that it is inside; `ms` < 0 = stays until it is ended. */
  async inside({ place, ms }: { place: SharedArrayBuffer; ms: number }, context: TaskContext) {
    const inside = new Int32Array(place);
    await context.exclusively(async () => {
      Atomics.add(inside, 0, 1);
      if (Atomics.load(inside, 0) > 1) Atomics.add(inside, 1, 1); // somebody else was in here too
      await sleep(ms < 0 ? 60_000 : ms);
      Atomics.sub(inside, 0, 1);
    });
  },
  /** Takes its turn, gives it back, and has other things to do. */
  async insideThenMore({ place }: { place: SharedArrayBuffer }, context: TaskContext) {
    await context.exclusively(async () => {});
    Atomics.store(new Int32Array(place), 0, 1);
    while (!context.isCancelled()) await sleep(5);
    throw new InputError('cancelled', 'Stopped as asked.');
  },
});
