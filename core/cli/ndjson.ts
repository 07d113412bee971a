/** Documents that come and go one a line (NDJSON), as many as there are. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { InputError } from '../base/errors.ts';
import type { Parsed } from './args.ts';

/** A command whose answer is one object a line, given as it goes. */
export interface LineCommand {
  usage: string;
  says: string;
  flags: Record<string, 'text' | 'switch'>;
  lines(parsed: Parsed): AsyncIterable<object>;
}

export interface Document {
  id: string | number;
  text: string;
  line: number;
}

/** Each line of `{"id": …, "text": …}`; blank lines are passed over, other fields are not looked at.
 *  @throws InputError bad-file: naming the line that is none. What came before it has been given. */
export async function* readDocuments(from: Readable): AsyncGenerator<Document, void, undefined> {
  let number = 0;
  for await (const line of createInterface({ input: from, crlfDelay: Infinity })) {
    number++;
    const text = number === 1 ? line.replace(/^\ufeff/, '') : line;
    if (text.trim() === '') continue;
    yield documentOf(text, number);
  }
}

function documentOf(line: string, number: number): Document {
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch (cause) {
    throw wrong(number, 'is no JSON', line, cause);
  }
  const { id, text } = (found ?? {}) as { id?: unknown; text?: unknown };
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof text !== 'string')
    throw wrong(number, 'lacks an id or a text', line);
  return { id, text, line: number };
}

const SHOWN = 60;
const wrong = (number: number, what: string, line: string, cause?: unknown) =>
  new InputError(
    'bad-file',
    `Every line should be an object such as {"id": "p1", "text": "…"}; line ${number} ${what}: ${line.slice(0, SHOWN)}${line.length > SHOWN ? '…' : ''}`,
    { line: number },
    cause,
  );

const CHUNK = 1 << 16;

/** Objects as lines, several a write. When reading fails, what was made before is given first. */
export async function* inChunks(objects: AsyncIterable<object>): AsyncGenerator<string, void, undefined> {
  let chunk = '';
  try {
    for await (const object of objects) {
      chunk += `${JSON.stringify(object)}\n`;
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
  } catch (error) {
    if (chunk !== '') yield chunk;
    throw error;
  }
  if (chunk !== '') yield chunk;
}
