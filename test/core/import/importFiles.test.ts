import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recipe } from '../../../core/import/index.ts';
import { dump, peek, tempFolder } from '../store/temp.ts';
import { activity, checkInvariants, exportOf, importInto, issue, rowsOf } from './community.ts';

const folder = tempFolder();
const at = (iso: string) => Date.parse(iso) / 1000;

const BY_HAND = {
  tables: [
    {
      match: 'ratings*',
      entity: 'event',
      fields: { user: 'user', item: 'item', value: 'rating', time: 'timestamp', kind: { const: 'rating' } },
    },
  ],
} as unknown as Recipe;

const RATINGS = 'user,item,rating,timestamp\nu1,i1,5,1577836800\nu2,i1,3.5,1577836801\nu1,i2,,1577836799\nu1,i1,5,1577836800\n';

describe('a table of user, item, rating, timestamp', () => {
  test('with a recipe written by hand gives members, contents and events', async () => {
    const path = folder.fresh('.hearth');
    const result = await importInto(path, join(exportOf(folder, { 'ratings.csv': RATINGS }), 'ratings.csv'), { recipe: BY_HAND });
    expect(rowsOf(result, 'ratings.csv')).toEqual({ read: 4, inserted: 4, updated: 0, skipped: 0, rejected: 0 });
    expect(result.totals).toMatchObject({ members: 2, contents: 2, events: 4 });
    expect([issue(result, 'member-implied'), issue(result, 'content-implied'), issue(result, 'repeated-row')]).toEqual([2, 2, 1]);
    expect(activity(path)).toEqual([
      'u1 x_rating observed i1 1577836800 5 -',
      'u1 x_rating observed i1 1577836800 5 -',
      'u1 x_rating observed i2 1577836799 - -',
      'u2 x_rating observed i1 1577836801 3.5 -',
    ]);
    checkInvariants(path);
  });

  test('without a recipe is guessed to the same activity', async () => {
    const path = folder.fresh('.hearth');
    await importInto(path, join(exportOf(folder, { 'ratings.csv': RATINGS }), 'ratings.csv'));
    expect(activity(path).map((line) => line.replace(/^(\S+) \S+ /, '$1 '))).toEqual([
      'u1 observed i1 1577836800 5 -',
      'u1 observed i1 1577836800 5 -',
      'u1 observed i2 1577836799 - -',
      'u2 observed i1 1577836801 3.5 -',
    ]);
  });

  test('twice the same import changes nothing at all', async () => {
    const path = folder.fresh('.hearth');
    const file = join(exportOf(folder, { 'ratings.csv': RATINGS }), 'ratings.csv');
    const first = await importInto(path, file, { recipe: BY_HAND });
    const before = dump(path, ['meta']);
    const second = await importInto(path, file, { recipe: BY_HAND });
    expect(second).toMatchObject({ importId: null, totals: first.totals, changes: [] });
    expect(rowsOf(second, 'ratings.csv')).toEqual({ read: 4, inserted: 0, updated: 0, skipped: 4, rejected: 0 });
    expect(issue(second, 'same-file')).toBe(1);
    expect(dump(path, ['meta'])).toEqual(before);
  });

  test('the same rows under another file name are known by their bytes', async () => {
    const path = folder.fresh('.hearth');
    await importInto(path, join(exportOf(folder, { 'ratings.csv': RATINGS }), 'ratings.csv'), { recipe: BY_HAND });
    const again = await importInto(path, join(exportOf(folder, { 'ratings-copy.csv': RATINGS }), 'ratings-copy.csv'), {
      recipe: BY_HAND,
    });
    expect(again.importId).toBeNull();
  });
});

