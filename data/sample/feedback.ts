/** Ratings, reviews, complaints, suggestions and reasons to leave. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { END_MS } from './calendar.ts';
import type { Content } from './contents.ts';
import type { EventLog } from './events.ts';
import type { Member } from './members.ts';
import { between, chance, keyOf } from './streams.ts';
import { tableOf } from './table.ts';
import { type Spoken, voice } from './text/compose.ts';
import { TOPICS } from './topics/index.ts';
import type { SampleTable, TextTruth } from './types.ts';

interface Entry {
  member: Member;
  content: Content | null;
  kind: 'rating' | 'review' | 'complaint' | 'suggestion' | 'exit_reason';
  rating: number | null;
  spoken: Spoken | null;
  topic: number;
  ms: number;
}

export function makeFeedback(
  rng: Random,
  scale: number,
  members: readonly Member[],
  contents: readonly Content[],
  log: EventLog,
): { table: SampleTable; truth: Record<string, TextTruth> } {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  const speak = (m: Member, topic: number, say: (v: ReturnType<typeof voice>) => Spoken): Spoken => {
    const about = rng.pick(contents.filter((c) => c.topic === topic && c.lang === m.lang));
    let spoken: Spoken;
    let attempt = 0;
    do spoken = say(voice({ rng, lang: m.lang, topic, title: about.title, teacher: about.teacher.handle }));
    while (seen.has(spoken.text) && ++attempt < 12);
    seen.add(spoken.text);
    return spoken;
  };

  // A rating follows a use of the content, so pick among the events.
  const rated = new Set<string>();
  const wanted = Math.round(2600 * scale);
  for (let attempt = 0; rated.size < wanted && attempt < wanted * 40; attempt++) {
    const e = rng.below(log.size);
    const kind = log.kindOf(e);
    if (
      log.content[e]! < 0 ||
      (kind !== 'complete' && kind !== 'attend' && kind !== 'play' && !(kind === 'view' && chance(rng, 0.2)))
    )
      continue;
    const m = members[log.member[e]!]!;
    const content = contents[log.content[e]!]!;
    const ms = log.ms[e]! + between(rng, 3, 300) * MINUTE_MS;
    if (rated.has(m.key + content.key) || ms >= Math.min(END_MS, m.leftMs ?? END_MS)) continue;
    rated.add(m.key + content.key);
    const rating = rate(rng, 0.55 * content.quality + 0.45 * m.behaviour.satisfied);
    const isReview = chance(rng, rating <= 2 ? 0.6 : 0.32);
    entries.push({
      member: m,
      content,
      kind: isReview ? 'review' : 'rating',
      rating,
      spoken: isReview ? speak(m, content.topic, (v) => v.review(rating)) : null,
      topic: content.topic,
      ms,
    });
  }
  const anyTime = (m: Member) =>
    m.joinedMs +
    HOUR_MS +
    rng.below(Math.max(1, Math.floor((Math.min(m.untilMs, m.leftMs ?? END_MS) - m.joinedMs - 2 * HOUR_MS) / 1000))) * 1000;
  const ordinary = members.filter((m) => m.role === 'member' && !m.isSpammer);
  for (let n = 0; n < Math.round(260 * scale); n++) {
    const m = rng.pick(ordinary);
    entries.push({
      member: m,
      content: null,
      kind: 'complaint',
      rating: null,
      spoken: speak(m, m.topic, (v) => v.complaint()),
      topic: m.topic,
      ms: anyTime(m),
    });
  }
  for (let n = 0; n < Math.round(220 * scale); n++) {
    const m = rng.pick(ordinary);
    entries.push({
      member: m,
      content: null,
      kind: 'suggestion',
      rating: null,
      spoken: speak(m, m.topic, (v) => v.suggestion()),
      topic: m.topic,
      ms: anyTime(m),
    });
  }
  for (const m of ordinary) {
    if (m.status === 'active' || !chance(rng, 0.24)) continue;
    const ms = Math.min(m.leftMs ?? m.untilMs + 2 * DAY_MS, END_MS - MINUTE_MS);
    entries.push({
      member: m,
      content: null,
      kind: 'exit_reason',
      rating: null,
      spoken: speak(m, m.topic, (v) => v.exit()),
      topic: m.topic,
      ms,
    });
  }

  const out = tableOf('feedback', [
    'source_key',
    'member_id',
    'content_id',
    'kind',
    'rating',
    'rating_max',
    'text',
    'created_at',
  ]);
  const truth: Record<string, TextTruth> = {};
  entries
    .sort((a, b) => a.ms - b.ms)
    .forEach((entry, n) => {
      const key = keyOf('b', n + 1, 5);
      out.add({
        source_key: key,
        member_id: entry.member.key,
        content_id: entry.content?.key,
        kind: entry.kind,
        rating: entry.rating,
        rating_max: entry.rating === null ? null : 5,
        text: entry.spoken?.text,
        created_at: entry.ms,
      });
      if (entry.spoken)
        truth[key] = {
          sentiment: entry.spoken.sentiment,
          topic: TOPICS[entry.topic]!.key,
          aspect: entry.spoken.aspect,
          lang: entry.member.lang,
        };
    });
  return { table: out.table, truth };
}

/** 1 to 5 stars; `liking` 0..1 moves the weights. */
export function rate(rng: Random, liking: number): number {
  const bad = 1 - liking;
  return rng.pick([1, 2, 3, 4, 5], [0.5 * bad * bad, 0.6 * bad, 0.9 * bad + 0.08, 0.5 + 0.3 * liking, 1.9 * liking * liking]);
}
