/** Search: making the index of texts, and asking it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSample } from '../../core/api/sample.ts';
import { indexTexts } from '../../core/scope/index.ts';
import { searchTexts } from '../../core/search/index.ts';
import { openDataset } from '../../core/store/dataset.ts';
import { openWorkspace } from '../../core/store/workspace.ts';

const POSTS = 400_000;
const QUERIES = ['退款', '的', '运营 复盘', 'refund', 'course "live class"', '没有这样的话'];
const NO_FILTER = { facets: {}, contentNo: null, memberNo: null, sameAs: null, from: null, to: null };

export async function benchSearch(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-search-'));
  const path = join(folder, 'posts.hearth');
  await importSample(path, 0);
  const workspace = openWorkspace(path);
  const db = workspace.writer;
  const most = db.prepare('SELECT max(post_no) FROM post').pluck().get() as number;
  db.prepare(
    `WITH RECURSIVE times (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < ?)
     INSERT INTO post (post_no, post_id, source_no, source_key, channel, kind, author_no, body_text, created_at, import_id)
     SELECT p.post_no + n * ?, p.post_id || n, p.source_no, p.source_key || '/' || n, p.channel, p.kind, p.author_no, p.body_text || ' ' || n, p.created_at, 2
     FROM times, post p`,
  ).run(Math.ceil(POSTS / most), most);
  db.prepare('INSERT INTO import (import_id, started_at, finished_at) VALUES (2, 1, 1)').run();
  const start = process.cpuUsage();
  const count = indexTexts(db);
  const { user, system } = process.cpuUsage(start);
  workspace.close();
  console.log(`\nSearch over ${count.toLocaleString('en')} texts`);
  console.log(`  index made: ${((user + system) / count).toFixed(1)} µs CPU a text`);
  const data = openDataset(path);
  searchTexts(data, { ...NO_FILTER, query: '打卡' }); // reads the stream once
  for (const query of QUERIES) {
    const times: number[] = [];
    let total = 0;
    for (let i = 0; i < 5; i++) {
      const from = performance.now();
      const found = searchTexts(data, { ...NO_FILTER, query }, { limit: 50 });
      times.push(performance.now() - from);
      total = found.kind === 'texts' ? found.total : 0;
    }
    console.log(
      `  ${query.padEnd(24)}${total.toLocaleString('en').padStart(10)} texts ${times
        .sort((a, b) => a - b)[2]!
        .toFixed(0)
        .padStart(6)} ms`,
    );
  }
  data.db.close();
  rmSync(folder, { recursive: true });
  return 0;
}
