import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWorkspace } from '../../../core/store/workspace.ts';
import { bytesHash, dump, emptyWorkspace, tempFolder } from '../store/temp.ts';

const folder = tempFolder();
const MAIN = fileURLToPath(new URL('../../../core/cli/main.ts', import.meta.url));

interface Said {
  code: number | null;
  out: string;
  err: string;
  /** The one document on stdout. */
  json: Record<string, unknown>;
}

/** Runs the command line in a process of its own; the sources are compiled once for all of them. */
function hearth(...args: string[]): Promise<Said> {
  return node([MAIN, ...args]);
}

function node(args: string[]): Promise<Said> {
  const env = { ...process.env, NODE_COMPILE_CACHE: folder.file('compiled') };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder.path, env });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err, json: parsed(out) }));
  });
}

function parsed(out: string): Said['json'] {
  try {
    return JSON.parse(out) as Said['json'];
  } catch {
    return {};
  }
}

const file = (name: string, text: string): string => {
  const path = folder.file(name);
  writeFileSync(path, text);
  return path;
};

const RATINGS = [
  'user,item,rating,timestamp',
  'u1,i1,5,1704067200',
  'u1,i2,4,1704153600',
  'u2,i1,3,1704672000',
  'u2,i1,,1707350400',
];
const RECIPE = {
  tables: [
    {
      match: 'ratings',
      entity: 'event',
      fields: {
        member_id: 'user',
        content_id: 'item',
        value: 'rating',
        occurred_at: { column: 'timestamp', format: 'epoch-s' },
        kind: { const: 'x_rating' },
      },
    },
  ],
};

let ws = '';
let first: Said;
beforeAll(async () => {
  ws = folder.file('community.hearth');
  const [ratings, recipe] = [file('ratings.csv', `${RATINGS.join('\n')}\n`), file('recipe.json', JSON.stringify(RECIPE))];
  first = await hearth('import', ws, ratings, '--recipe', recipe, '--json');
});

/** One of its own for a test that writes: tests run side by side here, and a workspace has one writer. */
function copyOfWs(): string {
  const path = folder.fresh('.hearth');
  copyFileSync(ws, path);
  return path;
}

/** A call that should fail: one line on stderr, nothing on stdout, exit 1. */
async function refused(...args: string[]): Promise<string> {
  const { code, out, err } = await hearth(...args);
  expect([code, out, err.trimEnd().split('\n').length], `${args.join(' ')}: ${err}`).toEqual([1, '', 1]);
  expect(err.endsWith('\n')).toBe(true);
  expect(err).not.toMatch(/^\s*at /m);
  return err;
}

