import { describe, expect, it } from 'vitest';
import { createJudge, sentimentModel, trainLayer, withWords } from '../../../core/sentiment/index.ts';

const model = sentimentModel();
const { judge } = createJudge(model);

describe('judge', () => {
  it.each([
    ['这门课讲得太好了，强烈推荐！', 'positive'],
    ['老师讲得乱七八糟，浪费时间，要求退款', 'negative'],
    ['老师讲得不好', 'negative'],
    ['請問課件在哪裡下載？', 'neutral'],
    ['The lessons are clear and really helpful, thank you!', 'positive'],
    ['Waste of money, the app keeps crashing.', 'negative'],
  ])('%s is %s', (text, label) => {
    expect(judge(text).label).toBe(label);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['emoji alone', '😀😭👍'],
    ['halves of surrogate pairs', '\ud800 \udc00\ud83d'],
    ['both directions', 'שלום عليكم hello'],
    ['letters turned round', 'refund \u202eoot'],
    ['a megabyte', '很好。'.repeat(350_000)],
    ['Japanese', 'とても良かったです、ありがとうございました'],
    ['Russian', 'Очень плохо, верните деньги'],
    ['figures', '123 456 --- ???'],
  ])('%s is not judged, never neutral', (_, text) => {
    expect(judge(text)).toEqual({ score: Number.NaN, label: 'not-judged', confidence: 0, language: null, words: [] });
  });

  it('reads each sentence of a mixed text in its own language, and says so', () => {
    const text = '课程很好，老师很专业，收获很大！ But the app is terrible.';
    const { language, words } = judge(text);
    expect(language).toBe('mixed');
    expect(words.map((w) => text.slice(w.start, w.end))).toEqual(words.map((w) => w.text));
    expect(words.some((w) => w.text === 'terrible' && w.weight < 0)).toBe(true);
    expect(words.some((w) => w.text.includes('专业') && w.weight > 0)).toBe(true);
  });

  it('points at the original characters, however they were written', () => {
    for (const text of ['老\u200b師講得太棒了！！', 'ＧＲＥＡＴ course', '😀 这本书 🎉 很\u200c精彩']) {
      const { words } = judge(text);
      expect(words.length).toBeGreaterThan(0);
      for (const w of words) {
        expect(w.start).toBeGreaterThanOrEqual(0);
        expect(w.end).toBeGreaterThan(w.start);
        expect(w.end).toBeLessThanOrEqual(text.length);
      }
    }
  });

  it('negation turns a word and degree words scale it', () => {
    const weight = (text: string) => judge(text).words.find((w) => w.text.includes('满意'))!.weight;
    expect(weight('我满意')).toBeGreaterThan(0);
    expect(weight('我并不满意')).toBeLessThan(0);
    expect(weight('我有点满意')).toBeLessThan(weight('我满意'));
    const english = (text: string) => judge(text).words.find((w) => w.text.toLowerCase() === 'good')!.weight;
    expect(english('the talk was good')).toBeCloseTo(1.9, 5);
    expect(english('the talk was not good')).toBeCloseTo(1.9 * -0.74, 5);
    expect(english('the talk was very good')).toBeCloseTo(1.9 + 0.293, 5);
  });

  it('words of the package itself do not trip it', () => {
    for (const text of ['constructor 很好', '__proto__ 不好用', 'hasOwnProperty toString 好'])
      expect(judge(text).label).not.toBe('not-judged');
  });

  it('a larger threshold commits itself less often', () => {
    const texts = ['还行', '内容一般', 'not sure about this', '课程不错但是有点贵', 'fine I guess'];
    const unsure = (threshold: number) => {
      const j = createJudge(model, { threshold });
      return texts.filter((t) => j.judge(t).label === 'unsure').length;
    };
    expect(unsure(0.49)).toBeGreaterThan(unsure(0));
    expect(unsure(0)).toBe(0);
  });
});

describe('layer', () => {
  it('a few corrections turn the texts that are like them, and leave others', () => {
    const taught = ['这节课有点东西', '有点东西，第二章', '老师有点东西啊'].map((text) => ({ text, label: 'positive' as const }));
    const layer = trainLayer(model, taught)!;
    const before = judge('今天的直播有点东西');
    const after = createJudge(model, { layer }).judge('今天的直播有点东西');
    expect(after.score).toBeGreaterThan(before.score + 0.2);
    const far = '退款拖了半个月，客服没人管';
    expect(createJudge(model, { layer }).judge(far).label).toBe(judge(far).label);
  });

  it('the same labels give the same layer; none give none', () => {
    const taught = [
      { text: '绝绝子', label: 'negative' as const },
      { text: 'meh course', label: 'neutral' as const },
    ];
    expect(trainLayer(model, taught)).toEqual(trainLayer(model, taught));
    expect(trainLayer(model, [])).toBeNull();
  });

  it.each([
    ['full width', 'Ｔｈｅ ｃｏｕｒｓｅ ｗａｓ ｔｅｒｒｉｂｌｅ', 'terrible', 'ｔｅｒｒｉｂｌｅ'],
    ['invisible characters', 'The course was ter\u200bri\u00adble', 'terrible', 'ter\u200bri\u00adble'],
  ])('English words are known in spite of %s', (_, text, word, written) => {
    const { label, words } = judge(text);
    expect(label).toBe('negative');
    expect(words.map((w) => w.text)).toEqual([word]);
    expect(words.map((w) => text.slice(w.start, w.end))).toEqual([written]);
  });

  it("a community's own words win over the lists", () => {
    const own = createJudge(
      withWords(
        model,
        new Map([
          ['青梧币', 4],
          ['wutong coin', -4],
        ]),
      ),
    );
    expect(own.judge('送了青梧币').words).toContainEqual(expect.objectContaining({ text: '青梧币', weight: 4 }));
    expect(own.judge('I got a Wutong coin').words).toContainEqual(expect.objectContaining({ text: 'Wutong coin', weight: -4 }));
  });
});
