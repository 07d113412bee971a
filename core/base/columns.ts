/**
 * Event columns: every member's actions in time order, in typed arrays. About 9 bytes an event.
 *
 * Member `m` is row number `m + 1` in the store; its events are positions `off[m] .. off[m + 1] - 1`, sorted by time, ties in file order.
 * A position is the event's id in the store. Written posts are in here too, as derived kinds.
 */
export interface EventColumns {
  members: number;
  events: number;
  /** Int32[members + 1] */
  off: Int32Array;
  /** Int32[events], seconds since 1970 UTC, ascending within a member */
  time: Int32Array;
  /** Int32[events], content row number; 0 = none */
  content: Int32Array;
  /** Uint8[events], code in the kind list */
  kind: Uint8Array;
  /** Positions that carry a value, ascending, and the values (money in the source's own unit, clicks, ratings). */
  valueAt: Int32Array;
  value: Float64Array;
  /** Int32[members], seconds since 1970 UTC; UNKNOWN_TIME when not known. Empty when nobody's is. */
  joined: Int32Array;
  left: Int32Array;
}

export const UNKNOWN_TIME = -2147483648;

/** Kind codes in use: `origin` derived = a written post of that kind. */
export interface EventKind {
  code: number;
  name: string;
  origin: 'observed' | 'derived';
}

/** Bytes per element, in file order: the layout of the sidecar and of the resident copy. */
export const COLUMN_LAYOUT = [
  { name: 'off', type: 'int32' },
  { name: 'time', type: 'int32' },
  { name: 'content', type: 'int32' },
  { name: 'valueAt', type: 'int32' },
  { name: 'value', type: 'float64' },
  { name: 'joined', type: 'int32' },
  { name: 'left', type: 'int32' },
  { name: 'kind', type: 'uint8' },
] as const satisfies readonly { name: keyof EventColumns; type: 'int32' | 'float64' | 'uint8' }[];

/** Columns of nobody: what an empty workspace has. */
export function noEvents(): EventColumns {
  return {
    members: 0,
    events: 0,
    off: new Int32Array(1),
    time: new Int32Array(0),
    content: new Int32Array(0),
    kind: new Uint8Array(0),
    valueAt: new Int32Array(0),
    value: new Float64Array(0),
    joined: new Int32Array(0),
    left: new Int32Array(0),
  };
}
