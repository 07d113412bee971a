/** What a package would hold, built for real around a stub in place of Electron's binary (named so, never published). */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import electronPackage from '../../node_modules/electron/package.json' with { type: 'json' };
import { sampleShown } from '../electron/asPage.ts';
import { startDesktop } from '../electron/stage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
/** Runs a compiled main.js with a double in Electron's place. */
const RUNNER = join(root, 'test/electron/double/run.ts');
const folder = mkdtempSync(join(tmpdir(), 'hearth-package-'));
const unpacked = join(folder, 'out', 'linux-unpacked');
const resources = join(unpacked, 'resources');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Electron's executable holds this sentinel, the wire's version and length, and a state a fuse: '0' off, '1' on. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 9;
const [OFF, ON] = [0x30, 0x31];

describe.runIf(process.platform === 'linux')('the package', () => {
  beforeAll(() => {
    const dist = join(folder, 'stub-electron');
    mkdirSync(dist);
    writeFileSync(
      join(dist, 'electron'),
      Buffer.concat([
        Buffer.from(`STUB, not Electron\0${SENTINEL}`),
        Buffer.from([1, FUSES]),
        Buffer.from('1'.repeat(FUSES)),
        Buffer.alloc(64),
      ]),
    );
    chmodSync(join(dist, 'electron'), 0o755);
    writeFileSync(join(dist, 'version'), electronPackage.version);
    mkdirSync(join(dist, 'locales'));
    for (const locale of ['en-US', 'fr', 'zh-CN', 'zh-TW']) writeFileSync(join(dist, 'locales', `${locale}.pak`), 'stub');
    writeFileSync(join(dist, 'LICENSE'), 'stub');
    writeFileSync(join(dist, 'LICENSES.chromium.html'), 'stub');
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        '--linux',
        'dir',
        '--x64',
        '--publish',
        'never',
        `-c.electronDist=${dist}`,
        `-c.directories.output=${join(folder, 'out')}`,
      ],
      { cwd: root, encoding: 'utf8', env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
    );
    expect(status, `${stdout}\n${stderr}`).toBe(0);
  });

  it('holds what was built and nothing else of the project', () => {
    const files = listPackage(join(resources, 'app.asar'), { isPack: false }).map((f) => f.replaceAll('\\', '/'));
    const top = new Set(files.map((f) => f.split('/')[1]));
    expect([...top].sort()).toEqual(['dist', 'node_modules', 'package.json']);
    expect(new Set(files.filter((f) => /^\/node_modules\/[^/]+$/.test(f)))).toEqual(new Set(['/node_modules/better-sqlite3']));
    for (const needed of [
      '/dist/main/main.js',
      '/dist/main/worker.js',
      '/dist/main/cli.js',
      '/dist/preload/preload.cjs',
      '/dist/renderer/index.html',
    ]) {
      expect(files).toContain(needed);
    }
    expect(files.filter((f) => /\.(ts|tsx|map)$|\/(test|deps|src)\//.test(f))).toEqual([]);
    const strays = files.filter((f) => /zod|ml-|playwright|vitest|sample\.hearth|\.(csv|xml|xlsx|parquet|hearth)$/.test(f));
    expect(strays).toEqual([]);
    const folders = files.filter((f) => /^\/dist\/[^/]+$/.test(f));
    expect(folders.sort()).toEqual(['/dist/main', '/dist/preload', '/dist/renderer']);
  });

  it('unpacks exactly one SQLite binary', () => {
    const native = walk(`${join(resources, 'app.asar')}.unpacked`).filter((f) => f.endsWith('.node'));
    expect(native.map((f) => f.split('/').at(-1))).toEqual(['linux-x64.node']);
  });

  it('keeps the locales the menu can follow, and no others', () => {
    expect(readdirSync(join(unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak', 'zh-TW.pak']);
  });

  it('runs outside the checkout: the command line of the installed product, by the executable’s own name', () => {
    // Taken out of the asar, in a place with no node_modules above it: what is not packed cannot be found.
    const app = join(folder, 'installed');
    extractAll(join(resources, 'app.asar'), app);
    const workspace = join(folder, 'reading.hearth');
    const run = (...argv: string[]) => {
      const options = { main: join(app, 'dist/main/main.js'), userData: folder, locale: 'en-US', argv, isPackaged: true };
      return spawnSync(process.execPath, ['--no-warnings', RUNNER, JSON.stringify({ ...options, isFirstInstance: true })], {
        cwd: folder,
        encoding: 'utf8',
      });
    };
    const made = run('sample', workspace, '--json');
    expect(made.status, made.stderr).toBe(0);
    const told = run('describe', 'reading.hearth', '--json');
    expect(JSON.parse(told.stdout)).toMatchObject({ kind: 'description' });
    expect(run('--version').stdout).toBe(`${version}\n`);
    const wrong = run('describe', 'no-such.hearth');
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('no-such.hearth');
  });

  it('opens its window and makes the sample there, on its own threads and its own SQLite', async () => {
    const desktop = await startDesktop({ main: join(folder, 'installed/dist/main/main.js'), isPackaged: true });
    await sampleShown(desktop);
    const roles = await desktop.inside(({ registered }) => registered.menu!.flatMap((m) => m.submenu ?? []).map((i) => i.role));
    expect(roles).not.toContain('toggleDevTools');
    await desktop.stop();
  });

  it('has its fuses set: no Node flags, no inspector, only this asar', async () => {
    const executable = readdirSync(unpacked)
      .map((f) => join(unpacked, f))
      .find((f) => /\/hearth$/i.test(f))!;
    const wire = await getCurrentFuseWire(executable);
    const state = (option: FuseV1Options) => wire[option];
    for (const off of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    ]) {
      expect(state(off)).toBe(OFF);
    }
    for (const on of [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    ]) {
      expect(state(on)).toBe(ON);
    }
  });

  it('stays small: everything of ours in 20 MB', () => {
    const bytes =
      statSync(join(resources, 'app.asar')).size +
      walk(`${join(resources, 'app.asar')}.unpacked`).reduce((n, f) => n + statSync(f).size, 0);
    console.log(`app.asar and what is unpacked beside it: ${(bytes / 1e6).toFixed(1)} MB`);
    expect(bytes).toBeLessThan(20e6);
  });
});

function walk(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? walk(join(path, e.name)) : [join(path, e.name)],
  );
}