describe.concurrent('import', () => {
  test('answers every field of the contract and nothing else on stdout', () => {
    expect(first.code, first.err).toBe(0);
    expect(first.err).toBe('');
    expect(first.out.trimEnd().split('\n')).toHaveLength(1);
    expect(first.json).toMatchObject({
      kind: 'import',
      sources: [
        {
          file: 'ratings.csv',
          format: 'table',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          encoding: 'utf-8',
          rows: { read: 4, inserted: 4, updated: 0, skipped: 0, rejected: 0 },
          issues: expect.any(Array),
        },
      ],
      totals: { members: 2, contents: 2, events: 4, posts: 0, reactions: 0 },
    });
    const issues = (first.json as { sources: { issues: object[] }[] }).sources[0]!.issues;
    expect(issues.length).toBeGreaterThan(0);
    for (const issue of issues) {
      expect(issue).toMatchObject({ code: expect.any(String), severity: expect.stringMatching(/^(info|warn|error)$/) });
      expect(issue).toMatchObject({ count: expect.any(Number) });
      expect(issue).toHaveProperty('sample');
    }
  });

  test('the same file again changes nothing, and says so', async () => {
    const path = copyOfWs();
    const before = dump(path, ['meta']);
    const again = await hearth('import', path, folder.file('ratings.csv'), '--recipe', folder.file('recipe.json'), '--json');
    expect(again.code).toBe(0);
    expect(again.json).toMatchObject({
      kind: 'import',
      sources: [
        {
          rows: { read: 4, inserted: 0, updated: 0, skipped: 4, rejected: 0 },
          issues: [{ code: 'same-file', severity: 'info' }],
        },
      ],
      totals: { members: 2, contents: 2, events: 4 },
    });
    expect(dump(path, ['meta'])).toEqual(before);
  });

  test('--guess prints a recipe that imports the same file', async () => {
    const { code, out, json } = await hearth('import', '--guess', folder.file('ratings.csv'), '--json');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(json).toMatchObject({ tables: [{ match: expect.any(String), entity: 'event', fields: expect.any(Object) }] });
    const guess = file('guess.json', out);
    const target = folder.file('guessed.hearth');
    const done = await hearth('import', target, folder.file('ratings.csv'), '--recipe', guess, '--json');
    expect(done.json).toMatchObject({ totals: { members: 2, contents: 2, events: 4 } });
  });

  test('--tz reads times without a mark in that zone', async () => {
    const plain = file('plain.csv', 'user,item,time\nu1,i1,2024-01-01 07:30:00\n');
    const [utc, shanghai] = [folder.file('utc.hearth'), folder.file('shanghai.hearth')];
    await hearth('import', utc, plain, '--json');
    await hearth('import', shanghai, plain, '--tz', 'Asia/Shanghai', '--json');
    expect((await hearth('describe', utc, '--json')).json['firstAt']).toBe('2024-01-01T07:30:00.000Z');
    expect((await hearth('describe', shanghai, '--json')).json['firstAt']).toBe('2023-12-31T23:30:00.000Z');
  });

  test('--encoding reads a file in the encoding it is told', async () => {
    const path = folder.file('gbk.csv');
    // 用户 and 小明 in GBK
    writeFileSync(
      path,
      Buffer.concat([
        Buffer.from([0xd3, 0xc3, 0xbb, 0xa7]),
        Buffer.from(',time\n'),
        Buffer.from([0xd0, 0xa1, 0xc3, 0xf7]),
        Buffer.from(',1704067200\n'),
      ]),
    );
    const target = folder.file('gbk.hearth');
    const done = await hearth('import', target, path, '--encoding', 'gbk', '--json');
    expect(done.json).toMatchObject({ sources: [{ encoding: 'gbk' }], totals: { members: 1, events: 1 } });
    const list = await hearth('members', target, '--json');
    expect(JSON.stringify(list.json['rows'])).toContain('小明');
  });

  test('a failed first import leaves no workspace behind, a failed later one leaves it as it was', async () => {
    const target = folder.file('never.hearth');
    await refused('import', target, folder.file('missing.csv'), '--json');
    expect(readdirSync(dirname(target)).filter((n) => n.startsWith('never'))).toEqual([]);
    const path = copyOfWs();
    const before = dump(path, ['meta']);
    const bad = file('bad-recipe.json', '{"tables": [{"match": "ratings", "entity": "nothing", "fields": {}}]}');
    await refused('import', path, folder.file('ratings.csv'), '--recipe', bad, '--json');
    await refused('import', path, folder.file('ratings.csv'), '--as', 'oulad', '--json');
    await refused('import', path, folder.file('ratings.csv'), '--tz', 'Mars/Olympus', '--json');
    expect(dump(path, ['meta'])).toEqual(before);
  });
});

