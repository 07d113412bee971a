import type { Topic } from './topic.ts';

export const finance: Topic = {
  key: 'finance',
  zh: {
    name: '个人理财 Money',
    things: [
      '记账',
      '应急金',
      '指数基金',
      '定投',
      '资产配置',
      '保险',
      '房贷',
      '预算',
      '复利',
      '存款',
      '费率',
      '信用卡',
      '养老金',
      '家庭账本',
    ],
    problems: [
      {
        ask: '记账[记了两个月|坚持了一阵]，钱还是[不知道花哪了|一分没少花]',
        tips: [
          '别记流水了，先把固定支出列出来，剩下的按周发给自己',
          '只记三类：必须的、想要的、冲动的，月底看第三类',
          '先存后花，发工资当天把要存的转走',
          '把订阅和自动续费翻一遍，通常能省出[一顿|两顿]大餐',
        ],
      },
      {
        ask: '应急金到底该存[三个月|半年]还是[一年|更久]，存哪里',
        tips: [
          '收入稳定按三到六个月的必要支出算，自由职业往一年靠',
          '放在随时能取的地方，收益不重要，取得出来才重要',
          '先存到一个月，再一点点加，别等“凑齐”',
          '按支出算，不是按收入算，很多人算多了一倍',
        ],
      },
      {
        ask: '定投[一年|八个月]了账面还是[绿的|亏的]，要不要停',
        tips: [
          '先看这笔钱几年内要不要用，三年内要用的就不该放在这里',
          '回头看看当初为什么买，理由没变就别因为颜色停',
          '把金额降到不心疼的程度，比停了再追高好',
          '别天天看，改成[每季度|每半年]看一次',
        ],
      },
      {
        ask: '跟另一半[一聊钱就吵|消费观完全不一样]',
        tips: [
          '先不谈对错，各自写下“最怕的一件事”，再交换看',
          '设一个互不过问的额度，[几百|一千]块也行',
          '每月固定一天对账，吃着东西聊，不要在结账的时候聊',
          '先从一个共同目标开始存，比如一次旅行',
        ],
      },
      {
        ask: '保险看得头大，[业务员推了三份|不知道先买哪一种]',
        tips: [
          '先保大人再保孩子，先保看病再保存钱',
          '只看三样：保什么、不保什么、多久内不赔',
          '预算别超过年收入的[一成|十分之一]，先把基础的配齐',
          '冷静期里可以退，回家把条款读一遍再决定',
        ],
      },
      {
        ask: '房贷要不要提前还，[手里正好有一笔钱|家里意见不一致]',
        tips: [
          '先留够应急金，再谈提前还',
          '拿贷款利率和你真正拿得到的稳健收益比，别和最好那年比',
          '心里踏实也有价值，可以还一部分，选减少年限',
          '问清楚违约金和预约时间，有的要提前一个月',
        ],
      },
      {
        ask: '刚工作，[工资到手六千|每月只能剩几百块]，有必要学理财吗',
        tips: [
          '现在最值钱的投资是自己，先把应急金和技能攒起来',
          '从每月[两百|三百]开始，养习惯比收益重要',
          '把费率、通胀、复利三个词弄懂就赢过大多数人',
          '别碰看不懂的东西，这条能省下最多的钱',
        ],
      },
    ],
    insights: [
      '收益是运气，费率是确定的',
      '看不懂的东西不买，这条最省钱',
      '先把坏债还清，再谈投资',
      '风险承受能力要等跌了才知道',
      '预算不是限制，是提前做好的决定',
      '分散不是买很多只，是买不一样的',
      '保险是花钱，不是赚钱',
      '时间比择时重要',
      '存钱的速度比收益率更早改变生活',
      '账本记的是选择，不是数字',
      '借钱之前先想怎么还',
    ],
    doings: [
      '把上个月的支出分了类',
      '取消了[三个|四个]自动续费',
      '做了第一张家庭资产表',
      '把应急金单独放了一个账户',
      '算了一遍房贷的总利息',
      '和家里人开了一次“财务会”',
      '把保单翻出来读了一遍',
      '调低了定投的金额',
    ],
    wins: [
      '第一次月底还有结余',
      '攒够了三个月的应急金',
      '还清了最后一张信用卡',
      '和爱人第一次没吵架地聊完了钱',
      '一年下来多存了[一万二|两万]',
      '终于看懂了自己的保单',
    ],
    courses: [
      { title: '家庭财务从一张表开始', lessons: ['先摸清家底', '三类支出法', '应急金放哪里', '和家人谈钱', '一年一次的体检'] },
      {
        title: '普通人的投资常识',
        lessons: ['费率与通胀', '指数是什么', '定投不是万能药', '跌的时候怎么办', '写下你的投资说明书'],
      },
    ],
  },
  en: {
    name: '个人理财 Money',
    things: [
      'budgeting',
      'an emergency fund',
      'index funds',
      'fees',
      'compound interest',
      'insurance',
      'paying off the mortgage',
      'asset allocation',
      'credit cards',
      'pensions',
    ],
    problems: [
      {
        ask: 'I have tracked every expense for two months and still spend the same',
        tips: [
          'stop logging coffee, list the fixed costs and give yourself the rest weekly',
          'sort into needs, wants and impulse, then look only at the third pile',
          'move the savings out on payday before you see them',
          'go through subscriptions, there are always two you forgot',
        ],
      },
      {
        ask: 'I cannot decide how big the emergency fund should be',
        tips: [
          'count three to six months of necessary spending, closer to twelve if you freelance',
          'base it on spending, not income, most people overshoot',
          'keep it boring and instantly available, yield does not matter here',
          'get to one month first and grow it from there',
        ],
      },
      {
        ask: 'my monthly plan is in the red after a year and I want to stop',
        tips: [
          'ask when you need the money, anything under three years should not be there',
          'reread why you bought it, if the reason holds the colour is noise',
          'cut the amount to something that does not hurt instead of stopping',
          'check it quarterly, not daily',
        ],
      },
      {
        ask: 'my partner and I fight whenever money comes up',
        tips: [
          'each write down the one thing you fear most and swap notes',
          'agree on a no-questions allowance for both',
          'pick a fixed day each month, never talk at the checkout',
          'save for one shared goal first',
        ],
      },
      {
        ask: 'insurance brochures all read the same to me',
        tips: [
          'look at three things: what is covered, what is not, and the waiting period',
          'cover the earners first, then the kids',
          'use the cooling-off period to read the terms at home',
          'keep the total under about a tenth of income',
        ],
      },
      {
        ask: 'I am torn between paying down the mortgage and investing',
        tips: [
          'fill the emergency fund before either',
          'compare the loan rate with a return you would really get, not the best year',
          'peace of mind counts, paying part of it is a fine answer',
          'ask about the early repayment fee first',
        ],
      },
    ],
    insights: [
      'returns are luck and fees are certain',
      'if you cannot explain it do not buy it',
      'clear the bad debt before you invest',
      'you learn your risk tolerance only when prices fall',
      'a budget is just a decision made early',
      'time in the market is the boring answer and the right one',
      'owning ten of the same thing is not diversification',
      'how much you save matters sooner than what it earns',
    ],
    doings: [
      'sorted last month into three piles',
      'cancelled [two|three|four] subscriptions',
      'made our first household balance sheet',
      'worked out the total interest on our loan',
      'read my policy end to end',
      'held a money meeting at home',
      'set up a separate account for emergencies',
    ],
    wins: [
      'there was money left at the end of the month',
      'we reached three months of expenses',
      'the last credit card is paid off',
      'we talked about money without a fight',
      'I finally understand my own policy',
    ],
    courses: [
      {
        title: 'Calm Money for Households',
        lessons: [
          'Know what you own',
          'Three piles of spending',
          'Where the emergency fund lives',
          'Talking about money',
          'The yearly check-up',
        ],
      },
    ],
  },
};
