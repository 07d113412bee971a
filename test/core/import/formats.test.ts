import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { peek, tempFolder } from '../store/temp.ts';
import { activity, checkInvariants, exportOf, importInto, issue, rowsOf } from './community.ts';

const folder = tempFolder();
type Row = Record<string, string | number>;

/** A small question-and-answer site, written for these tests. */
const SITE: Record<string, Row[]> = {
  Users: [
    { Id: -1, DisplayName: 'Community', CreationDate: '2019-01-01T00:00:00.000', Reputation: 1 },
    { Id: 2, DisplayName: '小明', CreationDate: '2020-01-02T03:04:05.678', Reputation: 101, Location: 'Shanghai' },
    { Id: 3, DisplayName: 'Ann & "Bob" <x>', CreationDate: '2020-02-03T00:00:00.000', Reputation: 7 },
  ],
  Posts: [
    {
      Id: 10,
      PostTypeId: 1,
      OwnerUserId: 2,
      CreationDate: '2020-03-01T10:00:00.000',
      Title: 'How?',
      Body: '<p>Say &lt;how&gt;</p>',
      Tags: '<a><b>',
      Score: 5,
    },
    { Id: 11, PostTypeId: 2, ParentId: 10, OwnerUserId: 3, CreationDate: '2020-03-01T11:00:00.000', Body: '<p>So</p>', Score: 2 },
    {
      Id: 12,
      PostTypeId: 2,
      ParentId: 10,
      OwnerDisplayName: 'gone',
      CreationDate: '2020-03-02T11:00:00.000',
      Body: 'x',
      Score: 0,
    },
    { Id: 13, PostTypeId: 2, ParentId: 999, OwnerUserId: 77, CreationDate: '2020-03-03T11:00:00.000', Body: 'lost', Score: 0 },
  ],
  Comments: [
    { Id: 1, PostId: 10, UserId: 3, Text: 'why?', CreationDate: '2020-03-01T10:30:00.000', Score: 0 },
    { Id: 2, PostId: 11, UserId: 2, Text: '谢谢', CreationDate: '2020-03-01T11:30:00.000', Score: 1 },
  ],
  Votes: [
    { Id: 1, PostId: 10, VoteTypeId: 2, CreationDate: '2020-03-01T00:00:00.000' },
    { Id: 2, PostId: 11, VoteTypeId: 1, CreationDate: '2020-03-02T00:00:00.000' },
    { Id: 3, PostId: 10, VoteTypeId: 5, UserId: 3, CreationDate: '2020-03-02T00:00:00.000' },
    { Id: 4, PostId: 10, VoteTypeId: 8, UserId: 2, BountyAmount: 50, CreationDate: '2020-03-03T00:00:00.000' },
  ],
  Badges: [{ Id: 1, UserId: 2, Name: 'Student', Date: '2020-03-05T00:00:00.000' }],
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const asXml = () =>
  Object.fromEntries(
    Object.entries(SITE).map(([name, rows]) => [
      `${name}.xml`,
      `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<${name.toLowerCase()}>\n${rows
        .map(
          (row) =>
            `  <row ${Object.entries(row)
              .map(([k, v]) => `${k}="${escaped(String(v))}"`)
              .join(' ')} />`,
        )
        .join('\n')}\n</${name.toLowerCase()}>\n`,
    ]),
  );

function asSqlite(): string {
  const path = folder.fresh('.db');
  const db = new Database(path);
  for (const [name, rows] of Object.entries(SITE)) {
    const columns = [...new Set(rows.flatMap((r) => Object.keys(r)))];
    db.exec(`CREATE TABLE ${name} (${columns.join(', ')})`);
    const add = db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of rows) add.run(columns.map((c) => (typeof row[c] === 'number' ? BigInt(row[c]) : (row[c] ?? null))));
  }
  db.close();
  return path;
}

