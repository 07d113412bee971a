/** The small modules of Electron: messages, dialogs, menus, protocol, session, shell. */
import { Events } from './events.ts';
import { mustBeReady, mustNotBeReady, note, state } from './state.ts';
import { NotModelled, onlyKeys } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;

export const ipcMain = new Events('ipcMain', ['hearth']);

export const registered = {
  privileged: new Set<string>(),
  handlers: new Map<string, Handler>(),
  permissionRequest: null as ((contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void) | null,
  permissionCheck: null as (() => boolean) | null,
  devicePermission: null as (() => boolean) | null,
  menu: null as MenuItem[] | null,
};

export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    mustNotBeReady('protocol.registerSchemesAsPrivileged');
    for (const { scheme, privileges } of schemes) {
      onlyKeys('privileges', privileges, ['standard', 'secure', 'supportFetchAPI', 'corsEnabled']);
      note(`protocol.registerSchemesAsPrivileged ${scheme} ${JSON.stringify(privileges)}`);
      registered.privileged.add(scheme);
    }
  },
  handle(scheme: string, handler: Handler): void {
    mustBeReady('protocol.handle');
    note(`protocol.handle ${scheme}`);
    registered.handlers.set(scheme, handler);
  },
};

export const defaultSession = {
  setPermissionRequestHandler(handler: typeof registered.permissionRequest): void {
    registered.permissionRequest = handler;
  },
  setPermissionCheckHandler(handler: typeof registered.permissionCheck): void {
    registered.permissionCheck = handler;
  },
  setDevicePermissionHandler(handler: typeof registered.permissionCheck): void {
    registered.devicePermission = handler;
  },
};

function nextAnswer(dialog: string): object {
  const answer = state.dialogAnswers.shift();
  if (!answer) throw new NotModelled(`${dialog} without a queued answer`);
  return answer;
}

export const dialog = {
  async showOpenDialog(_window: object, options: { properties: string[] }): Promise<object> {
    note(`dialog.showOpenDialog ${options.properties.join(',')}`);
    return nextAnswer('dialog.showOpenDialog');
  },
  async showSaveDialog(_window: object, options: { defaultPath: string }): Promise<object> {
    note(`dialog.showSaveDialog ${options.defaultPath}`);
    return nextAnswer('dialog.showSaveDialog');
  },
  showErrorBox(title: string, content: string): void {
    note(`dialog.showErrorBox ${title}: ${content}`);
  },
};

export interface MenuItem {
  id?: string;
  label?: string;
  role?: string;
  type?: string;
  accelerator?: string;
  click?: () => void;
  enabled?: boolean;
  sublabel?: string;
  submenu?: MenuItem[];
}

const MENU_KEYS = ['id', 'label', 'role', 'type', 'accelerator', 'click', 'submenu', 'enabled', 'sublabel'];
const ROLES = [
  ...['close', 'quit', 'about', 'hide', 'hideOthers', 'cut', 'copy', 'paste', 'selectAll'],
  ...['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen', 'reload', 'toggleDevTools', 'help'],
];

/** Electron refuses an item that is neither labelled, a role nor a line. */
function checkMenu(items: MenuItem[]): void {
  for (const item of items) {
    onlyKeys('menu item', item, MENU_KEYS);
    if (item.role !== undefined && !ROLES.includes(item.role)) throw new NotModelled(`menu role ${item.role}`);
    if (!item.label && !item.role && item.type !== 'separator')
      throw new TypeError('a menu item needs a label, a role or a type');
    if (item.submenu) checkMenu(item.submenu);
  }
}

export const Menu = {
  buildFromTemplate(template: MenuItem[]): { template: MenuItem[] } {
    checkMenu(template);
    return { template };
  },
  setApplicationMenu(menu: { template: MenuItem[] }): void {
    note('Menu.setApplicationMenu');
    registered.menu = menu.template;
  },
};

export const nativeTheme = { shouldUseDarkColors: false };

export const screen = {
  getAllDisplays() {
    mustBeReady('screen');
    return [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }];
  },
};

export const shell = {
  openExternal(url: string): Promise<void> {
    note(`shell.openExternal ${url}`);
    return Promise.resolve();
  },
};
