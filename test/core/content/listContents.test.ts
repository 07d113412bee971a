import { describe, expect, test } from 'vitest';
import { questions } from '../../../core/api/questions.ts';
import { CONTENT_SORTS, type ContentPage } from '../../../core/content/types.ts';
import { wilson } from '../../../core/kernel/interval.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { sampleCommunity } from '../cohort/sample.ts';
import { exportOf, importInto } from '../import/community.ts';
import { tempFolder } from '../store/temp.ts';

const community = sampleCommunity();
const folder = tempFolder();
type Ask = Parameters<typeof questions.contents>[1];
const ASK: Ask = { search: '', kinds: [], sort: { column: 'viewers', direction: 'desc' }, offset: 0, limit: 500 };
const list = (input: Partial<Ask> = {}): ContentPage => questions.contents(community.data, { ...ASK, ...input }) as ContentPage;

describe('the content list', () => {
  test('has the mean, scale and number of ratings that plain SQL finds', () => {
    const rows = community.sql(
      `SELECT c.content_no AS contentNo, avg(f.rating) AS rating, max(f.rating_max) AS ratingMax, count(f.rating) AS ratings
       FROM content c LEFT JOIN feedback f USING (content_no) GROUP BY c.content_no`,
    );
    const byNo = new Map(list().rows.map((r) => [r.contentNo, r]));
    for (const row of rows) {
      const shown = byNo.get(Number(row['contentNo']))!;
      expect([shown.contentNo, shown.ratings, shown.ratingMax]).toEqual([
        row['contentNo'],
        row['ratings'],
        row['ratings'] ? row['ratingMax'] : null,
      ]);
      if (row['rating'] === null) expect(shown.rating).toBeNull();
      else expect(shown.rating).toBeCloseTo(Number(row['rating']), 12);
    }
    expect(rows.some((r) => Number(r['ratings']) > 5)).toBe(true);
  });

  test('has the parent’s title, the tags and the interval of the completion rate', () => {
    const parents = community.sql(
      `SELECT c.content_no AS no, p.title, (SELECT group_concat(name, '|') FROM content_tag JOIN tag USING (tag_id) WHERE content_no = c.content_no) AS tags
       FROM content c LEFT JOIN content p ON p.content_no = c.parent_no`,
    );
    const byNo = new Map(list().rows.map((r) => [r.contentNo, r]));
    for (const { no, title, tags } of parents) {
      const row = byNo.get(Number(no))!;
      expect(row.parentTitle).toBe(title);
      expect(row.tags.toSorted()).toEqual(tags === null ? [] : String(tags).split('|').sort());
      const interval = row.viewers === 0 ? [null, null] : wilson(row.completions, row.viewers);
      expect([row.completionLow, row.completionHigh]).toEqual(interval);
    }
  });

  test.each(CONTENT_SORTS)('sorted by %s is in order both ways, what is unknown last', (column) => {
    const texts = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });
    for (const direction of ['asc', 'desc'] as const) {
      const values = list({ sort: { column, direction } }).rows.map((r) => r[column]);
      const known = values.filter((v) => v !== null);
      expect(values.slice(0, known.length)).toEqual(known);
      for (let i = 1; i < known.length; i++) {
        const [a, b] = [known[i - 1]!, known[i]!];
        const order = typeof a === 'string' ? texts.compare(a, String(b)) : Number(a) - Number(b);
        expect(direction === 'asc' ? order <= 0 : order >= 0, `${column} ${direction}: ${a} before ${b}`).toBe(true);
      }
    }
  });

  test('is found by part of a title, id or tag, and narrowed by kind; the kinds are counted before narrowing', () => {
    const like = (needle: string) =>
      community
        .sql(
          `SELECT content_no AS no, kind FROM content c WHERE lower(coalesce(title, '')) LIKE ? OR lower(content_id) LIKE ?
           OR EXISTS (SELECT 1 FROM content_tag JOIN tag USING (tag_id) WHERE content_no = c.content_no AND lower(name) LIKE ?)`,
          ...[needle, needle, needle].map((n) => `%${n}%`),
        )
        .map((r) => ({ no: Number(r['no']), kind: String(r['kind']) }));
    for (const needle of ['写作', 'data', 'zz-nothing']) {
      const found = like(needle);
      const page = list({ search: needle.toUpperCase() });
      expect(page.rows.map((r) => r.contentNo).sort((a, b) => a - b)).toEqual(found.map((r) => r.no).sort((a, b) => a - b));
      const lessons = list({ search: needle, kinds: ['lesson', 'live'] });
      expect(lessons.total).toBe(found.filter((r) => ['lesson', 'live'].includes(r.kind)).length);
      expect(lessons.kinds).toEqual(page.kinds);
      for (const { value, count } of page.kinds) expect(count).toBe(found.filter((r) => r.kind === value).length);
    }
    expect(like('写作').length + like('data').length).toBeGreaterThan(3);
  });

  test('in pages covers every content once', () => {
    const seen: number[] = [];
    for (let offset = 0; ; offset += 37) {
      const page = list({ offset, limit: 37 });
      expect(page.total).toBe(300);
      if (page.rows.length === 0) break;
      seen.push(...page.rows.map((r) => r.contentNo));
    }
    expect(seen.length).toBe(300);
    expect(new Set(seen).size).toBe(300);
  });
});

test('ratings that are events count when there are no reviews', async () => {
  const path = folder.fresh('.hearth');
  const from = exportOf(folder, {
    'ratings.csv': 'user,item,rating,timestamp\nu1,i1,5,1577836800\nu2,i1,2,1577836801\nu1,i2,,1577836799\n',
  });
  const recipe = {
    tables: [
      {
        match: 'ratings',
        entity: 'event' as const,
        fields: { member_id: 'user', content_id: 'item', value: 'rating', occurred_at: 'timestamp', kind: { const: 'rating' } },
      },
    ],
  };
  await importInto(path, from, { recipe });
  const data = openDataset(path);
  const page = questions.contents(data, ASK) as ContentPage;
  data.db.close();
  expect(page.rows.map(({ contentId, rating, ratings, viewers }) => ({ contentId, rating, ratings, viewers }))).toEqual([
    { contentId: 'table:i1', rating: 3.5, ratings: 2, viewers: 2 },
    { contentId: 'table:i2', rating: null, ratings: 0, viewers: 1 },
  ]);
});
