/** npm run dev: builds main and renderer whenever a source changes and serves the sample on port 5180; reload the page to see a change. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { mainConfig, rendererConfig } from './configs.ts';

const PORT = '5180';
const launcher = fileURLToPath(new URL('../../dist/main/launch.js', import.meta.url));
let server: ChildProcess | null = null;

function restart(): void {
  server?.kill('SIGTERM');
  server = spawn(process.execPath, [launcher, '--browser', '--no-open', '--port', PORT], { stdio: 'inherit' });
}

async function watch(config: InlineConfig, onBuilt: () => void): Promise<void> {
  const watcher = await build({ ...config, logLevel: 'warn', build: { ...config.build, watch: {}, emptyOutDir: false } });
  if (!('on' in watcher)) return;
  watcher.on('event', (event) => {
    if (event.code === 'END') onBuilt();
    if (event.code === 'ERROR') console.error(event.error.message);
  });
}

await watch(rendererConfig, () => {});
await watch(mainConfig, restart);
process.once('SIGINT', () => {
  server?.kill('SIGTERM');
  process.exit(0);
});
