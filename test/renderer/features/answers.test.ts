import { beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import {
  tenureName,
  topicName,
  toTenureView,
  toTopicView,
  toWaitView,
  waitText,
} from '../../../renderer/features/answers/toAnswersViews.ts';
import { from, words } from './data.ts';

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  zh = await words('zh-CN');
  en = await words('en');
});

const group = (name: string | null, medianHours: number | null) => ({
  name,
  questions: 10,
  answered: 8,
  share: 0.8,
  low: 0.49,
  high: 0.94,
  medianHours,
});
const answers: Answers = {
  kind: 'answers',
  questions: 10,
  answered: 8,
  share: 0.8,
  low: 0.49,
  high: 0.94,
  hours: { q25: 2, median: 5.5, q75: null, answeredMedian: 4 },
  within24Hours: { questions: 9, share: 0.7, low: 0.4, high: 0.9 },
  byTenure: [group('first-week', 3), group('later', null)],
  byTopic: [{ ...group(null, 3), experts: [] }],
  unanswered: [],
  from,
};

describe('waiting', () => {
  it('has no end where so many still wait', () => {
    expect(waitText(en, null)).toBe('still waiting');
    expect(waitText(zh, 5.5)).toBe('5小时30分钟');
    expect(toWaitView(answers, en).table.rows.map((row) => row[1]!.raw)).toEqual([2, 5.5, null, 4, 0.7]);
  });
});

describe('groups', () => {
  it('are named in words', () => {
    expect(answers.byTenure.map((one) => tenureName(zh, one))).toEqual(['头一周', '更久']);
    expect(topicName(en, answers.byTopic[0]!)).toBe('Without a topic');
  });
  it('show share, interval and median in the table', () => {
    expect(toTenureView(answers, en).table.rows[1]!.map((cell) => cell.text.replaceAll('\u202f', ' '))).toEqual([
      'Later',
      '10',
      '8',
      '80.0 %',
      '49.0–94.0 %',
      'still waiting',
    ]);
    expect(toTopicView(answers, zh).table.rows[0]![0]!.text).toBe('没有话题');
  });
  it('are read aloud with their interval', () => {
    expect(toTenureView(answers, zh).marks[0]!.label).toBe('头一周：10个提问中80.0%得到回答（95%置信区间49.0–94.0%）');
  });
});
