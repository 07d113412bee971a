import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tableNameOf } from '../../../../core/import/readers/open.ts';
import { readPath, readText } from './tempFiles.ts';

describe('opening', () => {
  test('content tells the kind, not the extension', async () => {
    for (const [name, text, kind] of [
      ['x.txt', '[{"a":1}]', 'json'],
      ['x.csv', '[{"a":1}]', 'json'],
      ['x.dat', '{"a":[{"b":1}]}', 'json'],
      ['x.csv', '<?xml version="1.0"?><r><row a="1"/></r>', 'xml'],
      ['x.log', ' \n<r><row a="1"/></r>', 'xml'],
      ['x.json', 'a,b\n1,2\n', 'csv'],
      ['x.csv', '[id],[name]\n1,2\n', 'csv'],
      ['x', 'a\tb\n1\t2\n', 'csv'],
    ] as const) {
      expect([name, (await readText(name, text)).file.kind]).toEqual([name, name === 'x.json' && kind === 'csv' ? 'json' : kind]);
    }
  });

  test('an empty file is reported, not thrown', async () => {
    for (const text of ['', '\n\n  \n', '\ufeff', '\0\0\0']) {
      const { file, codes } = await readText('x.csv', text);
      expect([file.tables, codes]).toEqual([[], ['file-empty']]);
    }
  });

  test('a file that is not there, and a folder, are refused', async () => {
    await expect(readPath('/nowhere/x.csv')).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(readPath('/')).rejects.toMatchObject({ code: 'file-not-found' });
  });

  test('formats that hold no rows are named', async () => {
    await expect(readText('x.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).rejects.toMatchObject({
      code: 'unknown-format',
    });
    await expect(readText('x.pdf', '%PDF-1.7')).rejects.toMatchObject({ code: 'unknown-format' });
  });

  test('gzip is undone on the way', async () => {
    expect((await readText('x.csv.gz', gzipSync('a,b\n1,张\n'))).rows).toEqual([['1', '张']]);
    expect((await readText('x.json.gz', gzipSync('[{"a":1}]'))).rows).toEqual([['1']]);
    expect((await readText('x.xml.gz', gzipSync('<r><row a="1"/></r>'))).rows).toEqual([['1']]);
  });

  test('a cut gzip file keeps what could be read', async () => {
    const whole = gzipSync(Array.from({ length: 20_000 }, (_, i) => `${i},${(i * 7919) % 1000}`).join('\n'));
    const { rows, codes } = await readText('x.csv.gz', whole.subarray(0, whole.length - 2000));
    expect(rows.length).toBeGreaterThan(1000);
    expect(codes).toContain('file-cut');
  });

  test('a table is named after its file without the endings', () => {
    expect(['/a/b.csv', 'b.csv.gz', 'b.v2.json', '会员.xlsx', '.csv', 'noending'].map(tableNameOf)).toEqual([
      'b',
      'b',
      'b.v2',
      '会员',
      '.csv',
      'noending',
    ]);
  });

  test('an unknown table is refused', async () => {
    const { file } = await readText('x.csv', 'a,b\n1,2\n');
    await expect(file.batches('other').next()).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the position ends at the size of the file', async () => {
    for (const [name, text] of [
      ['x.csv', 'a,b\n1,2\n'],
      ['x.json', '[{"a":1}]'],
      ['x.xml', '<r><row a="1"/></r>'],
    ] as const) {
      const { file } = await readText(name, text);
      for await (const _ of file.batches(file.tables[0]!.name));
      expect(file.position()).toBe(file.bytes);
    }
  });
});
