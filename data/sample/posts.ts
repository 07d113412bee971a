/** Conversations: who starts a thread, who answers whom, when; every author is around at that time. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { DAYS, END_MS } from './calendar.ts';
import type { Content } from './contents.ts';
import type { Crowd } from './crowd.ts';
import type { Member } from './members.ts';
import { chance, failures } from './streams.ts';
import { type Spoken, voice } from './text/compose.ts';
import { TOPICS } from './topics/index.ts';
import type { Lang, PostTruth } from './types.ts';

export interface Post {
  key: string;
  kind: 'topic' | 'reply' | 'comment' | 'question' | 'answer' | 'announcement';
  author: Member;
  ms: number;
  lang: Lang;
  title: string | null;
  text: string;
  root: Post | null;
  parent: Post | null;
  content: Content | null;
  /** Index of the subject; null in the lobby. */
  topic: number | null;
  /** What it is about within the subject, in the language of the post. */
  thing: string | null;
  truth: PostTruth;
  replies: number;
  likes: number;
  isAccepted: boolean;
  isPinned: boolean;
  isDigest: boolean;
}

const ROOTS = ['comment', 'note', 'praise', 'complaint', 'suggestion', 'question', 'help'] as const;
const ROOT_WEIGHTS = [48, 23, 4, 6.5, 2, 13.5, 3.6];

/** Writes threads until there are `total` posts. Times rise from parent to child. */
export function makePosts(
  rng: Random,
  total: number,
  members: readonly Member[],
  contents: readonly Content[],
  crowd: Crowd,
): Post[] {
  const posts: Post[] = [];
  const seen = new Set<string>();
  const openingsOf = new Map<Post, Set<string>>();
  const staff = members.filter((m) => m.role === 'admin' || m.role === 'moderator');
  const experts = members.filter((m) => m.role === 'expert');
  const titles = byLangAndTopic(contents);

  type Voice = ReturnType<typeof voice>;
  /** A text nobody has written yet, if a few attempts find one; within a thread not even the same opening. */
  const speak = (
    lang: Lang,
    topic: number,
    say: (v: Voice) => Spoken,
    about: Content | null = null,
    thing: string | null = null,
    openings: Set<string> | null = null,
  ): Spoken => {
    let spoken: Spoken;
    let attempt = 0;
    do {
      const lesson = about ?? rng.pick(titles.get(`${lang}/${topic}`)!);
      spoken = say(voice({ rng, lang, topic, title: shortTitle(lesson), teacher: lesson.teacher.handle, thing }));
    } while ((seen.has(spoken.text) || openings?.has(opening(spoken.text))) && ++attempt < 12);
    seen.add(spoken.text);
    openings?.add(opening(spoken.text));
    return spoken;
  };
  const add = (
    kind: Post['kind'],
    author: Member,
    ms: number,
    lang: Lang,
    topic: number,
    s: Spoken,
    more: Partial<Post> = {},
  ): Post => {
    const post: Post = {
      key: '',
      kind,
      author,
      ms,
      lang,
      title: s.title,
      text: s.text,
      root: null,
      parent: null,
      content: null,
      topic,
      thing: s.thing,
      replies: 0,
      likes: 0,
      isAccepted: false,
      isPinned: false,
      isDigest: false,
      ...more,
      truth: {
        sentiment: s.sentiment,
        topic: TOPICS[topic]!.key,
        aspect: s.aspect,
        lang,
        isSpam: false,
        isAd: false,
        isInsult: false,
      },
    };
    posts.push(post);
    return post;
  };
  /** Adds a reply by somebody around, or by the given author after some minutes. */
  const reply = (
    parent: Post,
    kind: Post['kind'],
    topic: number,
    say: (v: Voice) => Spoken,
    by: Member | null = null,
  ): Post | null => {
    const who = by
      ? { author: by, ms: parent.ms + (4 + rng.below(20 * 60)) * MINUTE_MS }
      : crowd.after(parent.ms, parent.lang, parent.author);
    if (!who || who.ms >= Math.min(END_MS, who.author.leftMs ?? END_MS) || posts.length >= total) return null;
    const root = parent.root ?? parent;
    const openings = kind === 'reply' ? (openingsOf.get(root) ?? new Set<string>()) : null;
    if (openings) openingsOf.set(root, openings);
    const said = speak(parent.lang, topic, say, root.content, parent.thing, openings);
    const post = add(kind, who.author, who.ms, parent.lang, topic, said, {
      root,
      parent,
      content: root.content,
    });
    parent.replies++;
    return post;
  };
  const times = (mean: number, cap: number) => failures(rng, 1 / (1 + mean), cap);

  while (posts.length < total) {
    const { author, ms } = crowd.anyone();
    const lang = author.lang;
    const topic = rng.pick([author.topic, author.topic2, rng.below(8)], [6, 2.5, 1.5]);
    const what = rng.pick(ROOTS, ROOT_WEIGHTS);
    if (what === 'comment') {
      const options = titles.get(`${lang}/${topic}`)!.filter((c) => c.publishedMs < ms);
      if (!options.length) continue;
      const content = rng.pick(options);
      const post = add(
        'comment',
        author,
        ms,
        lang,
        topic,
        speak(lang, topic, (v) => v.comment(content.quality), content, thingOf(content)),
        { content },
      );
      for (let n = times(0.16, 3); n > 0; n--) reply(post, 'reply', topic, (v) => (chance(rng, 0.5) ? v.agree() : v.ask()));
    } else if (what === 'note' || what === 'praise') {
      const post = add(
        'topic',
        author,
        ms,
        lang,
        topic,
        speak(lang, topic, (v) => (what === 'note' ? v.note() : v.praise())),
      );
      post.isDigest = what === 'note' && chance(rng, 0.03);
      for (let n = times(1.5, 7); n > 0; n--) {
        const r = rng.unit();
        let asked = -1;
        const child = reply(post, 'reply', topic, (v) => {
          const s = r < 0.62 ? v.agree() : r < 0.88 ? v.ask() : v.disagree();
          asked = s.asked ?? -1;
          return s;
        });
        if (child && asked >= 0 && chance(rng, 0.45)) reply(child, 'reply', topic, (v) => v.tell(asked), author);
      }
    } else if (what === 'complaint' || what === 'suggestion') {
      const said = speak(lang, topic, (v) => (what === 'complaint' ? v.complaint() : v.suggestion()));
      const post = add('topic', author, ms, lang, topic, said);
      const aspect = post.truth.aspect as Spoken['aspect'];
      for (let n = times(1.5, 6); n > 0; n--)
        reply(post, 'reply', topic, (v) => (what === 'suggestion' ? v.second() : v.meToo(aspect)));
      if (chance(rng, 0.62)) {
        const officer = reply(
          post,
          'reply',
          topic,
          (v) => (said.asked === undefined ? v.staffIdea() : v.staff(aspect!, said.asked)),
          staffOf(rng, staff, lang),
        );
        if (officer && chance(rng, 0.4))
          reply(
            officer,
            'reply',
            topic,
            (v) => (what === 'suggestion' || chance(rng, 0.75) ? v.staffThanks() : v.staffUnhappy(aspect!)),
            author,
          );
      }
    } else {
      const asked = speak(lang, topic, (v) => (what === 'question' ? v.question() : v.help()));
      const post = add('question', author, ms, lang, topic, asked);
      const used = new Set<string>();
      const answer = (isExpert: boolean) => (v: Voice) =>
        asked.problem ? v.answer(asked.problem, used, isExpert) : v.helpAnswer(asked.help!, used);
      const expert =
        asked.problem && chance(rng, 0.32)
          ? (experts.find((m) => m.lang === lang && m.topic === topic) ?? staffOf(rng, experts, lang))
          : null;
      const answers = [expert ? reply(post, 'answer', topic, answer(true), expert) : null];
      for (let n = (asked.problem ? 1 : 0) + times(asked.problem ? 1.1 : 1.3, 5); n > 0; n--)
        answers.push(reply(post, 'answer', topic, answer(false)));
      const good = answers.filter((a) => a !== null);
      if (good.length && chance(rng, 0.55)) {
        const best = good[0]!;
        best.isAccepted = true;
        reply(best, 'reply', topic, (v) => (asked.problem ? v.thanks([...used][0] ?? null) : v.helpThanks()), author);
      }
    }
  }
  return posts;
}

