import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { tempFolder } from '../store/temp.ts';

type TempFolder = ReturnType<typeof tempFolder>;

const MAIN = fileURLToPath(new URL('../../../core/cli/main.ts', import.meta.url));

/** Runs a command over documents from standard input. @returns its lines as JSON, and how it ended */
export function overDocuments<Line>(
  folder: TempFolder,
  command: string,
  input: string | Buffer,
  ...args: string[]
): Promise<{ code: number | null; lines: Line[]; err: string }> {
  const env = { ...process.env, NODE_COMPILE_CACHE: folder.file('compiled') };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, command, ...args], { stdio: 'pipe', cwd: folder.path, env });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdin.on('error', () => {}); // it may stop reading at the first wrong line
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = out.split('\n').filter(Boolean);
      resolve({ code, lines: lines.map((line) => JSON.parse(line) as Line), err });
    });
    child.stdin.end(input);
  });
}

export const documents = (...entries: object[]): string => entries.map((e) => `${JSON.stringify(e)}\n`).join('');
