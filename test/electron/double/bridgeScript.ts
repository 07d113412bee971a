/** In the page, before its own scripts: the surface of the preload, frozen, as contextBridge leaves it. Everything here is sent as text. */
export interface BridgeShape {
  /** Name of the exposed key, and of its functions. */
  surfaces: { key: string; names: string[] }[];
  binding: string;
  /** Where a call that must answer at once is sent to. */
  syncPath: string;
}

export function bridgeScript({ surfaces, binding, syncPath }: BridgeShape): void {
  if (window !== window.top) return; // preloads do not run in subframes
  const scope = window as unknown as Record<string, unknown>;
  const call = scope[binding] as (text: string) => Promise<void>;
  delete scope[binding];
  const listeners: ((...args: unknown[]) => unknown)[] = [];
  // Functions and files do not cross as themselves; all else must be plain data.
  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') return { $listener: listeners.push(value as () => unknown) - 1 };
    if (value instanceof File) return { $file: value.name };
    return structuredClone(value);
  };
  for (const { key, names } of surfaces) {
    const api: Record<string, unknown> = {};
    for (const name of names) {
      api[name] = Object.freeze((...args: unknown[]) => {
        const text = JSON.stringify({ key, name, args: args.map(pack) });
        if (!args.some((a) => a instanceof File)) return void call(text);
        const request = new XMLHttpRequest();
        request.open('POST', syncPath, false);
        request.send(text);
        return JSON.parse(request.responseText) as unknown;
      });
    }
    Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true, writable: false, configurable: false });
  }
  Object.defineProperty(window, Symbol.for('double'), {
    value: (calls: { listener: number; args: unknown[] }[]) => {
      for (const { listener, args } of calls) listeners[listener]?.(...args);
    },
  });
}
