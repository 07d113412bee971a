/** Runs the compiled preload as a sandboxed one: CommonJS, four modules to require, no Node. */
import events from 'node:events';
import { readFileSync } from 'node:fs';
import timers from 'node:timers';
import url from 'node:url';
import vm from 'node:vm';
import { Events } from './events.ts';
import { state } from './state.ts';
import { NotModelled, strict } from './strict.ts';

/** A file of the page as the bridge hands it over: its name is all the double knows. */
export interface PageFile {
  fileName: string;
}

export interface Surface {
  key: string;
  api: Record<string, (...args: unknown[]) => unknown>;
}

export interface Preload {
  surfaces: Surface[];
  /** A message from main. */
  deliver(channel: string, args: unknown[]): void;
}

/** @param toMain what ipcRenderer.send does. */
export function runPreload(file: string, toMain: (channel: string, args: unknown[]) => void): Preload {
  const surfaces: Surface[] = [];
  const incoming = new Events('ipcRenderer', ['hearth']);
  const electron = strict('electron (preload)', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld(key: string, api: Surface['api']) {
        if (surfaces.some((s) => s.key === key)) throw new Error(`Cannot bind ${key} twice`);
        for (const [name, member] of Object.entries(api)) {
          if (typeof member !== 'function') throw new NotModelled(`exposing ${key}.${name}, which is no function,`);
        }
        surfaces.push({ key, api });
      },
    }),
    ipcRenderer: strict('ipcRenderer', {
      send: (channel: string, ...args: unknown[]) => toMain(channel, structuredClone(args)),
      on: (channel: string, listener: (...args: never[]) => void) => incoming.on(channel, listener),
    }),
    webUtils: strict('webUtils', {
      getPathForFile: (given: PageFile) => state.droppedPaths[given.fileName] ?? '',
    }),
  });
  const allowed: Record<string, unknown> = { electron, events, timers, url };
  const module = { exports: {} };
  const context = vm.createContext({
    module,
    exports: module.exports,
    require(name: string) {
      if (!Object.hasOwn(allowed, name)) throw new Error(`module not found: ${name} (a sandboxed preload)`);
      return allowed[name];
    },
    console,
  });
  vm.runInContext(readFileSync(file, 'utf8'), context, { filename: file });
  return {
    surfaces,
    deliver(channel, args) {
      incoming.emit(channel, {}, ...structuredClone(args));
    },
  };
}
