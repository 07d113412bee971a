import { InputError } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
import { attachmentsOf } from '../kernel/text/media.ts';
import { DEFAULT_SIMILARITY } from '../kernel/text/nearDuplicates.ts';
import { parseQuery } from '../kernel/text/searchTokens.ts';
import { copiesOfData, indexOfText, textsOfData } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { ancestors, memberNames, nameOf, postRecord, postsBeside, repliesCount, repliesTo } from './queries.ts';
import { sameImagesOf } from './sameImages.ts';
import { textRows } from './searchTexts.ts';
import type { TextBeside, TextCopies, TextDetail, TextRef } from './types.ts';

const MOST_BEFORE = 6;
const MOST_REPLIES = 50;
const MOST_ALSO = 20;
/** Of the texts around it the first words are enough. */
const BESIDE_UNITS = 400;

/** One text with what it carries, what it answers and what answers it.
 *  @param options.query marks where its words stand   @throws InputError not-found: no such text, or one that is no member's voice. */
export function describeText(data: Dataset, { item, no }: TextRef, options: { query?: string } = {}): TextDetail {
  const { query = '' } = options;
  const texts = textsOfData(data);
  const i = indexOfText(texts, item, no);
  if (i < 0) throw new InputError('not-found', `There is no ${item} with the number ${no} among the texts here.`, { item, no });
  const row = textRows(data, [i], parseQuery(query))[0]!;
  const post = item === 'post' ? postRecord(data.db, no) : undefined;
  if (!post) return { ...row, kind: 'text', attachments: [], before: [], replies: [], repliesTotal: 0 };
  const before = ancestors(data.db, no, MOST_BEFORE).reverse();
  const replies = repliesTo(data.db, no, MOST_REPLIES);
  const { posts } = sameImagesOf(data);
  const carried = attachmentsOf(post.attachments, post.body_html, post.body_text).map((attachment) => {
    const others = (posts.get(`${no} ${attachment.source}`) ?? []).filter((other) => other !== no);
    return {
      attachment,
      total: others.length,
      rows: others.length === 0 ? [] : postsBeside(data.db, others.slice(0, MOST_ALSO)),
    };
  });
  const around = [...before, ...replies, ...carried.flatMap(({ rows }) => rows)];
  const names = memberNames(data.db, [...new Set(around.map((r) => r.author_no ?? 0))]);
  const beside = (found: (typeof before)[number]): TextBeside => ({
    item: 'post',
    no: found.no,
    text: found.text.slice(0, BESIDE_UNITS),
    memberNo: found.author_no,
    memberName: nameOf(found.author_no === null ? undefined : names.get(found.author_no), found.author_name),
    at: found.created_at,
  });
  return {
    ...row,
    kind: 'text',
    attachments: carried.map(({ attachment, rows: also, total }) => ({
      ...attachment,
      alsoIn: also.map(beside),
      alsoInTotal: total,
    })),
    before: before.map(beside),
    replies: replies.map(beside),
    repliesTotal: repliesCount(data.db, no),
  };
}

/** How often was this said? The number of texts that say the same as each of some, and of members who said it: themselves alone = 1.
 *  Method and cost: `copiesOfData`, the first time once a dataset; candidates are found by hashing, so a copy can be missed (2 in 1,000 texts with
 *  one character in ten changed).   @returns unavailable `no-texts` when nothing is written here. */
export function countCopies(data: Dataset, refs: readonly TextRef[]): Result<TextCopies> {
  const texts = textsOfData(data);
  const from = fromOf(data, 'copies/1', texts.size, { similarity: DEFAULT_SIMILARITY }, false);
  if (!texts.isWritten.includes(1)) return unavailable('no-texts', 0, 1, from);
  const { group, size } = copiesOfData(data);
  const groups = refs.map(({ item, no }) => group[indexOfText(texts, item, no)] ?? -1);
  const members = new Map<number, Set<number>>();
  for (const g of groups) if (g >= 0) members.set(g, new Set());
  if (members.size > 0) for (let i = 0; i < texts.size; i++) members.get(group[i]!)?.add(texts.memberNo[i]!);
  return {
    kind: 'copies',
    copies: groups.map((g) => (g < 0 ? 1 : size[g]!)),
    members: groups.map((g) => (g < 0 ? 1 : members.get(g)!.size)),
    from,
  };
}
