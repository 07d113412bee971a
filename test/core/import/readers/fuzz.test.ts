import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../core/base/errors.ts';
import { issueLog } from '../../../../core/import/issues.ts';
import { openFile } from '../../../../core/import/readers/open.ts';
import { seeded, tempFile, tempPath } from './tempFiles.ts';

const encoder = new TextEncoder();

const VALID: Record<string, Uint8Array> = {
  csv: encoder.encode(
    '用户ID,昵称,"说 ""明""",时间\r\n1,张三,"a\nb",2024-01-01 10:00:00\r\n2,李四,,2024-01-02\r\n3,"王,五",x y,\r\n',
  ),
  tsv: encoder.encode('a\tb|c\td;e\n1\t2\t3\n"x\ty"\t\t\n'),
  json: encoder.encode(
    '{"meta":{"n":1},"messages":[{"id":12345678901234567890,"a":{"b":[1,{"c":null}]},"t":"x\\u4e2d\\n"},{"id":2}],"chats":{"list":[{"x":true}]}}',
  ),
  ndjson: encoder.encode('{"id":1,"t":"中文"}\n{"id":2,"t":"b\\"c"}\n{"id":3}\n'),
  xml: encoder.encode(
    '\ufeff<?xml version="1.0"?>\n<r>\n<row Id="1" T="&lt;a&gt;&#10;中" />\n<row Id="2"><x>y</x><![CDATA[z]]></row>\n<!-- c --><row Id="3"/></r>',
  ),
};

/** Bytes that mean something to a reader, so that mutations hit its branches. */
const TELLING = encoder.encode('"\n\r,;\t|<>/&![]{}:\\\u0000=\'# -0au');

function mutated(source: Uint8Array, random: () => number): Uint8Array {
  const below = (n: number) => Math.floor(random() * n);
  let bytes = source.slice();
  const kind = below(4);
  if (kind === 0) return bytes.subarray(0, below(bytes.length + 1));
  if (kind === 1)
    return Uint8Array.from({ length: below(200) }, () => (random() < 0.5 ? below(256) : TELLING[below(TELLING.length)]!));
  for (let changes = 1 + below(6); changes > 0; changes--) {
    const at = below(bytes.length);
    const byte = random() < 0.7 ? TELLING[below(TELLING.length)]! : below(256);
    if (random() < 0.5) bytes[at] = byte;
    else bytes = Uint8Array.from([...bytes.subarray(0, at), byte, ...bytes.subarray(at + below(3))]);
  }
  // a piece of the file once more, inside it
  if (kind === 3) {
    const at = below(bytes.length);
    bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(below(bytes.length)), ...bytes.subarray(at)]);
  }
  return bytes;
}

async function readAll(path: string, chunkBytes: number): Promise<void> {
  const issues = issueLog('x');
  let tables = 0;
  try {
    const file = await openFile(path, { issues, chunkBytes });
    tables = file.tables.length;
    for (const { name, columns, rows } of file.tables) {
      let count = 0;
      for await (const batch of file.batches(name)) {
        expect(batch.count).toBeGreaterThan(0);
        count += batch.count;
        for (let r = 0; r < batch.count; r++) for (let c = 0; c < columns.length; c++) batch.cell(r, c);
      }
      if (rows !== null) expect(count).toBe(rows);
    }
    file.close();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return;
  }
  // nothing is swallowed in silence
  expect(tables + issues.list().length).toBeGreaterThan(0);
}

const CASES = 10_000;
const GROUPS = 10;

describe('damaged files', () => {
  for (let group = 0; group < GROUPS; group++) {
    test(`never crash, never hang, always leave a report, seed ${group}`, { timeout: 60_000 }, async () => {
      const random = seeded(1000 + group);
      const kinds = Object.keys(VALID);
      const paths = new Map(kinds.map((kind) => [kind, tempPath(`x.${kind}`)]));
      const oneOf = async (kind: string): Promise<void> => {
        const bytes = mutated(VALID[kind]!, random);
        const path = paths.get(kind)!;
        writeFileSync(path, bytes);
        try {
          await readAll(path, 1 + Math.floor(random() * 64));
        } catch (error) {
          throw new Error(`${kind}: ${Buffer.from(bytes).toString('base64')}`, { cause: error });
        }
      };
      // side by side: most of the time is waiting for the disk
      for (let i = 0; i < CASES / GROUPS / kinds.length; i++) await Promise.all(kinds.map(oneOf));
    });
  }

  test('a file of zeros, of quotes and of brackets ends too', async () => {
    for (const byte of [0, 34, 60, 91, 123, 92, 44, 13]) {
      for (const name of ['x.csv', 'x.json', 'x.xml']) await readAll(tempFile(name, new Uint8Array(300_000).fill(byte)), 1 << 16);
    }
  });
});
