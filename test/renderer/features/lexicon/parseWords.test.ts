import { expect, it } from 'vitest';
import { parseWords } from '../../../../renderer/features/lexicon/parseWords.ts';

it('reads a word and a weight a line, however they are kept apart', () => {
  expect(parseWords('\ufeff青梧币\t3\n卷,-2\nwutong coin 1.5\n# a note\n\n割韭菜，－4').words).toEqual([
    { word: '青梧币', weight: 3 },
    { word: '卷', weight: -2 },
    { word: 'wutong coin', weight: 1.5 },
    { word: '割韭菜', weight: -4 },
  ]);
});

it('names the lines that are none, and the last weight of a word counts', () => {
  const { words, wrong } = parseWords('好 1\n好 2\njust a word\nheavy 9');
  expect(words).toEqual([{ word: '好', weight: 2 }]);
  expect(wrong).toEqual(['just a word', 'heavy 9']);
});
