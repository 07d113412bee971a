import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from './words.ts';

/** Commands the page knows; the same names are pushed to it. */
export type Command =
  | 'open'
  | 'import'
  | 'sample'
  | 'undo'
  | 'redo'
  | 'palette'
  | 'settings'
  | 'language'
  | 'theme'
  | 'shortcuts';

export interface MenuOptions {
  words: Words;
  recent: readonly { path: string; name: string }[];
  isMac: boolean;
  /** A checkout has the developer tools in its menu, a product has not. */
  isPackaged: boolean;
  command(name: Command): void;
  openRecent(path: string): void;
}

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** The menu as data. Commands go to the page, which owns undo, the palette and the dialogs' results. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { words, recent, isMac, isPackaged, command, openRecent } = options;
  const item = (name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label: words[name],
    click: () => command(name),
    ...(accelerator ? { accelerator } : {}),
  });
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>, label: string): MenuItemConstructorOptions => ({
    role: name,
    label,
  });
  const recentItems = recent.map(({ path, name }) => ({
    label: escapeLabel(name),
    sublabel: path,
    click: () => openRecent(path),
  }));
  const app: MenuItemConstructorOptions = {
    label: 'Hearth',
    submenu: [
      role('about', words.about),
      LINE,
      item('settings', 'Cmd+,'),
      LINE,
      role('hide', words.hide),
      role('hideOthers', words.hideOthers),
      LINE,
      role('quit', words.quit),
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      item('open', 'CmdOrCtrl+O'),
      { id: 'recent', label: words.recent, enabled: recentItems.length > 0, submenu: recentItems },
      item('import', 'CmdOrCtrl+I'),
      item('sample'),
      ...(isMac ? [] : [LINE, item('settings', 'CmdOrCtrl+,')]),
      LINE,
      role('close', words.close),
      ...(isMac ? [] : [role('quit', words.quit)]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: words.edit,
    // No accelerators for undo and redo: a text field's own undo must win, and the page hears the keys itself.
    submenu: [
      item('undo'),
      item('redo'),
      LINE,
      role('cut', words.cut),
      role('copy', words.copy),
      role('paste', words.paste),
      role('selectAll', words.selectAll),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      item('palette'),
      item('language'),
      item('theme'),
      LINE,
      role('zoomIn', words.zoomIn),
      role('zoomOut', words.zoomOut),
      role('resetZoom', words.actualSize),
      role('togglefullscreen', words.fullScreen),
      ...(isPackaged ? [] : [LINE, role('reload', words.reload), role('toggleDevTools', words.devTools)]),
    ],
  };
  const help: MenuItemConstructorOptions = {
    label: words.help,
    ...(isMac ? { role: 'help' as const } : {}),
    submenu: [item('shortcuts'), ...(isMac ? [] : [role('about', words.about)])],
  };
  return [...(isMac ? [app] : []), file, edit, view, help];
}

/** An ampersand in a menu marks the next letter; two are one. */
const escapeLabel = (text: string): string => text.replaceAll('&', '&&');
