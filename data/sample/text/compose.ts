/** Turns an intention into a text: a note, a question, an answer to exactly that question, thanks, praise, a complaint. */
import type { Random } from '../../../core/base/random.ts';
import { ASPECTS, type Aspect, type AspectQuestion } from '../phrases/aspects.ts';
import { chance } from '../streams.ts';
import { type Problem, TOPICS } from '../topics/index.ts';
import type { Lang, Sentiment } from '../types.ts';
import { type Slots, say } from './grammar.ts';
import { EN, SUBJECTS, ZH } from './phrasebook.ts';
import { casualEn, casualZh } from './polish.ts';

export interface Spoken {
  text: string;
  title: string | null;
  sentiment: Sentiment;
  aspect: Aspect | null;
  /** What was asked, so that answers fit. */
  problem?: Problem;
  help?: AspectQuestion;
  /** Number of the follow-up question, or of the complaint. */
  asked?: number;
  /** What the text is about, so that replies stay with it. */
  thing: string;
}

/** Who speaks about what: language, subject, and a lesson and teacher that exist. */
export interface Setting {
  rng: Random;
  lang: Lang;
  topic: number;
  title: string;
  teacher: string;
  /** Keeps a reply on the subject of its parent; must be a word of that language. */
  thing?: string | null;
}

/** Complaints and praise are not spread evenly: refunds are mostly complained about, teachers mostly praised. */
const PRAISED: Record<Aspect, number> = {
  content: 9,
  teacher: 8,
  price: 2,
  refund: 1,
  app: 3,
  service: 3,
  schedule: 2,
  community: 6,
};
const BLAMED: Record<Aspect, number> = {
  content: 4,
  teacher: 3,
  price: 6,
  refund: 6,
  app: 7,
  service: 4,
  schedule: 5,
  community: 3,
};