describe('a Stack Exchange dump', () => {
  test('as XML and as its SQLite twin gives the same members, posts, reactions and activity', async () => {
    const xml = folder.fresh('.hearth');
    const twin = folder.fresh('.hearth');
    const one = await importInto(xml, exportOf(folder, asXml()));
    const two = await importInto(twin, asSqlite());
    expect([...new Set([...one.sources, ...two.sources].map((s) => s.format))]).toEqual(['stackexchange']);
    expect(two.totals).toEqual(one.totals);
    // four posts, two comments; votes without a user are reactions, those of a user events, beside a badge
    expect(one.totals).toMatchObject({ members: 3, posts: 6, reactions: 2, events: 3 });
    expect(activity(twin)).toEqual(activity(xml));
    for (const path of [xml, twin]) checkInvariants(path);
    const posts =
      'SELECT source_key, kind, thread_no, depth, title, body_text, author_name, is_accepted, created_at FROM post ORDER BY source_key';
    const read = (path: string) => peek(path, (db) => db.prepare(posts).all() as Record<string, unknown>[]);
    expect(read(twin)).toEqual(read(xml));
    const byKey = new Map(read(xml).map((p) => [p['source_key'], p]));
    expect(byKey.get('10')).toMatchObject({ kind: 'question', title: 'How?', body_text: 'Say <how>', depth: 0 });
    expect(byKey.get('11')).toMatchObject({ kind: 'answer', is_accepted: 1, depth: 1 });
    expect(byKey.get('comment-2')).toMatchObject({ kind: 'comment', depth: 2, thread_no: byKey.get('10')!['thread_no'] });
    expect(peek(xml, (db) => db.prepare("SELECT handle, role FROM member WHERE source_key = '3'").get())).toEqual({
      handle: 'Ann & "Bob" <x>',
      role: 'member',
    });
  });

  test('an author who is not listed and a parent that is not there are counted, the posts stay', async () => {
    const path = folder.fresh('.hearth');
    const result = await importInto(path, exportOf(folder, asXml()));
    expect(issue(result, 'orphan-member')).toBe(1);
    expect(issue(result, 'orphan-post')).toBe(1);
    expect(issue(result, 'member-implied')).toBe(0);
    expect(peek(path, (db) => db.prepare("SELECT author_no, parent_no FROM post WHERE source_key = '13'").get())).toEqual({
      author_no: null,
      parent_no: null,
    });
  });
});

const OULAD = {
  'studentInfo.csv': `"code_module","code_presentation","id_student","gender","region","highest_education","imd_band","age_band","num_of_prev_attempts","studied_credits","disability","final_result"
"AAA","2013J","100","M","Scotland","HE Qualification","10-20","35-55","0","60","N","Pass"
"AAA","2014J","200","F","Wales","A Level or Equivalent","?","0-35","1","60","Y","Withdrawn"
"AAA","2014J","100","M","Scotland","HE Qualification","10-20","35-55","1","60","N","Fail"
`,
  'studentRegistration.csv': `"code_module","code_presentation","id_student","date_registration","date_unregistration"
"AAA","2013J","100","-10",""
"AAA","2014J","200","-5","12"
"AAA","2014J","100","-1",""
`,
  'vle.csv': `"id_site","code_module","code_presentation","activity_type","week_from","week_to"
"1","AAA","2013J","resource","",""
"2","AAA","2014J","forumng","",""
`,
  'studentVle.csv': `"code_module","code_presentation","id_student","id_site","date","sum_click"
"AAA","2013J","100","1","-10","4"
"AAA","2013J","100","1","0","1"
"AAA","2013J","100","1","0","1"
"AAA","2013J","100","1","0","1"
"AAA","2014J","200","2","5","7"
"AAA","2014J","200","2","5","7"
"AAA","2014J","200","2","5","8"
`,
};

describe('an OULAD folder', () => {
  test('keeps repeated rows and says how many there are', async () => {
    const path = folder.fresh('.hearth');
    const result = await importInto(path, exportOf(folder, OULAD));
    expect(result.sources.map((s) => s.format)).toEqual(['oulad', 'oulad', 'oulad', 'oulad']);
    expect(result.totals).toMatchObject({ members: 2, contents: 2, events: 7 });
    expect(issue(result, 'repeated-row')).toBe(3);
    expect(rowsOf(result, 'studentVle.csv')).toEqual({ read: 7, inserted: 7, updated: 0, skipped: 0, rejected: 0 });
    checkInvariants(path);
  });

  test('days count from the start of each presentation, registration from the earliest', async () => {
    const path = folder.fresh('.hearth');
    await importInto(path, exportOf(folder, OULAD));
    const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
    peek(path, (db) => {
      const times = db.prepare('SELECT DISTINCT time_s, time_precision FROM event ORDER BY time_s').raw().all();
      expect(times).toEqual([day('2013-09-21'), day('2013-10-01'), day('2014-10-06')].map((t) => [t / 1000, 2]));
      const joined = db.prepare('SELECT joined_at, left_at FROM member ORDER BY source_key').raw().all();
      expect(joined).toEqual([
        [day('2013-09-21'), null],
        [day('2014-09-26'), day('2014-10-13')],
      ]);
      expect(db.prepare('SELECT sum(value) FROM event').pluck().get()).toBe(29);
    });
  });

  test('the same folder again changes nothing, with another first day it is read anew', async () => {
    const path = folder.fresh('.hearth');
    const from = exportOf(folder, OULAD);
    await importInto(path, from);
    const before = activity(path);
    expect((await importInto(path, from)).importId).toBeNull();
    expect(activity(path)).toEqual(before);
    expect((await importInto(folder.fresh('.hearth'), from, { anchor: '2020-01-01' })).totals.events).toBe(7);
  });

  test('one file of the folder alone is enough', async () => {
    const path = folder.fresh('.hearth');
    const result = await importInto(
      path,
      join(exportOf(folder, { 'studentVle.csv': OULAD['studentVle.csv'] }), 'studentVle.csv'),
    );
    expect(result.totals).toMatchObject({ members: 2, contents: 2, events: 7 });
    expect(issue(result, 'member-implied')).toBe(2);
  });
});
