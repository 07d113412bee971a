import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** Where Hearth keeps what no path was given for: HEARTH_HOME, else the system's place for application data. */
export function dataFolder(env: Record<string, string | undefined> = process.env): string {
  if (env['HEARTH_HOME']) return env['HEARTH_HOME'];
  if (platform() === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Hearth');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Hearth');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'hearth');
}

/** The worker entry beside the bundle that runs, or the source in tests. */
export function workerEntry(moduleUrl: string): URL {
  return moduleUrl.endsWith('.ts') ? new URL('./worker.ts', import.meta.url) : new URL('./worker.js', moduleUrl);
}