describe('ids', () => {
  test('more than 5,000 members in one CSV each keep their own events', async () => {
    const path = folder.fresh('.hearth');
    const people = 7000;
    const lines = ['user,item,rating,timestamp'];
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < people; i++) {
        const who = (i * 7919 + round * 13) % people;
        lines.push(
          `${who % 3 === 0 ? `member-with-a-long-id-${who}` : `u${who}`},i${who % 11},${(who % 50) / 10},${1_600_000_000 + who}`,
        );
      }
    }
    const result = await importInto(path, join(exportOf(folder, { 'ratings.csv': `${lines.join('\n')}\n` }), 'ratings.csv'), {
      recipe: BY_HAND,
    });
    expect(result.totals).toMatchObject({ members: people, events: people * 3 });
    const wrong = peek(path, (db) =>
      db
        .prepare(
          `SELECT count(*) FROM event e JOIN member m USING (member_no) JOIN content c USING (content_no)
           WHERE e.time_s - 1600000000 <> CAST(replace(replace(m.source_key, 'member-with-a-long-id-', ''), 'u', '') AS INTEGER)
             OR c.source_key <> 'i' || ((e.time_s - 1600000000) % 11) OR abs(e.value - ((e.time_s - 1600000000) % 50) / 10.0) > 1e-9`,
        )
        .pluck()
        .get(),
    );
    expect(wrong).toBe(0);
    checkInvariants(path);
  });

  test('64-bit ids and ids with leading zeros stay exactly as written', async () => {
    const path = folder.fresh('.hearth');
    const ids = [
      '9223372036854775807',
      '9223372036854775806',
      '9007199254740993',
      '9007199254740992',
      '007',
      '7',
      '1e3',
      '1000',
      '-5',
      '0',
    ];
    const csv = `user,item,rating,timestamp\n${ids.map((id, i) => `${id},${id},1,${1_600_000_000 + i}`).join('\n')}\n`;
    await importInto(path, join(exportOf(folder, { 'ratings.csv': csv }), 'ratings.csv'), { recipe: BY_HAND });
    for (const table of ['member', 'content']) {
      expect(peek(path, (db) => db.prepare(`SELECT source_key FROM ${table} ORDER BY ${table}_no`).pluck().all())).toEqual(ids);
    }
    expect(activity(path)).toHaveLength(ids.length);
  });

  test('64-bit event ids that differ in the last digit are two events', async () => {
    const path = folder.fresh('.hearth');
    const recipe = {
      tables: [{ match: '*', entity: 'event', fields: { source_key: 'id', member_id: 'u', occurred_at: 't' } }],
    } as unknown as Recipe;
    const csv =
      'id,u,t\n9223372036854775807,a,2020-01-01\n9223372036854775806,a,2020-01-01\n9007199254740993,a,2020-01-02\n9007199254740992,a,2020-01-02\n';
    const result = await importInto(path, exportOf(folder, { 'e.csv': csv }), { recipe });
    expect(result.totals.events).toBe(4);
    expect(issue(result, 'duplicate-id')).toBe(0);
  });

  test('with a list of members, an unknown one in the events is made and counted as implied', async () => {
    const path = folder.fresh('.hearth');
    const recipe = {
      tables: [
        { match: 'members', entity: 'member', fields: { source_key: 'id', handle: 'name' } },
        { match: 'log', entity: 'event', fields: { member_id: 'who', occurred_at: 'at' } },
      ],
    } as unknown as Recipe;
    const from = exportOf(folder, { 'members.csv': 'id,name\n1,Ann\n2,Bo\n', 'log.csv': 'who,at\n2,2020-01-01\n3,2020-01-02\n' });
    const result = await importInto(path, from, { recipe });
    expect(issue(result, 'member-implied')).toBe(1);
    expect(peek(path, (db) => db.prepare('SELECT source_key, is_implied FROM member ORDER BY source_key').raw().all())).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 1],
    ]);
    writeFileSync(join(from, 'members.csv'), 'id,name\n1,Ann\n2,Bo\n3,Cy\n');
    const later = await importInto(path, from, { recipe });
    expect(peek(path, (db) => db.prepare("SELECT handle, is_implied FROM member WHERE source_key = '3'").raw().get())).toEqual([
      'Cy',
      0,
    ]);
    expect(later.totals).toMatchObject({ members: 3, events: 2 });
    checkInvariants(path);
  });
});

describe('times', () => {
  const recipe = { tables: [{ match: '*', entity: 'event', fields: { member_id: 'u', occurred_at: 't' } }] } as unknown as Recipe;
  const seconds = (path: string) => peek(path, (db) => db.prepare('SELECT time_s FROM event ORDER BY time_s').pluck().all());

  test('without a mark are read in the zone that was given, through both changes of the clock', async () => {
    const path = folder.fresh('.hearth');
    const csv =
      'u,t\na,2023-03-12 01:30:00\na,2023-03-12 03:30:00\na,2023-07-01 12:00:00\na,2023-11-05 00:30:00\na,2023-11-05 12:00:00\n';
    const result = await importInto(path, exportOf(folder, { 'log.csv': csv }), { recipe, tz: 'America/New_York' });
    const expected = [
      '2023-03-12T06:30:00Z',
      '2023-03-12T07:30:00Z',
      '2023-07-01T16:00:00Z',
      '2023-11-05T04:30:00Z',
      '2023-11-05T17:00:00Z',
    ];
    expect(seconds(path)).toEqual(expected.map(at));
    expect(issue(result, 'time-zone-assumed')).toBe(0);
  });

  test('without a mark and without a zone are taken as UTC, and that is said', async () => {
    const path = folder.fresh('.hearth');
    const result = await importInto(path, exportOf(folder, { 'log.csv': 'u,t\na,2023-07-01 12:00:00\n' }), { recipe });
    expect(seconds(path)).toEqual([at('2023-07-01T12:00:00Z')]);
    expect(issue(result, 'time-zone-assumed')).toBeGreaterThan(0);
  });

  test('with marks of two zones are each read by their mark, and that is said', async () => {
    const path = folder.fresh('.hearth');
    const csv = `u,t\n${'a,2023-07-01T12:00:00+08:00\nb,2023-07-01T12:00:00+02:00\n'.repeat(20)}`;
    const result = await importInto(path, exportOf(folder, { 'log.csv': csv }), { recipe });
    expect([...new Set(seconds(path))]).toEqual([at('2023-07-01T04:00:00Z'), at('2023-07-01T10:00:00Z')]);
    expect(issue(result, 'two-time-zones')).toBeGreaterThan(0);
  });

  test('a zone that does not exist is refused before anything is made', async () => {
    const from = exportOf(folder, { 'log.csv': 'u,t\na,2023-07-01\n' });
    await expect(importInto(folder.fresh('.hearth'), from, { recipe, tz: 'Mars/Olympus' })).rejects.toMatchObject({
      code: 'bad-option',
    });
  });
});
