import type { Result } from '../base/result.ts';
import { wilson } from '../kernel/interval.ts';
import { countContents } from '../kernel/scan.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { contentRecords, postsByContent, ratingsByContent, tagsByContent } from './queries.ts';
import type { ContentPage, ContentRow, ContentSort } from './types.ts';

export interface ContentWhere {
  /** Part of a title, id or tag, case ignored. */
  search: string;
  kinds: string[];
}

export interface ContentOrder {
  column: ContentSort;
  direction: 'asc' | 'desc';
}

const tables = new WeakMap<Dataset, ContentRow[]>();
const collator = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });
/** Events that carry a rating as their value (ratings tables without review texts). */
const RATING_KIND = 'x_rating';

/** What was read, finished and liked. A viewer is a member with any recorded event on the content; a completion is a member with a
 *  `complete` event. Posts are counted by the content they were written under. Cost: three passes over the columns, once a dataset. */
export function listContents(
  data: Dataset,
  where: ContentWhere,
  options: { sort: ContentOrder; offset: number; limit: number },
): Result<ContentPage> {
  const from = fromOf(data, 'contents/1', data.columns.events, {
    search: where.search,
    kinds: where.kinds,
    sort: `${options.sort.column} ${options.sort.direction}`,
  });
  if (data.contents === 0) return unavailable('no-contents', 0, 1, from);
  const found = searched(contentTable(data), where.search);
  const kinds = new Map<string, number>();
  for (const row of found) kinds.set(row.contentKind, (kinds.get(row.contentKind) ?? 0) + 1);
  const rows = orderedContents(data, where, options.sort);
  return {
    kind: 'contents',
    total: rows.length,
    offset: options.offset,
    rows: rows.slice(options.offset, options.offset + options.limit),
    kinds: [...kinds].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, count })),
    from,
  };
}

/** Every content that fits, in order: unknown values last either way. For exports too. */
export function orderedContents(data: Dataset, where: ContentWhere, sort: ContentOrder): ContentRow[] {
  const rows = searched(contentTable(data), where.search).filter(
    (r) => where.kinds.length === 0 || where.kinds.includes(r.contentKind),
  );
  const sign = sort.direction === 'asc' ? 1 : -1;
  return rows.sort((a, b) => {
    const x = a[sort.column];
    const y = b[sort.column];
    if (x === null || y === null) return x === y ? a.contentNo - b.contentNo : x === null ? 1 : -1;
    const order = typeof x === 'string' ? collator.compare(x, String(y)) : x - Number(y);
    return sign * order || a.contentNo - b.contentNo;
  });
}

function searched(rows: ContentRow[], search: string): ContentRow[] {
  const needle = search.trim().toLowerCase();
  if (needle === '') return rows.slice();
  return rows.filter((r) => `${r.title ?? ''}\n${r.contentId}\n${r.tags.join('\n')}`.toLowerCase().includes(needle));
}

function contentTable(data: Dataset): ContentRow[] {
  const known = tables.get(data);
  if (known) return known;
  const observed = new Uint8Array(256);
  const complete = new Uint8Array(256);
  for (const kind of data.kinds) {
    if (kind.origin === 'observed') observed[kind.code] = 1;
    if (kind.origin === 'observed' && kind.name === 'complete') complete[kind.code] = 1;
  }
  const always = { fromS: -Infinity, toS: Infinity, only: null };
  const views = countContents(data.columns, { ...always, kinds: observed }, data.contents);
  const done = countContents(data.columns, { ...always, kinds: complete }, data.contents);
  const ratings = new Map(ratingsByContent(data.db).map((r) => [r.content_no, r]));
  for (const [no, r] of eventRatings(data))
    if (!ratings.has(no)) ratings.set(no, { content_no: no, mean: r.sum / r.n, max: null, n: r.n });
  const posts = new Map(postsByContent(data.db).map((r) => [r.content_no, r.n]));
  const tags = new Map<number, string[]>();
  for (const { content_no, name } of tagsByContent(data.db)) tags.set(content_no, [...(tags.get(content_no) ?? []), name]);

  const rows = contentRecords(data.db).map((c): ContentRow => {
    const viewers = views.members[c.content_no] ?? 0;
    const completions = done.members[c.content_no] ?? 0;
    const rating = ratings.get(c.content_no);
    const [low, high] = wilson(completions, viewers);
    return {
      contentNo: c.content_no,
      contentId: c.content_id,
      title: c.title,
      contentKind: c.kind,
      parentTitle: c.parent_title,
      publishedAt: c.published_at,
      events: views.events[c.content_no] ?? 0,
      viewers,
      completions,
      completionRate: viewers === 0 ? null : completions / viewers,
      completionLow: viewers === 0 ? null : low,
      completionHigh: viewers === 0 ? null : high,
      rating: rating ? rating.mean : null,
      ratingMax: rating?.max ?? null,
      ratings: rating?.n ?? 0,
      posts: posts.get(c.content_no) ?? 0,
      tags: tags.get(c.content_no) ?? [],
    };
  });
  tables.set(data, rows);
  return rows;
}

function eventRatings(data: Dataset): Map<number, { sum: number; n: number }> {
  const code = data.kinds.find((k) => k.name === RATING_KIND)?.code;
  const found = new Map<number, { sum: number; n: number }>();
  if (code === undefined) return found;
  const { valueAt, value, kind, content } = data.columns;
  for (let v = 0; v < valueAt.length; v++) {
    const at = valueAt[v]!;
    const no = content[at]!;
    if (kind[at] !== code || no === 0) continue;
    const sum = found.get(no) ?? { sum: 0, n: 0 };
    sum.sum += value[v]!;
    sum.n++;
    found.set(no, sum);
  }
  return found;
}
