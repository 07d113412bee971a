import { describe, expect, test } from 'vitest';
import { type EventColumns, noEvents, UNKNOWN_TIME } from '../../../../core/base/columns.ts';
import { seeded } from '../../../../core/base/random.ts';
import { markByCount } from '../../../../core/kernel/rule/markByCount.ts';
import { markByDate } from '../../../../core/kernel/rule/markByDate.ts';
import { markByEdge, seenTimes } from '../../../../core/kernel/rule/markByEdge.ts';
import { markBySequence } from '../../../../core/kernel/rule/markBySequence.ts';
import { lowerBound } from '../../../../core/kernel/rule/ranges.ts';

/** One string a member: `a1 b1 a5` = kinds a, b, a at seconds 1, 1, 5. */
function columnsOf(...members: string[]): EventColumns {
  const acts = members.map((m) => m.split(' ').filter((x) => x !== ''));
  const flat = acts.flat();
  const off = new Int32Array(members.length + 1);
  acts.forEach((list, m) => {
    off[m + 1] = off[m]! + list.length;
  });
  return {
    ...noEvents(),
    members: members.length,
    events: flat.length,
    off,
    time: Int32Array.from(flat, (x) => Number(x.slice(1))),
    kind: Uint8Array.from(flat, (x) => x.charCodeAt(0) - 97),
    content: new Int32Array(flat.length),
  };
}
const kinds = (letters: string) => {
  const mask = new Uint8Array(256);
  for (const c of letters) mask[c.charCodeAt(0) - 97] = 1;
  return mask;
};
const steps = (...list: string[]) => {
  const bits = new Uint8Array(256);
  list.forEach((letters, k) => {
    for (const c of letters) bits[c.charCodeAt(0) - 97]! |= 1 << k;
  });
  return bits;
};
const EVER = { fromS: -Infinity, toS: Infinity, own: null };
const ALL = { ...EVER, kinds: null, contents: null };

test('lowerBound is the first position at or after a second, in every range of a sorted list', () => {
  const time = Int32Array.from([1, 1, 3, 3, 3, 7]);
  for (let from = 0; from <= 6; from++) {
    for (let end = from; end <= 6; end++) {
      for (let s = 0; s <= 8; s++) {
        let want = from;
        while (want < end && time[want]! < s) want++;
        expect(lowerBound(time, from, end, s)).toBe(want);
      }
    }
  }
  expect([lowerBound(time, 0, 6, -Infinity), lowerBound(time, 0, 6, Infinity)]).toEqual([0, 6]);
});

describe('counting', () => {
  const columns = columnsOf('a1 b2 a3', '', 'b1', 'a1 a1 a1 a1');
  test('both limits are inclusive; nothing is a count of 0', () => {
    expect([...markByCount(columns, { ...ALL, kinds: kinds('a') }, 2, 3, null)]).toEqual([1, 0, 0, 0]);
    expect([...markByCount(columns, { ...ALL, kinds: kinds('a') }, 0, 0, null)]).toEqual([0, 1, 1, 0]);
    expect([...markByCount(columns, ALL, 1, Infinity, null)]).toEqual([1, 0, 1, 1]);
  });
  test('a window holds its first second and not its last', () => {
    expect([...markByCount(columns, { ...ALL, fromS: 2, toS: 3 }, 1, Infinity, null)]).toEqual([1, 0, 0, 0]);
  });
  test('members who are not needed are 0, also for a count of 0', () => {
    expect([...markByCount(columns, ALL, 0, 0, Uint8Array.of(1, 0, 1, 1))]).toEqual([0, 0, 0, 0]);
  });
  test('without an own window nobody matches, whatever the count', () => {
    const own = { known: Uint8Array.of(1, 0, 1, 1), from: Float64Array.of(2, 0, 5, 1), to: Float64Array.of(9, 0, 9, 2) };
    expect([...markByCount(columns, { ...ALL, own }, 0, 2, null)]).toEqual([1, 0, 1, 0]);
  });
  test('contents narrow; an action without content is on none', () => {
    const on = { ...columns, content: Int32Array.of(0, 2, 1, 2, 2, 0, 0, 0) };
    expect([...markByCount(on, { ...ALL, contents: Uint8Array.of(0, 0, 1) }, 1, Infinity, null)]).toEqual([1, 0, 1, 1]);
  });
});

