import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine, dataFolder, workerEntry } from '../api/index.ts';
import { InputError } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import { startHost } from '../host/index.ts';
import { type Parsed, place, whole } from './args.ts';

/** Serves one workspace until it is told to stop. */
export async function serve({ positional, flags }: Parsed, isJson: boolean): Promise<number> {
  const path = resolve(place(positional, 0, 'The workspace file (<ws>)'));
  const engine = createEngine({
    dataFolder: dataFolder(),
    host: { kind: 'browser', version: VERSION, canPick: false },
    workerEntry: workerEntry(import.meta.url),
  });
  try {
    await engine.open({ path });
    const host = await startHost({
      engine,
      rendererFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
      port: whole(flags, 'port', 0, 0, 65_535),
    });
    process.stdout.write(isJson ? `${JSON.stringify({ kind: 'serving', url: host.url, port: host.port })}\n` : `${host.url}\n`);
    await new Promise<void>((done) => {
      process.once('SIGINT', () => done());
      process.once('SIGTERM', () => done());
    });
    await host.close();
    return 0;
  } finally {
    await engine.shutdown();
  }
}

/** The bench lives with the tests: it needs data makers and rivals that a product does not carry. */
export function runBench(args: string[]): number {
  const script = fileURLToPath(new URL('../../test/bench/run.ts', import.meta.url));
  if (!existsSync(script))
    throw new InputError(
      'file-not-found',
      'The bench is part of a checkout, not of the installed product. Clone the project and run npm run bench.',
    );
  return spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status ?? 1;
}
