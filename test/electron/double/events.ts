import { EventEmitter } from 'node:events';
import { NotModelled } from './strict.ts';

type Listener = (...args: never[]) => void;

/** An emitter that knows which events it models; listening for another is refused. */
export class Events {
  readonly #name: string;
  readonly #known: readonly string[];
  readonly #emitter = new EventEmitter();

  constructor(name: string, known: readonly string[]) {
    this.#name = name;
    this.#known = known;
  }
  #check(event: string): void {
    if (!this.#known.includes(event)) throw new NotModelled(`event '${event}' of ${this.#name}`);
  }
  on(event: string, listener: Listener): this {
    this.#check(event);
    this.#emitter.on(event, listener as () => void);
    return this;
  }
  once(event: string, listener: Listener): this {
    this.#check(event);
    this.#emitter.once(event, listener as () => void);
    return this;
  }
  removeListener(event: string, listener: Listener): this {
    this.#emitter.removeListener(event, listener as () => void);
    return this;
  }
  emit(event: string, ...args: unknown[]): boolean {
    this.#check(event);
    return this.#emitter.emit(event, ...args);
  }
  listenerCount(event: string): number {
    return this.#emitter.listenerCount(event);
  }
}
