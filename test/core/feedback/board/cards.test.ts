import { beforeAll, describe, expect, it } from 'vitest';
import { writes } from '../../../../core/api/writes.ts';
import { describeBoard, membersOfCard, peopleOfCard } from '../../../../core/feedback/index.ts';
import { openDataset } from '../../../../core/store/dataset.ts';
import { openWorkspace } from '../../../../core/store/workspace.ts';
import { exportOf, importInto } from '../../import/community.ts';
import { tempFolder } from '../../store/temp.ts';

const folder = tempFolder();
let path: string;
beforeAll(async () => {
  path = folder.fresh('.hearth');
  const rows = ['退款太慢', 'refund took weeks', '又在催退款', 'nobody answers']
    .map((text, i) => `p${i + 1},m${(i % 2) + 1},${1_736_157_600_000 + i * 86_400_000},${text},topic`)
    .join('\n');
  await importInto(path, exportOf(folder, { 'post.csv': `source_key,author_id,created_at,body_text,kind\n${rows}\n` }), {
    tz: 'UTC',
  });
});

const NOTHING = { spend: Float64Array.of(12.5, 30), inGroup: () => null, negative: () => new Int8Array(4) };
const withData = <T>(use: (data: ReturnType<typeof openDataset>) => T): T => {
  const data = openDataset(path);
  try {
    return use(data);
  } finally {
    data.db.close();
  }
};
const board = () => withData((data) => describeBoard(data, NOTHING));
const column = (status: string) =>
  board()
    .cards.filter((c) => c.status === status)
    .map((c) => c.title);
let now = 1000;
const write = <W extends keyof typeof writes>(name: W, input: Omit<Parameters<(typeof writes)[W]>[1], 'now'>) => {
  const workspace = openWorkspace(path);
  try {
    return (writes[name] as (w: unknown, i: unknown) => ReturnType<(typeof writes)[W]>)(workspace, { ...input, now: now++ });
  } finally {
    workspace.close();
  }
};
const card = (title: string, more: object = {}) =>
  (
    write('saveCard', {
      cardNo: null,
      title,
      group: null,
      owner: '',
      fix: '',
      fixedOn: null,
      metric: null,
      evidence: [],
      ...more,
    } as never) as { cardNo: number }
  ).cardNo;

describe('cards', () => {
  it('a card keeps its evidence, who stands behind it and what they paid', () => {
    const no = card(' Refunds ', { evidence: [1, 2, 3].map((n) => ({ item: 'post', no: n })) });
    const [found] = board().cards;
    expect(found).toMatchObject({ cardNo: no, title: 'Refunds', status: 'new', evidence: 3, people: 2, value: 42.5 });
    expect(found!.quotes.map((q) => q.text)).toEqual(['又在催退款', 'refund took weeks', '退款太慢']);
    withData((data) => {
      expect(peopleOfCard(data, no).people.map((p) => [p.memberNo, p.texts])).toEqual([
        [1, 2],
        [2, 1],
      ]);
      expect(Array.from(membersOfCard(data, no))).toEqual([1, 1]);
    });
    expect(
      write('addEvidence', {
        cardNo: no,
        items: [
          { item: 'post', no: 3 },
          { item: 'post', no: 4 },
        ],
      } as never),
    ).toEqual({ added: 1 });
    write('removeEvidence', { cardNo: no, item: 'post', no: 4 } as never);
    expect(board().cards[0]!.evidence).toBe(3);
  });

  it('moves within a column, between columns, and back by undo', () => {
    const [a, b, c] = [card('a'), card('b'), card('c')];
    expect(column('new')).toEqual(['Refunds', 'a', 'b', 'c']);
    write('moveCard', { cardNo: c, status: 'new', before: a, today: '2025-02-01' });
    expect(column('new')).toEqual(['Refunds', 'c', 'a', 'b']);
    write('moveCard', { cardNo: a, status: 'done', before: null, today: '2025-02-01' });
    write('moveCard', { cardNo: b, status: 'done', before: a, today: '2025-02-02' });
    expect(column('done')).toEqual(['b', 'a']);
    expect(board().cards.find((x) => x.cardNo === a)!.fixedOn).toBe('2025-02-01');
    write('undo', {});
    expect(column('done')).toEqual(['a']);
    expect(column('new')).toEqual(['Refunds', 'c', 'b']);
  });

  it('goes into the trash and comes back', () => {
    const no = card('thrown');
    write('trashCard', { cardNo: no });
    expect(column('new')).not.toContain('thrown');
    expect(board().trash.map((c) => c.title)).toEqual(['thrown']);
    write('restoreCard', { cardNo: no });
    expect(column('new')).toContain('thrown');
  });

  it('no title, and a card that is not there, are refused', () => {
    expect(() => card('  ')).toThrow(/should have a title/);
    expect(() => write('moveCard', { cardNo: 999, status: 'new', before: null, today: '2025-01-01' })).toThrow(
      /no card number 999/,
    );
  });
});
