/** Likes between members, and the post table whose counters agree with them. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS } from '../../core/base/time.ts';
import { END_MS } from './calendar.ts';
import type { Crowd } from './crowd.ts';
import type { Member } from './members.ts';
import type { Post } from './posts.ts';
import { between, chance, keyOf, sampler } from './streams.ts';
import { tableOf } from './table.ts';
import { TOPICS } from './topics/index.ts';
import type { PostTruth, SampleTable } from './types.ts';

interface Like {
  post: Post;
  member: Member;
  ms: number;
}

/** Good-natured, original, marked posts collect more likes; adverts almost none. */
export function likePosts(rng: Random, total: number, posts: readonly Post[], crowd: Crowd): Like[] {
  const draw = sampler(
    posts.map((p) => {
      if (p.truth.isSpam || p.truth.isInsult) return 0.02;
      const base = p.root ? 0.6 : 2;
      const mood = p.truth.sentiment === 'positive' ? 1.6 : p.truth.sentiment === 'negative' ? 0.8 : 1;
      return base * mood * (p.isDigest ? 9 : 1) * (p.isAccepted ? 3 : 1) * (0.1 + rng.unit() * rng.unit() * 3);
    }),
  );
  const likes: Like[] = [];
  const seen = new Set<string>();
  for (let attempt = 0; likes.length < total && attempt < total * 4; attempt++) {
    const post = posts[draw(rng)]!;
    const who = crowd.after(post.ms, post.lang, post.author);
    if (!who || who.ms > Math.min(END_MS, post.ms + 9 * DAY_MS)) continue;
    const pair = `${post.key}/${who.author.key}`;
    if (seen.has(pair)) continue;
    seen.add(pair);
    post.likes++;
    likes.push({ post, member: who.author, ms: who.ms });
  }
  return likes;
}

export function reactionTable(likes: readonly Like[]): SampleTable {
  const out = tableOf('reaction', ['source_key', 'post_id', 'member_id', 'kind', 'value', 'count', 'reacted_at']);
  [...likes]
    .sort((a, b) => a.ms - b.ms)
    .forEach((like, n) => {
      out.add({
        source_key: keyOf('r', n + 1, 5),
        post_id: like.post.key,
        member_id: like.member.key,
        kind: 'like',
        value: 1,
        count: 1,
        reacted_at: like.ms,
      });
    });
  return out.table;
}

/** Gives keys in order of time, so that a parent always comes before its replies. */
export function numberPosts(posts: Post[]): Post[] {
  posts.sort((a, b) => a.ms - b.ms || depth(a) - depth(b));
  posts.forEach((post, n) => {
    post.key = keyOf('p', n + 1, 5);
  });
  return posts;
}

const depth = (post: Post): number => (post.parent ? 1 + depth(post.parent) : 0);

export function postTable(rng: Random, posts: readonly Post[]): { table: SampleTable; truth: Record<string, PostTruth> } {
  const out = tableOf('post', [
    'source_key',
    'thread_key',
    'parent_key',
    'content_id',
    'channel',
    'kind',
    'author_id',
    'author_name',
    'title',
    'body_text',
    'created_at',
    'is_accepted',
    'is_pinned',
    'is_digest',
    'like_count',
    'reply_count',
    'view_count',
    'tags',
  ]);
  const truth: Record<string, PostTruth> = {};
  for (const p of posts) {
    const subject = p.topic === null ? null : TOPICS[p.topic]!.zh.name;
    out.add({
      source_key: p.key,
      thread_key: (p.root ?? p).key,
      parent_key: p.parent?.key,
      content_id: p.content?.key,
      channel: p.kind === 'announcement' ? '公告 Announcements' : subject,
      kind: p.kind,
      author_id: p.author.key,
      author_name: p.author.handle,
      title: p.title,
      body_text: p.text,
      created_at: p.ms,
      is_accepted: p.isAccepted,
      is_pinned: p.isPinned,
      is_digest: p.isDigest,
      like_count: p.likes,
      reply_count: p.replies,
      view_count: 3 + p.likes * between(rng, 4, 11) + p.replies * between(rng, 5, 14) + rng.below(40),
      tags: p.topic !== null && !p.root && !p.truth.isSpam && chance(rng, 0.3) ? JSON.stringify([TOPICS[p.topic]!.key]) : null,
    });
    truth[p.key] = p.truth;
  }
  return { table: out.table, truth };
}
