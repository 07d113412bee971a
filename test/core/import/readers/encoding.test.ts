import { describe, expect, test } from 'vitest';
import { guessEncoding, wholeUtf8 } from '../../../../core/import/readers/encoding.ts';
import { readText } from './tempFiles.ts';

/** 编号,姓名 / 1,张三 / 2,李四 in GBK. */
const GBK = Uint8Array.from([
  0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x31, 0x2c, 0xd5, 0xc5, 0xc8, 0xfd, 0x0d, 0x0a, 0x32, 0x2c,
  0xc0, 0xee, 0xcb, 0xc4, 0x0d, 0x0a,
]);
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe('guessing an encoding', () => {
  test('a byte order mark decides', () => {
    expect(guessEncoding(bytes([0xef, 0xbb, 0xbf], 'a,b'))).toEqual([{ name: 'utf-8', plausibility: 1 }]);
    expect(guessEncoding(bytes([0xff, 0xfe, 0x61, 0x00]))[0]?.name).toBe('utf-16le');
    expect(guessEncoding(bytes([0xfe, 0xff, 0x00, 0x61]))[0]?.name).toBe('utf-16be');
  });

  test('plain ASCII and Chinese UTF-8 are utf-8', () => {
    expect(guessEncoding(bytes('id,name\n1,x\n'))[0]).toEqual({ name: 'utf-8', plausibility: 1 });
    expect(guessEncoding(bytes('编号,姓名\n1,张三\n'))[0]).toEqual({ name: 'utf-8', plausibility: 1 });
  });

  test('a character cut by the end of the sample does not make UTF-8 something else', () => {
    const whole = bytes('编号,姓名');
    for (let cut = 1; cut <= whole.length; cut++) expect(guessEncoding(whole.subarray(0, cut))[0]?.name).toBe('utf-8');
  });

  test('a Chinese file saved by Excel is gb18030', () => {
    expect(guessEncoding(GBK)[0]?.name).toBe('gb18030');
  });

  test('byte 0x80 in a Chinese Excel file is the euro sign, and the file still gb18030', async () => {
    const file = bytes([...GBK], [0x33, 0x2c, 0x80, 0x39, 0x39, 0x0d, 0x0a]);
    expect(guessEncoding(file)[0]?.name).toBe('gb18030');
    const { rows, codes } = await readText('价格.csv', file);
    expect(rows).toEqual([
      ['1', '张三'],
      ['2', '李四'],
      ['3', '€99'],
    ]);
    expect(codes).toEqual(['encoding-guessed']);
  });

  test('one Mac Roman pair in a Latin text, valid in GBK too, does not make it Chinese', () => {
    const survey = bytes(
      'RespondentID,Do you consider yourself to be a fan of the Expanded Universe?',
      [0x8c, 0xe6],
      ',Gender\n1,Yes,Male\n2,No,Female\n',
    );
    const guesses = guessEncoding(survey);
    expect(['windows-1252', 'macintosh']).toContain(guesses[0]?.name);
    expect(guesses.find((guess) => guess.name === 'gb18030')?.plausibility ?? 0).toBeLessThan(guesses[0]!.plausibility);
  });

  test('accents tell windows-1252 from macintosh', () => {
    expect(guessEncoding(bytes('id,nom\n1,No', [0xeb], 'l\n2,caf', [0xe9], '\n'))[0]?.name).toBe('windows-1252');
    expect(guessEncoding(bytes('id,nom\n1,No', [0x91], 'l\n2,caf', [0x8e], ' cr', [0x8f], 'me\n'))[0]?.name).toBe('macintosh');
  });

  test('big5 and shift_jis are recognised', () => {
    // 編號,會員 / 課程很好
    expect(
      guessEncoding(
        bytes([0xbd, 0x73, 0xb8, 0xb9, 0x2c, 0xb7, 0x7c, 0xad, 0xfb, 0x0a, 0xbd, 0xd2, 0xb5, 0x7b, 0xab, 0xdc, 0xa6, 0x6e, 0x0a]),
      )[0]?.name,
    ).toBe('big5');
    // このコースはとても良い
    expect(
      guessEncoding(
        bytes([
          0x82, 0xb1, 0x82, 0xcc, 0x83, 0x52, 0x81, 0x5b, 0x83, 0x58, 0x82, 0xcd, 0x82, 0xc6, 0x82, 0xc4, 0x82, 0xe0, 0x97, 0xc7,
          0x82, 0xa2, 0x0a,
        ]),
      )[0]?.name,
    ).toBe('shift_jis');
  });

  test('UTF-16 without a mark is recognised by its zero bytes', () => {
    const text = Buffer.from('编号,姓名\r\n1,张三\r\n', 'utf16le');
    expect(guessEncoding(text)[0]?.name).toBe('utf-16le');
    expect(guessEncoding(Buffer.from(text).swap16())[0]?.name).toBe('utf-16be');
  });

  test('one damaged byte in Chinese UTF-8 leaves it UTF-8', () => {
    const text = bytes('编号,评论\n1,这个课程非常好，学到了很多东西\n2,老师讲得很清楚', [0xff], '\n');
    expect(guessEncoding(text)[0]?.name).toBe('utf-8');
  });

  test('the whole part of UTF-8 ends before a cut character', () => {
    expect(wholeUtf8(bytes('a张'))).toBe(4);
    expect(wholeUtf8(bytes('a张').subarray(0, 3))).toBe(1);
    expect(wholeUtf8(bytes('a😀').subarray(0, 4))).toBe(1);
  });
});

