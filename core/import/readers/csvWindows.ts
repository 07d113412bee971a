/** Joins chunks into windows: what the scanner left of one window stands at the front of the next. */
import { asBuffer } from './bytes.ts';
import { type CsvFault, type CsvWindow, cellText, csvScanner, newCells } from './csvScan.ts';

export async function* csvWindows(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<CsvWindow> {
  const window: CsvWindow = { data: new Uint8Array(2), pos: 0, limit: 0, isLast: false };
  for await (const chunk of chunks) {
    append(window, chunk);
    yield window;
  }
  // the last record may lack its line end: only now is it known to be complete
  window.isLast = true;
  yield window;
}

function append(window: CsvWindow, chunk: Uint8Array): void {
  const left = window.limit - window.pos;
  const need = left + chunk.length + 2;
  if (window.data.length < need) {
    // twice as much as needed while a long record grows, so that copying stays linear
    const grown = new Uint8Array(left > chunk.length ? need * 2 : need);
    grown.set(window.data.subarray(window.pos, window.limit));
    window.data = grown;
  } else window.data.copyWithin(0, window.pos, window.limit);
  window.data.set(chunk, left);
  window.pos = 0;
  window.limit = left + chunk.length;
}

const CR_LF = Buffer.from('\r\n');

/** Takes off the quotes around whole lines (a CSV inside a one-column CSV). Lines without them pass unchanged. */
export async function* unwrapped(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  // a delimiter that does not occur in text: each line is one cell
  const scanner = csvScanner('\u0001', (_fault: CsvFault) => {});
  const cells = newCells(1, 1);
  for await (const window of csvWindows(chunks)) {
    const text = asBuffer(window.data);
    const parts: Buffer[] = [];
    while (scanner.scan(window, cells, 1) === 1) {
      parts.push(Buffer.from(cellText(text, cells.start[0]!, cells.end[0]!, cells.flag[0]!) ?? ''), CR_LF);
    }
    // a copy, because the caller keeps the window's bytes while the next is read
    if (parts.length > 0) yield new Uint8Array(Buffer.concat(parts));
  }
}
