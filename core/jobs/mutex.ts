export interface Mutex {
  /** Waits for its turn. @returns release: call it once. */
  take(): Promise<() => void>;
}

export function mutex(): Mutex {
  let last: Promise<void> = Promise.resolve();
  return {
    take() {
      let release = () => {};
      const mine = new Promise<void>((resolve) => {
        release = resolve;
      });
      const turn = last.then(() => release);
      last = last.then(() => mine);
      return turn;
    },
  };
}
