/**
 * A tiny assembler for WebAssembly: just the instructions that the distance kernels use, so that they need no compiler and no binary file.
 * Code is nested arrays of bytes in the stack order of the standard: operands first, then the opcode.
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format), section 5.4.8 for the vector instructions.
 */
export type Code = number | readonly Code[];
export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

const TYPE: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** Unsigned and signed LEB128, the variable-length integers of the format. */
export function uleb(n: number): number[] {
  const bytes: number[] = [];
  do {
    bytes.push((n & 0x7f) | (n > 0x7f ? 0x80 : 0));
    n >>>= 7;
  } while (n > 0);
  return bytes;
}
export function sleb(n: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const byte = n & 0x7f;
    n >>= 7;
    if ((n === 0 && (byte & 0x40) === 0) || (n === -1 && (byte & 0x40) !== 0)) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
}

const unary = (op: Code) => (a: Code) => [a, op] as const;
const binary = (op: Code) => (a: Code, b: Code) => [a, b, op] as const;
/** `offset` is added to the address by the instruction itself. `align` is the log2 of a hint. */
const load =
  (op: Code, align: number) =>
  (address: Code, offset = 0) =>
    [address, op, align, uleb(offset)] as const;
const store =
  (op: Code, align: number) =>
  (address: Code, value: Code, offset = 0) =>
    [address, value, op, align, uleb(offset)] as const;
/** Vector instructions stand behind a prefix. */
const simd = (op: number) => [0xfd, uleb(op)] as const;

export const i32 = {
  const: (n: number) => [0x41, sleb(n)] as const,
  add: binary(0x6a),
  mul: binary(0x6c),
  shl: binary(0x74),
  eqz: unary(0x45),
  or: binary(0x72),
  ne: binary(0x47),
  lt: binary(0x48),
  ltU: binary(0x49),
  ge: binary(0x4e),
  load: load(0x28, 2),
  store: store(0x36, 2),
  /** The first where the condition holds, else the second; both are computed. */
  select: (a: Code, b: Code, condition: Code) => [a, b, condition, 0x1b] as const,
};
export const f32 = {
  const: (x: number) => [0x43, ...new Uint8Array(new Float32Array([x]).buffer)] as const,
  load: load(0x2a, 2),
  store: store(0x38, 2),
  add: binary(0x92),
  sub: binary(0x93),
  mul: binary(0x94),
  sqrt: unary(0x91),
  lt: binary(0x5d),
  fromBits: unary(0xbe),
};
export const f64 = {
  load: load(0x2b, 3),
  store: store(0x39, 3),
  add: binary(0xa0),
  sub: binary(0xa1),
  fromF32: unary(0xbb),
};
export const v128 = {
  load: load(simd(0x00), 2),
  store: store(simd(0x0b), 2),
  /** One 32-bit number from memory into all four lanes. */
  loadSplat: load(simd(0x09), 2),
  zero: [simd(0x0c), new Array<number>(16).fill(0)] as const,
  and: binary(simd(0x4e)),
  /** Lanes 2 and 3 moved to where lanes 0 and 1 are. */
  upper: (a: Code) => [a, a, simd(0x0d), 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15] as const,
};
export const f32x4 = {
  add: binary(simd(0xe4)),
  sub: binary(simd(0xe5)),
  mul: binary(simd(0xe6)),
  sqrt: unary(simd(0xe3)),
  /** b where b < a, else a: one machine instruction, unlike `min`. */
  pmin: binary(simd(0xea)),
};
export const f64x2 = {
  add: binary(simd(0xf0)),
  /** Lanes 0 and 1 of four 32-bit numbers. */
  fromLowF32: unary(simd(0x5f)),
  lane: (a: Code, lane: 0 | 1) => [a, simd(0x21), lane] as const,
};

const EMPTY = 0x40;
/** Runs `body`, then again as long as `condition` holds. */
export const doWhile = (body: Code, condition: Code): Code => [0x03, EMPTY, body, condition, 0x0d, 0, 0x0b];
export const when = (condition: Code, then: Code, otherwise?: Code): Code =>
  otherwise === undefined ? [condition, 0x04, EMPTY, then, 0x0b] : [condition, 0x04, EMPTY, then, 0x05, otherwise, 0x0b];

export interface Local {
  get: Code;
  set(value: Code): Code;
}

export interface FunctionCode {
  name: string;
  params: ValueType[];
  result: ValueType[];
  locals: ValueType[];
  body: Code;
}

/** @param params names and types, in the order in which callers pass them
 *  @param build  gets the parameters by name and a maker of local variables; the code it returns leaves the result on the stack */
export function defineFunction<P extends string>(
  name: string,
  params: Record<P, ValueType>,
  result: ValueType[],
  build: (params: Record<P, Local>, local: (type: ValueType) => Local) => Code,
): FunctionCode {
  const locals: ValueType[] = [];
  const names = Object.keys(params) as P[];
  const at = (index: number): Local => ({ get: [0x20, uleb(index)], set: (value) => [value, 0x21, uleb(index)] });
  const local = (type: ValueType) => at(names.length + locals.push(type) - 1);
  const body = build(Object.fromEntries(names.map((p, i) => [p, at(i)])) as Record<P, Local>, local);
  return { name, params: Object.values(params), result, locals, body };
}

/** The bytes of a module that exports the functions and its memory. */
export function assemble(functions: readonly FunctionCode[]): Uint8Array<ArrayBuffer> {
  const sized = (code: Code) => {
    const bytes = flat(code);
    return [uleb(bytes.length), bytes];
  };
  const vector = (items: Code[]) => [uleb(items.length), items];
  const section = (id: number, items: Code[]) => [id, sized(vector(items))];
  const text = (s: string) => sized([...s].map((c) => c.charCodeAt(0)));
  const types = (list: ValueType[]) => vector(list.map((t) => TYPE[t]));
  return Uint8Array.from(
    flat([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(
        1,
        functions.map((f) => [0x60, types(f.params), types(f.result)]),
      ),
      section(
        3,
        functions.map((_, i) => uleb(i)),
      ),
      section(5, [[0, 1]]), // one memory, at least one page of 64 KB
      section(7, [...functions.map((f, i) => [text(f.name), 0, uleb(i)]), [text('memory'), 2, 0]]),
      section(
        10,
        functions.map((f) => sized([vector(f.locals.map((t) => [1, TYPE[t]])), f.body, 0x0b])),
      ),
    ]),
  );
}

function flat(code: Code, into: number[] = []): number[] {
  if (typeof code === 'number') into.push(code);
  else for (const part of code) flat(part, into);
  return into;
}