describe('first and last', () => {
  const columns = columnsOf('a1 b2 a3', 'b5', '');
  test('of some kinds, ever, then the window', () => {
    const at = (letters: string, edge: 'first' | 'last', fromS: number, toS: number, endS = Infinity) =>
      [...markByEdge(columns, { kinds: letters === '' ? null : kinds(letters), fromS, toS, own: null }, edge, endS, null)].join(
        '',
      );
    expect(at('a', 'first', 1, 2)).toBe('100');
    expect(at('a', 'first', 2, 9)).toBe('000'); // the first was before
    expect(at('a', 'last', 2, 9)).toBe('100');
    expect(at('b', 'last', 2, 9)).toBe('110');
    expect(at('', 'last', 3, 9)).toBe('110');
    expect(at('', 'last', 2, 3, 3)).toBe('100'); // looking back, the last was another
    expect(at('', 'first', 0, 99, 0)).toBe('000');
  });
  test('seen times are unknown without an action before the end', () => {
    expect([...seenTimes(columns, 'first', 4, UNKNOWN_TIME)]).toEqual([1, UNKNOWN_TIME, UNKNOWN_TIME]);
    expect([...seenTimes(columns, 'last', 3, UNKNOWN_TIME)]).toEqual([2, UNKNOWN_TIME, UNKNOWN_TIME]);
  });
  test('unknown dates match no window, not even an open one', () => {
    const window = { fromS: -Infinity, toS: Infinity, own: null, unknown: UNKNOWN_TIME };
    expect([...markByDate(Int32Array.of(5, UNKNOWN_TIME), window, null, 2)]).toEqual([1, 0]);
    expect([...markByDate(new Int32Array(0), window, null, 2)]).toEqual([0, 0]);
  });
});

describe('sequences', () => {
  const run = (acts: string, within: number, ...list: string[]) =>
    markBySequence(columnsOf(acts), steps(...list), list.length, within, EVER, null)[0];
  test('in one second the order of the timeline decides', () => {
    expect(run('a1 b1', Infinity, 'a', 'b')).toBe(1);
    expect(run('b1 a1', Infinity, 'a', 'b')).toBe(0);
  });
  test('one action never takes two steps', () => {
    expect(run('a1', Infinity, 'a', 'a')).toBe(0);
    expect(run('a1 a1', 0, 'a', 'a')).toBe(1);
    expect(run('a1 b2', Infinity, 'ab', 'ab', 'ab')).toBe(0);
  });
  test('the time from first to last step may be exactly the limit; a later start is taken when it helps', () => {
    expect(run('a1 b8', 7, 'a', 'b')).toBe(1);
    expect(run('a1 b9', 7, 'a', 'b')).toBe(0);
    expect(run('a1 a5 b9', 7, 'a', 'b')).toBe(1);
    expect(run('a1 b2 a5 c9', 7, 'a', 'b', 'c')).toBe(0); // a5 came after the b
  });
  test('agrees with trying every chain (seed 3)', () => {
    const random = seeded(3);
    for (let i = 0; i < 3000; i++) {
      let t = 0;
      const acts = Array.from({ length: random.below(9) }, () => `${random.pick(['a', 'b', 'c'])}${(t += random.below(4))}`);
      const list = Array.from({ length: 2 + random.below(3) }, () => random.pick(['a', 'b', 'c', 'ab', 'abc']));
      const within = random.pick([0, 2, 5, Infinity]);
      const chain = (k: number, from: number, start: number): boolean =>
        k === list.length ||
        acts.some((x, j) => {
          if (j < from || !list[k]!.includes(x[0]!)) return false;
          const at = Number(x.slice(1));
          const first = k === 0 ? at : start;
          return at - first <= within && chain(k + 1, j + 1, first);
        });
      expect(run(acts.join(' '), within, ...list), `${acts.join(' ')} | ${list.join(',')} | ${within}`).toBe(
        chain(0, 0, 0) ? 1 : 0,
      );
    }
  });
});
