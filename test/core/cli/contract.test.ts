import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { bytesHash, tempFolder } from '../store/temp.ts';

const folder = tempFolder();
const MAIN = fileURLToPath(new URL('../../../core/cli/main.ts', import.meta.url));

function hearth(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', cwd: folder.path });
  return { status, stdout, stderr };
}

/** Runs a command that must succeed: one JSON document on stdout, nothing on stderr. */
function json(...args: string[]) {
  const { status, stdout, stderr } = hearth(...args, '--json');
  expect([status, stderr], args.join(' ')).toEqual([0, '']);
  expect(stdout.endsWith('\n')).toBe(true);
  expect(stdout.trimEnd()).not.toContain('\n');
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** Runs a command that must fail: nothing on stdout, one line on stderr. */
function refused(...args: string[]): string {
  const { status, stdout, stderr } = hearth(...args);
  expect([status, stdout], args.join(' ')).toEqual([1, '']);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at |Bug|undefined/);
  return stderr;
}

const CSV = `user,item,rating,timestamp
u1,i1,5,2024-01-01
u2,i1,4,2024-01-02
u1,i2,3,2024-01-09
u3,i2,oops,2024-01-10
u3,i1,2,never
u1,i1,1,2024-01-22
`;
const RECIPE = {
  tables: [
    {
      match: 'ratings',
      entity: 'event',
      fields: { user: 'user', item: 'item', value: 'rating', timestamp: 'timestamp', kind: { const: 'rate' } },
    },
  ],
};

const ws = folder.file('community.hearth');
const csv = folder.file('ratings.csv');
const recipe = folder.file('recipe.json');
let imported: Record<string, unknown>;

beforeAll(() => {
  writeFileSync(csv, CSV);
  writeFileSync(recipe, JSON.stringify(RECIPE));
  imported = json('import', ws, csv, '--recipe', recipe);
});

describe('import', () => {
  test('answers the sources with their rows and issues, and the totals', () => {
    expect(imported).toMatchObject({ kind: 'import', totals: { members: 3, contents: 2, events: 5, posts: 0, reactions: 0 } });
    const [source] = imported['sources'] as Record<string, unknown>[];
    expect(source).toMatchObject({
      file: 'ratings.csv',
      format: 'table',
      encoding: 'utf-8',
      rows: { read: 6, inserted: 5, updated: 0, skipped: 0, rejected: 1 },
    });
    expect(source!['sha256']).toBe(bytesHash(csv));
    const issues = source!['issues'] as Record<string, unknown>[];
    for (const issue of issues)
      expect(Object.keys(issue)).toEqual(expect.arrayContaining(['code', 'severity', 'count', 'sample']));
    expect(issues.find((i) => i['code'] === 'bad-time')).toMatchObject({ severity: 'warn', count: 1, sample: 'never', row: 6 });
  });

  test('of the same file again reads nothing new', () => {
    const again = json('import', ws, csv, '--recipe', recipe);
    expect(again['totals']).toEqual(imported['totals']);
    expect((again['sources'] as Record<string, unknown>[])[0]).toMatchObject({
      rows: { read: 6, inserted: 0, updated: 0, skipped: 6, rejected: 0 },
    });
  });

  test('with --guess prints a recipe that import takes, and makes nothing', () => {
    const guess = json('import', '--guess', csv);
    expect(guess).toMatchObject({ tables: [{ match: 'ratings', entity: expect.any(String), fields: expect.any(Object) }] });
    const file = folder.file('guessed.json');
    writeFileSync(file, JSON.stringify(guess));
    expect(json('import', folder.file('guessed.hearth'), csv, '--recipe', file)['totals']).toMatchObject({
      members: 3,
      contents: 2,
    });
  });
});

