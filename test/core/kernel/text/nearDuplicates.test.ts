import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../core/base/errors.ts';
import { seeded } from '../../../../core/base/random.ts';
import { groupNearDuplicates } from '../../../../core/kernel/text/nearDuplicates.ts';
import { plainText } from '../../../../core/kernel/text/plainText.ts';
import { distinctPairs, jaccardOf, readingKey } from '../../../../core/kernel/text/shingles.ts';
import { generateSample } from '../../../../data/sample/generate.ts';
import { edited } from './edits.ts';

const partition = (texts: string[], options = {}) => {
  const { group, groups } = groupNearDuplicates(texts, options);
  return Array.from({ length: groups }, (_, g) => texts.filter((_, i) => group[i] === g));
};

describe('groupNearDuplicates', () => {
  it('puts texts together that differ by case, width, script, blanks, marks and emoji only', () => {
    const texts = ['课程讲得很乱，退款！', '課程講得很亂 退款', 'ＧＯＯＤ course', 'good course 👍', '课程讲得很好'];
    expect([...groupNearDuplicates(texts).group]).toEqual([0, 0, 1, 1, -1]);
  });

  it('finds a text with a few characters changed, and says how alike they are', () => {
    const a = '老师讲的运营方法很实用，回去就能用上';
    const b = '老师讲的运营方法真实用，回去就能用上了';
    const found = groupNearDuplicates([a, '今天的直播几点开始', b]);
    expect([...found.group]).toEqual([0, -1, 0]);
    // 15 and 16 pairs, 13 of them shared.
    expect(found.lowest[0]).toBeCloseTo(exact(a, b), 6);
    expect(found.mean[0]).toBeCloseTo(exact(a, b), 6);
  });

  it('takes texts of under 8 characters only whole', () => {
    expect([...groupNearDuplicates(['已打卡第十天', '已打卡第九天', '已打卡第十天！']).group]).toEqual([0, -1, 0]);
  });

  it('keeps blank texts alone, and texts of emoji together when they are the same', () => {
    const { group, groups } = groupNearDuplicates(['', '  \n', '👍👍', '👍 👍', '🎉', '\u200b']);
    expect([...group]).toEqual([-1, -1, 0, 0, -1, -1]);
    expect(groups).toBe(1);
  });

  it('reads halves of surrogate pairs and texts of a million characters', () => {
    const long = Array.from({ length: 1_000_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919 + (i >> 7) * 31) % 4000)),
    ).join('');
    const { group } = groupNearDuplicates([
      '\ud800\udc00\ud800 abcdefgh',
      long,
      `${long}。再说一句`,
      '\udc00\ud800',
      'abcdefgh \udfff',
    ]);
    expect([...group]).toEqual([0, 1, 1, -1, 0]);
  });

  it('groups the same sets in any order', () => {
    const rng = seeded(3);
    const texts = sampleTexts('zh').slice(0, 1500);
    const shuffled = rng.shuffleInPlace([...texts, ...texts.slice(0, 300).map((t) => edited(t, 0.1, rng))]);
    const normal = (sets: string[][]) => sets.map((s) => s.toSorted().join('|')).toSorted();
    expect(normal(partition(shuffled))).toEqual(normal(partition(shuffled.toReversed())));
  });

  it('says 1 for groups of one text, and a tie below 1 lowers the mean by its share', () => {
    const text = '这门课的作业批改非常及时';
    const found = groupNearDuplicates([text, text, text, '这门课的作业批改非常不及时']);
    expect([...found.size]).toEqual([4]);
    const tie = exact(text, '这门课的作业批改非常不及时');
    expect(found.mean[0]).toBeCloseTo((2 + tie) / 3, 6);
    expect([...groupNearDuplicates([text, text]).lowest]).toEqual([1]);
  });

  it('at a threshold of 1 puts only the same texts together', () => {
    const a = '老师讲的运营方法很实用回去就能用上';
    expect([...groupNearDuplicates([a, `${a}了`, `${a}。`], { threshold: 1 }).group]).toEqual([0, -1, 0]);
  });

  it.each([0, 0.29, 1.01, Number.NaN])('refuses a threshold of %s', (threshold) => {
    expect(() => groupNearDuplicates([], { threshold })).toThrow(InputError);
  });

  it.each(['zh', 'en'] as const)('finds 98 in 100 texts in %s with one character in ten changed', (language) => {
    const rng = seeded(41);
    const texts = sampleTexts(language);
    const { group } = groupNearDuplicates(texts);
    // Texts that have a twin already would be found by it.
    const single = texts.filter((t, i) => group[i] === -1 && readingKey(t).length >= 10).slice(0, 1500);
    expect(single.length).toBeGreaterThan(200);
    const found = groupNearDuplicates([...single, ...single.map((t) => edited(t, 0.1, rng))]).group;
    const n = single.length;
    const hits = single.filter((_, i) => found[i]! >= 0 && found[i] === found[n + i]).length;
    expect(hits / n).toBeGreaterThanOrEqual(0.98);
  });

  it('ties no unrelated texts: 500 made of common characters, 125,000 pairs', () => {
    const rng = seeded(8);
    const common = sampleTexts('zh').join('');
    const texts = Array.from({ length: 500 }, () =>
      Array.from({ length: 10 + rng.below(120) }, () => common[rng.below(common.length)]!).join(''),
    );
    expect(groupNearDuplicates(texts).groups).toBe(0);
  });

  it('is not misled by the alphabet: long English posts share half of their letter pairs and are not near', () => {
    const posts = readFileSync(new URL('../../../fixtures/stackexchange-conlang-meta/Posts.xml', import.meta.url), 'utf8');
    const texts = [...posts.matchAll(/ Body="([^"]*)"/g)]
      .map((m) => plainText(m[1]!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')))
      .filter((t) => t.length > 600);
    const alike = texts.flatMap((a, i) => texts.slice(0, i).filter((b) => exact(a, b) >= 0.5));
    expect(alike.length).toBeGreaterThan(10);
    expect(groupNearDuplicates(texts).groups).toBe(0);
    // Letters of another script among the edits fill the set of pairs, which an alphabet leaves small.
    const strange = seeded(6);
    let hits = 0;
    for (let round = 0; round < 20; round++) {
      const mixed = texts.map((text) => edited(`${text}，`, 0.1, strange));
      const found = groupNearDuplicates([...texts, ...mixed]).group;
      hits += texts.filter((_, i) => found[i]! >= 0 && found[i] === found[texts.length + i]).length;
    }
    expect(hits / (20 * texts.length)).toBeGreaterThanOrEqual(0.98);
    const rng = seeded(5);
    const both = [...texts, ...texts.map((t) => edited(t, 0.1, rng))];
    const { group, groups } = groupNearDuplicates(both);
    expect(groups).toBe(texts.length);
    expect(texts.every((_, i) => group[i] === group[texts.length + i])).toBe(true);
  });
});

function exact(a: string, b: string): number {
  const [x, y] = [readingKey(a), readingKey(b)];
  const values = new Uint32Array(x.length + y.length);
  const endA = distinctPairs(x, values);
  const endB = endA + distinctPairs(y, values.subarray(endA));
  return jaccardOf(values, 0, endA, endA, endB);
}

let posts: string[] | undefined;
function sampleTexts(language: 'zh' | 'en'): string[] {
  if (!posts) {
    const table = generateSample().tables.find((t) => t.entity === 'post')!;
    const at = table.columns.indexOf('body_text');
    posts = [...new Set(table.rows.map((row) => String(row[at] ?? '')))];
  }
  return posts.filter((t) => /[\u4e00-\u9fff]/.test(t) === (language === 'zh'));
}
