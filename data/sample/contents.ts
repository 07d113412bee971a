/** What the club publishes: columns, courses with lessons, weekly lives, articles. */
import type { Random } from '../../core/base/random.ts';
import { HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { DAYS, msOfDay, weekdayOf } from './calendar.ts';
import type { Member } from './members.ts';
import * as titles from './phrases/titles.ts';
import { between, chance, keyOf, stream } from './streams.ts';
import { tableOf } from './table.ts';
import { type Slots, say } from './text/grammar.ts';
import { englishCase } from './text/polish.ts';
import { TOPICS } from './topics/index.ts';
import type { Lang, SampleTable } from './types.ts';

export interface Content {
  i: number;
  key: string;
  kind: 'column' | 'course' | 'lesson' | 'live' | 'article';
  title: string;
  summary: string;
  body: string;
  lang: Lang;
  topic: number;
  teacher: Member;
  parent: Content | null;
  position: number | null;
  minutes: number | null;
  access: 'free' | 'paid' | 'member';
  priceMinor: number | null;
  publishedMs: number;
  tags: string[];
  /** 1 good, 0 weak: drives ratings and comments. */
  quality: number;
}

const LIVES = 84;
const ARTICLES = 64;

export function makeContents(seed: number, members: readonly Member[]): Content[] {
  const rng = stream(seed, 'contents');
  const contents: Content[] = [];
  const used = new Set<string>();
  const add = (
    kind: Content['kind'],
    lang: Lang,
    topic: number,
    publishedMs: number,
    more: Partial<Content>,
    lessons: readonly string[] = [],
  ): Content => {
    const experts = members.filter((m) => m.role === 'expert' && m.lang === lang);
    const teacher = more.teacher ?? experts.find((m) => m.topic === topic) ?? experts[topic % experts.length]!;
    const text = TOPICS[topic]![lang];
    const content: Content = {
      i: contents.length,
      key: '',
      kind,
      title: '',
      summary: '',
      body: '',
      lang,
      topic,
      teacher,
      parent: null,
      position: null,
      minutes: null,
      access: 'member',
      priceMinor: null,
      publishedMs,
      tags: [TOPICS[topic]!.key],
      quality: 0.25 + 0.75 * rng.unit(),
      ...more,
    };
    const slots: Slots = { ...pair(rng, text.things, null), teacher: teacher.handle };
    if (!content.title) content.title = freeTitle(rng, kind, lang, text.things, teacher.handle, used);
    const inTitle = text.things.find((thing) => content.title.toLowerCase().includes(thing.toLowerCase())) ?? null;
    const about: Slots = { ...slots, ...pair(rng, text.things, inTitle) };
    content.tags.push(...new Set([inTitle ?? rng.pick(text.things), rng.pick(text.things)]));
    const lesson = kind === 'lesson' ? content.title.replace(/^.*\d(：|: )/, '') : kind === 'course' ? content.title : null;
    const names: Slots = { lesson: lesson ?? '', first: lessons[0] ?? '', last: lessons.at(-1) ?? '' };
    content.summary = polish(lang, say(summaries(kind, lang), rng, about, names));
    content.body = writeBody(rng, lang, topic, { ...about, ...names }, lesson !== null);
    contents.push(content);
    return content;
  };

  TOPICS.forEach((topic, t) => {
    const courses = [...topic.zh.courses.map((c) => ['zh', c] as const), ...topic.en.courses.map((c) => ['en', c] as const)];
    courses.forEach(([lang, { title, lessons }], nth) => {
      const day = nth === 1 ? between(rng, 60, 420) : 0;
      const price = rng.pick([9900, 12900, 15900, 19900, 29900], [4, 3, 3, 2, 1]);
      const course = add('course', lang, t, msOfDay(day, 7), { title, access: 'paid', priceMinor: price }, lessons);
      lessons.forEach((lesson, k) => {
        const access = k === 0 ? 'free' : 'paid';
        add('lesson', lang, t, msOfDay(Math.min(DAYS - 1, day + (nth === 1 ? k * 7 : 0)), 7) + k * MINUTE_MS, {
          title: `${title} ${k + 1}：${lesson}`.replace('：', lang === 'zh' ? '：' : ': '),
          parent: course,
          position: k + 1,
          minutes: between(rng, 9, 34),
          access,
        });
      });
    });
    add('column', t % 3 === 2 ? 'en' : 'zh', t, msOfDay(t * 11, 7), {
      access: t % 2 ? 'member' : 'paid',
      priceMinor: t % 2 ? null : 6800,
    });
  });
  for (let n = 0; n < LIVES; n++) {
    const week = Math.floor((n * DAYS) / LIVES / 7) * 7;
    let day = week;
    while (weekdayOf(day) !== (n % 4 === 3 ? 5 : 2)) day++;
    const lang: Lang = n % 10 < 7 ? 'zh' : 'en';
    add('live', lang, (n * 3 + Math.floor(n / 8)) % 8, msOfDay(Math.min(DAYS - 1, day), 20), {
      minutes: between(rng, 45, 95),
      access: n % 5 === 0 ? 'free' : 'member',
    });
  }
  for (let n = 0; n < ARTICLES; n++) {
    const day = n < 16 ? 0 : Math.floor((n * (DAYS - 10)) / ARTICLES) + rng.below(9);
    const lang: Lang = n % 16 < 8 ? 'zh' : chance(rng, 0.42) || n < 16 ? 'en' : 'zh';
    add('article', lang, n % 8, msOfDay(day, 7) + rng.below(6) * HOUR_MS * (day ? 1 : 0), {
      access: chance(rng, 0.3) ? 'free' : 'member',
    });
  }
  // Keys follow the time of publishing, as in a real system.
  [...contents]
    .sort((a, b) => a.publishedMs - b.publishedMs || a.i - b.i)
    .forEach((content, n) => {
      content.key = keyOf('c', n + 1, 3);
    });
  return contents;
}

function freeTitle(
  rng: Random,
  kind: Content['kind'],
  lang: Lang,
  things: readonly string[],
  teacher: string,
  used: Set<string>,
): string {
  const zh = lang === 'zh';
  const frames =
    kind === 'live'
      ? zh
        ? titles.zhLive
        : titles.enLive
      : kind === 'column'
        ? zh
          ? titles.zhColumn
          : titles.enColumn
        : zh
          ? titles.zhArticle
          : titles.enArticle;
  for (;;) {
    const title = polish(lang, say(frames, rng, { ...pair(rng, things, null), teacher }));
    if (used.has(title)) continue;
    used.add(title);
    return title;
  }
}

function writeBody(rng: Random, lang: Lang, topic: number, slots: Slots, isLesson: boolean): string {
  const text = TOPICS[topic]![lang];
  const frames = lang === 'zh' ? titles.zhBody : titles.enBody;
  // A lesson is about its title, so frames that name another thing do not fit.
  const fits = (frame: string) => !isLesson || !/\{thing/i.test(frame);
  const opens = isLesson ? (lang === 'zh' ? titles.zhLessonOpen : titles.enLessonOpen) : frames.open;
  const problem = rng.pick(text.problems);
  const all: Slots = { ask: problem.ask, doing: text.doings, win: text.wins, ...slots };
  const tips = rng.shuffleInPlace([...problem.tips]);
  const insights = rng.shuffleInPlace([...text.insights]);
  const middles = rng.shuffleInPlace(frames.middle.filter(fits)).slice(0, between(rng, 3, 5));
  const sentences = [rng.pick(opens), ...middles, rng.pick(frames.close.filter(fits))];
  const parts = sentences.map((frame, n) =>
    say([frame], rng, all, { tip: tips[n % tips.length]!, insight: insights[n % insights.length]! }),
  );
  return polish(lang, parts.join(lang === 'zh' ? '' : ' '));
}

function pair(rng: Random, things: readonly string[], first: string | null): { thing: string; thing2: string; Thing: string } {
  const thing = first ?? rng.pick(things);
  let thing2 = rng.pick(things);
  while (thing2 === thing) thing2 = rng.pick(things);
  return { thing, thing2, Thing: capital(thing) };
}

function summaries(kind: Content['kind'], lang: Lang): readonly string[] {
  if (kind === 'lesson') return lang === 'zh' ? titles.zhLessonSummary : titles.enLessonSummary;
  if (kind === 'course') return lang === 'zh' ? titles.zhCourseSummary : titles.enCourseSummary;
  return lang === 'zh' ? titles.zhSummary : titles.enSummary;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const polish = (lang: Lang, text: string) => (lang === 'en' ? englishCase(text) : text);

export function contentTable(contents: readonly Content[]): SampleTable {
  const out = tableOf('content', [
    'source_key',
    'kind',
    'title',
    'summary',
    'body_text',
    'lang',
    'author_id',
    'parent_id',
    'position',
    'duration_ms',
    'access',
    'price_minor',
    'currency',
    'published_at',
    'tags',
  ]);
  for (const c of [...contents].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    out.add({
      source_key: c.key,
      kind: c.kind,
      title: c.title,
      summary: c.summary,
      body_text: c.body,
      lang: c.lang,
      author_id: c.teacher.key,
      parent_id: c.parent?.key,
      position: c.position,
      duration_ms: c.minutes === null ? null : c.minutes * MINUTE_MS,
      access: c.access,
      price_minor: c.priceMinor,
      currency: c.priceMinor === null ? null : 'CNY',
      published_at: c.publishedMs,
      tags: JSON.stringify(c.tags),
    });
  }
  return out.table;
}
