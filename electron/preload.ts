/** The only bridge into the page: text out, text in, and the path of a dropped file. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

const CHANNEL = 'hearth';

contextBridge.exposeInMainWorld('host', {
  send: (message: string) => ipcRenderer.send(CHANNEL, String(message)),
  on(listener: (message: string) => void): void {
    ipcRenderer.on(CHANNEL, (_event, message: string) => listener(message));
  },
  pathFor: (file: File): string => webUtils.getPathForFile(file),
});
