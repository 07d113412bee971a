/** npm run dev: builds main and renderer whenever a source changes and serves the sample on port 5180; reload the page to see a change. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { mainConfig, rendererConfig } from './configs.ts';

const PORT = '5180';
const launcher = fileURLToPath(new URL('../../dist/main/launch.js', import.meta.url));
let server: ChildProcess | null = null;
let turn: Promise<void> = Promise.resolve();

/** One at a time, and only when the old server has let go of the port and of the workspace. The launcher prints the address. */
function restart(): void {
  turn = turn.then(async () => {
    await stop();
    server = spawn(process.execPath, [launcher, '--browser', '--no-open', '--port', PORT], { stdio: 'inherit' });
  });
}

async function stop(): Promise<void> {
  const old = server;
  server = null;
  if (!old || old.exitCode !== null || old.signalCode !== null) return;
  const isGone = once(old, 'exit');
  old.kill('SIGTERM');
  await isGone;
}

async function watch(config: InlineConfig, onBuilt: () => void): Promise<void> {
  const watcher = await build({ ...config, logLevel: 'warn', build: { ...config.build, watch: {}, emptyOutDir: false } });
  if (!('on' in watcher)) return;
  watcher.on('event', (event) => {
    if (event.code === 'END') onBuilt();
    if (event.code === 'ERROR') console.error(event.error.message);
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void turn.then(stop).finally(() => process.exit(0)));
}
await watch(rendererConfig, () => {});
await watch(mainConfig, restart);
