/** What happened in the double, in order, and what tests put into it beforehand. */
export interface Options {
  /** The compiled main bundle. */
  main: string;
  userData: string;
  locale: string;
  argv: string[];
  isPackaged: boolean;
  /** False: another instance holds the lock. */
  isFirstInstance: boolean;
}

export const state = {
  options: { main: '', userData: '', locale: 'en', argv: [], isPackaged: false, isFirstInstance: true } as Options,
  isReady: false,
  /** Calls that matter for order and safety, as `app.enableSandbox` or `shell.openExternal https://…`. */
  log: [] as string[],
  /** Texts main wrote to the console as errors. */
  complaints: [] as string[],
  /** What the next dialogs answer; an empty queue is an error, a dialog nobody expected. */
  dialogAnswers: [] as object[],
  /** Requests of the page to other places that reached the network layer. */
  foreignRequests: [] as string[],
  /** Paths that dropped files would have, by name. */
  droppedPaths: {} as Record<string, string>,
  workers: 0,
};

export const note = (line: string): void => void state.log.push(line);

export function mustBeReady(what: string): void {
  if (!state.isReady) throw new Error(`${what} cannot be used before the app is ready`);
}

export function mustNotBeReady(what: string): void {
  if (state.isReady) throw new Error(`${what} must be called before the app is ready`);
}

/** An event whose default a listener may prevent. */
export function preventable(): { preventDefault(): void; isPrevented: boolean } {
  const event = {
    isPrevented: false,
    preventDefault() {
      event.isPrevented = true;
    },
  };
  return event;
}
