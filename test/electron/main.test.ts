/** The real main.js and preload.cjs, with a double in Electron's place and Chromium as the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desktop, startDesktop } from './stage.ts';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop();
  await desktop.inside(({ page }) => page.getByText('Open sample').first().isVisible());
});
afterAll(() => desktop?.stop());

describe('start', () => {
  it('sandboxes and registers the scheme before the app is ready', async () => {
    const log = await desktop.inside(({ state }) => state.log);
    console.log(log);
  });
});
