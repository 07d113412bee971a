import { groupImages } from '../kernel/image/imageHash.ts';
import type { Dataset } from '../store/dataset.ts';
import { imageRecords } from './queries.ts';

export interface SameImages {
  /** The posts that carry the same image or nearly the same, ascending, by `post source`. */
  posts: Map<string, number[]>;
}

const kept = new WeakMap<Dataset, SameImages>();

/** Which posts carry the same picture: files with the same bytes, and pictures whose looks are close. Cost: one pass over the images, once a dataset. */
export function sameImagesOf(data: Dataset): SameImages {
  const known = kept.get(data);
  if (known) return known;
  const records = imageRecords(data.db);
  const distinct = new Map<string, { look: string | null; at: number }>(); // by file: a pasted image is one picture
  for (const { sha256, look } of records) if (!distinct.has(sha256)) distinct.set(sha256, { look, at: distinct.size });
  const group = groupImages(
    [...distinct.values()].map(({ look }) =>
      look === null ? null : { high: Number.parseInt(look.slice(0, 8), 16), low: Number.parseInt(look.slice(8), 16) },
    ),
  );
  const nameOf = (sha256: string) => {
    const { at } = distinct.get(sha256)!;
    return group[at]! < 0 ? `file ${at}` : `group ${group[at]}`;
  };
  const members = new Map<string, number[]>();
  for (const { post_no, sha256 } of records) members.set(nameOf(sha256), [...(members.get(nameOf(sha256)) ?? []), post_no]);
  const posts = new Map<string, number[]>();
  for (const { post_no, source, sha256 } of records) posts.set(`${post_no} ${source}`, [...new Set(members.get(nameOf(sha256)))]);
  const made = { posts };
  kept.set(data, made);
  return made;
}
