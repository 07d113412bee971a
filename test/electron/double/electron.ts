/** What `import … from 'electron'` gives main.ts here. A name that is missing fails when main.js is linked. */
import { type App, app as plain } from './app.ts';
import * as services from './services.ts';
import { mustBeReady } from './state.ts';
import { strict } from './strict.ts';

export { BrowserWindow } from './window.ts';

export const app: App = strict('app', plain);
export const ipcMain = strict('ipcMain', services.ipcMain);
export const dialog = strict('dialog', services.dialog);
export const Menu = strict('Menu', services.Menu);
export const nativeTheme = strict('nativeTheme', services.nativeTheme);
export const screen = strict('screen', services.screen);
export const protocol = strict('protocol', services.protocol);
export const shell = strict('shell', services.shell);
export const session = strict('session', {
  get defaultSession() {
    mustBeReady('session.defaultSession');
    return strict('session.defaultSession', services.defaultSession);
  },
});
