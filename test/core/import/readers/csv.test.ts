import { describe, expect, test } from 'vitest';
import { readText, seeded } from './tempFiles.ts';

describe('records', () => {
  test('a record is not a line: quotes hold line ends, delimiters and doubled quotes', async () => {
    const { columns, rows } = await readText('x.csv', 'id,text\r\n1,"a\nb, ""c"""\r\n2,d\r\n');
    expect(columns).toEqual(['id', 'text']);
    expect(rows).toEqual([
      ['1', 'a\nb, "c"'],
      ['2', 'd'],
    ]);
  });

  test('LF, CRLF and CR end records, also mixed, and a last line end is optional', async () => {
    for (const text of ['a,b\n1,2\n3,4', 'a,b\r\n1,2\r\n3,4\r\n', 'a,b\r1,2\r3,4', 'a,b\r\n1,2\n3,4\r']) {
      for (const chunkBytes of [1, 2, 3, 4, 100])
        expect((await readText('x.csv', text, { chunkBytes })).rows).toEqual([
          ['1', '2'],
          ['3', '4'],
        ]);
    }
  });

  test('row numbers count records, with the header as 1', async () => {
    const { rowNumbers } = await readText('x.csv', 'a,b\n1,"x\ny"\n\n2,z\n');
    expect(rowNumbers).toEqual([2, 3]);
  });

  test('blank lines are no records, but a quoted empty cell is one', async () => {
    expect((await readText('x.csv', 'a\n\n1\n\n\n""\n2\n')).rows).toEqual([['1'], [''], ['2']]);
  });

  test('a quote inside an unquoted cell is a character', async () => {
    expect((await readText('x.csv', 'a,b\n5" disk,x"y"z\n')).rows).toEqual([['5" disk', 'x"y"z']]);
  });

  test('text behind a closing quote is kept, blanks behind it are not', async () => {
    const { rows } = await readText('x.csv', 'a,b\n"x"y,1\n"x"  ,2\n"He said "hello" loudly",3\n');
    expect(rows).toEqual([
      ['x"y', '1'],
      ['x', '2'],
      ['He said "hello" loudly', '3'],
    ]);
  });

  test('a quote that nobody closes is reported and swallows nothing', async () => {
    for (const chunkBytes of [1, 7, 1000]) {
      const { rows, issues } = await readText('x.csv', 'a,b\n1,"open\n2,x\n3,y\n', { chunkBytes });
      expect(rows).toEqual([
        ['1', '"open'],
        ['2', 'x'],
        ['3', 'y'],
      ]);
      expect(issues.find((issue) => issue.code === 'quote-unclosed')).toMatchObject({ row: 2, count: 1 });
    }
  });

  test('an unclosed quote in a large file costs at most its own cell', async () => {
    const { rows, codes } = await readText(
      'x.csv',
      `a,b\n1,"open\n${'2,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n'.repeat(220_000)}`,
    );
    expect(rows).toHaveLength(220_001);
    expect(codes).toContain('quote-unclosed');
  });

  test('a cell of 3 MB survives', async () => {
    const long = '长文 "x"\n'.repeat(300_000);
    const { rows } = await readText('x.csv', `id,text\n1,"${long.replaceAll('"', '""')}"\n2,b\n`);
    expect(rows[0]![1] === long).toBe(true);
    expect(rows[1]).toEqual(['2', 'b']);
  });

  test('short rows give null cells, long rows are counted, empty extra cells are not', async () => {
    const { rows, issues } = await readText('x.csv', 'a,b,c\n1\n1,2,3,4\n1,2,3,,\n1,2,3\n');
    expect(rows).toEqual([
      ['1', null, null],
      ['1', '2', '3'],
      ['1', '2', '3'],
      ['1', '2', '3'],
    ]);
    expect(issues).toMatchObject([{ code: 'ragged-row', row: 2, count: 2 }]);
  });

  test('keys stay text: 1.1 is not 1.10, and long ids keep every digit', async () => {
    expect((await readText('x.csv', 'id,step\n175928847299117063,1.10\n')).rows).toEqual([['175928847299117063', '1.10']]);
  });

  test('exactly 1048576 records look like a file cut by a spreadsheet', async () => {
    expect((await readText('x.csv', `a,b\n${'1,2\n'.repeat(1_048_575)}`)).codes).toEqual(['spreadsheet-limit']);
    expect((await readText('x.csv', `a,b\n${'1,2\n'.repeat(1_048_574)}`)).codes).toEqual([]);
  });

  test('bytes of cells are those of the text', async () => {
    const { file } = await readText('x.csv', 'id,name\n12,张三\n3\n');
    for await (const batch of file.batches(file.tables[0]!.name)) {
      const { data, start, end, flag, width } = batch.utf8!;
      expect(width).toBe(2);
      expect(Buffer.from(data.subarray(start[1]!, end[1])).toString()).toBe('张三');
      expect(flag[3]).toBe(2);
    }
  });
});