describe('questions', () => {
  test('describe', () => {
    expect(json('describe', ws)).toMatchObject({
      kind: 'description',
      members: 3,
      contents: 2,
      events: 5,
      posts: 0,
      reactions: 0,
      firstAt: '2024-01-01T00:00:00.000Z',
      lastAt: '2024-01-22T00:00:00.000Z',
      eventsByKind: { rate: 5 },
      postsByKind: {},
      files: [{ file: 'ratings.csv', format: 'table', sha256: bytesHash(csv) }],
      bytes: readFileSync(ws).length,
    });
  });

  test('activity, weeks from Monday, in the zone of the community', () => {
    const activity = json('activity', ws, '--grain', 'week');
    expect(activity).toMatchObject({
      kind: 'activity',
      grain: 'week',
      start: ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22'],
      active: [2, 2, 0, 1],
      joined: [0, 0, 0, 0],
    });
    expect(activity['from']).toMatchObject({ method: 'activity/1', rows: 5, options: { zone: 'UTC', grain: 'week' } });
    expect(json('activity', ws, '--grain', 'day', '--from', '2024-01-01', '--to', '2024-01-02')).toMatchObject({
      start: ['2024-01-01', '2024-01-02'],
      active: [1, 1],
    });
    expect(json('activity', ws, '--grain', 'month', '--basis', 'events', '--kinds', 'rate')).toMatchObject({
      start: ['2024-01-01'],
      active: [3],
    });
  });

  test('lifecycle', () => {
    expect(json('lifecycle', ws, '--grain', 'week')).toMatchObject({
      kind: 'lifecycle',
      start: ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22'],
      new: [2, 1, 0, 0],
      returning: [0, 1, 0, 0],
      resurrected: [0, 0, 0, 1],
      dormant: [0, 1, 2, 0],
    });
  });

  test('top by events and by members', () => {
    expect(json('top', ws, '--by', 'events', '--limit', '1')).toMatchObject({
      kind: 'top',
      by: 'events',
      rows: [{ events: 3, members: 2 }],
    });
    expect((json('top', ws, '--by', 'members')['rows'] as unknown[]).length).toBe(2);
  });
});

test('history, undo and redo go through the steps of a person', () => {
  expect(json('history', ws)).toEqual({ kind: 'history', undo: [], redo: [] });
  json('note', ws, '1', 'a note');
  json('settings', ws, '--tz', 'Asia/Shanghai');
  expect(json('history', ws)).toMatchObject({
    undo: [{ name: 'settings.change' }, { name: 'note.save', params: { member: expect.any(String) } }],
    redo: [],
  });
  expect(json('undo', ws)).toMatchObject({ kind: 'undone', action: { name: 'settings.change' } });
  expect(json('settings', ws)).toMatchObject({ tz: 'UTC' });
  expect(json('history', ws)).toMatchObject({ undo: [{ name: 'note.save' }], redo: [{ name: 'settings.change' }] });
  expect(json('redo', ws)).toMatchObject({ kind: 'redone', action: { name: 'settings.change' } });
  json('undo', ws);
  json('undo', ws);
  expect(refused('undo', ws)).toMatch(/nothing|no step/i);
});

describe('what goes wrong', () => {
  test('is said in one line on stderr with exit code 1, nothing on stdout', () => {
    const text = folder.file('text.hearth');
    writeFileSync(text, 'not a workspace');
    const broken = folder.file('broken.json');
    writeFileSync(broken, '{"tables": [');
    for (const args of [
      ['nonsense'],
      ['describe'],
      ['describe', folder.file('missing.hearth')],
      ['describe', text],
      ['import', folder.file('new.hearth')],
      ['import', folder.file('new.hearth'), folder.file('missing.csv')],
      ['import', folder.file('new.hearth'), csv, '--as', 'nothing'],
      ['import', folder.file('new.hearth'), csv, '--as', 'oulad'],
      ['import', folder.file('new.hearth'), csv, '--recipe', broken],
      ['import', folder.file('new.hearth'), csv, '--tz', 'Mars/Olympus'],
      ['activity', ws, '--grain', 'year'],
      ['activity', ws, '--grain', 'day', '--from', 'soon'],
      ['activity', ws, '--grain', 'day', '--kinds', 'nothing'],
      ['top', ws, '--limit', '0'],
      ['top', ws, '--unknown-flag'],
      ['note', ws, '99', 'x'],
    ]) {
      refused(...args);
    }
    expect(existsSync(folder.file('new.hearth'))).toBe(false);
  }, 60_000);

  test('is said the same with --json: stdout stays empty', () => {
    refused('describe', folder.file('missing.hearth'), '--json');
  });
});

test('without --json a person gets words, and help is there for each command', () => {
  const { status, stdout } = hearth('describe', ws);
  expect(status).toBe(0);
  expect(() => JSON.parse(stdout)).toThrow();
  expect(stdout).toContain('members: 3');
  for (const args of [['--help'], ['import', '--help']]) expect(hearth(...args)).toMatchObject({ status: 0, stderr: '' });
});