const opening = (text: string) => text.slice(0, 4).toLowerCase();
const staffOf = (rng: Random, staff: readonly Member[], lang: Lang): Member => rng.pick(staff.filter((m) => m.lang === lang));

/** The subject named in a title, when there is one. */
function thingOf(c: Content): string | null {
  const title = c.title.toLowerCase();
  return TOPICS[c.topic]![c.lang].things.find((thing) => title.includes(thing.toLowerCase())) ?? null;
}

/** Lessons carry the course in the title; people use the short form. */
const shortTitle = (c: Content) => (c.kind === 'lesson' ? c.title.replace(/^.*\d(：|: )/, '') : c.title);

function byLangAndTopic(contents: readonly Content[]): Map<string, Content[]> {
  const map = new Map<string, Content[]>();
  for (const c of contents) {
    const at = `${c.lang}/${c.topic}`;
    map.set(at, [...(map.get(at) ?? []), c]);
  }
  return map;
}

/** Notices by the staff, about two every three weeks. */
export function makeAnnouncements(rng: Random, members: readonly Member[], contents: readonly Content[]): Post[] {
  const staff = members.filter((m) => m.role === 'admin' || m.role === 'moderator');
  const posts: Post[] = [];
  for (let day = 3; day < DAYS; day += 9 + rng.below(7)) {
    const author = rng.pick(staff);
    const ms = END_MS - (DAYS - day) * DAY_MS + 10 * HOUR_MS + rng.below(9 * 60) * MINUTE_MS;
    const lives = contents.filter((c) => c.kind === 'live' && c.lang === author.lang && c.publishedMs > ms - 40 * DAY_MS);
    const about = lives.find((c) => c.publishedMs > ms) ?? lives[0];
    if (!about) continue;
    const s = voice({
      rng,
      lang: author.lang,
      topic: about.topic,
      title: about.title,
      teacher: about.teacher.handle,
    }).announcement();
    posts.push({
      key: '',
      kind: 'announcement',
      author,
      ms,
      lang: author.lang,
      title: null,
      text: s.text,
      root: null,
      parent: null,
      content: null,
      topic: null,
      thing: null,
      replies: 0,
      likes: 0,
      isAccepted: false,
      isPinned: chance(rng, 0.2),
      isDigest: false,
      truth: { sentiment: 'neutral', topic: null, aspect: null, lang: author.lang, isSpam: false, isAd: false, isInsult: false },
    });
  }
  return posts;
}
