import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeText } from '../../../core/search/index.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { emptyWorkspace, peek, tempFolder } from '../store/temp.ts';
import { exportOf, importInto } from './community.ts';

const folder = tempFolder();
const picture = (name: string) => readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url));
const RECIPE = {
  tables: [
    {
      match: 'posts',
      entity: 'post',
      fields: { source_key: 'id', author_id: 'author', body_text: 'body', created_at: 'created', attachments: 'files' },
    },
  ],
} as never;
const posts = (...rows: [id: string, body: string, files: string][]) =>
  [
    'id,author,body,created,files',
    ...rows.map(([id, body, files], i) => `${id},u${i},${body},2025-01-0${i + 1}T00:00:00Z,"${files.replaceAll('"', '""')}"`),
  ].join('\n');
const stored = (path: string) =>
  peek(path, (db) => db.prepare('SELECT post_no, source, look IS NOT NULL AS looks FROM post_image ORDER BY 1, 2').raw().all());

describe('images beside an export', () => {
  it('are known again in another format and size, and shown with the posts that carry them', async () => {
    const from = exportOf(folder, {
      'posts.csv': posts(
        ['p1', '第一张', '["img/a.jpg"]'],
        ['p2', '又是它 ![图](img/a%20small.jpg)', ''],
        ['p3', '别的', '["img/b.jpg"]'],
        ['p4', '表情', '["plain.png", "plain copy.png"]'],
      ),
      'plain.png': picture('plain.png'),
      'plain copy.png': picture('plain.png'),
    });
    mkdirSync(join(from, 'img'));
    writeFileSync(join(from, 'img', 'a.jpg'), picture('a.jpg'));
    writeFileSync(join(from, 'img', 'a small.jpg'), picture('a-small.jpg'));
    writeFileSync(join(from, 'img', 'b.jpg'), picture('b.jpg'));
    const path = emptyWorkspace(folder);
    await importInto(path, from, { recipe: RECIPE });
    expect(stored(path)).toEqual([
      [1, 'img/a.jpg', 1],
      [2, 'img/a%20small.jpg', 1],
      [3, 'img/b.jpg', 1],
      [4, 'plain copy.png', 0],
      [4, 'plain.png', 0],
    ]);
    const data = openDataset(path);
    const also = (no: number) => describeText(data, { item: 'post', no }).attachments.map((a) => a.alsoIn.map((b) => b.no));
    expect(also(1)).toEqual([[2]]);
    expect(also(2)).toEqual([[1]]);
    expect(also(3)).toEqual([[]]);
    expect(also(4)).toEqual([[], []]);
    data.db.close();
  });

  it('are read from inside the folder of the export alone', async () => {
    const outside = exportOf(folder, { 'secret.png': picture('a.png') });
    const from = exportOf(folder, {
      'posts.csv': posts([
        'p1',
        '看',
        JSON.stringify([
          '../secret.png',
          join(outside, 'secret.png'),
          'link.png',
          `file://${outside}/secret.png`,
          'https://x.example/a.png',
          'not/there.png',
          'big.png',
          'folder.png',
        ]),
      ]),
      'big.png': picture('a.png'),
    });
    writeFileSync(join(from, '..', 'secret.png'), picture('a.png'));
    symlinkSync(join(outside, 'secret.png'), join(from, 'link.png'));
    truncateSync(join(from, 'big.png'), 26e6);
    mkdirSync(join(from, 'folder.png'));
    const path = emptyWorkspace(folder);
    await importInto(path, from, { recipe: RECIPE });
    expect(stored(path)).toEqual([]);
  });

  it('are read anew when their post comes again, and a broken one is no fault', async () => {
    const first = exportOf(folder, { 'posts.csv': posts(['p1', '图', '["x.jpg"]']), 'x.jpg': picture('a.jpg') });
    const path = emptyWorkspace(folder);
    await importInto(path, join(first, 'posts.csv'), { recipe: RECIPE });
    expect(stored(path)).toEqual([[1, 'x.jpg', 1]]);
    const second = exportOf(folder, {
      'posts.csv': posts(['p1', '新图', '["y.jpg"]']),
      'y.jpg': picture('a.jpg').subarray(0, 200),
    });
    await importInto(path, join(second, 'posts.csv'), { recipe: RECIPE });
    expect(stored(path)).toEqual([[1, 'y.jpg', 0]]);
  });
});
