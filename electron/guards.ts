/** What a page may not do, whoever wrote it: navigate away, open windows, embed others, ask for devices. */
import { type Session, shell, type WebContents } from 'electron';
import { isAllowedExternal } from './external.ts';
import { ORIGIN } from './protocol.ts';

export function harden(contents: WebContents): void {
  const stay = (event: { url: string; preventDefault(): void }) => {
    if (!event.url.startsWith(`${ORIGIN}/`)) event.preventDefault(); // a file dropped beside the drop zone comes here as a file URL
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedExternal(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** No page of ours needs a camera, a place, a device or the clipboard's content. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
