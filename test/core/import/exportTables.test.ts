import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ExportedTable, importFiles, memoryTables, type Recipe } from '../../../core/import/index.ts';
import { createWorkspace, openForReading } from '../../../core/store/workspace.ts';
import { generateSample } from '../../../data/sample/generate.ts';
import { dump, peek, tempFolder } from '../store/temp.ts';
import { activity, engine, exportOf, importInto, NOW } from './community.ts';

const folder = tempFolder();

/** Rows of every table of the model, by name. */
const counts = (path: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(
      dump(path, [
        'meta',
        'import',
        'import_file',
        'import_column',
        'import_issue',
        'profile_snapshot', // written after an import, not by it
        'source',
        'change_state',
        'event_kind',
        'community',
      ]),
    ).map(([name, rows]) => [name, rows.length]),
  );

/** A workspace with every hard thing: quotes, line breaks, 64-bit and hashed keys, values, implied members, orphans. */
async function awkward(): Promise<string> {
  const path = folder.fresh('.hearth');
  const recipe = {
    tables: [
      { match: 'members', entity: 'member', fields: { source_key: 'id', handle: 'name', joined_at: 't', 'attr:level': 'level' } },
      {
        match: 'posts',
        entity: 'post',
        fields: { source_key: 'id', author_id: 'u', created_at: 't', body_text: 'text', parent_key: 'parent', tags: 'tags' },
      },
      {
        match: 'log',
        entity: 'event',
        fields: { source_key: 'id', member_id: 'u', content_id: 'c', occurred_at: 't', value: 'v', kind: 'k', label: 'k' },
      },
      { match: 'clicks', entity: 'event', fields: { member_id: 'u', content_id: 'c', occurred_at: 't' } },
    ],
  } as unknown as Recipe;
  const from = exportOf(folder, {
    'members.csv':
      'id,name,t,level\n1,"Ann ""A"", 小明",2020-01-01,3\n2,"two\nlines",,\n007,=1+1,1969-12-31,x\n9223372036854775807,NULL,2020-01-01,NA\n',
    'posts.csv':
      'id,u,t,text,parent,tags\n1,1,2020-01-01T00:00:01,"a, ""b""\nc",,"x;y"\n2,2,2020-01-02,N/A,1,\n3,nobody,2020-01-02,  lead,99,y\n',
    'log.csv':
      'id,u,c,t,v,k\n1,1,i1,2020-01-01T10:00:00,1.5,view\nk-2,2,i 2,2020-01-01T10:00:00,,strange thing\n9223372036854775806,77,,1969-01-01,-3,view\n',
    'clicks.csv': 'u,c,t\n1,i1,2020-01-05\n1,i1,2020-01-05\n1,i1,2020-01-05\n',
  });
  await importInto(path, from, { recipe });
  return path;
}

describe.each([
  ['an awkward workspace', awkward],
  ['the sample community', sample],
] as const)('%s written as a Hearth export', (_name, make) => {
  let path = '';
  let out = '';
  let tables: ExportedTable[] = [];
  beforeAll(async () => {
    path = await make();
    out = folder.fresh('-out');
    tables = engine.export(path, out);
  }, 60_000);

  test('and read into a new workspace gives the same rows and the same activity', async () => {
    const copy = folder.fresh('.hearth');
    const result = await importInto(copy, out);
    expect(new Set(result.sources.map((s) => s.format))).toEqual(new Set(['hearth']));
    expect(result.sources.flatMap((s) => s.issues).filter((i) => i.severity !== 'info')).toEqual([]);
    expect(counts(copy)).toEqual(counts(path));
    expect(activity(copy)).toEqual(activity(path));
    const handles = (p: string) =>
      peek(p, (db) => db.prepare('SELECT source_key, handle, joined_at, is_implied FROM member ORDER BY source_key').raw().all());
    expect(handles(copy)).toEqual(handles(path));
    const texts = (p: string) =>
      peek(p, (db) =>
        db.prepare('SELECT source_key, body_text, created_at, parent_key, depth FROM post ORDER BY source_key').raw().all(),
      );
    expect(texts(copy)).toEqual(texts(path));
  }, 60_000);

  test('says how many rows each table has, as its file does', () => {
    for (const { file, rows } of tables) expect(readFileSync(file, 'utf8').split('\n').length, file).toBeGreaterThan(rows + 1);
  });

  test('and read back into the source it came from changes nothing', async () => {
    const before = { counts: counts(path), activity: activity(path) };
    const source = peek(path, (db) => db.prepare('SELECT source_id FROM source').pluck().get()) as string;
    const result = await importInto(path, out, { source });
    expect(result.sources.reduce((n, s) => n + s.rows.inserted + s.rows.updated + s.rows.rejected, 0)).toBe(0);
    expect(counts(path)).toEqual(before.counts);
    expect(activity(path)).toEqual(before.activity);
  }, 60_000);
});

async function sample(): Promise<string> {
  const path = folder.fresh('.hearth');
  const data = generateSample();
  createWorkspace(path, { name: 'Sample', tz: 'Asia/Shanghai', currency: 'CNY' }, NOW);
  const live = openForReading(path);
  await importFiles(path, live, {
    paths: [],
    tables: memoryTables(data.tables.map((t) => ({ name: t.entity, columns: t.columns, rows: t.rows }))),
    now: NOW,
  });
  live.close();
  return path;
}
