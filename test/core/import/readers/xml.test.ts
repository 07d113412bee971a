import { describe, expect, test } from 'vitest';
import { readText } from './tempFiles.ts';

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

describe('rows', () => {
  test('attributes of self-closed elements are the cells, an absent one is null', async () => {
    const { file, columns, rows } = await readText(
      'Users.xml',
      `\ufeff${HEAD}<users>\n  <row Id="-1" Name="社区" />\n  <row Id="2" Age='3' />\n</users>\n`,
    );
    expect(file.tables[0]).toMatchObject({ rows: 2 });
    expect(columns).toEqual(['Id', 'Name', 'Age']);
    expect(rows).toEqual([
      ['-1', '社区', null],
      ['2', null, '3'],
    ]);
  });

  test('entities are decoded once, and > may stand in an attribute', async () => {
    const { rows } = await readText('x.xml', '<r><row a="&lt;p&gt;&amp;amp;&quot;&apos;&#xA;&#10;&#x1F600;&nbsp; > 1" /></r>');
    expect(rows).toEqual([['<p>&amp;"\'\n\n😀&nbsp; > 1']]);
  });

  test('child elements are cells too', async () => {
    const { columns, rows } = await readText(
      'x.xml',
      '<users><user no="7"><id>1</id><name><![CDATA[A & <B>]]></name><at><city>上海</city></at><tag>x</tag><tag>y</tag><none/></user></users>',
    );
    expect(columns).toEqual(['no', 'id', 'name', 'at.city', 'at', 'tag', 'none']);
    expect(rows).toEqual([['7', '1', 'A & <B>', '上海', '', 'x\ny', '']]);
  });

  test('comments, instructions and seams anywhere change nothing', async () => {
    const text = `${HEAD}<!-- <row a="0"/> --><r><?x y?><row a="1" b="张&amp;三"/><!-- - --><row a="2"/></r>`;
    for (let chunkBytes = 1; chunkBytes < 25; chunkBytes++) {
      const { rows, codes } = await readText('x.xml', text, { chunkBytes });
      expect([rows, codes]).toEqual([
        [
          ['1', '张&三'],
          ['2', null],
        ],
        [],
      ]);
    }
  });

  test('80,000 rows are read without hanging', async () => {
    const text = `<votes>${Array.from({ length: 80_000 }, (_, i) => `<row Id="${i}" PostId="${i * 7}" VoteTypeId="2" CreationDate="2018-03-12T00:00:00.000" />`).join('\n')}</votes>`;
    const start = performance.now();
    expect((await readText('x.xml', text)).rows).toHaveLength(80_000);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe('damage', () => {
  test('a cut file keeps the rows before the cut', async () => {
    const text = `<r>${Array.from({ length: 40 }, (_, i) => `<row Id="${i}" T="a &lt; b" />`).join('')}</r>`;
    for (let cut = 30; cut < text.length - 1; cut += 7) {
      const { rows, codes } = await readText('x.xml', text.slice(0, cut));
      expect(codes).toContain('file-cut');
      expect(rows.map((row) => row[0])).toEqual(rows.map((_, i) => String(i)));
    }
  });

  test('a malformed element is reported and the next row is read', async () => {
    const { rows, issues } = await readText('x.xml', '<r><row a="1"/><row a=2/><row a="3/><row a="4"/><row b/><row a="5"/></r>');
    expect(rows.map((row) => row[0])).toEqual(['1', '4', '5']);
    expect(issues).toMatchObject([{ code: 'bad-xml', count: 3, row: 2 }]);
  });

  test('an element that is closed by another name is dropped', async () => {
    const { rows, codes } = await readText('x.xml', '<r><row><id>1</id></row><row><id>2</name></row><row><id>3</id></row></r>');
    expect([rows, codes]).toEqual([[['1'], ['3']], ['bad-xml']]);
  });

  test('a DOCTYPE is refused: it could name other files', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><r><row a="&a;"/></r>';
    await expect(readText('x.xml', bomb)).rejects.toMatchObject({ code: 'bad-file' });
    await expect(readText('x.xml', '<!DOCTYPE html><html></html>')).rejects.toMatchObject({ code: 'bad-file' });
  });
});
