/** One thread's view of the open workspace: the dataset is read again when an import or a setting changed it. */
import { statSync } from 'node:fs';
import type { EventColumns } from '../base/columns.ts';
import { type Dataset, openDataset, readDataset } from '../store/dataset.ts';
import { meta, settingsOf } from '../store/workspace.ts';

export interface SharedColumns {
  token: string;
  columns: EventColumns;
}

export interface Session {
  /** @param shared columns another thread has loaded */
  data(path: string, shared: SharedColumns | null): Dataset;
  close(): void;
}

export function openSession(): Session {
  let current: Dataset | null = null;
  let file: number | undefined; // which file stood at the path when it was opened
  const close = () => {
    current?.db.close();
    current = null;
  };
  return {
    close,
    data(path, shared) {
      // A workspace that was deleted and made again has the same path: an open handle would go on reading the deleted one.
      const found = statSync(path, { throwIfNoEntry: false })?.ino;
      if (current && (current.path !== path || found !== file)) close();
      if (!current) {
        current = openDataset(path, shared ?? undefined);
        file = found;
        return current;
      }
      const { tz, currency } = settingsOf(current.db);
      if (meta(current.db, 'columns_token') !== current.token || tz !== current.zone || currency !== current.currency) {
        const known = shared ?? { token: current.token, columns: current.columns };
        current = readDataset(path, current.db, known);
      }
      return current;
    },
  };
}
