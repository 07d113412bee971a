import { rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreError } from '../base/errors.ts';

/** The file can go between opening and locking it a few times in a row, not for ever. */
const TRIES = 5;

/**
 * One writer per workspace, across processes: an exclusive SQLite lock on a small file beside it.
 * The operating system lets go of it when the process ends, however it ends: nothing to clean up after a kill.
 * @throws StoreError locked: somebody else writes to this workspace.
 */
export function takeWriterLock(workspacePath: string): { release(): void } {
  const path = `${workspacePath}-lock`;
  for (let left = TRIES; left > 0; left--) {
    const db = lockFile(path, workspacePath);
    // A lock on a file that its last holder has just removed keeps nobody out: it must still be the one at this path.
    const isAtPath = inode(path) === db.inode;
    if (isAtPath) {
      return {
        release() {
          try {
            rmSync(path, { force: true }); // while it is still held
          } catch {
            // Windows keeps an open file: it stays, and is locked again next time
          }
          db.handle.close();
        },
      };
    }
    db.handle.close();
  }
  throw locked(workspacePath);
}

function lockFile(path: string, workspacePath: string): { handle: Database.Database; inode: bigint | null } {
  const handle = new Database(path, { timeout: 0 });
  const opened = inode(path);
  try {
    handle.pragma('journal_mode = MEMORY'); // no second file beside the lock
    handle.exec('BEGIN EXCLUSIVE');
    return { handle, inode: opened };
  } catch (cause) {
    handle.close();
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY'))
      throw locked(workspacePath, cause);
    throw cause;
  }
}

function inode(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function locked(path: string, cause?: unknown): StoreError {
  return new StoreError(
    'locked',
    'This workspace is open for writing in another Hearth window or command. Close it there and try again.',
    { path },
    cause,
  );
}
