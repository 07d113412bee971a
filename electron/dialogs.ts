/** Native dialogs, as the router asks for them. Null = the person pressed Cancel. */
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { FILTERS, type Words } from './words.ts';

type Kind = 'import' | 'workspace' | 'folder';

export function pickers(window: BrowserWindow, words: Words) {
  const options: Record<Kind, OpenDialogOptions> = {
    import: {
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: words.exports, extensions: FILTERS.import },
        { name: words.allFiles, extensions: ['*'] }, // the importer looks at the content, not at the name
      ],
    },
    workspace: { properties: ['openFile'], filters: [{ name: words.workspaces, extensions: FILTERS.workspace }] },
    folder: { properties: ['openDirectory'] },
  };
  return {
    async pickFiles(kind: Kind): Promise<string[] | null> {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, options[kind]);
      return canceled || filePaths.length === 0 ? null : filePaths;
    },
    async pickSave(name: string): Promise<string | null> {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
      return canceled || !filePath ? null : filePath;
    },
  };
}
