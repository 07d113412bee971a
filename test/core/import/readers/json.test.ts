import { describe, expect, test } from 'vitest';
import { readText } from './tempFiles.ts';

const rowsOf = (text: string) => readText('x.json', text);

describe('documents', () => {
  test('an array of objects is one table named after the file', async () => {
    const { file, columns, rows, rowNumbers } = await rowsOf('[{"id":1,"name":"张三"},{"id":2,"city":"x"}]');
    expect(file.tables).toMatchObject([{ rows: 2 }]);
    expect(file.tables[0]!.name).toMatch(/-x$/);
    expect(columns).toEqual(['id', 'name', 'city']);
    expect(rows).toEqual([
      ['1', '张三', null],
      ['2', null, 'x'],
    ]);
    expect(rowNumbers).toEqual([1, 2]);
  });

  test('integers beyond 2^53 and all other numbers keep their digits', async () => {
    const { rows } = await rowsOf('[{"a":175928847299117063,"b":1.10,"c":-0,"d":1e400,"e":0.1000000000000000055}]');
    expect(rows).toEqual([['175928847299117063', '1.10', '-0', '1e400', '0.1000000000000000055']]);
  });

  test('several arrays of objects are several tables, named by path', async () => {
    const { tables } = await rowsOf(
      '{"about":"x","users":[{"id":1}],"chats":{"count":2,"list":[{"id":"c1","messages":[{"id":9}]}]},"tags":["a","b"],"empty":[]}',
    );
    expect(tables).toEqual({ users: [['1']], 'chats.list': [['c1', '[{"id":9}]']] });
  });

  test('nested objects become dotted names, arrays stay JSON', async () => {
    const { columns, rows } = await rowsOf(
      '[{"author":{"id":"1","n":{"x":true}},"roles":["a", 12345678901234567890],"none":null,"o":{}}]',
    );
    expect(columns).toEqual(['author.id', 'author.n.x', 'roles', 'none']);
    expect(rows).toEqual([['1', 'true', '["a", 12345678901234567890]', null]]);
  });

  test('escapes are undone, wherever the seams are', async () => {
    const text = '{"m":[{"a\\u0062c":"x\\n\\"\\\\\\/\\u4e2d\\ud83d\\ude00","b":"}]{["}]}';
    for (let chunkBytes = 1; chunkBytes < 20; chunkBytes++) {
      const { columns, rows } = await readText('x.json', text, { chunkBytes });
      expect(columns).toEqual(['abc', 'b']);
      expect(rows).toEqual([['x\n"\\/中😀', '}]{[']]);
    }
  });

  test('an object without a list is one record', async () => {
    expect((await rowsOf('{"id":1,"name":"x","tags":["a"]}')).rows).toEqual([['1', 'x', '["a"]']]);
  });

  test('a bad record is reported with its row and the others are read', async () => {
    const { rows, issues } = await rowsOf('[{"a":1},{"a":01x},{"a":3}]');
    expect(rows).toEqual([['1'], ['3']]);
    expect(issues).toMatchObject([{ code: 'bad-json', row: 2, count: 1 }]);
    expect(issues[0]!.sample).toContain('01x');
  });

  test('a document that was cut keeps the records before it', async () => {
    const text = JSON.stringify({ messages: Array.from({ length: 50 }, (_, id) => ({ id, text: `m${id}` })), count: 50 });
    for (let cut = 20; cut < text.length; cut += 13) {
      const { rows, codes } = await rowsOf(text.slice(0, cut));
      expect(codes).toContain('file-cut');
      expect(rows).toEqual(rows.map((_, id) => [String(id), `m${id}`]));
    }
    expect((await rowsOf(text)).codes).toEqual([]);
  });

  test('strings of 2 MB survive', async () => {
    const long = '长"\\'.repeat(700_000);
    expect((await rowsOf(JSON.stringify([{ a: long }]))).rows[0]![0] === long).toBe(true);
  });

  test('nesting is followed 200 deep and not further', async () => {
    const nested = (depth: number) => `[{"a":${'['.repeat(depth)}${']'.repeat(depth)}}]`;
    expect((await rowsOf(nested(190))).codes).toEqual([]);
    expect((await rowsOf(nested(100_000))).codes).toEqual(['bad-json']);
    expect((await rowsOf('['.repeat(100_000))).codes).toContain('bad-json');
  });

  test('keys that mean something to JavaScript are only names', async () => {
    const { columns, rows } = await rowsOf('[{"__proto__":"x","constructor":"y","toString":{"a":1}}]');
    expect(columns).toEqual(['__proto__', 'constructor', 'toString.a']);
    expect(rows).toEqual([['x', 'y', '1']]);
  });

  test('NaN and Infinity of sloppy programs are null', async () => {
    expect((await rowsOf('[{"a":NaN,"b":-Infinity,"c":1}]')).rows).toEqual([[null, null, '1']]);
  });
});

describe('lines', () => {
  test('an object a line is one table, however the file is called', async () => {
    for (const name of ['x.ndjson', 'x.jsonl', 'x.json', 'x.txt']) {
      for (const chunkBytes of [1, 5, 1000]) {
        const { file, rows } = await readText(name, '{"a":1}\n{"a":12345678901234567890,"b":"x"}\n', { chunkBytes });
        expect(file.kind).toBe('ndjson');
        expect(rows).toEqual([
          ['1', null],
          ['12345678901234567890', 'x'],
        ]);
      }
    }
  });

  test('a bad line is reported with its row and sample, and reading goes on', async () => {
    const { rows, issues } = await readText('x.ndjson', '{"a":1}\n{oops}\n\n{"a":3}\n');
    expect(rows).toEqual([['1'], ['3']]);
    expect(issues).toMatchObject([{ code: 'bad-json', row: 2 }]);
    expect(issues[0]!.sample).toContain('{oops}');
  });

  test('a bad first line does not make it another format', async () => {
    const { rows, codes } = await readText('x.jsonl', '{oops\n{"a":2}\n{"a":3}\n');
    expect([rows, codes]).toEqual([[['2'], ['3']], ['bad-json']]);
  });

  test('a last line without its end is the cut', async () => {
    const { rows, codes } = await readText('x.ndjson', '{"a":1}\n{"a":2}\n{"a":');
    expect([rows, codes]).toEqual([[['1'], ['2']], ['file-cut']]);
  });
});
