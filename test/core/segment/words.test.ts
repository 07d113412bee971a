import { describe, expect, test } from 'vitest';
import { type Rule, sentenceOf, treeOf } from '../../../core/segment/index.ts';

describe('sentences', () => {
  test.each<[Rule, string, string]>([
    [
      {
        all: [
          { trait: 'plan', is: ['paid'] },
          { did: ['posts'], times: { atLeast: 3 }, window: { lastDays: 28 } },
          { not: { did: [], window: { lastDays: 7 } } },
        ],
      },
      '付费、近28天发帖至少3次、近7天没有活动',
      'Paid, posted at least 3 times in the last 28 days, and inactive in the last 7 days',
    ],
    [{ all: [] }, '所有成员', 'All members'],
    [{ any: [] }, '没有任何成员', 'Nobody'],
    [{ trait: 'plan', is: ['annual', 'quarterly'] }, '会员类型是年度会员或季度会员', 'Plan is annual or quarterly'],
    [{ trait: 'region', isNot: ['华东'] }, '地区已知且不是华东', 'Region known and not 华东'],
    [{ trait: 'gender', known: false }, '性别未知', 'Gender unknown'],
    [{ not: { trait: 'gender', known: false } }, '性别已知', 'Gender known'],
    [{ trait: 'tag:VIP', is: ['yes'] }, '有标签“VIP”', 'With tag “VIP”'],
    [{ measure: 'spend', above: 100, atMost: 500 }, '消费金额超过100且至多500', 'Spend more than 100 and at most 500'],
    [{ date: 'joined', window: { lastDays: 30 } }, '近30天加入', 'Joined in the last 30 days'],
    [{ date: 'lastSeen', window: { beforeLastDays: 14 } }, '最近一次活动在14天以前', 'Last active before the last 14 days'],
    [
      { date: 'left', window: { from: '2025-01-01', to: '2025-01-31' } },
      '2025-01-01至2025-01-31离开',
      'Left from 2025-01-01 to 2025-01-31',
    ],
    [{ did: ['purchase', 'renew'] }, '有付费', 'Paid'],
    [
      { did: ['view', 'like', 'x_wave'], window: { lastDays: 1 } },
      '近1天有浏览、点赞或做过“x_wave”',
      'Viewed, liked, or did “x_wave” in the last day',
    ],
    [{ did: ['view'], times: { exactly: 0 } }, '从没有浏览', 'Never viewed'],
    [
      { did: [], times: { atLeast: 5 }, window: { lastDays: 7 } },
      '近7天活动至少5次',
      'With at least 5 actions in the last 7 days',
    ],
    [
      { did: ['complete'], times: { exactly: 0 }, window: { sinceJoinDays: 7 } },
      '加入后7天内没有完成（加入日期已知）',
      'Did not complete in the first 7 days after joining (joining date known)',
    ],
    [
      { did: ['view'], content: ['c1'], times: { atMost: 2 } },
      '浏览（《写作入门》）至多2次',
      'Viewed (“写作入门”) at most 2 times',
    ],
    [{ first: ['purchase'], window: { lastDays: 7 } }, '首次购买在近7天', 'Bought for the first time in the last 7 days'],
    [
      { sequence: [['view'], ['purchase']], withinDays: 7 },
      '先浏览、再购买（前后不超过7天）',
      'Viewed and then bought within 7 days',
    ],
    [
      { sequence: [['view'], ['like']], withinDays: null, window: { sinceJoinDays: 30 } },
      '加入后30天内先浏览、再点赞',
      'Viewed and then liked (all in the first 30 days after joining)',
    ],
    [{ segment: 4 }, '属于分群“活跃作者”', 'In segment “活跃作者”'],
    [{ not: { segment: 4 } }, '不属于分群“活跃作者”', 'Not in segment “活跃作者”'],
    [{ members: [1, 2] }, '名单中的2人', 'One of 2 people on a list'],
    [
      {
        all: [
          { trait: 'status', is: ['active'] },
          { any: [{ did: ['view'] }, { all: [{ did: ['like'] }, { did: ['share'] }] }] },
        ],
      },
      '状态是正常、（满足其一：有浏览；（有点赞且有分享））',
      'Status is active and (at least one of: viewed; (liked and shared))',
    ],
    [{ not: { any: [{ did: ['view'] }, { did: ['like'] }] } }, '都不满足：有浏览；有点赞', 'None of: viewed; liked'],
    [
      { all: [{ not: { any: [{ did: ['view'] }, { did: ['like'] }] } }, { did: ['share'] }] },
      '（都不满足：有浏览；有点赞）、有分享',
      '(None of: viewed; liked) and shared',
    ],
    [
      { any: [{ not: { any: [{ did: ['view'] }, { did: ['like'] }] } }, { did: ['share'] }] },
      '满足其一：（都不满足：有浏览；有点赞）；有分享',
      'At least one of: (none of: viewed; liked); shared',
    ],
  ])('%j', (rule, zh, en) => {
    const names = { segment: () => '活跃作者', content: () => '写作入门' };
    expect(sentenceOf(rule, names)).toEqual({ zh, en });
  });

  test('words that a caller brings go before the vocabulary', () => {
    const names = {
      trait: () => ({ zh: '人群画像', en: 'persona' }),
      value: () => ({ zh: '深度学习者', en: 'deep learner' }),
    };
    expect(sentenceOf({ trait: 'cluster', is: ['2'] }, names)).toEqual({
      zh: '人群画像是深度学习者',
      en: 'Persona is deep learner',
    });
  });
});

test('the tree has one label a node, in the order in which nodes are counted', () => {
  const tree = treeOf({ all: [{ did: ['view'] }, { not: { any: [{ members: [1] }] } }] });
  const flat = (t: typeof tree): [number, string, string][] => [[t.node, t.path, t.kind], ...t.parts.flatMap(flat)];
  expect(flat(tree)).toEqual([
    [0, '', 'all'],
    [1, 'all[0]', 'leaf'],
    [2, 'all[1]', 'not'],
    [3, 'all[1].not', 'any'],
    [4, 'all[1].not.any[0]', 'leaf'],
  ]);
});
