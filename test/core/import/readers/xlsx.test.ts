import { truncateSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { plainNumber } from '../../../../core/import/readers/sqlite.ts';
import { numberText } from '../../../../core/import/readers/xlsx.ts';
import { readPath, readText, tempFile } from './tempFiles.ts';

/** A zip without compression. */
function zip(files: Record<string, string>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const path = Buffer.from(name);
    const sums = Buffer.alloc(12);
    sums.writeUInt32LE(crc32(data), 0);
    sums.writeUInt32LE(data.length, 4);
    sums.writeUInt32LE(data.length, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    sums.copy(local, 14);
    local.writeUInt16LE(path.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    sums.copy(central, 16);
    central.writeUInt16LE(path.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, path, data);
    directory.push(central, path);
    offset += 30 + path.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function workbook(sheets: Record<string, string>, date1904 = false): Uint8Array {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook ${NS} xmlns:r="${REL}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId90" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet ${NS}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  names.forEach((name, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = `${XML}<worksheet ${NS}><sheetData>${sheets[name]}</sheetData></worksheet>`;
  });
  return zip(files);
}

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (at: string, value: string, style = 0) => `<c r="${at}" s="${style}"><v>${value}</v></c>`;

describe('workbooks', () => {
  test('a survey tool writes two header rows: question above, choice below', async () => {
    const book = workbook({
      Sheet:
        `<row r="1">${text('A1', 'Respondent ID')}${text('B1', 'Which?')}${text('D1', 'Why?')}</row>` +
        `<row r="2">${text('B2', 'A')}${text('C2', 'B')}${text('D2', 'Open-Ended Response')}</row>` +
        `<row r="3">${number('A3', '1')}${text('B3', 'A')}${text('D3', 'words')}</row>` +
        `<row r="4">${number('A4', '2')}${text('C4', 'B')}</row>`,
    });
    const { file, columns, rows, rowNumbers, codes } = await readText('s.xlsx', book);
    expect(columns).toEqual(['Respondent ID', 'Which? / A', 'Which? / B', 'Why?']);
    expect(file.tables[0]!.layers!.questions.slice(0, 3)).toEqual(['Respondent ID', 'Which?', '']);
    expect(rows).toEqual([
      ['1', 'A', null, 'words'],
      ['2', null, 'B', null],
    ]);
    expect(rowNumbers).toEqual([3, 4]);
    expect(codes).toContain('two-header-rows');
  });

  test('each sheet is a table of text, numbers without rounding, dates as ISO text without a zone', async () => {
    const book = workbook({
      用户:
        `<row r="1">${text('A1', '用户ID')}${text('B1', '金额')}${text('C1', '时间')}${text('D1', '付费')}</row>` +
        `<row r="2">${number('A2', '123456789012345')}${number('B2', '1.1000000000000001')}${number('C2', '45292.354166666664', 1)}<c r="D2" t="b"><v>1</v></c></row>` +
        `<row r="3">${text('A3', 'u2')}${number('C3', '45293', 1)}</row>`,
      Orders: `<row r="1">${text('A1', 'id')}</row><row r="2">${number('A2', '1.5E-7')}</row>`,
    });
    const { file, columns, tables, rowNumbers, codes } = await readText('x.xlsx', book);
    expect(file.kind).toBe('xlsx');
    expect(columns).toEqual(['用户ID', '金额', '时间', '付费']);
    expect(tables).toEqual({
      用户: [
        ['123456789012345', '1.1', '2024-01-01T08:30:00', 'TRUE'],
        ['u2', null, '2024-01-02', null],
      ],
      Orders: [['0.00000015']],
    });
    expect(rowNumbers).toEqual([2, 3, 2]);
    expect(codes).toEqual([]);
  });

  test('the 1904 date system gives the same days', async () => {
    const book = workbook({ S: `<row r="1">${text('A1', 'at')}</row><row r="2">${number('A2', '43830', 1)}</row>` }, true);
    expect((await readText('x.xlsx', book)).rows).toEqual([['2024-01-01']]);
  });

  test('empty sheets are reported and left out', async () => {
    const { file, codes } = await readText(
      'x.xlsx',
      workbook({ A: `<row r="1">${text('A1', 'id')}</row><row r="2">${number('A2', '1')}</row>`, B: '' }),
    );
    expect(file.tables.map((table) => table.name)).toEqual(['A']);
    expect(codes).toEqual(['table-empty']);
  });

  test('a zip that is no workbook, and a damaged one, are refused in words', async () => {
    await expect(readText('x.xlsx', zip({ 'a.txt': 'x' }))).rejects.toMatchObject({ code: 'bad-file' });
    const book = workbook({ A: `<row r="1">${text('A1', 'id')}</row>` });
    await expect(readText('x.xlsx', book.subarray(0, book.length / 2))).rejects.toMatchObject({ code: 'bad-file' });
  });
});

test('a workbook over 100 MB, or one that unpacks to more than a gigabyte, is refused before it is read', async () => {
  const large = tempFile('x.xlsx', zip({ 'xl/workbook.xml': 'x' }));
  truncateSync(large, 101 << 20);
  await expect(readPath(large)).rejects.toMatchObject({ code: 'too-large' });
  const bomb = Buffer.from(zip({ 'xl/workbook.xml': 'x' }));
  bomb.writeUInt32LE(0x7fffffff, bomb.indexOf('PK\u0001\u0002') + 24);
  await expect(readText('x.xlsx', bomb)).rejects.toMatchObject({ code: 'too-large' });
});

test('numbers become digits without an exponent', () => {
  expect([1e21, 1.5e-7, -2.5e-10, 123456789012345680000, 0.1, -0, 1.25e22].map(plainNumber)).toEqual([
    '1000000000000000000000',
    '0.00000015',
    '-0.00000000025',
    '123456789012345680000',
    '0.1',
    '0',
    '12500000000000000000000',
  ]);
  expect(numberText('12345678901234567890')).toBe('12345678901234567890');
  expect(numberText('1.1000000000000001')).toBe('1.1');
  expect(numberText('1.2345678901234568E+17')).toBe('123456789012345680');
});
