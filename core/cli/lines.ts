/** Standard input, line by line, without holding it whole. */
import { readSync } from 'node:fs';

const CHUNK = 1 << 20;

/** The lines of standard input, without their ends; bytes that are not UTF-8 become replacement characters.   @throws what reading throws. */
export function* linesOfInput(): Generator<string> {
  const chunk = Buffer.alloc(CHUNK);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest: string[] = []; // pieces of a line that is not complete: a line may be many chunks long
  for (;;) {
    const read = readSome(chunk);
    const text = read === 0 ? decoder.decode() : decoder.decode(chunk.subarray(0, read), { stream: true });
    const lines = text.split('\n');
    rest.push(lines[0]!);
    if (lines.length > 1) {
      yield withoutReturn(rest.join(''));
      for (let i = 1; i < lines.length - 1; i++) yield withoutReturn(lines[i]!);
      rest = [lines.at(-1)!];
    }
    if (read > 0) continue;
    const last = rest.join('');
    if (last !== '') yield withoutReturn(last);
    return;
  }
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

function readSome(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(0, chunk, 0, chunk.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0; // how Windows says that a pipe has ended
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // a pipe that has nothing yet
    }
  }
}
