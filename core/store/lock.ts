import Database from 'better-sqlite3';
import { StoreError } from '../base/errors.ts';

/**
 * One writer per workspace, across processes: an exclusive SQLite lock on a small file beside it.
 * The operating system lets go of it when the process ends, however it ends: nothing to clean up after a kill.
 * @throws StoreError locked: somebody else writes to this workspace.
 */
export function takeWriterLock(workspacePath: string): { release(): void } {
  const path = `${workspacePath}-lock`;
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY'); // no second file beside the lock
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY')) {
      throw new StoreError(
        'locked',
        'This workspace is open for writing in another Hearth window or command. Close it there and try again.',
        { path: workspacePath },
        cause,
      );
    }
    throw cause;
  }
  return {
    release() {
      db.exec('ROLLBACK');
      db.close(); // the file stays: removing it would let two locks exist, one on the old file and one on a new
    },
  };
}
