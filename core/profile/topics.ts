/** What members care about: the topics of what they write and of what they touch. */
import type { Dataset } from '../store/dataset.ts';
import type { FacetColumn } from './memberTable.ts';
import { contentTopics, postTopics } from './queries.ts';

export interface Topics {
  names: string[];
  /** Int32[members * names.length], row-major: written posts and recorded actions on each topic. */
  counts: Int32Array;
}

/** More topics than these, most frequent first, say little about anybody. */
const MOST_TOPICS = 60;
const kept = new WeakMap<Dataset, Topics>();

/** A post counts for its channel; an action for the first tag of its content. Cost: one grouped query and one pass over the columns, once a dataset. */
export function topicsOf(data: Dataset): Topics {
  const known = kept.get(data);
  if (known) return known;
  const { members, off, content, kind } = data.columns;
  const posts = postTopics(data.db);
  const ofContent = contentTopics(data.db);
  const totals = new Map<string, number>();
  for (const { topic, n } of posts) totals.set(topic, (totals.get(topic) ?? 0) + n);
  for (const topic of ofContent.values()) totals.set(topic, (totals.get(topic) ?? 0) + 1);
  const names = [...totals]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TOPICS)
    .map(([name]) => name);
  const place = new Map(names.map((name, i) => [name, i]));
  const width = names.length;
  const counts = new Int32Array(members * width);
  for (const { memberNo, topic, n } of posts) {
    const t = place.get(topic);
    if (t !== undefined && memberNo <= members) counts[(memberNo - 1) * width + t]! += n;
  }
  if (ofContent.size > 0) {
    const topic = new Int16Array(data.contents + 1).fill(-1);
    for (const [no, name] of ofContent) topic[no] = place.get(name) ?? -1;
    const isPost = new Uint8Array(256); // counted by channel already
    for (const k of data.kinds) if (k.origin === 'derived') isPost[k.code] = 1;
    for (let m = 0; m < members; m++) {
      for (let i = off[m]!; i < off[m + 1]!; i++) {
        const t = topic[content[i]!]!;
        if (t >= 0 && isPost[kind[i]!] === 0) counts[m * width + t]!++;
      }
    }
  }
  const made = { names, counts };
  kept.set(data, made);
  return made;
}

/** The topic each member has to do with most; the more frequent one in a tie. */
export function topTopic(data: Dataset): FacetColumn {
  const { names, counts } = topicsOf(data);
  const width = names.length;
  const code = new Int32Array(data.columns.members).fill(-1);
  for (let m = 0; m < code.length; m++) {
    let best = 0;
    for (let t = 0; t < width; t++) {
      if (counts[m * width + t]! <= best) continue;
      best = counts[m * width + t]!;
      code[m] = t;
    }
  }
  return { code, values: names };
}

/** One member's topics, most first. */
export function topicsOfMember(data: Dataset, memberNo: number): { topic: string; actions: number; share: number }[] {
  const { names, counts } = topicsOf(data);
  const row = counts.subarray((memberNo - 1) * names.length, memberNo * names.length);
  const all = row.reduce((sum, n) => sum + n, 0);
  return names
    .map((topic, t) => ({ topic, actions: row[t]!, share: all === 0 ? 0 : row[t]! / all }))
    .filter((r) => r.actions > 0)
    .sort((a, b) => b.actions - a.actions);
}
