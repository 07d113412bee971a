import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writes } from '../../../core/api/writes.ts';
import type { Recipe } from '../../../core/import/index.ts';
import { openWorkspace } from '../../../core/store/workspace.ts';
import { peek, tempFolder } from '../store/temp.ts';
import { activity, checkInvariants, exportOf, importInto, issue, NOW, rowsOf } from './community.ts';

const folder = tempFolder();
const KEYLESS = {
  tables: [{ match: '*', entity: 'event', fields: { member_id: 'u', content_id: 'c', occurred_at: 't', value: 'v' } }],
} as unknown as Recipe;
const KEYED = {
  tables: [{ match: '*', entity: 'event', fields: { source_key: 'id', member_id: 'u', occurred_at: 't', value: 'v' } }],
} as unknown as Recipe;
const COMMUNITY = {
  tables: [
    { match: 'members', entity: 'member', fields: { source_key: 'id', handle: 'name', 'attr:level': 'level' } },
    {
      match: 'posts',
      entity: 'post',
      fields: { source_key: 'id', author_id: 'who', body_text: 'text', created_at: 'at', parent_key: 'parent' },
    },
  ],
} as unknown as Recipe;

/** Imports one export after the other into one workspace, under one file name. */
async function inTurn(recipe: Recipe, ...exports: string[]) {
  const path = folder.fresh('.hearth');
  const from = exportOf(folder, {});
  const results = [];
  for (const csv of exports) {
    writeFileSync(join(from, 'log.csv'), csv);
    results.push(await importInto(path, from, { recipe }));
  }
  checkInvariants(path);
  return { path, results };
}

describe('a newer export of events without keys', () => {
  const head = 'u,c,t,v\n';
  const old = 'a,x,2020-01-01,1\na,x,2020-01-01,1\nb,y,2020-01-02,\n';

  test('adds only what is new; repeats that were there count once each', async () => {
    const { path, results } = await inTurn(
      KEYLESS,
      head + old,
      `${head + old}b,y,2020-01-02,\na,x,2020-01-01,1\nc,z,2020-01-03,2\n`,
    );
    expect(rowsOf(results[1]!, 'log.csv')).toEqual({ read: 6, inserted: 3, updated: 0, skipped: 3, rejected: 0 });
    expect(activity(path)).toHaveLength(6);
    expect(results[1]!.changes.find((c) => c.what === 'events')).toEqual({ what: 'events', before: 3, after: 6, updated: 0 });
  });

  test('never removes what a shorter export no longer holds', async () => {
    const { path, results } = await inTurn(KEYLESS, head + old, `${head}a,x,2020-01-01,1\n`);
    expect(rowsOf(results[1]!, 'log.csv')).toMatchObject({ inserted: 0, skipped: 1 });
    expect(activity(path)).toHaveLength(3);
  });

  test('another value, time, kind or content is another event', async () => {
    const { results } = await inTurn(
      KEYLESS,
      `${head}a,x,2020-01-01,1\n`,
      `${head}a,x,2020-01-01,1.5\na,y,2020-01-01,1\na,x,2020-01-01T00:00:01,1\na,x,2020-01-01,\n`,
    );
    expect(rowsOf(results[1]!, 'log.csv')).toMatchObject({ inserted: 4, skipped: 0 });
  });

  test('in any cut into parts gives the same activity as at once', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `m${i % 7},c${i % 3},2020-01-${String(1 + (i % 5)).padStart(2, '0')},${i % 4}\n`,
    );
    const { path: whole } = await inTurn(KEYLESS, head + rows.join(''));
    const { path: parts } = await inTurn(
      KEYLESS,
      head + rows.slice(0, 20).join(''),
      head + rows.slice(0, 45).join(''),
      head + rows.join(''),
    );
    expect(activity(parts)).toEqual(activity(whole));
  });
});

describe('a newer export of events with keys', () => {
  const head = 'id,u,t,v\n';

  test('updates what moved, skips what did not, adds what is new', async () => {
    const { path, results } = await inTurn(
      KEYED,
      `${head}1,a,2020-01-01,1\n2,a,2020-01-02,2\nk-3,b,2020-01-03,3\n`,
      `${head}1,a,2020-01-01,1\n2,a,2020-02-02,2\nk-3,b,2020-01-03,9\n4,c,2020-01-04,4\n`,
    );
    expect(rowsOf(results[1]!, 'log.csv')).toEqual({ read: 4, inserted: 1, updated: 2, skipped: 1, rejected: 0 });
    expect(results[1]!.changes.find((c) => c.what === 'events')).toEqual({ what: 'events', before: 3, after: 4, updated: 2 });
    const day = (iso: string) => Date.parse(iso) / 1000;
    expect(activity(path)).toEqual([
      `a view observed - ${day('2020-01-01')} 1 -`,
      `a view observed - ${day('2020-02-02')} 2 -`,
      `b view observed - ${day('2020-01-03')} 9 -`,
      `c view observed - ${day('2020-01-04')} 4 -`,
    ]);
  });

  test('of a key that comes twice the later row stands, and that is counted', async () => {
    const { path, results } = await inTurn(KEYED, `${head}1,a,2020-01-01,1\n2,a,2020-01-02,2\n1,a,2020-01-01,7\n`);
    expect(issue(results[0]!, 'duplicate-id')).toBe(1);
    expect(
      activity(path)
        .map((l) => l.split(' ').at(-2))
        .sort(),
    ).toEqual(['2', '7']);
    expect(results[0]!.totals.events).toBe(2);
  });

  test('an event that moves to another member leaves the first', async () => {
    const { path } = await inTurn(KEYED, `${head}1,a,2020-01-01,1\n`, `${head}1,b,2020-01-01,1\n`);
    expect(activity(path).map((l) => l.slice(0, 1))).toEqual(['b']);
  });
});

