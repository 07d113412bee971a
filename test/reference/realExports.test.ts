/** Pieces of real exports against a reading of them that shares nothing with the importer. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { activity, checkInvariants, engine, importInto, issue, NOW, rowsOf } from '../core/import/community.ts';
import { bytesHash, dump, peek, tempFolder } from '../core/store/temp.ts';

const folder = tempFolder();
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const SE = fixture('stackexchange-conlang-meta');
const OULAD = fixture('oulad-aaa');

type Row = Record<string, string>;

const ENTITY: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (text: string) =>
  text.replace(/&(#x([0-9A-Fa-f]+)|#(\d+)|\w+);/g, (whole, name: string, hex?: string, decimal?: string) =>
    hex || decimal ? String.fromCodePoint(Number.parseInt((hex ?? decimal)!, hex ? 16 : 10)) : (ENTITY[name] ?? whole),
  );

/** Rows of a dump's file, by two regular expressions. */
function xmlRows(name: string): Row[] {
  const text = readFileSync(join(SE, `${name}.xml`), 'utf8');
  return Array.from(text.matchAll(/<row (.*?)\/>/gs), ([, attributes]) =>
    Object.fromEntries(Array.from(attributes!.matchAll(/(\w+)="([^"]*)"/g), ([, key, value]) => [key!, decoded(value!)])),
  );
}

/** Rows of a CSV whose cells hold no comma, quote or line end. */
function csvRows(name: string): Row[] {
  const [head, ...lines] = readFileSync(join(OULAD, `${name}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  const cells = (line: string) => line.split(',').map((cell) => cell.replace(/^"|"$/g, ''));
  return lines.map((line) => Object.fromEntries(cells(head!).map((column, i) => [column, cells(line)[i]!])));
}

const utc = (text: string) => Date.parse(`${text}Z`);
const counted = (items: string[]) => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
};

describe('a piece of a Stack Exchange dump', () => {
  const users = xmlRows('Users');
  const posts = xmlRows('Posts');
  const comments = xmlRows('Comments');
  const votes = xmlRows('Votes');
  const badges = xmlRows('Badges');
  const history = xmlRows('PostHistory');
  const isUser = new Set(users.map((u) => u['Id']));
  const isPost = new Set(posts.map((p) => p['Id']));
  const ofUsers = votes.filter((v) => v['UserId']);
  const implied = new Set([...ofUsers, ...badges].map((v) => v['UserId']!).filter((id) => !isUser.has(id)));

  const imported = (() => {
    const path = folder.fresh('.hearth');
    return { path, result: importInto(path, SE) };
  })();

  test('holds what a count of its lines says', async () => {
    // grep -c '<row ' on each file
    expect([users, posts, comments, votes, badges, history].map((r) => r.length)).toEqual([32, 36, 45, 254, 90, 27]);
    const { totals, sources } = await imported.result;
    expect(totals).toMatchObject({
      members: users.length + implied.size,
      posts: posts.length + comments.length,
      reactions: votes.length - ofUsers.length,
      events: badges.length + ofUsers.length,
    });
    expect(new Set(sources.map((s) => s.format))).toEqual(new Set(['stackexchange']));
    for (const source of sources) expect([source.file, source.rows.rejected]).toEqual([source.file, 0]);
    checkInvariants(imported.path);
  });

  test('keeps every post as it stands in the file', async () => {
    await imported.result;
    const kinds: Record<string, string> = { 1: 'question', 2: 'answer', 6: 'announcement' };
    const stored = peek(imported.path, (db) =>
      db
        .prepare(
          `SELECT p.source_key AS id, p.kind, p.title, p.body_html AS html, p.body_text AS text, p.score, p.created_at AS at, p.edited_at AS edited, a.source_key AS author,
             q.source_key AS parent, p.view_count AS views,
             (SELECT group_concat(name, ' ') FROM (SELECT name FROM post_tag JOIN tag USING (tag_id) WHERE post_no = p.post_no ORDER BY name)) AS tags
           FROM post p LEFT JOIN member a ON a.member_no = p.author_no LEFT JOIN post q ON q.post_no = p.parent_no`,
        )
        .all(),
    ) as Record<string, unknown>[];
    const byId = new Map(stored.map((p) => [p['id'], p]));
    const known = (id: string | undefined) => (id !== undefined && isUser.has(id) ? id : null);
    for (const p of posts) {
      expect(byId.get(p['Id'])).toMatchObject({
        kind: kinds[p['PostTypeId']!] ?? 'system',
        title: p['Title'] ?? null,
        html: p['Body'],
        score: Number(p['Score']),
        at: utc(p['CreationDate']!),
        edited: p['LastEditDate'] ? utc(p['LastEditDate']) : null,
        author: known(p['OwnerUserId']),
        parent: p['ParentId'] && isPost.has(p['ParentId']) ? p['ParentId'] : null,
        views: p['ViewCount'] ? Number(p['ViewCount']) : null,
        tags: p['Tags']?.slice(1, -1).split(/></).sort().join(' ') ?? null,
      });
      expect(String(byId.get(p['Id'])!['text'])).not.toMatch(/<\/?(p|a|em|strong|ul|li|code)\b[^>]*>/);
    }
    for (const c of comments) {
      expect(byId.get(`comment-${c['Id']}`)).toMatchObject({
        kind: 'comment',
        text: c['Text'],
        at: utc(c['CreationDate']!),
        author: known(c['UserId']),
        parent: isPost.has(c['PostId']!) ? c['PostId'] : null,
      });
    }
  });

  test('turns badges and votes of users into events, other votes into reactions, closures into decisions', async () => {
    const { path } = imported;
    const result = await imported.result;
    const seconds = (text: string) => Math.floor(utc(text) / 1000);
    const expected = [
      ...badges.map((b) => `${b['UserId']} badge ${seconds(b['Date']!)}`),
      ...ofUsers.map((v) => `${v['UserId']} vote ${seconds(v['CreationDate']!)}`),
    ];
    peek(path, (db) => {
      const events = db
        .prepare(
          `SELECT m.source_key || ' ' || k.name || ' ' || e.time_s FROM event e JOIN member m USING (member_no) JOIN event_kind k ON k.kind = e.kind
           WHERE k.origin = 'observed'`,
        )
        .pluck()
        .all() as string[];
      expect(events.sort()).toEqual(expected.sort());
      const names: Record<string, string> = { 1: 'accept', 2: 'upvote', 3: 'downvote' };
      const reactions = db
        .prepare('SELECT kind, count(*) AS n, sum(post_no IS NULL) AS lost FROM reaction GROUP BY kind')
        .all() as {
        kind: string;
        n: number;
        lost: number;
      }[];
      const plain = votes.filter((v) => !v['UserId']);
      for (const [type, kind] of Object.entries(names)) {
        const own = plain.filter((v) => v['VoteTypeId'] === type);
        expect(reactions.find((r) => r.kind === kind)).toEqual({
          kind,
          n: own.length,
          lost: own.filter((v) => !isPost.has(v['PostId']!)).length,
        });
      }
      const decided = history.filter((h) => Number(h['PostHistoryTypeId']) >= 10 && Number(h['PostHistoryTypeId']) <= 15);
      expect(decided.length).toBeGreaterThan(5);
      expect(db.prepare('SELECT count(*) FROM mod_decision').pluck().get()).toBe(decided.length);
      expect(db.prepare('SELECT count(*) FROM mod_item').pluck().get()).toBe(new Set(decided.map((h) => h['PostId'])).size);
    });
    const lost = votes.filter((v) => !v['UserId'] && !isPost.has(v['PostId']!)).length;
    const parents = [...posts, ...comments].filter(
      (p) => (p['ParentId'] ?? p['PostId']) && !isPost.has((p['ParentId'] ?? p['PostId'])!),
    );
    expect(issue(result, 'orphan-post')).toBe(lost + parents.length);
  });

  test('as a SQLite twin of the same rows gives the same counts, posts and activity', async () => {
    const twin = folder.fresh('.sqlite');
    const db = new Database(twin);
    for (const name of ['Users', 'Posts', 'Comments', 'Votes', 'Badges', 'PostHistory', 'Tags']) {
      const rows = xmlRows(name);
      const columns = [...new Set(rows.flatMap((r) => Object.keys(r)))];
      const type = (c: string) => (/Id$|Count$|^Score$|^Reputation$|Views|Votes|^Class$|Amount/.test(c) ? 'INTEGER' : 'TEXT');
      db.exec(`CREATE TABLE ${name} (${columns.map((c) => `"${c}" ${type(c)}`).join(', ')})`);
      const add = db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
      for (const row of rows) add.run(columns.map((c) => row[c] ?? null));
    }
    db.close();
    const path = folder.fresh('.hearth');
    const [one, two] = [await imported.result, await importInto(path, twin)];
    expect(two.sources.map((s) => s.format)).toEqual(['stackexchange']);
    expect(two.totals).toEqual(one.totals);
    expect(activity(path)).toEqual(activity(imported.path));
    for (const table of ['post', 'reaction', 'mod_item', 'mod_decision']) {
      const read = (from: string) =>
        peek(from, (d) => d.prepare(`SELECT * FROM ${table} ORDER BY source_key`).all() as Record<string, unknown>[]).map((row) =>
          // numbers of rows may differ: which file was read first
          Object.fromEntries(Object.entries(row).filter(([c]) => !/_no$|^(import|reaction|item|decision)_id$/.test(c))),
        );
      expect(read(path), table).toEqual(read(imported.path));
    }
    checkInvariants(path);
  });

  test('again changes nothing; a later dump of the site updates and adds', async () => {
    await imported.result;
    const before = dump(imported.path, ['meta']);
    const again = await importInto(imported.path, SE);
    expect(again.importId).toBeNull();
    expect(dump(imported.path, ['meta'])).toEqual(before);

    const later = folder.fresh('-later');
    mkdirSync(later);
    for (const name of readdirSync(SE)) copyFileSync(join(SE, name), join(later, name));
    const change = (file: string, edit: (text: string) => string) => {
      const at = join(later, file);
      const text = readFileSync(at, 'utf8');
      expect(edit(text)).not.toBe(text);
      writeFileSync(at, edit(text));
    };
    const first = posts.find((p) => p['Title'])!;
    change('Posts.xml', (t) => t.replace(`Title="`, 'Title="Changed: '));
    change('Comments.xml', (t) =>
      t.replace(
        '</comments>',
        '<row Id="99999" PostId="1" Score="0" Text="new" CreationDate="2020-09-01T00:00:00.000" UserId="1" />\n</comments>',
      ),
    );
    change('Badges.xml', (t) =>
      t.replace(
        '</badges>',
        '<row Id="99999" UserId="1" Name="New" Date="2020-09-01T00:00:00.000" Class="3" TagBased="False" />\n</badges>',
      ),
    );
    const { totals, changes } = await importInto(imported.path, later, { now: NOW + 1 });
    expect(totals).toMatchObject({ posts: posts.length + comments.length + 1, events: badges.length + ofUsers.length + 1 });
    expect(changes.find((c) => c.what === 'posts')).toMatchObject({ updated: 1, after: posts.length + comments.length + 1 });
    expect(changes.find((c) => c.what === 'members')).toMatchObject({ updated: 0, after: totals.members });
    peek(imported.path, (db) => {
      const title = db.prepare('SELECT title FROM post WHERE source_key = ?').pluck().get(first['Id']);
      expect(title).toBe(`Changed: ${first['Title']}`);
    });
    checkInvariants(imported.path);
  });
});