describe.concurrent('questions', () => {
  test('describe answers every field of the contract', async () => {
    const { code, json, err } = await hearth('describe', ws, '--json');
    expect([code, err]).toEqual([0, '']);
    expect(json).toMatchObject({
      kind: 'description',
      members: 2,
      contents: 2,
      events: 4,
      posts: 0,
      reactions: 0,
      firstAt: '2024-01-01T00:00:00.000Z',
      lastAt: '2024-02-08T00:00:00.000Z',
      eventsByKind: { x_rating: 4 },
      postsByKind: {},
      files: [{ file: 'ratings.csv' }],
      bytes: expect.any(Number),
    });
  });

  test('activity by month, week and day: starts are Mondays and firsts of months, every period is there', async () => {
    const month = await hearth('activity', ws, '--grain', 'month', '--json');
    expect(month.json).toMatchObject({
      kind: 'activity',
      grain: 'month',
      start: ['2024-01-01', '2024-02-01'],
      active: [2, 1],
      joined: [0, 0],
      from: { method: expect.any(String), snapshot: 1, options: { grain: 'month', basis: 'all' } },
    });
    const week = await hearth('activity', ws, '--grain', 'week', '--json');
    expect(week.json).toMatchObject({
      grain: 'week',
      start: ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29', '2024-02-05'],
      active: [1, 1, 0, 0, 0, 1],
    });
    const day = await hearth('activity', ws, '--grain', 'day', '--from', '2024-01-02', '--to', '2024-01-08', '--json');
    expect(day.json).toMatchObject({
      start: ['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-06', '2024-01-07', '2024-01-08'],
      active: [1, 0, 0, 0, 0, 0, 1],
    });
  });

  test('activity takes a basis and kinds', async () => {
    const posts = await hearth('activity', ws, '--grain', 'month', '--basis', 'posts', '--json');
    expect([posts.code, (posts.json['active'] as number[]).every((n) => n === 0)]).toEqual([0, true]);
    const kinds = await hearth('activity', ws, '--grain', 'month', '--basis', 'events', '--kinds', 'x_rating', '--json');
    expect(kinds.json['active']).toEqual([2, 1]);
    expect(await refused('activity', ws, '--grain', 'month', '--kinds', 'nothing', '--json')).toContain('x_rating');
  });

  test('lifecycle has four lists as long as its starts, which reconcile with activity', async () => {
    const { json } = await hearth('lifecycle', ws, '--grain', 'week', '--json');
    expect(json).toMatchObject({
      kind: 'lifecycle',
      start: ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29', '2024-02-05'],
      new: [1, 1, 0, 0, 0, 0],
      returning: [0, 0, 0, 0, 0, 0],
      resurrected: [0, 0, 0, 0, 0, 1],
      dormant: [0, 1, 1, 0, 0, 0],
    });
  });

  test('top orders by events or by members, and stops at the limit', async () => {
    const events = await hearth('top', ws, '--by', 'events', '--limit', '1', '--json');
    expect(events.json).toMatchObject({ kind: 'top', by: 'events', rows: [{ contentId: 'table:i1', events: 3, members: 2 }] });
    expect(events.json['rows']).toHaveLength(1);
    const members = await hearth('top', ws, '--by', 'members', '--json');
    expect(members.json['rows']).toMatchObject([{ members: 2 }, { contentId: 'table:i2', events: 1, members: 1 }]);
  });

  test('an empty workspace answers with what is missing, exit 0', async () => {
    const empty = emptyWorkspace(folder);
    for (const args of [
      ['activity', empty, '--grain', 'week'],
      ['lifecycle', empty, '--grain', 'month'],
      ['top', empty, '--by', 'events'],
    ]) {
      const { code, json } = await hearth(...args, '--json');
      expect([code, json], args[0]).toMatchObject([0, { kind: 'unavailable', reason: 'no-events', have: 0, need: 1 }]);
    }
    expect((await hearth('describe', empty, '--json')).json).toMatchObject({
      members: 0,
      firstAt: null,
      lastAt: null,
      files: [],
    });
  });

  test('asking changes nothing in the workspace file', async () => {
    const path = copyOfWs();
    const before = bytesHash(path);
    for (const name of ['describe', 'history', 'members']) await hearth(name, path, '--json');
    expect(bytesHash(path)).toBe(before);
  });
});

describe.concurrent('history, undo and redo', () => {
  test('name the step and take it back and forth', async () => {
    const target = folder.file('edited.hearth');
    await hearth('import', target, folder.file('ratings.csv'), '--json');
    expect((await hearth('history', target, '--json')).json).toEqual({ kind: 'history', undo: [], redo: [] });
    expect((await hearth('settings', target, '--tz', 'Asia/Shanghai', '--json')).json).toMatchObject({ tz: 'Asia/Shanghai' });
    expect((await hearth('note', target, '1', 'a note', '--json')).json).toEqual({ kind: 'saved' });
    const { json } = await hearth('history', target, '--json');
    expect(json).toMatchObject({ kind: 'history', undo: [{ name: 'note.save' }, { name: 'settings.change' }], redo: [] });
    expect((await hearth('undo', target, '--json')).json).toMatchObject({ kind: 'undone', action: { name: 'note.save' } });
    expect((await hearth('undo', target, '--json')).json).toMatchObject({ kind: 'undone', action: { name: 'settings.change' } });
    expect((await hearth('settings', target, '--json')).json).toMatchObject({ kind: 'settings', tz: 'UTC' });
    expect(await refused('undo', target, '--json')).toMatch(/undo/);
    expect((await hearth('redo', target, '--json')).json).toMatchObject({ kind: 'redone', action: { name: 'settings.change' } });
    expect((await hearth('settings', target, '--json')).json).toMatchObject({ tz: 'Asia/Shanghai' });
  });
});

