import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InputError } from '../../../core/base/errors.ts';
import {
  evaluateRule,
  type KnownSegment,
  normalise,
  parseRule,
  type Rule,
  type SegmentContext,
  textOf,
} from '../../../core/segment/index.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { tempFolder } from '../store/temp.ts';
import { awkwardCommunity, contextOf } from './world.ts';

function errorOf(work: () => unknown): InputError {
  try {
    work();
  } catch (error) {
    return error as InputError;
  }
  throw new Error('nothing was thrown');
}

describe('the shape of a rule', () => {
  test.each<[unknown, string, string]>([
    [null, '', 'a condition with one of'],
    [[], '', 'a condition with one of'],
    [{}, '', 'exactly one of'],
    [{ all: [], any: [] }, '', 'exactly one of'],
    [{ all: {} }, 'all', 'a list'],
    [{ all: [{ not: { did: ['view'], times: { atLeast: -1 } } }] }, 'all[0].not.times.atLeast', 'a whole number from 0'],
    [{ did: ['view'], times: { exactly: 1, atLeast: 1 } }, 'times', 'either "exactly"'],
    [{ did: ['view'], times: { atLeast: 3, atMost: 2 } }, 'times', 'not above'],
    [{ did: 'view' }, 'did', 'a list'],
    [{ did: [''] }, 'did[0]', 'a text'],
    [{ did: ['view'], windw: {} }, 'windw', 'one of did, times, window'],
    [{ did: ['view'], window: {} }, 'window', 'a window with one of'],
    [{ did: ['view'], window: { lastDays: 7, from: '2024-01-01' } }, 'window', 'a window with one of'],
    [{ did: ['view'], window: { lastDays: 0 } }, 'window.lastDays', 'a whole number from 1'],
    [{ did: ['view'], window: { from: '2024-02-30' } }, 'window.from', 'a date'],
    [{ did: ['view'], window: { from: '2024-02-02', to: '2024-02-01' } }, 'window', 'starts before it ends'],
    [{ did: ['view'], inBasis: 'some' }, 'inBasis', 'one of events, posts, all'],
    [{ trait: 'plan' }, '', 'exactly one of is, isNot, known'],
    [{ trait: 'plan', is: ['a'], known: true }, '', 'exactly one of is, isNot, known'],
    [{ trait: 'plan', is: [] }, 'is', 'a list of 1 to'],
    [{ trait: 'plan', known: 'yes' }, 'known', 'true or false'],
    [{ measure: 'spend' }, '', 'at most one of atLeast, above'],
    [{ measure: 'spend', atLeast: 1, above: 1 }, '', 'at most one of atLeast, above'],
    [{ measure: 'spend', atLeast: Number.NaN }, 'atLeast', 'a number'],
    [{ date: 'born', window: { lastDays: 1 } }, 'date', 'one of joined, left'],
    [{ date: 'joined' }, 'window', 'a window'],
    [{ sequence: [['view']], withinDays: 7 }, 'sequence', 'a list of 2 to 8 steps'],
    [{ sequence: [['view'], ['like']], withinDays: 0 }, 'withinDays', 'a whole number from 1'],
    [{ segment: '' }, 'segment', 'a text'],
    [{ segment: 0 }, 'segment', 'a whole number from 1'],
    [{ members: [1, 2.5] }, 'members[1]', 'a whole number from 1'],
  ])('%j is refused at "%s"', (input, path, expected) => {
    const error = errorOf(() => parseRule(input));
    expect(error.code).toBe('bad-option');
    expect(error.data['path']).toBe(path);
    expect(error.data['expected']).toContain(expected);
    expect(error.message).toMatch(/should be .+, got .+\. .+\.$/s);
  });

  test('12 levels are read, 13 are refused; 200 conditions are read, 201 refused', () => {
    const nested = (levels: number): unknown => (levels === 1 ? { did: [] } : { not: nested(levels - 1) });
    expect(parseRule(nested(12))).toEqual(nested(12));
    expect(errorOf(() => parseRule(nested(13))).message).toContain('12 levels');
    const wide = (n: number) => ({ all: Array.from({ length: n - 1 }, () => ({ did: ['view'] })) });
    expect(parseRule(wide(200))).toEqual(wide(200));
    expect(errorOf(() => parseRule(wide(201))).message).toContain('200 conditions');
  });

  test('a rule keeps its shape and order, and what was given is not shared with it', () => {
    const input = { any: [{ did: ['b', 'a'], times: { atLeast: 2 } }, { all: [] }, { sequence: [[], ['x']], withinDays: null }] };
    const rule = parseRule(input);
    expect(rule).toEqual(input);
    input.any[0]!.did!.push('c');
    expect((rule as { any: { did: string[] }[] }).any[0]!.did).toEqual(['b', 'a']);
  });
});

