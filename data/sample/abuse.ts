/** What moderators deal with: adverts with hidden contact ids, floods of near-duplicates, junk, mild insults. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, MINUTE_MS } from '../../core/base/time.ts';
import { END_MS } from './calendar.ts';
import type { Content } from './contents.ts';
import type { Crowd } from './crowd.ts';
import type { Member } from './members.ts';
import * as abuse from './phrases/abuse.ts';
import type { Post } from './posts.ts';
import { between, chance } from './streams.ts';
import { voice } from './text/compose.ts';
import { say } from './text/grammar.ts';
import type { Lang } from './types.ts';

export interface Abuse {
  posts: Post[];
  floods: Post[][];
}

const NAMES = [
  'wutong_fake',
  'study_fake',
  'kefu_fake',
  'zs_fake',
  'abc_fake',
  'laoshi_fake',
  'ziliao_fake',
  'fuli_fake',
  'nana_fake',
  'top_fake',
];

export function makeAbuse(
  rng: Random,
  scale: number,
  members: readonly Member[],
  contents: readonly Content[],
  posts: readonly Post[],
  crowd: Crowd,
): Abuse {
  const out: Abuse = { posts: [], floods: [] };
  const spammers = members.filter((m) => m.isSpammer);
  const many = (n: number) => Math.max(1, Math.round(n * scale));
  const seen = new Set<string>();

  /** A moment of the first days of a spammer. */
  const moment = (m: Member): number => {
    const end = Math.min(END_MS, m.leftMs ?? END_MS, m.joinedMs + 6 * DAY_MS);
    return m.joinedMs + 10 * MINUTE_MS + rng.below(Math.max(1, Math.floor((end - m.joinedMs - 20 * MINUTE_MS) / 1000))) * 1000;
  };
  const add = (author: Member, ms: number, lang: Lang, text: string, flags: Partial<Post['truth']>): Post => {
    const under = chance(rng, 0.45) ? null : recent(rng, posts, ms);
    const post: Post = {
      key: '',
      kind: 'topic',
      author,
      ms,
      lang,
      title: null,
      text,
      root: null,
      parent: null,
      content: null,
      topic: rng.below(8),
      thing: null,
      replies: 0,
      likes: 0,
      isAccepted: false,
      isPinned: false,
      isDigest: false,
      truth: { sentiment: 'neutral', topic: null, aspect: null, lang, isSpam: false, isAd: false, isInsult: false, ...flags },
    };
    if (under) {
      Object.assign(post, {
        kind: 'reply',
        parent: under,
        root: under.root ?? under,
        topic: under.topic,
        content: under.content,
      });
      under.replies++;
    } else if (chance(rng, 0.2)) {
      const open = contents.filter((c) => c.publishedMs < ms);
      if (open.length) Object.assign(post, { kind: 'comment', content: rng.pick(open) });
    }
    out.posts.push(post);
    return post;
  };
  const contact = (lang: Lang) =>
    say(lang === 'zh' ? abuse.contacts : abuse.contactsEn, rng, {
      id: disguise(rng, NAMES[rng.below(NAMES.length)]! + String(between(rng, 1, 99)).padStart(2, '0')),
    });

  for (let n = 0; n < many(240); n++) {
    const author = rng.pick(spammers);
    const lang: Lang = chance(rng, 0.74) ? 'zh' : 'en';
    let text = '';
    do
      text = say(lang === 'zh' ? abuse.adsZh : abuse.adsEn, rng, {
        ...abuse.abuseSlots,
        few: lang === 'zh' ? ['三', '五', '七', '十'] : ['7', '10', '14'],
        topicword: lang === 'zh' ? abuse.abuseSlots['topicword']! : ['money', 'English', 'data', 'writing'],
        contact: contact(lang),
      });
    while (seen.has(text));
    seen.add(text);
    add(author, moment(author), lang, text, { isSpam: true, isAd: true });
  }
  for (const flood of abuse.floods) {
    const author = rng.pick(spammers);
    const lang: Lang = /^[A-Z]/.test(flood) ? 'en' : 'zh';
    const base = say([flood], rng, { contact: contact(lang) });
    const start = moment(author);
    const group: Post[] = [];
    for (let n = between(rng, 8, 14); n > 0; n--) {
      const ms = start + rng.below(30 * 60) * MINUTE_MS;
      if (ms >= Math.min(END_MS, author.leftMs ?? END_MS)) continue;
      group.push(add(author, ms, lang, nearCopy(rng, base, lang), { isSpam: true, isAd: true }));
    }
    if (group.length > 1) out.floods.push(group);
  }
  for (let n = 0; n < many(56); n++) {
    const author = rng.pick(spammers);
    const lang: Lang = chance(rng, 0.7) ? 'zh' : 'en';
    add(
      author,
      moment(author),
      lang,
      say(lang === 'zh' ? abuse.spamZh : abuse.spamEn, rng, { few: ['两', '三', '五'], day: ['3', '7', '12', '19'] }),
      { isSpam: true },
    );
  }
  for (let n = 0; n < many(46); n++) {
    const { author, ms } = crowd.anyone();
    const topic = author.topic;
    const teacher = contents.find((c) => c.topic === topic && c.lang === author.lang)!.teacher.handle;
    const v = voice({ rng, lang: author.lang, topic, title: '', teacher });
    add(author, ms, author.lang, v.insult(author.lang === 'zh' ? abuse.insultsZh : abuse.insultsEn).text, {
      isInsult: true,
      sentiment: 'negative',
    });
  }
  return out;
}

/** A post of the hours before, for replies that barge in. */
function recent(rng: Random, posts: readonly Post[], ms: number): Post | null {
  for (let attempt = 0; attempt < 40; attempt++) {
    const post = posts[rng.below(posts.length)]!;
    if (post.ms < ms - MINUTE_MS && post.ms > ms - 20 * DAY_MS) return post;
  }
  return null;
}

const FULL_WIDTH = 0xfee0;

/** Spaced, with look-alike letters, or in full-width forms; mostly plain. */
function disguise(rng: Random, id: string): string {
  const r = rng.unit();
  if (r < 0.55) return id;
  if (r < 0.7) return [...id].join(' ');
  if (r < 0.85) return id.replace(/a/g, 'а').replace(/o/g, '0').replace(/e/g, 'е');
  if (r < 0.93) return [...id].map((c) => (c === '_' ? '_' : String.fromCodePoint(c.codePointAt(0)! + FULL_WIDTH))).join('');
  return id.replace(/_/g, '-').replace(/\d/g, (d) => '⓪①②③④⑤⑥⑦⑧⑨'[Number(d)]!);
}

/** The same text with a slip of the finger: one comma gone, an ending, a stray mark. */
function nearCopy(rng: Random, base: string, lang: Lang): string {
  const commas = [...base.matchAll(/[，,]/g)].map((m) => m.index);
  let text = base;
  if (commas.length && chance(rng, 0.4)) {
    const at = rng.pick(commas);
    text = text.slice(0, at) + rng.pick([' ', '！', '，，', '']) + text.slice(at + 1);
  }
  if (chance(rng, 0.25))
    text =
      rng.pick(lang === 'zh' ? ['置顶', '再发一次', '@所有人', '🔥', '【补】'] : ['UP ', 'again: ', '🔥', '@all ', '>> ']) + text;
  return text + rng.pick(lang === 'zh' ? abuse.floodEdits : abuse.floodEditsEn);
}