describe('headers', () => {
  test('repeated and empty names are made different and reported', async () => {
    const { columns, issues } = await readText('x.csv', 'id,Other,,Other,Other,\n1,2,3,4,5,6\n');
    expect(columns).toEqual(['id', 'Other', 'column 3', 'Other (2)', 'Other (3)', 'column 6']);
    expect(issues.map(({ code, count }) => [code, count])).toEqual([
      ['header-repeated', 2],
      ['header-empty', 2],
    ]);
  });

  test('a made-up name does not meet a real one', async () => {
    expect((await readText('x.csv', 'a,a,a (2)\n1,2,3\n')).columns).toEqual(['a', 'a (2)', 'a (2) (2)']);
  });

  test('a second header row of a survey tool is joined to the first', async () => {
    const text =
      'RespondentID,Which have you seen?,,Gender,Age\n' +
      ',Film one,Film two,Response,Response\n' +
      '1,Film one,,Male,18-29\n2,,Film two,Female,30-44\n';
    const { columns, rows, codes, rowNumbers } = await readText('x.csv', text);
    expect(columns).toEqual([
      'RespondentID',
      'Which have you seen? / Film one',
      'Which have you seen? / Film two',
      'Gender',
      'Age',
    ]);
    expect(rows[0]).toEqual(['1', 'Film one', '', 'Male', '18-29']);
    expect(codes).toEqual(['two-header-rows']);
    expect(rowNumbers).toEqual([3, 4]);
  });

  test('a first record without its id is data', async () => {
    const { rows, codes } = await readText('x.csv', 'id,name,city\n,Ann,Rome\n2,Bob,Oslo\n');
    expect(rows).toHaveLength(2);
    expect(codes).toEqual([]);
  });

  test('a header alone is an empty table', async () => {
    const { columns, rows, codes } = await readText('x.csv', 'a,b\n');
    expect([columns, rows, codes]).toEqual([['a', 'b'], [], ['table-empty']]);
  });
});

describe('dialects', () => {
  test('the delimiter is the one that agrees with the header', async () => {
    for (const d of [',', ';', '\t', '|']) {
      const { file, rows } = await readText('x.csv', `a${d}b${d}c\n1${d}"x, y; z"${d}2\n3${d}4${d}5\n`);
      expect(file.delimiter).toBe(d);
      expect(rows[1]).toEqual(['3', '4', '5']);
    }
  });

  test('semicolons separate and commas are decimals', async () => {
    expect((await readText('x.csv', 'a;b\n1,5;2,5\n3,5;4,5\n')).rows).toEqual([
      ['1,5', '2,5'],
      ['3,5', '4,5'],
    ]);
  });

  test('the delimiter can be given, and only one of four', async () => {
    expect((await readText('x.csv', 'a,b;c\n1,2;3\n', { delimiter: ';' })).columns).toEqual(['a,b', 'c']);
    await expect(readText('x.csv', 'a', { delimiter: 'x' })).rejects.toMatchObject({ code: 'bad-option' });
  });

  test('a CSV whose lines all stand in quotes is unwrapped', async () => {
    const text = '"id,name,note"\n"1,Ann,""a, b"""\n"2,Bob,c"\n';
    for (const chunkBytes of [3, 1000]) {
      const { columns, rows, codes } = await readText('x.csv', text, { chunkBytes });
      expect(columns).toEqual(['id', 'name', 'note']);
      expect(rows).toEqual([
        ['1', 'Ann', 'a, b'],
        ['2', 'Bob', 'c'],
      ]);
      expect(codes).toEqual(['line-wrapped']);
    }
  });

  test('one column of quoted sentences is not unwrapped', async () => {
    const { columns, rows } = await readText('x.csv', '"text"\n"Hello, world"\n"I like, it, much"\n');
    expect([columns, rows]).toEqual([['text'], [['Hello, world'], ['I like, it, much']]]);
  });
});

describe('round trip', () => {
  const letters = ['a', 'B', '7', ' ', '"', '""', ',', ';', '\n', '\r\n', '中', '文', '😀', 'é', "'", '\t', '|'];
  const quoted = (cell: string) => (/[",;\t|\r\n]|^\s|\s$/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell);

  for (let seed = 1; seed <= 40; seed++) {
    test(`what was written is read again, seed ${seed}`, async () => {
      const random = seeded(seed);
      const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
      const width = 2 + Math.floor(random() * 4);
      const rows = Array.from({ length: 1 + Math.floor(random() * 30) }, () =>
        Array.from({ length: width }, () => Array.from({ length: Math.floor(random() * 9) }, () => pick(letters)).join('')),
      );
      const header = Array.from({ length: width }, (_, i) => `字段${i}`);
      const delimiter = pick([',', ';', '\t', '|']);
      const end = pick(['\n', '\r\n']);
      const text = [header, ...rows].map((row) => row.map(quoted).join(delimiter)).join(end) + (random() < 0.5 ? end : '');
      const result = await readText('x.csv', text, { delimiter, chunkBytes: 1 + Math.floor(random() * 40) });
      expect(result.columns).toEqual(header);
      expect(result.rows).toEqual(rows);
      expect(result.codes).toEqual([]);
    });
  }
});
