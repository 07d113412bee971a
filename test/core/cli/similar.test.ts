import { describe, expect, it } from 'vitest';
import { tempFolder } from '../store/temp.ts';
import { documents, overDocuments } from './documents.ts';

const folder = tempFolder();

const lines = documents;
const similar = async (input: string | Buffer, ...args: string[]) => {
  const { lines: groups, ...rest } = await overDocuments<unknown>(folder, 'similar', input, ...args);
  return { ...rest, groups };
};

describe('hearth similar', () => {
  it('writes a group a line, with ids as they came', async () => {
    const said = await similar(
      lines(
        { id: 'a', text: '老师讲的运营方法很实用，回去就能用上' },
        { id: 2, text: '今天的直播几点开始' },
        { id: 3, text: '老師講的運營方法很實用 回去就能用上！' },
        { id: 'd', text: '今天的直播几点开始呀' },
      ),
      '--json',
    );
    expect(said).toMatchObject({ code: 0, err: '' });
    // 8 pairs of 9 characters, all of them among the 9 pairs of the longer text.
    expect(said.groups).toEqual([
      { ids: ['a', 3], size: 2, similarity: 1, meanSimilarity: 1 },
      { ids: [2, 'd'], size: 2, similarity: 0.8889, meanSimilarity: 0.8889 },
    ]);
  });

  it('takes a threshold', async () => {
    const texts = lines({ id: 1, text: '今天的直播几点开始' }, { id: 2, text: '今天的直播几点开始呀' });
    expect((await similar(texts, '--threshold', '0.88')).groups).toHaveLength(1);
    expect((await similar(texts, '--threshold', '0.9')).groups).toHaveLength(0);
    for (const wrong of ['2', 'half', '']) {
      const said = await similar(texts, '--threshold', wrong);
      expect(said.code).toBe(1);
      expect(said.err).toMatch(/threshold/);
    }
  });

  it('reads what is odd: blank lines, a mark at the start, emoji, halves of characters, ids twice, no text, a megabyte, no last line end', async () => {
    const long = '这是一段很长的话，'.repeat(60_000);
    const said = await similar(
      `\ufeff${lines({ id: 'x', text: '👍👍' }, { id: 'x', text: '👍👍' })}\r\n\n{"id": "h", "text": "\\ud83d"}\n${lines(
        { id: 'e', text: '' },
        { id: 'e2', text: null as never },
        { id: 'l', text: long },
      )}${JSON.stringify({ id: 'm', text: `${long}完` })}`,
    );
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.groups).toMatchObject([{ ids: ['x', 'x'] }, { ids: ['l', 'm'] }]);
  });

  it.each([
    ['{"id": "a", "text": "x"}\n\n{"id": "b", text}\n', /Line 3 .*not JSON.*text\}/],
    ['[1, 2]', /Line 1 .*\[1, 2\]/],
    ['{"text": "x"}', /Line 1 .*no id/],
    ['{"id": "a"}', /Line 1 .*no text/],
    ['{"id": true, "text": "x"}', /Line 1 .*true/],
    ['{"id": 1, "text": 5}', /Line 1 .*5/],
  ])('names the line that is wrong in %j', async (input, message) => {
    const said = await similar(input);
    expect(said.code).toBe(1);
    expect(said.groups).toEqual([]);
    expect(said.err).toMatch(message);
    expect(said.err.trim().split('\n')).toHaveLength(1);
  });

  it('writes nothing for no texts', async () => {
    expect(await similar('')).toEqual({ code: 0, groups: [], err: '' });
  });
});