describe.concurrent('wrong input', () => {
  test('is one line on stderr, nothing on stdout, exit 1', async () => {
    const other = folder.file('other.db');
    const db = new Database(other);
    db.exec('CREATE TABLE a (b)');
    db.close();
    const cases: [args: string[], says: string][] = [
      [['dance'], 'dance'],
      [['describe'], 'workspace'],
      [['describe', folder.file('missing.hearth')], 'missing.hearth'],
      [['describe', folder.file('two\nlines.hearth')], 'two lines.hearth'],
      [['describe', folder.file('ratings.csv')], 'not a Hearth workspace'],
      [['activity', other, '--grain', 'week'], 'another SQLite database'],
      [['activity', ws, '--grain', 'fortnight'], 'fortnight'],
      [['activity', ws, '--grain', 'week', '--wat'], '--wat'],
      [['activity', ws, '--grain'], '--grain'],
      [['activity', ws, '--grain', 'week', '--from', 'yesterday'], 'yesterday'],
      [['activity', ws, '--grain', 'week', '--from', '2024-02-30'], '2024-02-30'],
      [['activity', ws, '--grain', 'week', '--from', '2024-02-02', '--to', '2024-01-01'], '2024-02-02'],
      [['top', ws, '--limit', 'many'], 'many'],
      [['top', ws, '--limit', '0'], '0'],
      [['import', copyOfWs()], '<path>'],
      [['import', copyOfWs(), folder.file('ratings.csv'), '--recipe', folder.file('no.json')], 'no.json'],
      [['import', copyOfWs(), folder.file('ratings.csv'), '--recipe', folder.file('ratings.csv')], 'JSON'],
      [['note', copyOfWs(), '99', 'x'], '99'],
      [['redo', copyOfWs()], 'redo'],
    ];
    // One after another: some of them take the workspace's writer lock.
    for (const [args, expected] of cases) expect(await refused(...args, '--json'), args.join(' ')).toContain(expected);
  });

  test('a workspace that somebody else writes to is said to be locked, and can still be read', async () => {
    const target = emptyWorkspace(folder);
    const holder = openWorkspace(target);
    expect(await refused('settings', target, '--name', 'x', '--json')).toContain('open for writing');
    expect(await refused('import', target, folder.file('ratings.csv'), '--json')).toContain('open for writing');
    expect((await hearth('describe', target, '--json')).code).toBe(0);
    holder.close();
  });

  test('a fault of ours is exit 2, says so in one line, and shows where only with --debug', async () => {
    const breaks = 'data:text/javascript,Buffer.prototype.readUInt32BE = () => { throw new TypeError("broken on purpose") }';
    const plain = await node(['--import', breaks, MAIN, 'describe', ws]);
    expect([plain.code, plain.out]).toEqual([2, '']);
    expect(plain.err).toBe('This is a fault of Hearth: broken on purpose\n');
    expect((await node(['--import', breaks, MAIN, 'describe', ws, '--debug'])).err).toMatch(/\n +at /);
  });

  test('a file that is there is not written over by a sample', async () => {
    const path = file('mine.hearth', 'precious');
    await refused('sample', path, '--json');
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });
});

