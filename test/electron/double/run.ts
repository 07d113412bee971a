/** The child process: `electron` means the double, then the compiled main.js is imported and the app becomes ready. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { app } from './app.ts';
import { closeBrowser } from './page.ts';
import { ipcMain, registered } from './services.ts';
import { note, type Options, state } from './state.ts';
import { BrowserWindow } from './window.ts';

const ELECTRON = new URL('./electron.ts', import.meta.url).href;

/** What functions of a test, run in this process, can reach. */
export const inside = {
  app,
  state,
  registered,
  ipcMain,
  windows: BrowserWindow.made,
  get window() {
    return BrowserWindow.made[0]!;
  },
  get page() {
    return BrowserWindow.made[0]!.shown!.page;
  },
};
export type Inside = typeof inside;

state.options = JSON.parse(process.argv[2]!) as Options;
process.argv = [process.argv[0]!, ...(state.options.isPackaged ? [] : [state.options.main]), ...state.options.argv];
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: ELECTRON, shortCircuit: true } : next(specifier, context),
});
console.error = (...parts: unknown[]) => void state.complaints.push(parts.join(' '));
process.on('worker', (worker) => {
  state.workers++;
  worker.on('exit', () => state.workers--);
});
process.on('unhandledRejection', (error) => note(`unhandled rejection: ${String(error)}`));
app.onQuit = (code) => {
  if (process.connected) process.send?.({ quit: { log: state.log, workers: state.workers } });
  void closeBrowser().finally(() => process.exit(code));
};

process.on('message', async ({ id, source, given }: { id: number; source: string; given: unknown }) => {
  try {
    const run = vm.runInThisContext(`(${source})`) as (inside: Inside, given: unknown) => unknown;
    process.send?.({ id, result: (await run(inside, given)) ?? null });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.on('disconnect', () => void closeBrowser().finally(() => process.exit(1)));

await import(pathToFileURL(state.options.main).href);
app.becomeReady();
process.send?.({ isUp: true });
