/** Two surveys: recommendation (NPS) and satisfaction with several kinds of question. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, MINUTE_MS } from '../../core/base/time.ts';
import { msOfDay } from './calendar.ts';
import type { Content } from './contents.ts';
import { rate } from './feedback.ts';
import type { Member } from './members.ts';
import { between, chance, keyOf } from './streams.ts';
import { tableOf } from './table.ts';
import { voice } from './text/compose.ts';
import type { SampleTable } from './types.ts';

type Option = readonly [string, string];
const WANTS: readonly Option[] = [
  ['courses', '更多系统课 More courses'],
  ['lives', '更多直播 More live sessions'],
  ['groups', '学习小组 Study groups'],
  ['homework', '作业点评 Homework reviews'],
  ['offline', '线下活动 Meet-ups'],
  ['english', '英文内容 English content'],
];
const USES: readonly Option[] = [
  ['daily', '几乎每天 Nearly every day'],
  ['weekly', '每周几次 A few times a week'],
  ['monthly', '每月几次 A few times a month'],
  ['rarely', '很少 Rarely'],
];

const SURVEYS = [
  { key: 'sv1', title: '你会推荐青梧学社吗？ Would you recommend us?', day: 330 },
  { key: 'sv2', title: '年度满意度调查 Yearly satisfaction survey', day: 640 },
] as const;
const QUESTIONS = [
  {
    key: 'sv1-q1',
    survey: 0,
    kind: 'nps',
    text: '你有多大可能把学社推荐给朋友？ How likely are you to recommend us to a friend?',
    min: 0,
    max: 10,
    options: null,
  },
  {
    key: 'sv1-q2',
    survey: 0,
    kind: 'text',
    text: '打这个分的主要原因是？ What is the main reason for your score?',
    min: null,
    max: null,
    options: null,
  },
  { key: 'sv2-q1', survey: 1, kind: 'scale', text: '总体满意度 Overall satisfaction', min: 1, max: 5, options: null },
  { key: 'sv2-q2', survey: 1, kind: 'scale', text: '对价格的满意度 Satisfaction with the price', min: 1, max: 5, options: null },
  {
    key: 'sv2-q3',
    survey: 1,
    kind: 'single',
    text: '你多久来一次？ How often do you visit?',
    min: null,
    max: null,
    options: USES,
  },
  {
    key: 'sv2-q4',
    survey: 1,
    kind: 'multi',
    text: '接下来最想要什么？（可多选） What would you like next? (several)',
    min: null,
    max: null,
    options: WANTS,
  },
  { key: 'sv2-q5', survey: 1, kind: 'number', text: '每周学习几小时？ Hours of study per week?', min: 0, max: 40, options: null },
  { key: 'sv2-q6', survey: 1, kind: 'text', text: '还有什么想对我们说的？ Anything else?', min: null, max: null, options: null },
] as const;

const RESPONSES = 300;

export function makeSurveys(rng: Random, scale: number, members: readonly Member[], contents: readonly Content[]): SampleTable[] {
  const survey = tableOf('survey', ['source_key', 'title', 'opens_at']);
  const question = tableOf('question', [
    'source_key',
    'survey_key',
    'position',
    'kind',
    'text',
    'scale_min',
    'scale_max',
    'options',
  ]);
  const response = tableOf('response', ['source_key', 'survey_key', 'member_id', 'started_at', 'submitted_at', 'channel']);
  const answer = tableOf('answer', ['source_key', 'response_key', 'question_key', 'option_key', 'value_num', 'value_text']);
  for (const s of SURVEYS) survey.add({ source_key: s.key, title: s.title, opens_at: msOfDay(s.day, 10) });
  for (const q of QUESTIONS) {
    const position = QUESTIONS.filter((o) => o.survey === q.survey).indexOf(q) + 1;
    question.add({
      source_key: q.key,
      survey_key: SURVEYS[q.survey]!.key,
      position,
      kind: q.kind,
      text: q.text,
      scale_min: q.min,
      scale_max: q.max,
      options: q.options ? JSON.stringify(q.options.map(([key, label]) => ({ key, label }))) : null,
    });
  }
  let responses = 0;
  const say = (responseKey: string, questionKey: string, value: { option?: string; num?: number; text?: string }) =>
    answer.add({
      source_key: keyOf('w', answer.table.rows.length + 1, 5),
      response_key: responseKey,
      question_key: questionKey,
      option_key: value.option,
      value_num: value.num,
      value_text: value.text,
    });

  SURVEYS.forEach((s, n) => {
    const from = msOfDay(s.day, 10);
    const there = members.filter(
      (m) =>
        m.role === 'member' &&
        !m.isSpammer &&
        m.joinedMs < from &&
        m.untilMs > from + 6 * DAY_MS &&
        m.behaviour.key !== 'lapsed-trial',
    );
    for (const m of rng.shuffleInPlace(there).slice(0, Math.round(RESPONSES * scale))) {
      const key = keyOf('u', ++responses, 4);
      const startedMs = from + rng.below(5 * 24 * 60) * MINUTE_MS;
      response.add({
        source_key: key,
        survey_key: s.key,
        member_id: chance(rng, 0.12) ? null : m.key,
        started_at: startedMs,
        submitted_at: startedMs + between(rng, 40, 500) * 1000,
        channel: rng.pick(['app', 'email', 'web'], [5, 3, 2]),
      });
      const stars = rate(rng, m.behaviour.satisfied * 0.8 + 0.1);
      const lesson = rng.pick(contents.filter((c) => c.topic === m.topic && c.lang === m.lang));
      const v = voice({ rng, lang: m.lang, topic: m.topic, title: lesson.title, teacher: lesson.teacher.handle });
      const opinion = () => (stars >= 4 ? v.praise() : stars === 3 ? v.suggestion() : v.complaint()).text;
      if (n === 0) {
        say(key, 'sv1-q1', {
          num: Math.max(0, Math.min(10, stars * 2 - (chance(rng, 0.4) ? 1 : 0) + (stars < 5 && chance(rng, 0.2) ? 1 : 0))),
        });
        if (chance(rng, 0.62)) say(key, 'sv1-q2', { text: opinion() });
        continue;
      }
      say(key, 'sv2-q1', { num: stars });
      say(key, 'sv2-q2', { num: Math.max(1, Math.min(5, stars - (chance(rng, 0.45) ? 1 : 0))) });
      say(key, 'sv2-q3', {
        option: rng.pick(
          USES,
          m.behaviour.key === 'deep-learner' ? [6, 4, 1, 0] : m.behaviour.key === 'browser' ? [1, 4, 5, 2] : [3, 5, 2, 1],
        )[0],
      });
      const wants = rng
        .shuffleInPlace([...WANTS])
        .filter(([w]) =>
          chance(
            rng,
            m.behaviour.key === 'live-regular' && w === 'lives' ? 0.8 : m.lang === 'en' && w === 'english' ? 0.85 : 0.3,
          ),
        );
      for (const [w] of wants) say(key, 'sv2-q4', { option: w });
      if (chance(rng, 0.9))
        say(key, 'sv2-q5', { num: m.behaviour.key === 'deep-learner' ? between(rng, 3, 10) : between(rng, 0, 5) });
      if (chance(rng, 0.4)) say(key, 'sv2-q6', { text: opinion() });
    }
  });
  return [survey.table, question.table, response.table, answer.table];
}