describe.concurrent('for people', () => {
  test('help names every command, and each command has its own', async () => {
    const { code, out } = await hearth('--help');
    expect(code).toBe(0);
    const names = [
      'sample',
      'import',
      'export',
      'describe',
      'activity',
      'lifecycle',
      'top',
      'history',
      'undo',
      'redo',
      'doctor',
      'serve',
      'bench',
    ];
    for (const name of names) expect(out, name).toContain(`hearth ${name}`);
    expect((await hearth('activity', '--help')).out).toContain('--grain day|week|month');
  });

  test('without --json the answer is in words, a version is a line', async () => {
    const words = await hearth('activity', ws, '--grain', 'month');
    expect([words.code, words.out]).toEqual([0, expect.stringContaining('2024-02-01')]);
    expect(words.out.startsWith('{')).toBe(false);
    expect((await hearth('--version')).out.trim().split('\n')).toHaveLength(1);
  });

  test('doctor tells what is there and ends with 0 when the engine can run', async () => {
    const { code, json } = await hearth('doctor', '--json');
    expect([code, json]).toMatchObject([0, { kind: 'doctor', ok: true, checks: expect.any(Array) }]);
  });
});

describe.concurrent('export', () => {
  test('writes tables that an import reads back to the same numbers', async () => {
    const tables = folder.file('tables');
    mkdirSync(tables);
    const { json } = await hearth('export', ws, tables, '--json');
    expect(json).toMatchObject({ kind: 'export', tables: expect.any(Array) });
    const files = (json as { tables: { file: string }[] }).tables.map((t) => basename(t.file));
    expect(files).toContain('event.csv');
    for (const name of files) expect(existsSync(join(tables, name))).toBe(true);
    const back = folder.file('back.hearth');
    expect((await hearth('import', back, tables, '--json')).json).toMatchObject({
      totals: { members: 2, contents: 2, events: 4 },
    });
    const grained = ['--grain', 'week', '--json'];
    const [one, two] = [await hearth('activity', ws, ...grained), await hearth('activity', back, ...grained)];
    expect([two.json['start'], two.json['active']]).toEqual([one.json['start'], one.json['active']]);
  });
});