describe('a piece of OULAD', () => {
  const clicks = csvRows('studentVle');
  const people = csvRows('studentInfo');
  const registered = csvRows('studentRegistration');
  const start: Record<string, number> = { '2013J': Date.UTC(2013, 9, 1), '2014J': Date.UTC(2014, 9, 1) };
  const day = (row: Row, column: string) => start[row['code_presentation']!]! + Number(row[column]) * 86_400_000;
  const ids = new Set(people.map((p) => p['id_student']!));

  const imported = (() => {
    const path = folder.fresh('.hearth');
    return { path, result: importInto(path, OULAD) };
  })();

  test('holds what a count of its lines says, repeats too', async () => {
    // wc -l less the header
    expect([clicks, people, registered].map((r) => r.length)).toEqual([3820, 40, 40]);
    const result = await imported.result;
    expect(result.totals).toMatchObject({ members: 34, events: 3820 });
    expect(result.totals.contents).toBe(csvRows('vle').length + csvRows('assessments').length);
    const whole = clicks.map((row) => Object.values(row).join(','));
    expect(issue(result, 'repeated-row')).toBe(whole.length - new Set(whole).size);
    expect(rowsOf(result, 'studentVle.csv')).toEqual({ read: 3820, inserted: 3820, updated: 0, skipped: 0, rejected: 0 });
    checkInvariants(imported.path);
  });

  test('keeps each click row: person, site, day and clicks', async () => {
    await imported.result;
    const expected = clicks.map((c) => `${c['id_student']} ${c['id_site']} ${day(c, 'date') / 1000} ${c['sum_click']}`);
    const stored = peek(imported.path, (db) =>
      db
        .prepare(
          `SELECT m.source_key || ' ' || c.source_key || ' ' || e.time_s || ' ' || CAST(e.value AS INTEGER)
           FROM event e JOIN member m USING (member_no) JOIN content c USING (content_no)`,
        )
        .pluck()
        .all(),
    ) as string[];
    expect(counted(stored)).toEqual(counted(expected));
  });

  test('keeps each person once, with the first registration and the known attributes', async () => {
    await imported.result;
    const rows = peek(imported.path, (db) => db.prepare('SELECT * FROM member').all()) as Record<string, unknown>[];
    expect(new Set(rows.map((r) => r['source_key']))).toEqual(ids);
    for (const row of rows) {
      const own = registered.filter((r) => r['id_student'] === row['source_key']);
      expect(row['joined_at']).toBe(Math.min(...own.map((r) => day(r, 'date_registration'))));
      const info = people.filter((p) => p['id_student'] === row['source_key']).at(-1)!;
      expect(row).toMatchObject({
        gender: info['gender'] === 'M' ? 'male' : 'female',
        region: info['region'],
        age_band: info['age_band'],
        education: info['highest_education'],
        is_implied: 0,
      });
    }
    const bands = peek(imported.path, (db) =>
      db.prepare("SELECT DISTINCT value_text FROM member_attribute WHERE name = 'imd_band'").pluck().all(),
    ) as string[];
    for (const band of bands) expect(band).toMatch(/^\d+-\d+%$/);
  });

  test('keeps each result of an assessment', async () => {
    await imported.result;
    const expected = csvRows('studentAssessment').map(
      (r) => `${r['id_student']} assessment-${r['id_assessment']} ${r['score']} ${r['is_banked']}`,
    );
    const stored = peek(imported.path, (db) =>
      db
        .prepare(
          `SELECT m.source_key || ' ' || c.source_key || ' ' || coalesce(CAST(r.score AS INTEGER), '') || ' ' || r.is_banked
           FROM assessment_result r JOIN member m USING (member_no) JOIN content c USING (content_no)`,
        )
        .pluck()
        .all(),
    ) as string[];
    expect(stored.sort()).toEqual(expected.sort());
  });

  test('an early export of it, then the whole, equals the whole', async () => {
    await imported.result;
    const early = folder.fresh('-early');
    mkdirSync(early);
    for (const name of readdirSync(OULAD)) copyFileSync(join(OULAD, name), join(early, name));
    const lines = readFileSync(join(OULAD, 'studentVle.csv'), 'utf8').split('\n');
    writeFileSync(join(early, 'studentVle.csv'), `${lines.slice(0, 2001).join('\n')}\n`);
    const path = folder.fresh('.hearth');
    expect((await importInto(path, early)).totals.events).toBe(2000);
    const whole = await importInto(path, OULAD, { now: NOW + 1 });
    expect(rowsOf(whole, 'studentVle.csv')).toEqual({ read: 3820, inserted: 1820, updated: 0, skipped: 2000, rejected: 0 });
    expect(activity(path)).toEqual(activity(imported.path));
    checkInvariants(path);
  });

  test('written as a Hearth export and read back is the same community', async () => {
    await imported.result;
    const target = folder.fresh('-export');
    const before = bytesHash(imported.path);
    engine.export(imported.path, target);
    expect(bytesHash(imported.path)).toBe(before);
    const path = folder.fresh('.hearth');
    const back = await importInto(path, target);
    expect(new Set(back.sources.map((s) => s.format))).toEqual(new Set(['hearth']));
    expect(back.totals).toEqual((await imported.result).totals);
    expect(activity(path)).toEqual(activity(imported.path));
  });
});
