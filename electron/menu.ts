import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from './words.ts';

/** The menu as data. Commands go to the page, which owns undo, the palette and the dialogs' results. */
export function menuTemplate(words: Words, command: (name: string) => void, isMac: boolean): MenuItemConstructorOptions[] {
  const item = (
    name: 'open' | 'import' | 'sample' | 'undo' | 'redo' | 'palette' | 'settings' | 'language' | 'theme' | 'shortcuts',
    accelerator?: string,
  ) => ({
    id: name,
    label: words[name],
    click: () => command(name),
    ...(accelerator ? { accelerator } : {}),
  });
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>, label: string): MenuItemConstructorOptions => ({
    role: name,
    label,
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    {
      label: words.file,
      submenu: [
        item('open', 'CmdOrCtrl+O'),
        item('import', 'CmdOrCtrl+I'),
        item('sample'),
        line,
        item('settings', 'CmdOrCtrl+,'),
        line,
        role('close', words.close),
        role('quit', words.quit),
      ],
    },
    {
      label: words.edit,
      // No accelerators for undo and redo: a text field's own undo must win, and the page hears the keys itself.
      submenu: [
        item('undo'),
        item('redo'),
        line,
        role('cut', words.cut),
        role('copy', words.copy),
        role('paste', words.paste),
        role('selectAll', words.selectAll),
      ],
    },
    {
      label: words.view,
      submenu: [
        item('palette'),
        item('language'),
        item('theme'),
        line,
        role('zoomIn', words.zoomIn),
        role('zoomOut', words.zoomOut),
        role('resetZoom', words.actualSize),
        role('togglefullscreen', words.fullScreen),
      ],
    },
    { label: words.help, ...(isMac ? { role: 'help' as const } : {}), submenu: [item('shortcuts')] },
  ];
}
