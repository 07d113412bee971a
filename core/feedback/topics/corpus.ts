/** The texts of a workspace as the models see them: terms, and what stands around each text. Made once, kept with the dataset. */
import { normalise } from '../../kernel/text/normalise.ts';
import { documentFrequency, rowBuilder, type SparseRows } from '../../kernel/text/sparse.ts';
import { eachTerm } from '../../kernel/text/terms.ts';
import { eachText, type Texts, textsOfData } from '../../scope/texts.ts';
import type { Dataset } from '../../store/dataset.ts';
import { contentTags, contentWords, feedbackPosts, postPlaces, postTags, textKeys } from './queries.ts';

export interface Corpus {
  texts: Texts;
  /** What the export calls each text. */
  keys: string[];
  /** Texts that are about the same thing, because they are one thread: the number of the thread of each. */
  unit: Int32Array;
  units: number;
  /** The text that each one answers, by its place in `texts`; -1 = none. */
  parent: Int32Array;
  /** 1 = the text that starts its thread, or stands alone. */
  isStart: Uint8Array;
  terms: string[];
  /** Counts of terms, shape (texts, terms). */
  counts: SparseRows;
  /** Texts that hold each term. */
  frequency: Int32Array;
  /** Names of places: `#channel`, `#tag`, `content 12`. */
  places: string[];
  /** Places that are channels: people gave them names to be read. */
  channels: ReadonlySet<number>;
  /** Where each thread stands, shape (units, places): channel, tags, content and its tags, each of weight 1. */
  placesOfUnit: SparseRows;
  /** What the author of the thread reads and where they write, shape (units, places); sums to 1 a row. */
  habitsOfUnit: SparseRows;
}

/** A term in fewer texts is a slip of the pen or a name. */
const MIN_TEXTS = 3;
/** A term in more than this share of the texts says nothing about a topic. */
const MAX_SHARE = 0.15;

const kept = new WeakMap<Dataset, Corpus>();

/** Cost: one pass over all texts, about 1 s for 50,000 short ones; about 100 bytes a term and text. */
export function corpusOf(data: Dataset): Corpus {
  let corpus = kept.get(data);
  if (!corpus) kept.set(data, (corpus = readCorpus(data)));
  return corpus;
}

function readCorpus(data: Dataset): Corpus {
  const texts = textsOfData(data);
  return { texts, keys: textKeys(data.db), ...termsOfTexts(data, texts.size), ...placesOfTexts(data, texts) };
}

function termsOfTexts(data: Dataset, size: number): Pick<Corpus, 'terms' | 'counts' | 'frequency'> {
  const idOf = new Map<string, number>();
  const all = rowBuilder();
  for (const text of eachText(data)) {
    const row = new Map<number, number>();
    eachTerm(normalise(text).text, (term) => {
      let id = idOf.get(term);
      if (id === undefined) idOf.set(term, (id = idOf.size));
      row.set(id, (row.get(id) ?? 0) + 1);
    });
    all.add(row);
  }
  const raw = all.done(idOf.size);
  const df = documentFrequency(raw);
  const names = [...idOf.keys()];
  const place = new Int32Array(names.length).fill(-1);
  const terms: string[] = [];
  const most = Math.max(MIN_TEXTS, MAX_SHARE * size);
  names.forEach((name, id) => {
    if (df[id]! >= MIN_TEXTS && df[id]! <= most) {
      place[id] = terms.length;
      terms.push(name);
    }
  });
  const counts = rowBuilder();
  for (let i = 0; i < raw.rows; i++) {
    const row = new Map<number, number>();
    for (let e = raw.offset[i]!; e < raw.offset[i + 1]!; e++) {
      const t = place[raw.column[e]!]!;
      if (t >= 0) row.set(t, raw.value[e]!);
    }
    counts.add(row);
  }
  const matrix = counts.done(terms.length);
  return { terms, counts: matrix, frequency: documentFrequency(matrix) };
}

type Places = Pick<Corpus, 'unit' | 'units' | 'parent' | 'isStart' | 'places' | 'channels' | 'placesOfUnit' | 'habitsOfUnit'>;

