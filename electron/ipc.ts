/** The message link of one window. Only its main frame, at our origin, is heard; anything else gets silence. */
import { type BrowserWindow, type IpcMainEvent, ipcMain, type WebFrameMain } from 'electron';
import { attach } from '../core/api/index.ts';
import { ORIGIN } from './protocol.ts';

export const CHANNEL = 'hearth';

type Context = Parameters<typeof attach>[0];

export function serveWindow(window: BrowserWindow, context: Context): void {
  const { webContents } = window;
  let served = freshLink();

  function freshLink(): ReturnType<typeof attach> {
    const link: ReturnType<typeof attach> = attach(context, (message) => {
      // What an earlier page asked for must not reach the next one: both count their calls from 1.
      if (link === served && !webContents.isDestroyed()) webContents.send(CHANNEL, message);
    });
    return link;
  }

  const onMessage = (event: IpcMainEvent, message: unknown) => {
    if (event.sender !== webContents || !isOurPage(event.senderFrame)) {
      console.error('A message from an unknown frame was ignored.');
      return;
    }
    if (typeof message === 'string') served.receive(message);
  };
  // A reload is a new page: the old one's subscriptions end.
  webContents.on('did-navigate', () => {
    served.close();
    served = freshLink();
  });
  ipcMain.on(CHANNEL, onMessage);
  window.on('closed', () => {
    ipcMain.removeListener(CHANNEL, onMessage);
    served.close();
  });
}

/** @param frame null when the frame is gone. */
function isOurPage(frame: Pick<WebFrameMain, 'parent' | 'url'> | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`);
}
