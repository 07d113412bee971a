import type { Topic } from './topic.ts';

export const data: Topic = {
  key: 'data',
  zh: {
    name: '数据分析 Data',
    things: [
      '透视表',
      '漏斗分析',
      '留存曲线',
      'SQL 窗口函数',
      '指标拆解',
      '数据清洗',
      'AB 实验',
      '看板',
      '同期群',
      '中位数',
      '抽样',
      '可视化',
      '取数需求',
      '埋点文档',
    ],
    problems: [
      {
        ask: '两张表一[连|join]，行数就[翻了好几倍|对不上]',
        tips: [
          '先在右表上按连接键 group by 一下，看看有没有重复，多半是一对多',
          '连之前把右表按主键去重，或者先聚合到和左表一样的粒度',
          '每连一次就 count 一次行数，哪一步变多就在哪一步查',
          '检查一下空值和前后空格，键看着一样其实不一样',
        ],
      },
      {
        ask: '老板问“为什么跌了”，我[只会|除了]把图贴上去[|就没话说了]',
        tips: [
          '先把指标拆成人数乘以人均，看是哪一半在跌',
          '按渠道、新老、端分三刀，哪一刀差异最大就往下看',
          '先确认是不是[节假日|口径调整|埋点]的问题，再谈原因',
          '把结论写在图的标题里，一张图只说一件事',
        ],
      },
      {
        ask: '学了[窗口函数|SQL]转头就忘，一写就报错',
        tips: [
          '别背语法，拿自己的账单导成表，每天问它一个问题',
          '先用中文把每一步写成注释，再一行行翻译',
          '报错先看第一行，多半是少了逗号或者别名没写',
          '把常用的[五个|八个]查询存成模板，改着改着就熟了',
        ],
      },
      {
        ask: '平均值和大家的体感[差很多|完全对不上]',
        tips: [
          '看一眼分布，长尾的数据用中位数和分位数说话',
          '平均数被头部几个人拉高了，去掉前 1% 再算一遍',
          '把人分成新老两组分别算，混在一起会互相抵消',
          '报数的时候同时给中位数和样本量，别人就不会误会',
        ],
      },
      {
        ask: '实验跑了[一周|十天]，p 值[一会儿显著一会儿不显著|每天都在变]',
        tips: [
          '开始前就定好样本量和结束日，中途别看 p 值做决定',
          '先查分流比例对不对，五五开跑成六四就别往下看了',
          '把完整的一周跑完，周末和工作日的人不一样',
          '样本太小的时候区间比 p 值诚实，先看区间有多宽',
        ],
      },
      {
        ask: '业务方每天[临时取数|丢过来五六个需求]，根本没时间做分析',
        tips: [
          '做一张需求登记表，写清楚“看完要做什么决定”，一半需求会自己消失',
          '重复三次以上的取数做成看板，让他们自己看',
          '和他们约[每天一个|每周两个]固定窗口，急的另算',
          '把口径写成文档挂出来，能少回一半的消息',
        ],
      },
      {
        ask: '转行面试老被问[项目经验|业务理解]，可我只有课程作业',
        tips: [
          '找一份公开数据，从提问题开始完整做一遍，比十个作业都强',
          '讲清楚你舍弃了什么、为什么，面试官爱听取舍',
          '把现在工作里的一件小事用数据做完，那就是项目',
          '准备一个做错的分析，说说后来怎么发现的',
        ],
      },
    ],
    insights: [
      '口径不统一，图画得再漂亮也没用',
      '先问“看完要做什么决定”，再动手取数',
      '样本量和区间要写在同一行',
      '相关不等于因果，但相关值得去问一句',
      '清洗占八成时间，这不是你慢',
      '一张图只回答一个问题',
      '看整体之前先看分布',
      '指标拆到能指派给人的那一层才有用',
      '留存看的是曲线变平的位置，不是第一天掉多少',
      '异常值先当线索，再当垃圾',
      '会说“现在数据不够”也是专业',
    ],
    doings: [
      '把三张表连起来跑通了',
      '用透视表重做了月报',
      '给团队写了一页口径说明',
      '把 SQL 作业第[三|四|五]题做出来了',
      '画了第一条留存曲线',
      '把脏数据清了[两个小时|一晚上]',
      '拆了一遍上周的异常',
      '跟着课做了一个小看板',
    ],
    wins: [
      '老板第一次按我的数改了决定',
      '原来[半天|两小时]的报表现在十分钟',
      '面试的时候讲这个项目讲了二十分钟',
      '发现了一个错了半年的口径',
      '同事开始找我问 SQL 了',
      '拿到了数据岗的 offer',
    ],
    courses: [
      { title: '业务人的数据分析课', lessons: ['先定义问题', '指标怎么拆', '看分布再看均值', '漏斗与留存', '把结论讲给老板听'] },
      {
        title: 'SQL 实战三十问',
        lessons: ['单表查询和去重', '连接与行数', '分组与条件聚合', '窗口函数入门', '写一份可复用的查询'],
      },
    ],
  },
  en: {
    name: '数据分析 Data',
    things: [
      'pivot tables',
      'window functions',
      'retention curves',
      'funnels',
      'metric trees',
      'data cleaning',
      'A/B tests',
      'dashboards',
      'medians',
      'sampling',
    ],
    problems: [
      {
        ask: 'my row count explodes as soon as I join two tables',
        tips: [
          'group the right table by the join key first, you almost surely have duplicates there',
          'aggregate to the same grain before joining',
          'count rows after every join and stop at the step where it grows',
          'check for blanks and trailing spaces in the key',
        ],
      },
      {
        ask: 'my manager asks why the number dropped and all I have is a chart',
        tips: [
          'split it into people times value per person and see which half moved',
          'cut by channel, new or old, and device, then follow the widest gap',
          'rule out holidays, tracking and definition changes before explaining anything',
          'put the conclusion in the chart title, one chart one message',
        ],
      },
      {
        ask: 'I learn SQL syntax and forget it by the weekend',
        tips: [
          'load your own bank statement and ask it one question a day',
          'write each step as a plain comment first and then translate it',
          'keep a file of eight queries you reuse and edit those',
          'read the first line of the error, it is usually a comma or an alias',
        ],
      },
      {
        ask: 'the average we report looks nothing like what users tell us',
        tips: [
          'look at the distribution, with long tails the median tells the story',
          'drop the top one percent and see how far the mean moves',
          'report new and old members apart, mixed groups cancel each other out',
          'always print the sample size next to the number',
        ],
      },
      {
        ask: 'our test is significant on some days and not on others',
        tips: [
          'fix the sample size and end date before you start and do not peek',
          'check the split first, a planned 50/50 that came out 60/40 is broken',
          'run full weeks, weekend people are different people',
          'look at the interval, it tells you how little you know yet',
        ],
      },
      {
        ask: 'I only have course projects to show in interviews',
        tips: [
          'take one public data set and go from question to recommendation',
          'talk about what you left out and why',
          'do one small analysis at your current job, that counts as a project',
          'bring one analysis you got wrong and how you noticed',
        ],
      },
    ],
    insights: [
      'a definition everybody agrees on beats a pretty chart',
      'ask which decision it changes before pulling the data',
      'the interval belongs on the same line as the number',
      'cleaning takes most of the time and that is normal',
      'look at the shape before the mean',
      'a metric is useful once you can assign it to a person',
      'outliers are clues first and trash second',
      'saying "not enough data yet" is a professional answer',
    ],
    doings: [
      'got three tables joined without losing rows',
      'rebuilt the monthly report as a pivot',
      'wrote a one page metric glossary for my team',
      'drew my first retention curve',
      'spent [two hours|the evening] cleaning dates',
      'finished exercise [four|five|six] in the SQL track',
      'put together a tiny dashboard',
    ],
    wins: [
      'my boss changed a plan because of my chart',
      'the report that took half a day now takes ten minutes',
      'I found a definition that had been wrong for months',
      'colleagues started asking me for help',
      'I got the analyst job',
    ],
    courses: [
      {
        title: 'Data Analysis for People with a Day Job',
        lessons: [
          'Define the question',
          'Break the metric down',
          'Distributions before averages',
          'Funnels and retention',
          'Tell it to your boss',
        ],
      },
    ],
  },
};