export function voice(at: Setting) {
  const { rng, lang } = at;
  const P = lang === 'zh' ? ZH : EN;
  const subject = TOPICS[at.topic]![lang];
  const thing = at.thing ?? rng.pick(subject.things);
  let thing2 = rng.pick(subject.things);
  while (thing2 === thing) thing2 = rng.pick(subject.things);
  const slots: Slots = {
    ...P.slots,
    thing,
    thing2,
    subject: SUBJECTS[TOPICS[at.topic]!.key]![lang],
    title: at.title,
    teacher: at.teacher,
    ask: subject.problems.map((p) => p.ask),
    tip: subject.problems.flatMap((p) => p.tips),
    insight: subject.insights,
    doing: subject.doings,
    win: subject.wins,
  };
  const part = (frames: readonly string[], more: Slots = {}) => say(frames, rng, slots, more);
  const join = (...parts: string[]) =>
    parts
      .filter(Boolean)
      .map((p) => (P.end && !/[。！？?!…~～🙏]$/u.test(p) ? p + P.end : p))
      .join(P.gap);
  const finish = (text: string) => (lang === 'zh' ? casualZh(text, rng) : casualEn(text, rng));
  const smile = () => (chance(rng, 0.4) ? P.gap + part(P.slots['smile'] as readonly string[]) : '');
  const done = (
    text: string,
    sentiment: Sentiment,
    aspect: Aspect | null = null,
    titles: readonly string[] = [],
    titled = 0.5,
  ): Spoken => ({
    text: finish(text),
    sentiment,
    aspect,
    thing,
    title: titles.length && chance(rng, titled) ? finish(part(titles)).replace(/[。.]$/, '') : null,
  });
  const official = (text: string) =>
    lang === 'zh' ? part(P.staffOpen) + text + part(P.staffClose) : join(part(P.staffOpen), text, part(P.staffClose));
  const pickAspect = (weights: Record<Aspect, number>) =>
    rng.pick(
      ASPECTS,
      ASPECTS.map((a) => weights[a]),
    );

  return {
    note(): Spoken {
      const isGlad = chance(rng, 0.42);
      const frames = rng.shuffleInPlace([...P.noteCore]);
      const core = chance(rng, 0.3) ? join(part([frames[0]!]), part([frames[1]!])) : join(part([frames[0]!]));
      const feel = isGlad ? part(P.feelPos) : chance(rng, 0.6) ? part(P.feelNeutral) : '';
      return done(
        join(part(P.noteOpen), core, feel) + (isGlad ? smile() : ''),
        isGlad ? 'positive' : 'neutral',
        null,
        P.noteTitle,
        0.45,
      );
    },
    praise(): Spoken {
      const aspect = pickAspect(PRAISED);
      const text =
        lang === 'zh'
          ? part(P.praiseBut) + part(P.praise[aspect]) + part(P.praiseTail)
          : join(afterBut(part(P.praiseBut), part(P.praise[aspect]), at.teacher), part(P.praiseTail));
      return done(
        (chance(rng, 0.35) && (aspect === 'content' || aspect === 'teacher') ? join(text, part(P.feelPos)) : join(text)) +
          smile(),
        'positive',
        aspect,
        P.praiseTitle,
      );
    },
    complaint(wanted?: Aspect): Spoken {
      const aspect = wanted ?? pickAspect(BLAMED);
      const asked = rng.below(P.complaint[aspect].length);
      const blame = part([P.complaint[aspect][asked]!]);
      const text =
        lang === 'zh'
          ? part(P.butGood) + blame + part(P.complaintTail)
          : join(afterBut(part(P.butGood), blame, at.teacher), part(P.complaintTail));
      return { ...done(join(text), 'negative', aspect, P.complaintTitle), asked };
    },
    suggestion: (): Spoken => done(join(part(P.suggestion), chance(rng, 0.4) ? part(P.feelNeutral) : ''), 'neutral', 'content'),
    question(): Spoken {
      const problem = rng.pick(subject.problems);
      const ask = part([problem.ask]);
      const text = lang === 'zh' ? part(P.qOpen) + ask + part(P.qClose) : join(part(P.qOpen), `${ask}.`, part(P.qClose));
      return { ...done(text, 'neutral', null, P.questionTitle, 0.6), problem };
    },
    help(): Spoken {
      const help = rng.pick(P.aspectQuestions);
      const opener = chance(rng, 0.45)
        ? part(
            lang === 'zh'
              ? ['请问', '想问下，', '弱弱问一句，', '新人求教：', '@{teacher} ', '大家好，']
              : ['Hi all,', 'Quick one:', 'New here.', 'Sorry if asked before.', '@{teacher}'],
          )
        : '';
      return { ...done(lang === 'zh' ? opener + part(help.ask) : join(opener, part(help.ask)), 'neutral', help.aspect), help };
    },
    /** @param used advice already given in the thread; grows */
    answer(problem: Problem, used: Set<string>, isExpert: boolean): Spoken {
      const [first, second] = rng.shuffleInPlace(problem.tips.filter((tip) => !used.has(tip)));
      if (!first)
        return done(
          join(
            part(
              lang === 'zh'
                ? [
                    '楼上几位说得很全了，我补一句：{insight}',
                    '+1，照前面几位说的做就行，{insight}',
                    '都说完了，[顶一下|学习了]。我自己的体会是{insight}',
                  ]
                : [
                    'The others covered it. I would only add that {insight}.',
                    'Seconding the above, and {insight}.',
                    'All said already, in my case {insight}.',
                  ],
            ),
          ),
          'neutral',
        );
      const two = second !== undefined && chance(rng, 0.4);
      used.add(first);
      if (two) used.add(second);
      const open = part(isExpert ? P.expertOpen : P.aOpen);
      const close = part(isExpert ? P.expertClose : P.aClose);
      const a = part([first]);
      const b = two ? part(P.aLink) + part([second]) : '';
      return done(lang === 'zh' ? open + a + b + close : join(open, `${a}.`, b && `${b}.`, close), 'neutral');
    },
    helpAnswer(help: AspectQuestion, used: Set<string>): Spoken {
      const [first] = rng.shuffleInPlace(help.answer.filter((answer) => !used.has(answer)));
      if (!first)
        return done(
          join(
            part(
              lang === 'zh'
                ? ['楼上说得对', '就是这样，我也问过', '对，[前面说的|楼上]没错', '同上，[亲测|刚试过]']
                : ['What they said.', 'Can confirm.', 'Right, same for me.'],
            ),
          ) + smile(),
          'neutral',
          help.aspect,
        );
      used.add(first);
      const opener = chance(rng, 0.5)
        ? part(
            lang === 'zh'
              ? ['我知道，', '刚好问过客服，', '这个我问过，', '说一下我的经历，', '@楼主 ', '嗯，', '据我所知，', '印象里']
              : ['I asked support about this.', 'As far as I know:', 'Hi!', 'Checked it just now.', 'From memory:', 'Hey,'],
          )
        : '';
      const text = part([first]);
      return done((lang === 'zh' ? opener + text : join(opener, text)) + smile(), 'neutral', help.aspect);
    },
    agree(): Spoken {
      const isGlad = chance(rng, 0.66);
      const text = part(isGlad ? P.agree : P.agreeNeutral);
      return done(text + smile(), isGlad ? 'positive' : 'neutral');
    },
    ask(): Spoken {
      const asked = rng.below(P.ask.length);
      const question = part([P.ask[asked]![0]]);
      return { ...done(chance(rng, 0.25) ? join(part(P.agreeNeutral), question) : question, 'neutral'), asked };
    },
    /** The first author's answer to a follow-up question. */
    tell: (asked: number): Spoken => done(part(P.ask[asked]!.slice(1)) + smile(), 'neutral'),
    second: (): Spoken => done(part(P.second) + smile(), 'positive', 'content'),
    helpThanks: (): Spoken => done(part(P.helpThanks) + smile(), 'positive'),
    disagree: (): Spoken => done(part(P.disagree), 'neutral'),
    /** @param tip the advice that helped */
    thanks: (tip: string | null): Spoken => done(join(part(P.thanks, tip ? { tip } : {})) + smile(), 'positive'),
    staffUnhappy: (aspect: Aspect): Spoken => done(part(P.staffUnhappy), 'negative', aspect),
    meToo(aspect: Aspect | null): Spoken {
      const more = chance(rng, 0.14) && aspect ? part(P.complaint[aspect]) : '';
      return done(join(part(aspect === 'app' ? [...P.meToo, ...P.meTooApp] : P.meToo), more), 'negative', aspect);
    },
    /** @param asked number of the complaint; the answer is to that one */
    staff: (aspect: Aspect, asked: number): Spoken => ({
      ...done('', 'neutral', aspect),
      text: official(part([P.staff[aspect][asked]!])),
    }),
    staffIdea: (): Spoken => ({ ...done('', 'neutral', 'content'), text: official(part(P.staffIdea)) }),
    staffThanks: (): Spoken => done(part(P.staffThanks) + smile(), 'positive'),
    comment(quality: number): Spoken {
      const r = rng.unit();
      if (r < 0.2 + 0.35 * quality)
        return done((chance(rng, 0.2) ? join(part(P.cPos), part(P.feelPos)) : part(P.cPos)) + smile(), 'positive', 'content');
      if (r < 0.72 + 0.22 * quality) return done(part(P.cNeu), 'neutral');
      return done(chance(rng, 0.2) ? join(part(P.cNeg), part(P.complaintTail)) : part(P.cNeg), 'negative', 'content');
    },
    review(rating: number): Spoken {
      if (rating >= 4)
        return done(chance(rng, 0.35) ? join(part(P.cPos), part(P.feelPos)) : join(part(P.cPos)), 'positive', 'content');
      if (rating === 3)
        return done(
          chance(rng, 0.5)
            ? part(
                lang === 'zh'
                  ? [
                      '{thing}讲得可以，{thing2}略简单',
                      '中规中矩，适合入门',
                      '还行，{thing}部分[一般|够用]',
                      '内容不错，就是{thing2}太快了',
                      '一半有用一半听过，{thing}还可以',
                    ]
                  : [
                      'Fine for beginners, thin on {thing2}.',
                      'Decent on {thing}, rushed on {thing2}.',
                      'Okay overall, I knew half of it.',
                      'Average, {thing} was useful.',
                    ],
              )
            : part(P.cNeu),
          'neutral',
          'content',
        );
      return done(chance(rng, 0.35) ? join(part(P.cNeg), part(P.complaintTail)) : join(part(P.cNeg)), 'negative', 'content');
    },
    exit(): Spoken {
      return done(join(part(P.exitReason)), 'negative', null);
    },
    announcement: (): Spoken => done(part(P.announcement), 'neutral'),
    insult: (frames: readonly string[]): Spoken => done(part(frames), 'negative'),
  };
}

/** "I like it, but" goes on in lower case, unless with a name or "I". */
function afterBut(opening: string, rest: string, teacher: string): string {
  if (!/(,|but|however)$/.test(opening) || rest.startsWith(teacher) || /^I\b/.test(rest)) return `${opening} ${rest}`.trim();
  return `${opening} ${rest.charAt(0).toLowerCase()}${rest.slice(1)}`;
}
