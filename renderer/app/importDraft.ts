/** The files that are about to be imported: handed over by a drop, a dialog or the welcome page. */
import { create } from 'zustand';
import { type Brought, bringFiles } from '../client/files.ts';

interface ImportDraft {
  paths: string[];
  names: string[];
  /** Copying to the host, 0..1; null when nothing is copied. */
  copying: number | null;
  error: unknown;
}

const EMPTY: ImportDraft = { paths: [], names: [], copying: null, error: null };

export const useImportDraft = create<ImportDraft>()(() => EMPTY);

export const clearImportDraft = (): void => useImportDraft.setState(EMPTY);

export const draftPaths = (paths: string[]): void =>
  useImportDraft.setState({ ...EMPTY, paths, names: paths.map((path) => path.split(/[\\/]/).at(-1) ?? path) });

export async function draftFiles(brought: Brought): Promise<void> {
  if (brought.files.length === 0) return;
  useImportDraft.setState({ ...EMPTY, names: brought.files.map((file) => file.name), copying: 0 });
  try {
    const paths = await bringFiles(brought, (done, all) => useImportDraft.setState({ copying: done / all }));
    useImportDraft.setState({ paths, copying: null });
  } catch (error) {
    useImportDraft.setState({ ...EMPTY, error });
  }
}
