import { describe, expect, test } from 'vitest';
import { questions } from '../../../core/api/questions.ts';
import type { Mark } from '../../../core/cohort/index.ts';
import type { Recipe } from '../../../core/import/index.ts';
import { type Dataset, openDataset } from '../../../core/store/dataset.ts';
import { exportOf, importInto } from '../import/community.ts';
import { emptyWorkspace, tempFolder } from '../store/temp.ts';
import { ALL, FIRST_SEEN, GRAINS } from './sample.ts';

const folder = tempFolder();

/** Asks `work` of a workspace that was made from members and a log of events. */
async function withData<T>(members: string, log: string, work: (data: Dataset) => T, tz = 'UTC'): Promise<T> {
  const path = emptyWorkspace(folder, tz);
  const recipe = {
    tables: [
      { match: 'members', entity: 'member', fields: { source_key: 'id', joined_at: 'joined' } },
      { match: 'log', entity: 'event', fields: { member_id: 'u', content_id: 'c', occurred_at: 't', kind: 'k' } },
    ],
  } as unknown as Recipe;
  if (members || log)
    await importInto(path, exportOf(folder, { 'members.csv': `id,joined\n${members}`, 'log.csv': `u,c,t,k\n${log}` }), {
      recipe,
    });
  const data = openDataset(path);
  try {
    return work(data);
  } finally {
    data.db.close();
  }
}

const PAGE = { offset: 0, limit: 10 };
const memberPage = (data: Dataset, mark: Mark | null = null) =>
  questions.members(data, {
    search: '',
    facets: {},
    classes: {},
    mark: mark as never,
    scope: { ...ALL, segment: null, where: null },
    sort: { column: 'handle', direction: 'asc' },
    ...PAGE,
  });
const contentPage = (data: Dataset) =>
  questions.contents(data, { search: '', kinds: [], sort: { column: 'events', direction: 'desc' }, ...PAGE });

/** Every question about engagement. */
const charts = (data: Dataset) => [
  ...GRAINS.flatMap((grain) => [
    questions.activity(data, { ...ALL, grain }),
    questions.lifecycle(data, { ...ALL, grain }),
    questions.retention(data, { ...ALL, ...FIRST_SEEN(grain), breakdown: null, segment: null, where: null }),
  ]),
  questions.stickiness(data, ALL),
  questions.top(data, { ...ALL, by: 'events', limit: 5 }),
];

describe('too little data is an answer', () => {
  test('of an empty workspace: what was needed and what was there', async () => {
    await withData('', '', (data) => {
      for (const chart of charts(data))
        expect(chart).toMatchObject({ kind: 'unavailable', reason: 'no-events', have: 0, need: 1 });
      expect(memberPage(data)).toMatchObject({ kind: 'unavailable', reason: 'no-members' });
      expect(contentPage(data)).toMatchObject({ kind: 'unavailable', reason: 'no-contents' });
      expect(questions.describe(data)).toMatchObject({ members: 0, events: 0, firstAt: null, lastAt: null });
      expect(questions.info(data)).toMatchObject({ firstDay: null, lastDay: null });
    });
  });

  test('of members without events: the list is there, the charts are not', async () => {
    await withData('1,2020-01-01\n2,\n', '', (data) => {
      for (const chart of charts(data)) expect(chart.kind).toBe('unavailable');
      expect(memberPage(data)).toMatchObject({ kind: 'members', total: 2 });
      expect(memberPage(data, { of: 'active', grain: 'week', start: '2020-01-06' })).toMatchObject({ kind: 'members', total: 0 });
      expect(questions.member(data, { memberNo: 1 })).toMatchObject({ weeks: { start: [], actions: [] }, topContents: [] });
      expect(questions.timeline(data, { memberNo: 2, before: null, limit: 5 })).toMatchObject({ rows: [], next: null, total: 0 });
    });
  });

  test('of events without contents: only the top list is missing', async () => {
    await withData('', 'a,,2020-01-01,view\n', (data) => {
      const [top, ...rest] = charts(data).toReversed();
      expect(top).toMatchObject({ kind: 'unavailable', reason: 'no-contents' });
      for (const chart of rest) expect(chart.kind).not.toBe('unavailable');
    });
  });
});

describe('one member with one event', () => {
  test('is one in every chart', async () => {
    await withData('a,2020-01-01\n', 'a,x,2020-01-01T12:00:00,view\n', (data) => {
      for (const grain of GRAINS) {
        expect(questions.activity(data, { ...ALL, grain })).toMatchObject({ active: [1], actions: [1], joined: [1], left: [0] });
        expect(questions.lifecycle(data, { ...ALL, grain })).toMatchObject({
          new: [1],
          returning: [0],
          resurrected: [0],
          dormant: [0],
        });
        expect(
          questions.retention(data, { ...ALL, ...FIRST_SEEN(grain), breakdown: null, segment: null, where: null }),
        ).toMatchObject({
          cohorts: [{ size: 1, cells: [{ period: 0, returned: 1, rate: 1 }] }],
        });
      }
      expect(questions.stickiness(data, ALL)).toMatchObject({ day: ['2020-01-01'], dau: [1], wau: [1], mau: [1] });
      expect(questions.top(data, { ...ALL, by: 'members', limit: 5 })).toMatchObject({
        rows: [{ contentId: 'table:x', events: 1, members: 1 }],
      });
    });
  });

  test('on the edge of a day belongs to the day of the community’s zone', async () => {
    for (const [tz, day, week] of [
      ['UTC', '2020-03-01', '2020-02-24'],
      ['Asia/Shanghai', '2020-03-02', '2020-03-02'],
      ['America/New_York', '2020-03-01', '2020-02-24'],
    ] as const) {
      await withData(
        '',
        'a,x,2020-03-01T20:00:00Z,view\n',
        (data) => {
          expect(questions.activity(data, { ...ALL, grain: 'day' })).toMatchObject({ start: [day] });
          expect(questions.activity(data, { ...ALL, grain: 'week' })).toMatchObject({ start: [week] });
        },
        tz,
      );
    }
  });
});

describe('a question about what is not there', () => {
  test('is refused: a member, a start of no period', async () => {
    await withData('', 'a,x,2020-01-01,view\n', (data) => {
      expect(() => questions.member(data, { memberNo: 2 })).toThrow(expect.objectContaining({ code: 'not-found' }));
      expect(() => questions.timeline(data, { memberNo: 99, before: null, limit: 5 })).toThrow(
        expect.objectContaining({ code: 'not-found' }),
      );
      expect(() => memberPage(data, { of: 'active', grain: 'week', start: '2021-01-04' })).toThrow(
        expect.objectContaining({ code: 'bad-option' }),
      );
    });
  });
});