function placesOfTexts(data: Dataset, texts: Texts): Places {
  const { db } = data;
  const { size, item, no, memberNo, contentNo } = texts;
  const posts = postPlaces(db);
  const atPost = new Map<number, number>();
  const placeOfPost = new Map(posts.no.map((n, p) => [n, p]));
  for (let i = 0; i < size; i++) if (item[i] === 0) atPost.set(no[i]!, i);
  const postOfFeedback = new Map(feedbackPosts(db).map((f) => [f.no, f.post]));

  // One unit a thread; everything else stands alone.
  const unit = new Int32Array(size);
  const parent = new Int32Array(size).fill(-1);
  const isStart = new Uint8Array(size).fill(1);
  const unitOfThread = new Map<number, number>();
  let units = 0;
  const names = new Map<string, number>();
  const nameOf = (name: string) => {
    let id = names.get(name);
    if (id === undefined) names.set(name, (id = names.size));
    return id;
  };
  const channels = new Set<number>();
  const placesOf: Map<number, number>[] = [];
  const authorOf: number[] = [];
  const tagsOfContent = grouped(contentTags(db), nameOf);
  const tagsOfPost = grouped(postTags(db), nameOf);
  const parentOfContent = new Map(contentWords(db).map((c) => [c.no, c.parent]));
  const postsOfMember = new Map<number, Map<number, number>>();

  for (let i = 0; i < size; i++) {
    const post = item[i] === 0 ? no[i]! : item[i] === 1 ? (postOfFeedback.get(no[i]!) ?? null) : null;
    const p = post === null ? undefined : placeOfPost.get(post);
    const thread = p === undefined ? null : posts.thread[p]!;
    let u = thread === null ? undefined : unitOfThread.get(thread);
    if (u === undefined) {
      u = units++;
      placesOf.push(new Map());
      authorOf.push(memberNo[i]!);
      if (thread !== null) unitOfThread.set(thread, u);
    }
    unit[i] = u;
    if (p !== undefined) {
      isStart[i] = item[i] === 0 && posts.thread[p] === post ? 1 : 0;
      if (isStart[i]) authorOf[u] = memberNo[i]!;
      const above = item[i] === 0 ? posts.parent[p] : post;
      if (above !== null && above !== undefined) parent[i] = atPost.get(above) ?? -1;
      const channel = posts.channel[p];
      if (channel) {
        const id = nameOf(`#${channel}`);
        channels.add(id);
        placesOf[u]!.set(id, 1);
        bump(postsOfMember, memberNo[i]!, id);
      }
      for (const tag of (item[i] === 0 && tagsOfPost.get(post!)) || []) placesOf[u]!.set(tag, 1);
    }
    const content = contentNo[i]!;
    if (content > 0) {
      placesOf[u]!.set(nameOf(`content ${parentOfContent.get(content) ?? content}`), 1);
      for (const tag of tagsOfContent.get(content) ?? []) placesOf[u]!.set(tag, 1);
    }
  }
  const placed = rowBuilder();
  for (const row of placesOf) placed.add(row);
  return {
    unit,
    units,
    parent,
    isStart,
    placesOfUnit: placed.done(names.size),
    habitsOfUnit: habits(data, authorOf, tagsOfContent, postsOfMember, names.size),
    places: [...names.keys()],
    channels,
  };
}

/** What a member touches and where they write: half from each where both are known. */
function habits(
  data: Dataset,
  authorOf: number[],
  tagsOfContent: Map<number, number[]>,
  postsOfMember: Map<number, Map<number, number>>,
  width: number,
): SparseRows {
  const { off, content, members } = data.columns;
  const rows = rowBuilder();
  const known = new Map<number, Map<number, number>>();
  const of = (member: number): Map<number, number> => {
    const row = new Map<number, number>();
    if (member < 1 || member > members) return row;
    const read = new Map<number, number>();
    for (let e = off[member - 1]!; e < off[member]!; e++)
      for (const tag of tagsOfContent.get(content[e]!) ?? []) read.set(tag, (read.get(tag) ?? 0) + 1);
    for (const part of [read, postsOfMember.get(member) ?? new Map<number, number>()]) {
      let total = 0;
      for (const n of part.values()) total += n;
      for (const [place, n] of part) row.set(place, (row.get(place) ?? 0) + n / total / 2);
    }
    return row;
  };
  for (const member of authorOf) {
    let row = known.get(member);
    if (!row) known.set(member, (row = of(member)));
    rows.add(row);
  }
  return rows.done(width);
}

function grouped(rows: { no: number; name: string }[], nameOf: (name: string) => number): Map<number, number[]> {
  const map = new Map<number, number[]>();
  for (const { no, name } of rows) {
    const id = nameOf(`#${name}`);
    const list = map.get(no);
    if (list) list.push(id);
    else map.set(no, [id]);
  }
  return map;
}

function bump(map: Map<number, Map<number, number>>, key: number, id: number): void {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map()));
  inner.set(id, (inner.get(id) ?? 0) + 1);
}
