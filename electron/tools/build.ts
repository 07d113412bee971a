/** Three plain builds: the renderer (vite.config.ts), main with its workers (ESM for Node), the preload (CommonJS: a sandbox loads nothing else).
 *  node electron/tools/build.ts [--if-needed] [--quiet] [--only main] */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (path: string) => join(root, path);
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

/** Whether any source is newer than what was built from it. */
function isStale(output: string, sources: string[]): boolean {
  if (!existsSync(at(output))) return true;
  const built = statSync(at(output)).mtimeMs;
  return sources.some((source) => newest(at(source)) > built);
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let time = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    time = Math.max(time, newest(join(path, entry.name)));
  }
  return time;
}

const args = process.argv.slice(2);
const isIfNeeded = args.includes('--if-needed');
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : null;
const logLevel = args.includes('--quiet') ? 'error' : 'info';
const shared = ['core', 'data/sample', 'package.json', 'electron'];
const steps = [
  { name: 'main', config: mainConfig, output: 'dist/main/cli.js', sources: shared },
  {
    name: 'preload',
    config: preloadConfig,
    output: 'dist/preload/preload.cjs',
    sources: ['electron/preload.ts', 'package.json'],
  },
  {
    name: 'renderer',
    config: rendererConfig,
    output: 'dist/renderer/index.html',
    sources: ['renderer', 'vite.config.ts', 'package.json'],
  },
];
for (const step of steps) {
  if (only !== null && step.name !== only) continue;
  if (isIfNeeded && !isStale(step.output, step.sources)) continue;
  await build({ ...step.config, logLevel });
}
