/** The three kinds of failure, and how they cross threads: as bare data, rebuilt on arrival. */

/** Closed list of things a person can act on. The screen translates the code, never the message. */
export type InputCode =
  | 'bad-option'
  | 'bad-recipe'
  | 'bad-file'
  | 'file-not-found'
  | 'file-empty'
  | 'unknown-format'
  | 'too-large'
  | 'not-a-workspace'
  | 'workspace-newer'
  | 'workspace-exists'
  | 'no-workspace'
  | 'nothing-to-undo'
  | 'nothing-to-redo'
  | 'not-found'
  | 'cancelled';

/** Closed list of things the disk or the file did to us. */
export type StoreCode = 'locked' | 'read-only' | 'damaged' | 'disk-full' | 'io';

export type ErrorData = Record<string, string | number | boolean | null>;

/** Someone can act on it: the message says what was expected, what arrived, what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputCode;
  readonly data: ErrorData;
  constructor(code: InputCode, message: string, data: ErrorData = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.data = data;
  }
}

/** Disk, lock or corruption. Nothing was changed unless the message says so. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreCode;
  readonly data: ErrorData;
  constructor(code: StoreCode, message: string, data: ErrorData = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.data = data;
  }
}

/** Ours. A person can only report it. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** An error as it travels between threads and over the API. */
export interface WireError {
  name: 'InputError' | 'StoreError' | 'Bug';
  code: InputCode | StoreCode | 'bug';
  message: string;
  data: ErrorData;
  stack?: string;
}

export function toWire(error: unknown): WireError {
  const stack = error instanceof Error && error.stack ? { stack: error.stack } : {};
  if (error instanceof InputError || error instanceof StoreError) {
    return { name: error.name, code: error.code, message: error.message, data: error.data, ...stack };
  }
  const known = sqliteFault(error) ?? diskFault(error);
  if (known) return { name: 'StoreError', code: known.code, message: known.message, data: {}, ...stack };
  const message = error instanceof Error ? error.message : String(error);
  return { name: 'Bug', code: 'bug', message, data: {}, ...stack };
}

export function fromWire(wire: WireError): InputError | StoreError | Bug {
  const error =
    wire.name === 'InputError'
      ? new InputError(wire.code as InputCode, wire.message, wire.data)
      : wire.name === 'StoreError'
        ? new StoreError(wire.code as StoreCode, wire.message, wire.data)
        : new Bug(wire.message);
  if (wire.stack) error.stack = wire.stack;
  return error;
}

/** SQLite's result codes in our words; undefined when the error is not SQLite's. */
function sqliteFault(error: unknown): { code: StoreCode; message: string } | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_')) return undefined;
  if (code === 'SQLITE_FULL')
    return { code: 'disk-full', message: 'The disk is full. Nothing was changed; free some space and try again.' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return { code: 'damaged', message: 'The file is damaged. Open the backup beside it, or import the export again.' };
  }
  if (code.startsWith('SQLITE_READONLY'))
    return { code: 'read-only', message: 'The file is read-only. Copy it to a folder you can write to.' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { code: 'locked', message: 'Another program is writing to this file. Close it and try again.' };
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN') {
    return { code: 'io', message: 'The file could not be read or written. Check the disk and the folder permissions.' };
  }
  return undefined;
}

function diskFault(error: unknown): { code: StoreCode; message: string } | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC')
    return { code: 'disk-full', message: 'The disk is full. Nothing was changed; free some space and try again.' };
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return { code: 'read-only', message: 'The folder or file cannot be written. Choose another folder.' };
  }
  if (code === 'EIO') return { code: 'io', message: 'The disk reported an error. Check it and try again.' };
  return undefined;
}
