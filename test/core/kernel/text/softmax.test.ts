import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { keywordFinder } from '../../../../core/kernel/text/keywords.ts';
import { chancesOf, trainSoftmax } from '../../../../core/kernel/text/softmax.ts';
import { documentFrequency, pickRows, rowBuilder } from '../../../../core/kernel/text/sparse.ts';
import { eachTerm, stemOf } from '../../../../core/kernel/text/terms.ts';

const termsOf = (text: string) => {
  const found: string[] = [];
  eachTerm(text, (term) => found.push(term));
  return found;
};

describe('softmax regression', () => {
  const built = rowBuilder();
  const labels: number[] = [];
  const rng = seeded(5);
  for (let i = 0; i < 600; i++) {
    const c = i % 3;
    labels.push(c);
    built.add(
      new Map([
        [c * 4 + rng.below(4), 1],
        [12 + rng.below(20), 0.5],
      ]),
    );
  }
  const x = built.done(32);
  const all = { row: Int32Array.from(labels.keys()), classOf: Int32Array.from(labels), weight: new Float32Array(600).fill(1) };
  const model = trainSoftmax(x, all, { classes: 3, rng: seeded(1) });
  const chance = new Float64Array(3);

  it('learns classes that features tell apart', () => {
    let right = 0;
    for (let i = 0; i < 600; i++) {
      chancesOf(model, x, i, chance);
      expect(chance[0]! + chance[1]! + chance[2]!).toBeCloseTo(1, 9);
      if (chance.indexOf(Math.max(...chance)) === labels[i]) right++;
    }
    expect(right).toBe(600);
  });
  it('a heavy example outweighs light ones', () => {
    const one = rowBuilder();
    one.add(new Map([[0, 1]]));
    const rows = one.done(1);
    const row = new Int32Array(11);
    const classOf = Int32Array.from(row, (_, i) => (i === 10 ? 1 : 0));
    const judged = (heavy: number) => {
      const m = trainSoftmax(
        rows,
        { row, classOf, weight: Float32Array.from(row, (_, i) => (i === 10 ? heavy : 0.2)) },
        { classes: 2, rng: seeded(1), rounds: 30 },
      );
      const c = new Float64Array(2);
      chancesOf(m, rows, 0, c);
      return c[1]!;
    };
    expect(judged(0.2)).toBeLessThan(0.4);
    expect(judged(20)).toBeGreaterThan(0.6);
  });
  it('is the same for the same seed', () => {
    expect(trainSoftmax(x, all, { classes: 3, rng: seeded(1) }).weight).toEqual(model.weight);
  });
});

describe('sparse rows', () => {
  it('keeps columns rising, leaves zeros out, picks rows in the order given', () => {
    const built = rowBuilder();
    built.add(
      new Map([
        [5, 1],
        [2, 3],
        [4, 0],
      ]),
    );
    built.add(new Map());
    built.add(new Map([[2, 7]]));
    const x = built.done();
    expect([...x.column]).toEqual([2, 5, 2]);
    expect([...x.offset]).toEqual([0, 2, 2, 3]);
    expect(x.columns).toBe(6);
    expect([...documentFrequency(x)]).toEqual([0, 0, 2, 0, 0, 1]);
    expect([...pickRows(x, [2, 0]).value]).toEqual([7, 3, 1]);
  });
});

describe('terms', () => {
  it('pairs neighbouring Chinese characters, without the ones that only join', () => {
    expect(termsOf('指数基金的费率')).toEqual(['指数', '数基', '基金', '费率']);
    expect(termsOf('我们可以')).toEqual([]);
  });
  it('stems English words and leaves stop words, names and addresses out', () => {
    expect(termsOf('the budgets, @coach_lin see https://a.example/budget planned planning')).toEqual(['budget', 'plan', 'plan']);
    expect(stemOf("kids'")).toBe('kid');
    expect(stemOf('families')).toBe('family');
    expect(stemOf('boundaries')).toBe('boundary');
    expect(stemOf('class')).toBe('class');
  });
  it('says where each term stands', () => {
    const places: string[] = [];
    const text = 'hm 复盘 note';
    eachTerm(text, (_, start, end) => places.push(text.slice(start, end)));
    expect(places).toEqual(['hm', '复盘', 'note']);
  });
});

describe('keywords', () => {
  const find = keywordFinder(['退款', '退', 'app', 'refund', 'ad', '']);
  const words = (text: string) => find(text).map(({ start, end }) => text.slice(start, end));
  it('finds the longest at each place, in order', () => {
    expect(words('退款了还是退')).toEqual(['退款', '退']);
  });
  it('Latin ones begin a word; short ones are whole words, but for a plural', () => {
    expect(words('refunded the app, apps apple map prefund ads adds')).toEqual(['refund', 'app', 'app', 'ad']);
  });
});
