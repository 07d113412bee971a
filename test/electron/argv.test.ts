import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandOf, pathOf } from '../../electron/argv.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-argv-'));
const file = join(folder, '阅读 社群.hearth');
writeFileSync(file, '');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('commandOf', () => {
  it('is a plain word or a question about the program, in an installed product', () => {
    expect(commandOf(['hearth', 'import', 'a.hearth', 'dump', '--json'], true)).toEqual(['import', 'a.hearth', 'dump', '--json']);
    expect(commandOf(['hearth', '--help'], true)).toEqual(['--help']);
    expect(commandOf(['hearth', '--version'], true)).toEqual(['--version']);
    expect(commandOf(['hearth', '--no-sandbox', 'doctor'], true)).toEqual(['doctor']);
  });

  it('is null for a window: nothing, a file, a path, switches', () => {
    for (const args of [[], [file], ['posts.csv'], ['./dump'], ['/data/dump'], ['C:\\dump'], ['--no-sandbox'], ['']]) {
      expect(commandOf(['hearth', ...args], true), args.join(' ')).toBeNull();
    }
  });

  it('is null in a checkout, where npm run hearth is the command line', () => {
    expect(commandOf(['electron', 'main.js', 'import', 'a.hearth'], false)).toBeNull();
  });
});

describe('pathOf', () => {
  it('is the last argument that is there, relative to the folder it was named in', () => {
    expect(pathOf(['hearth', '阅读 社群.hearth'], true, folder)).toBe(file);
    expect(pathOf(['hearth', file, '--flag'], true, '/')).toBe(file);
    expect(pathOf(['hearth', '--flag', file, 'no-such.csv'], true, '/')).toBe(file);
    expect(pathOf(['electron', 'main.js', file], false, '/')).toBe(file);
  });

  it('is never the program or the script it runs', () => {
    expect(pathOf([file], true, folder)).toBeNull();
    expect(pathOf([file, file], false, folder)).toBeNull();
    expect(pathOf(['electron', '--inspect=0', '--no-sandbox', file], false, '/')).toBeNull();
    expect(pathOf(['hearth', '', '-x', 'no-such.csv'], true, folder)).toBeNull();
  });
});