describe('reading text', () => {
  test('the person importing overrides the guess', async () => {
    const { columns, rows } = await readText('x.csv', GBK, { encoding: 'macintosh' });
    expect(columns[0]).not.toBe('编号');
    expect(rows).toHaveLength(2);
    expect((await readText('x.csv', GBK, { encoding: 'gbk' })).columns).toEqual(['编号', '姓名']);
  });

  test('an unknown encoding is refused', async () => {
    await expect(readText('x.csv', GBK, { encoding: 'ebcdic' })).rejects.toMatchObject({ code: 'bad-option' });
  });

  test('bytes that are no text are counted and replaced, the rest is kept', async () => {
    const { rows, issues } = await readText('x.csv', bytes('id,评论\n1,好的课程老师\n2,不', [0xff], '错\n'));
    expect(rows[1]).toEqual(['2', '不\ufffd错']);
    expect(issues.find((issue) => issue.code === 'bad-bytes')?.count).toBe(1);
  });

  test('zero bytes are removed and counted once, however often the file is read', async () => {
    const { rows, issues, file } = await readText('x.csv', 'id,n\n1,a\0b\n2,\0c\n');
    expect(rows).toEqual([
      ['1', 'ab'],
      ['2', 'c'],
    ]);
    for await (const batch of file.batches(file.tables[0]!.name)) expect(batch.count).toBe(2);
    expect(issues.find((issue) => issue.code === 'nul-removed')?.count).toBe(2);
  });

  test('the mark at the beginning is not part of the first name', async () => {
    for (const chunkBytes of [1, 2, 3, 5, 1 << 20]) {
      const { columns } = await readText('x.csv', bytes([0xef, 0xbb, 0xbf], 'id,名\n1,x\n'), { chunkBytes });
      expect(columns).toEqual(['id', '名']);
    }
  });

  test('characters survive seams anywhere', async () => {
    const text = 'id,名称\n1,张三😀é\n2,李四\n';
    for (let chunkBytes = 1; chunkBytes < 12; chunkBytes++) {
      expect((await readText('x.csv', text, { chunkBytes })).rows).toEqual([
        ['1', '张三😀é'],
        ['2', '李四'],
      ]);
    }
  });

  test('Chinese far behind a long ASCII beginning still decides the encoding', async () => {
    const ascii = `id,name\n${'1,x\n'.repeat(100_000)}`;
    const { file, rows } = await readText('x.csv', Buffer.concat([Buffer.from(ascii), GBK]));
    expect(file.encoding).toBe('gb18030');
    expect(rows.at(-1)).toEqual(['2', '李四']);
  });
});