describe('a newer export of members and posts', () => {
  const first = {
    'members.csv': 'id,name,level\n1,Ann,3\n2,Bo,1\n',
    'posts.csv': 'id,who,text,at,parent\n10,1,Hello,2020-01-01,\n11,2,Hi,2020-01-02,10\n12,9,Lost,2020-01-03,99\n',
  };
  const second = {
    'members.csv': 'id,name,level\n1,Anna,4\n2,Bo,1\n3,Cy,2\n',
    'posts.csv':
      'id,who,text,at,parent\n10,1,Hello!,2020-01-01,\n11,2,Hi,2020-01-02,10\n13,3,New,2020-01-04,11\n99,1,Found,2020-01-01,\n',
  };

  async function both() {
    const path = folder.fresh('.hearth');
    const from = exportOf(folder, first);
    const one = await importInto(path, from, { recipe: COMMUNITY });
    for (const [name, csv] of Object.entries(second)) writeFileSync(join(from, name), csv);
    const two = await importInto(path, from, { recipe: COMMUNITY, now: NOW + 1000 });
    checkInvariants(path);
    return { path, one, two };
  }

  test('updates and adds by their own ids and keeps what is no longer listed', async () => {
    const { path, one, two } = await both();
    expect(one.totals).toMatchObject({ members: 2, posts: 3 });
    expect(rowsOf(two, 'members.csv')).toEqual({ read: 3, inserted: 1, updated: 1, skipped: 1, rejected: 0 });
    expect(rowsOf(two, 'posts.csv')).toEqual({ read: 4, inserted: 2, updated: 1, skipped: 1, rejected: 0 });
    expect(two.totals).toMatchObject({ members: 3, posts: 5 });
    expect(peek(path, (db) => db.prepare('SELECT handle FROM member ORDER BY source_key').pluck().all())).toEqual([
      'Anna',
      'Bo',
      'Cy',
    ]);
    expect(two.changes).toEqual([
      { what: 'members', before: 2, after: 3, updated: 1 },
      { what: 'contents', before: 0, after: 0, updated: 0 },
      { what: 'events', before: 0, after: 0, updated: 0 },
      { what: 'posts', before: 3, after: 5, updated: expect.any(Number) },
      { what: 'reactions', before: 0, after: 0, updated: 0 },
    ]);
  });

  test('a changed attribute keeps its history', async () => {
    const { path } = await both();
    expect(
      peek(path, (db) =>
        db
          .prepare(
            "SELECT value_text, valid_from, valid_to FROM member_attribute JOIN member USING (member_no) WHERE source_key = '1' ORDER BY valid_from",
          )
          .raw()
          .all(),
      ),
    ).toEqual([
      ['3', 0, NOW + 1000],
      ['4', NOW + 1000, null],
    ]);
  });

  test('a reply whose parent came late is joined to it, one without stays an orphan', async () => {
    const { path, one } = await both();
    expect(issue(one, 'orphan-post')).toBe(1);
    const posts = peek(path, (db) =>
      db
        .prepare('SELECT p.source_key, q.source_key, p.depth FROM post p LEFT JOIN post q ON q.post_no = p.parent_no ORDER BY 1')
        .raw()
        .all(),
    );
    expect(posts).toEqual([
      ['10', null, 0],
      ['11', '10', 1],
      ['12', '99', 1],
      ['13', '11', 2],
      ['99', null, 0],
    ]);
  });

  test('a note on a member and its undo step live through a later import', async () => {
    const path = folder.fresh('.hearth');
    const from = exportOf(folder, first);
    await importInto(path, from, { recipe: COMMUNITY });
    const workspace = openWorkspace(path);
    writes.saveNote(workspace, { memberNo: 2, note: 'kept', now: 1 });
    workspace.close();
    for (const [name, csv] of Object.entries(second)) writeFileSync(join(from, name), csv);
    await importInto(path, from, { recipe: COMMUNITY });
    const after = openWorkspace(path);
    expect(after.writer.prepare('SELECT note FROM member_note').pluck().all()).toEqual(['kept']);
    expect(writes.undo(after, { now: 2 }).name).toBe('note.save');
    after.close();
  });
});