describe.concurrent('questions about members', () => {
  let sample = '';
  beforeAll(async () => {
    sample = folder.file('sample.hearth');
    await hearth('sample', sample, '--json');
  }, 60_000);
  const rule = (value: object): string => file(`${folder.fresh('.json').split('/').at(-1)}`, JSON.stringify(value));

  test('each answers one document of its kind', async () => {
    const asked: [kind: string, ...args: string[]][] = [
      ['profiles', 'profile', sample],
      ['profile', 'profile', sample, '--member', 'm0007'],
      ['rfm', 'rfm', sample],
      ['attribute', 'attribute', sample, 'plan'],
      ['scores', 'score', sample],
      ['at-risk', 'at-risk', sample],
      ['unavailable', 'moved', sample],
      ['retention-trend', 'retention-trend', sample, '--column', '2'],
      ['power', 'power', sample],
      ['flow', 'flow', sample, '--grain', 'month'],
      ['answers', 'answers', sample],
      ['early-acts', 'early-acts', sample],
      ['paths', 'paths', sample, '--depth', '3'],
      ['network', 'network', sample],
      ['survival', 'survival', sample, '--group', 'plan'],
      ['time-between', 'between', sample, '--first', 'enrol', '--next', 'complete'],
      ['renewals', 'renewals', sample],
      ['order-value', 'value', sample],
      ['revenue-cohorts', 'revenue', sample],
    ];
    for (const [kind, ...args] of asked) {
      const { code, json, err } = await hearth(...args, '--json');
      expect([args[0], code, json['kind']], err).toEqual([args[0], 0, kind]);
    }
  }, 60_000);

  test('a segment is counted, listed and kept; the list is as long as the count', async () => {
    const paid = rule({
      all: [
        { trait: 'plan', is: ['annual'] },
        { did: ['posts'], times: { atLeast: 3 }, window: { lastDays: 90 } },
      ],
    });
    const counted = (await hearth('segment', 'count', sample, '--rule', paid, '--json')).json as {
      kind: string;
      size: number;
      sentence: object;
      sql: string;
    };
    expect(counted).toMatchObject({
      kind: 'segment',
      sentence: { zh: expect.any(String), en: expect.any(String) },
      sql: expect.any(String),
    });
    const db = new Database(sample, { readonly: true });
    expect(db.prepare(counted.sql).all()).toHaveLength(counted.size);
    db.close();
    const listed = (await hearth('segment', 'list', sample, '--rule', paid, '--json')).json as { members: number[] };
    expect(listed.members).toHaveLength(counted.size);
    const copy = folder.fresh('.hearth');
    copyFileSync(sample, copy);
    const saved = (await hearth('segment', 'save', copy, '--rule', paid, '--name', 'Paid talkers', '--json')).json;
    expect(saved).toMatchObject({ size: counted.size, saved: { segmentNo: 1, name: 'Paid talkers', duplicateOf: null } });
    expect((await hearth('segment', 'all', copy, '--json')).json).toMatchObject({
      rows: [{ name: 'Paid talkers', size: counted.size }],
    });
    // Other questions take it as whom to look at.
    const all = (await hearth('retention', copy, '--cohort', 'month', '--segment', '1', '--json')).json as {
      cohorts: { size: number }[];
    };
    const where = (await hearth('retention', copy, '--cohort', 'month', '--where', paid, '--json')).json as {
      cohorts: { size: number }[];
    };
    expect(all.cohorts).toEqual(where.cohorts);
    expect(all.cohorts.reduce((n, c) => n + c.size, 0)).toBe(counted.size);
  }, 60_000);

  test('a funnel has the fields of the contract', async () => {
    const { json } = await hearth(
      'funnel',
      sample,
      '--steps',
      'enrol,progress,complete',
      '--window',
      '30d',
      '--order',
      'ordered',
      '--json',
    );
    expect(json).toMatchObject({
      kind: 'funnel',
      steps: [{ name: 'enrol', members: 1075, rate: 1 }, { name: 'progress' }, { name: 'complete' }],
    });
  });

  test('clusters: of a workspace with names and labels; of any table with labels, inertia and steps', async () => {
    const { json } = await hearth('cluster', sample, '--json');
    expect(json).toMatchObject({
      kind: 'clusters',
      k: 5,
      silhouette: expect.any(Number),
      stability: expect.any(Number),
      sizes: expect.any(Array),
      names: expect.any(Array),
      centres: expect.any(Array),
    });
    expect((json['labels'] as number[]).length).toBe(3000);
    const table = file('points.csv', 'x,y\n0,0\n0,1\n1,0\n10,10\n10,11\n11,10\n');
    const { json: plain } = await hearth('cluster', '--table', table, '--k', '2', '--json');
    expect(plain).toMatchObject({ kind: 'clusters', sizes: [3, 3], iterations: expect.any(Number) });
    const labels = plain['labels'] as number[];
    expect(labels.map((l) => l === labels[0])).toEqual([true, true, true, false, false, false]);
    expect(plain['inertia']).toBeCloseTo(8 / 3, 9);
    expect(await refused('cluster', '--table', file('bad.csv', 'x,y\n1,2\n3,one\n'), '--k', '2')).toMatch(/row 2|"y"|column y/i);
  }, 30_000);

  test('survival of any table, with groups', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${(i * 7) % 23},${i % 3 === 0 ? 0 : 1},${i % 2 ? 'a' : 'b'}`);
    const table = file('follow.csv', `time,event,arm\n${rows.join('\n')}\n`);
    const { json } = await hearth(
      'survival',
      '--table',
      table,
      '--duration',
      'time',
      '--event',
      'event',
      '--group',
      'arm',
      '--json',
    );
    expect(json).toMatchObject({ kind: 'survival', n: 40, curves: [{ group: 'a' }, { group: 'b' }], logrank: expect.any(Array) });
    expect(await refused('survival', '--table', table, '--duration', 'days', '--event', 'event')).toMatch(/no column "days"/);
  });

  test('wrong input is said in one line', async () => {
    expect(await refused('segment', 'count', sample, '--rule', rule({ trait: 'shoe', is: ['x'] }))).toMatch(/shoe/);
    expect(await refused('segment', 'count', sample)).toMatch(/--rule/);
    expect(await refused('funnel', sample, '--steps', 'nothing')).toMatch(/Known kinds/);
    expect(await refused('retention', sample, '--mode', 'bracket', '--brackets', '4-1')).toMatch(/rising ranges/);
    expect(await refused('cluster', sample, '--k', '40')).toMatch(/2 to 12/);
    expect(await refused('profile', sample, '--member', 'nobody')).toMatch(/no member "nobody"/);
    expect(await refused('stat', 'km')).toMatch(/One JSON object/);
  }, 30_000);
});
