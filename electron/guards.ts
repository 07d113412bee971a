/** What a page may not do, whoever wrote it: navigate away, open windows, embed others. */
import { shell, type WebContents } from 'electron';
import { isAllowedExternal } from './external.ts';
import { ORIGIN } from './protocol.ts';

export function harden(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${ORIGIN}/`)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedExternal(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