describe('names in a rule', () => {
  const folder = tempFolder();
  let context: SegmentContext;
  let saved: KnownSegment[] = [];
  beforeAll(async () => {
    const path = folder.fresh('.hearth');
    await awkwardCommunity(path, 'Asia/Shanghai', 9);
    context = contextOf(openDataset(path), (ref) => saved.find((s) => s.segmentNo === ref || s.name === ref) ?? null);
  });
  afterAll(() => {
    context.data.db.close();
  });

  test.each<[Rule, string, string]>([
    [{ all: [{ did: ['veiw'] }] }, 'all[0].did[0]', 'Known: posts, '],
    [{ sequence: [['view'], ['lik']], withinDays: null }, 'sequence[1][0]', 'view'],
    [{ trait: 'plann', known: true }, 'trait', 'Known: role, status, plan'],
    [{ measure: 'spent', above: 1 }, 'measure', 'Known: events, posts, score'],
    [{ did: ['view'], content: ['nothing'] }, 'content', 'does not exist'],
    [{ segment: 'Nobody' }, 'segment', 'does not exist'],
    [{ members: [1, 121] }, 'members[1]', 'up to 120'],
  ])('%j names what is not there', (rule, path, words) => {
    const error = errorOf(() => parseRule(rule, context));
    expect(error.code).toBe('bad-option');
    expect(error.data['path']).toBe(path);
    expect(error.message).toContain(words);
    expect(errorOf(() => evaluateRule(context, rule)).message).toBe(error.message);
  });

  test('segments that lead back to themselves are refused by name; a segment used twice is not', () => {
    saved = [
      { segmentNo: 1, name: 'A', rule: { not: { segment: 'B' } } },
      { segmentNo: 2, name: 'B', rule: { any: [{ did: [] }, { segment: 3 }] } },
      { segmentNo: 3, name: 'C', rule: { segment: 1 } },
    ];
    const error = errorOf(() => parseRule({ segment: 1 }, context));
    expect(error.data['cycle']).toBe('A → B → C → A');
    saved[2]!.rule = { did: ['view'] };
    expect(parseRule({ all: [{ segment: 2 }, { segment: 3 }, { segment: 'A' }] }, context)).toBeTruthy();
  });
});

describe('one writing for equal rules', () => {
  const same = (a: Rule, b: Rule) => expect(textOf(normalise(a))).toBe(textOf(normalise(b)));
  const differ = (a: Rule, b: Rule) => expect(textOf(normalise(a))).not.toBe(textOf(normalise(b)));
  const A: Rule = { did: ['view'], window: { lastDays: 7 } };
  const B: Rule = { trait: 'plan', is: ['annual', 'trial'] };

  test('order, nesting, repeats and double negations do not matter', () => {
    same({ all: [A, B] }, { all: [B, { all: [A, A] }] });
    same({ any: [A] }, A);
    same({ not: { not: A } }, A);
    same({ trait: 'plan', is: ['trial', 'annual', 'trial'] }, B);
    differ({ all: [A, B] }, { any: [A, B] });
  });
  test('default times are the same as those written out', () => {
    same(A, { did: ['view'], times: { atLeast: 1 }, window: { lastDays: 7 }, inBasis: 'all' });
    same({ did: [], inBasis: 'posts' }, { did: ['posts'] });
    same({ did: ['view'], times: { exactly: 2 } }, { did: ['view'], times: { atLeast: 2, atMost: 2 } });
  });
  test('not at least n is fewer than n, but not where a member may lack the window', () => {
    same({ not: A }, { did: ['view'], times: { exactly: 0 }, window: { lastDays: 7 } });
    same({ not: { did: ['view'], times: { atMost: 2 } } }, { did: ['view'], times: { atLeast: 3 } });
    differ(
      { not: { did: ['view'], window: { sinceJoinDays: 7 } } },
      { did: ['view'], times: { exactly: 0 }, window: { sinceJoinDays: 7 } },
    );
  });
  test('a segment by name is the same as by number when the name is known', () => {
    const segment = (ref: number | string) => (ref === 'A' || ref === 4 ? { segmentNo: 4, name: 'A', rule: A } : null);
    expect(normalise({ segment: 'A' }, segment)).toEqual({ segment: 4 });
  });
});
