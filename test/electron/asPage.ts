/** What a test does in the window: wait for it, and send a request as the page's own client does. */
import type { Desktop } from './stage.ts';

export const SAMPLE = 'Wutong Learning Club';

export const windowShown = (on: Desktop): Promise<void> =>
  on.inside(async ({ windows }) => {
    while (!windows[0]?.isShown) await new Promise((resolve) => setTimeout(resolve, 20));
  });

/** The sample is made at the first start; the page shows its name once it is there. */
export async function sampleShown(on: Desktop): Promise<void> {
  await windowShown(on);
  await on.inside(({ page }, name) => page.getByText(name).first().waitFor({ timeout: 60_000 }), SAMPLE);
}

/** @returns the engine's answer: `{data}` or `{error}`. */
export function call(on: Desktop, path: string, input: unknown = null, type = 'query'): Promise<Record<string, unknown>> {
  return on.inside(
    ({ page }, given) =>
      page.evaluate(({ path, input, type }) => {
        const { host } = window as unknown as { host: { send(t: string): void; on(l: (t: string) => void): void } };
        const id = 1_000_000 + Math.floor(performance.now() * 1000); // the client counts from 1
        return new Promise<Record<string, unknown>>((resolve) => {
          host.on((text) => {
            const message = JSON.parse(text) as Record<string, unknown>;
            if (message['id'] === id) resolve(message);
          });
          host.send(JSON.stringify({ id, type, path, ...(input === null ? {} : { input }) }));
        });
      }, given),
    { path, input, type },
  );
}
