import type { Topic } from './topic.ts';

export const product: Topic = {
  key: 'product',
  zh: {
    name: '产品经理 Product',
    things: [
      '需求文档',
      '用户访谈',
      '优先级',
      '竞品分析',
      '原型',
      '用户画像',
      '需求评审',
      'MVP',
      '北极星指标',
      '上线复盘',
      '版本规划',
      '可用性测试',
      '路线图',
      '用户反馈',
    ],
    problems: [
      {
        ask: '需求评审[被研发怼|一开就是三小时]，每次都过不了',
        tips: [
          '会前先找主程和测试各聊[十五|二十]分钟，把雷排掉',
          '文档第一页只写问题、证据和不做什么',
          '带着两套方案去，让大家选，比让大家挑刺快',
          '评审只定做不做，细节拉小群定',
        ],
      },
      {
        ask: '老板[拍脑袋加需求|一天改三次]，排期全乱了',
        tips: [
          '把现在排期表给他看，问“放谁前面”，让他来换',
          '先问他看到了什么，需求背后往往是一条客户抱怨',
          '留两成缓冲给这种事，别排满',
          '记下每次插单的结果，季度复盘拿出来说',
        ],
      },
      {
        ask: '用户访谈[问不出东西|大家都说挺好的]',
        tips: [
          '问最近一次，不问一般情况',
          '别问“你会不会用”，问“上次你怎么解决的”',
          '沉默[五秒|数到八]，对方会自己往下说',
          '找[刚流失的|刚退款的]人聊，比找铁粉有用',
        ],
      },
      {
        ask: '优先级排来排去[谁声音大听谁的|没有依据]',
        tips: [
          '先写清楚这个季度只盯哪一个数，再排',
          '影响人数、频次、痛不痛，三项打分，分差不大的先做小的',
          '把“不做”的清单也发出去',
          '拿两个真实用户的原话放在需求旁边',
        ],
      },
      {
        ask: '转岗做产品，[简历没有项目|面试总被问案例]',
        tips: [
          '从现在的岗位里找一件流程改造，写成前后对比',
          '拆一个天天用的工具，写清楚它为谁放弃了什么',
          '做个小东西给[十个|二十个]人用，记录他们卡在哪',
          '案例讲取舍，别讲功能列表',
        ],
      },
      {
        ask: '上线之后[没人用|数据没动]，不知道怎么复盘',
        tips: [
          '先看有没有人看见，再看有没有人点，最后看有没有人再来',
          '翻出立项时写的假设，一条条对',
          '找五个没用的人打电话，比看一天报表强',
          '复盘写“下次我们会”，别写“谁的问题”',
        ],
      },
      {
        ask: '竞品分析写成了[截图大全|功能对照表]',
        tips: [
          '先写你要做的决定，再决定看谁',
          '只看一条关键路径，自己从头走一遍并计时',
          '写它放弃了什么，比写它有什么值钱',
          '去看它的[差评|用户吐槽]，那是你的机会',
        ],
      },
    ],
    insights: [
      '需求是别人的方案，问题才是你的起点',
      '不做的清单比做的清单更难写',
      '用户说的是愿望，做的才是需要',
      '上线是假设的开始',
      '数据告诉你哪里，访谈告诉你为什么',
      '一页纸写不清楚，十页也写不清楚',
      '优先级是取舍，不是排队',
      '最便宜的原型是一次对话',
      '反馈要按人群看，不要按音量看',
      '好的复盘会改掉下一次的流程',
    ],
    doings: [
      '访谈了[三位|五位]用户',
      '把需求文档砍到了一页',
      '画了一版纸面原型',
      '做了一次上线复盘',
      '和研发对了一下午排期',
      '整理了[四十|六十]多条用户反馈',
      '写完了竞品的一条路径',
      '把路线图改成了三列',
    ],
    wins: [
      '评审第一次[二十分钟|半小时]就过了',
      '砍掉两个功能之后转化反而涨了',
      '拿到了产品岗的 offer',
      '老板说“这次讲得清楚”',
      '用户在群里夸了我们的新流程',
      '研发主动来问我下一版做什么',
    ],
    courses: [
      { title: '产品新人的第一百天', lessons: ['先认识问题', '和研发做朋友', '一页纸需求', '评审怎么过', '上线后的第一周'] },
      { title: '用户访谈工作坊', lessons: ['找谁聊', '问最近一次', '怎么听', '从原话到洞察', '讲给团队听'] },
    ],
  },
  en: {
    name: '产品经理 Product',
    things: [
      'user interviews',
      'one page specs',
      'prioritisation',
      'roadmaps',
      'paper prototypes',
      'launch reviews',
      'north star metrics',
      'usability tests',
      'competitor teardowns',
      'MVPs',
    ],
    problems: [
      {
        ask: 'spec reviews take three hours and nothing gets decided',
        tips: [
          'talk to the lead engineer and QA before the meeting',
          'put the problem, the evidence and the non-goals on page one',
          'bring two options, choosing is faster than criticising',
          'decide go or no-go in the room and settle details later',
        ],
      },
      {
        ask: 'leadership keeps dropping requests into the sprint',
        tips: [
          'show the current plan and ask what it should replace',
          'ask what they saw, there is usually one angry customer behind it',
          'keep a fifth of the capacity unplanned',
          'track how those requests turned out and bring it to the quarterly review',
        ],
      },
      {
        ask: 'in interviews everybody just says the product is nice',
        tips: [
          'ask about the last time, never about the usual',
          'do not ask if they would use it, ask how they solved it before',
          'count to eight in silence, they will go on',
          'talk to people who left',
        ],
      },
      {
        ask: 'our priorities go to whoever is loudest',
        tips: [
          'agree on the one number for the quarter first',
          'score reach, frequency and pain, then do the small ones of similar score first',
          'publish the list of things you will not do',
          'put real quotes next to each item',
        ],
      },
      {
        ask: 'we shipped and nobody uses it',
        tips: [
          'check seen, then clicked, then came back, in that order',
          'open the original hypothesis and go line by line',
          'call five people who did not use it',
          'write the review as "next time we will"',
        ],
      },
      {
        ask: 'I want to move into product but have no product on my CV',
        tips: [
          'write up one process you improved, before and after',
          'tear down a tool you use daily and say what it gave up',
          'build something tiny for twenty people and note where they get stuck',
          'tell the trade-offs and leave the feature list out',
        ],
      },
    ],
    insights: [
      "a request is somebody's solution, the problem is your start",
      'the list of things we will not do is the harder one',
      'people tell you wishes and show you needs',
      'launch is where the hypothesis begins',
      'data says where and interviews say why',
      'if one page is not enough ten will not help',
      'the cheapest prototype is a conversation',
      'read feedback by group and not by volume',
    ],
    doings: [
      'interviewed [three|four|five] users',
      'cut the spec down to a page',
      'drew a paper prototype',
      'ran a launch review',
      'sorted sixty pieces of feedback',
      'walked one competitor flow with a stopwatch',
      'turned the roadmap into three columns',
    ],
    wins: [
      'the review was over in twenty minutes',
      'conversion went up after we removed two features',
      'I got the associate PM role',
      'an engineer asked me what comes next',
      'a user praised the new flow without being asked',
    ],
    courses: [
      {
        title: 'Your First Hundred Days in Product',
        lessons: ['Meet the problem', 'Befriend engineering', 'The one page spec', 'Surviving reviews', 'The week after launch'],
      },
    ],
  },
};
