/** What the double does not model must fail loudly: silence would let main.ts use an API that nothing here stands for. */
export class NotModelled extends Error {
  constructor(what: string) {
    super(`${what} is not modelled by the Electron double`);
  }
}

/** Reads of unknown properties throw; methods stay bound to the object itself. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, property) {
      // `then` is asked for by await, symbols by the console and by comparisons.
      if (typeof property === 'symbol' || property === 'then') return Reflect.get(object, property, object);
      if (!(property in object)) throw new NotModelled(`${name}.${property}`);
      const value: unknown = Reflect.get(object, property, object);
      return typeof value === 'function' ? value.bind(object) : value;
    },
  });
}

/** Options the double has never heard of are refused as well. */
export function onlyKeys(name: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given)) if (!known.includes(key)) throw new NotModelled(`${name}.${key}`);
}
