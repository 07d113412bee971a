/** Memory for the kernels, lent and taken back: a thread keeps a few blocks, so that many small fits do not each ask for one. */
import type { Kernels } from './kernels.ts';
import { jsKernels } from './kernelsJs.ts';
import { type WasmMemory, wasmKernels } from './kernelsWasm.ts';

export type Engine = 'wasm' | 'js';

export interface Arena {
  readonly engine: Engine;
  readonly kernels: Kernels;
  /** Takes memory; it may hold what was there before. `at` is the address for the kernels. */
  f32(length: number): { at: number; view: Float32Array };
  f64(length: number): { at: number; view: Float64Array };
  i32(length: number): { at: number; view: Int32Array };
}

const PAGE = 65_536;
/** Blocks up to this size are kept for the next call. */
const KEEP_BYTES = 64 * 1024 * 1024;
const KEEP_COUNT = 2;
const idle: (Kernels & { memory: WasmMemory })[] = [];

/** Runs `work` on a block of memory that no one else uses meanwhile. Views are dead after the call: copy what should stay.
 *  @param bytes what `work` will take; a bound from above, each piece is aligned to 16
 *  @param engine `js` for the twin; default: WebAssembly where it exists */
export function withArena<T>(bytes: number, engine: Engine, work: (arena: Arena) => T): T {
  const wasm = engine === 'js' ? null : (idle.pop() ?? wasmKernels());
  if (wasm === null) {
    const buffer = new ArrayBuffer(Math.ceil(bytes / 16) * 16);
    return work(arenaOn(buffer, jsKernels(buffer), 'js'));
  }
  const missing = Math.ceil((bytes - wasm.memory.buffer.byteLength) / PAGE);
  if (missing > 0) wasm.memory.grow(missing);
  try {
    return work(arenaOn(wasm.memory.buffer, wasm, 'wasm'));
  } finally {
    if (idle.length < KEEP_COUNT && wasm.memory.buffer.byteLength <= KEEP_BYTES) idle.push(wasm);
  }
}

function arenaOn(buffer: ArrayBuffer, kernels: Kernels, engine: Engine): Arena {
  let next = 0;
  const take = (bytes: number) => {
    const at = next;
    next += Math.ceil(bytes / 16) * 16;
    return at;
  };
  return {
    engine,
    kernels,
    f32(length) {
      const at = take(4 * length);
      return { at, view: new Float32Array(buffer, at, length) };
    },
    f64(length) {
      const at = take(8 * length);
      return { at, view: new Float64Array(buffer, at, length) };
    },
    i32(length) {
      const at = take(4 * length);
      return { at, view: new Int32Array(buffer, at, length) };
    },
  };
}
