import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../store/temp.ts';
import { documents, overDocuments } from './documents.ts';

const folder = tempFolder();
interface Line {
  id: string | number;
  score: number | null;
  label: string;
  confidence: number;
  language: string | null;
  words: { text: string; weight: number; start: number; end: number }[];
}
const sentiment = (input: string | Buffer, ...args: string[]) =>
  overDocuments<Line>(folder, 'sentiment', input, '--json', ...args);

describe('hearth sentiment', () => {
  it('writes a line for each document, in their order, with the words at their place in the original', async () => {
    const text = '老師講得太棒了，ｒｅａｌｌｙ great!';
    const { code, err, lines } = await sentiment(
      documents({ id: 'a', text }, { id: 7, text: 'Waste of money.' }, { id: 'a', text: '', other: 1 }),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines.map((l) => [l.id, l.label])).toEqual([
      ['a', 'positive'],
      [7, 'negative'],
      ['a', 'not-judged'],
    ]);
    for (const w of lines[0]!.words) expect(text.slice(w.start, w.end).length).toBeGreaterThan(0);
    expect(lines[0]!.words.map((w) => text.slice(w.start, w.end))).toContain('太棒了');
    expect(lines[2]).toEqual({ id: 'a', score: null, label: 'not-judged', confidence: 0, language: null, words: [] });
  });

  it('what is odd is not judged: a megabyte, emoji alone, both directions, halves of characters', async () => {
    const odd = ['很好。'.repeat(350_000), '😀😭', 'שלום عليكم hello', '\ud800 \udc00'];
    const { code, lines } = await sentiment(documents(...odd.map((text, id) => ({ id, text }))));
    expect(code).toBe(0);
    expect(lines.map((l) => l.label)).toEqual(odd.map(() => 'not-judged'));
  });

  it('labels of a file teach this run', async () => {
    const file = folder.file('labels.tsv');
    writeFileSync(file, 'label\ttext\nnegative\t这节课有点东西\n负面\t有点东西，第二章\n-1\t老师有点东西啊\n');
    const texts = documents({ id: 1, text: '今天的直播有点东西' });
    const [before] = (await sentiment(texts)).lines;
    const [after] = (await sentiment(texts, '--train', file)).lines;
    expect(after!.score!).toBeLessThan(before!.score! - 0.2);
  });

  it.each([
    ['a threshold beyond even odds', ['--threshold', '0.9'], /threshold should be a number from 0 to 0.5/],
    ['a file of labels that is not there', ['--train', 'gone.tsv'], /cannot be read/],
    ['an option that is none', ['--fast'], /not known here/],
  ])('%s is refused in one line', async (_, args, message) => {
    const { code, err, lines } = await sentiment(documents({ id: 1, text: 'good' }), ...args);
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('a line that is no document ends the run, after the answers before it', async () => {
    const { code, err, lines } = await sentiment(`${documents({ id: 1, text: 'good' })}\n{"id": 2}\n`);
    expect(code).toBe(1);
    expect(lines.map((l) => l.id)).toEqual([1]);
    expect(err).toMatch(/Line 3 .*no text/);
    writeFileSync(folder.file('wrong.tsv'), 'great\tgood\n');
    expect((await sentiment('', '--train', folder.file('wrong.tsv'))).err).toMatch(/line 1 is "great/);
  });
});
