/** The three plain builds: the renderer (vite.config.ts), main with its workers (ESM for Node), the preload (CommonJS: a sandbox loads nothing else). */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const at = (path: string) => join(root, path);
const external = [...builtinModules, /^node:/, 'electron', 'better-sqlite3'];
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };

export const mainConfig: InlineConfig = {
  configFile: false,
  root,
  define: { __HEARTH_VERSION__: JSON.stringify(version) },
  build: {
    ssr: true,
    outDir: at('dist/main'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: {
        main: at('electron/main.ts'),
        launch: at('electron/launch.ts'),
        cli: at('core/cli/main.ts'),
        worker: at('core/api/worker.ts'),
      },
      external,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3', 'electron'] },
};

export const preloadConfig: InlineConfig = {
  configFile: false,
  root,
  build: {
    outDir: at('dist/preload'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    lib: { entry: at('electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rollupOptions: { external },
  },
};

export const rendererConfig: InlineConfig = { configFile: at('vite.config.ts') };
