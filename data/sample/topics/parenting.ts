import type { Topic } from './topic.ts';

export const parenting: Topic = {
  key: 'parenting',
  zh: {
    name: '亲子教育 Parenting',
    things: [
      '亲子共读',
      '作业习惯',
      '屏幕时间',
      '二胎相处',
      '青春期沟通',
      '睡前仪式',
      '家庭会议',
      '零花钱',
      '入园适应',
      '情绪引导',
      '自主学习',
      '隔代教养',
      '运动习惯',
      '表扬',
    ],
    problems: [
      {
        ask: '孩子写作业[磨到十点半|要人盯着]，一说就哭',
        tips: [
          '先和他一起估时间，写在便签上，超时不骂，一起看哪里卡住了',
          '把作业拆成[三段|四段]，段和段之间跳[五十下绳|十分钟舞]',
          '盯一个小时不如陪前五分钟，开了头他就顺了',
          '问问老师量是不是普遍做不完，有时候不是孩子的问题',
        ],
      },
      {
        ask: '平板一收就[闹半小时|躺地上]',
        tips: [
          '收之前给两次预告，用沙漏比用嘴好使',
          '约定看“几集”而不是“几分钟”，孩子更容易停',
          '收完马上接一件他喜欢的事，别让他空着',
          '规则全家一样，大人也把手机放进篮子里',
        ],
      },
      {
        ask: '老大[开始打弟弟|说不要妹妹了]',
        tips: [
          '每天给老大[十五|二十]分钟独处，不带手机不带小的',
          '先描述不评判：“你很生气，因为他拆了你的城堡”',
          '别让老大“让着”，规则对两个人一样',
          '给老大一个真有用的活儿，比如选今晚的故事',
        ],
      },
      {
        ask: '老人[追着喂饭|偷偷给糖]，说了也不听',
        tips: [
          '先谢再说，指出一件老人带得好的事',
          '一次只改一件，最要紧的那件',
          '让[医生|老师]来说，比儿媳说管用',
          '把规则画成图贴冰箱上，谁都看得见',
        ],
      },
      {
        ask: '青春期的儿子[进门就关门|一天说不到三句话]',
        tips: [
          '找不面对面的时间聊，比如[开车|散步|一起做饭]',
          '少问“今天学了什么”，多说说你自己今天的糗事',
          '敲门，等回应，再进，这件小事很值',
          '他肯说的时候放下手里的事，五分钟就够',
        ],
      },
      {
        ask: '上幼儿园[第三周|一个月]了每天早上还哭',
        tips: [
          '告别要短，说清楚谁几点来接，别偷偷溜走',
          '带一件小东西在口袋里，难过就摸一摸',
          '放学别问“哭了没”，问“今天和谁一起吃的饭”',
          '周末也按平时的点起床，周一会好很多',
        ],
      },
      {
        ask: '零花钱给多少、[花光了又来要|乱买怎么办]',
        tips: [
          '定额定日，花光就等下周，别心软',
          '分三个罐子：花、存、送',
          '允许他买一次后悔的东西，几块钱的教训最便宜',
          '小学按周给，中学按月给，一起记一页账',
        ],
      },
    ],
    insights: [
      '先连接，再纠正',
      '孩子的行为是消息，不是攻击',
      '规则少而稳，比多而变好',
      '表扬过程，少说聪明',
      '你先平静，他才有地方平静',
      '陪伴是质，不是长',
      '无聊是创造的开始',
      '孩子学的是你怎么道歉',
      '一次只改一个习惯',
      '做得不完美的父母也够用了',
      '情绪先过去，道理才进得来',
    ],
    doings: [
      '和孩子一起做了时间表',
      '开了第一次家庭会议',
      '睡前讲了[三本|两本]绘本',
      '忍住没催，等他自己穿完鞋',
      '把手机放进了篮子',
      '陪他在楼下跑了两圈',
      '给他道了个歉',
      '把零花钱分成了三个罐子',
    ],
    wins: [
      '今天作业[八点|八点半]前就写完了',
      '他主动关了平板，我差点哭出来',
      '老大第一次把玩具让给妹妹玩',
      '入园终于不哭了',
      '儿子周末居然约我去打球',
      '连续一周没吼过人',
    ],
    courses: [
      {
        title: '不吼不叫的日常',
        lessons: ['看懂行为背后的话', '先连接再纠正', '家里的三条规则', '情绪来了怎么陪', '给自己留口气'],
      },
      { title: '小学低年级学习习惯', lessons: ['开头五分钟', '拆作业', '时间看得见', '表扬怎么说', '和老师怎么配合'] },
    ],
  },
  en: {
    name: '亲子教育 Parenting',
    things: [
      'bedtime routines',
      'screen time',
      'homework habits',
      'handling sibling fights',
      'family meetings',
      'pocket money',
      'raising bilingual kids',
      'feeding picky eaters',
      'praise',
      'talking to teenagers',
    ],
    problems: [
      {
        ask: 'homework drags on until ten and ends in tears',
        tips: [
          'let him guess how long each part takes and compare afterwards, no scolding',
          'split it into three blocks with ten minutes of jumping in between',
          'sit with him for the first five minutes, starting is the hard part',
          'ask the teacher if the load is too much for the others as well',
        ],
      },
      {
        ask: 'every time the tablet goes away we get half an hour of screaming',
        tips: [
          'announce it twice, a sand timer works better than a voice',
          'agree on episodes rather than minutes',
          'have the next fun thing ready right after',
          'same rule for grown-ups, phones in the basket',
        ],
      },
      {
        ask: 'my older one has started hitting the baby',
        tips: [
          'give the older one fifteen minutes alone with you every day',
          'describe it before judging: you are angry because she broke your tower',
          'do not ask him to give in because he is bigger',
          'hand him a job that matters, like picking the bedtime story',
        ],
      },
      {
        ask: 'our daughter answers only in English when we speak Chinese',
        tips: [
          'keep your language and do not correct, just repeat it back naturally',
          'find one friend or cousin who speaks only Chinese',
          'tie it to something fun, a weekly film or a game',
          'understanding first, speaking comes in waves',
        ],
      },
      {
        ask: 'my teenager closes the door and says three words a day',
        tips: [
          'talk side by side, in the car or while cooking',
          'tell a silly story about your own day instead of asking',
          'knock and wait, it buys a lot of goodwill',
          'drop everything when he does talk, five minutes is enough',
        ],
      },
      {
        ask: 'drop-off still means crying after a month of kindergarten',
        tips: [
          'keep the goodbye short and say who picks up and when',
          'a small thing in the pocket to hold helps',
          'ask who she had lunch with, not whether she cried',
          'keep wake-up time the same at weekends',
        ],
      },
    ],
    insights: [
      'connect first and correct second',
      'behaviour is a message and not an attack',
      'few steady rules beat many shifting ones',
      'praise the effort and skip the "clever"',
      'your calm is the room they calm down in',
      'boredom is where play starts',
      'kids learn apologies from how we apologise',
      'good enough parents are good enough',
    ],
    doings: [
      'made a picture timetable with my son',
      'held our first family meeting',
      'read [two|three] books at bedtime',
      'waited until she tied her own shoes',
      'put my phone in the basket',
      'apologised to my kid',
      'set up three jars for pocket money',
    ],
    wins: [
      'homework was done before eight',
      'he switched the tablet off by himself',
      'the two of them played for an hour without a fight',
      'no tears at drop-off',
      'we got through a whole week without shouting',
    ],
    courses: [
      {
        title: 'Calm Evenings with Kids',
        lessons: [
          'Reading behaviour',
          'Connect, then correct',
          'Three house rules',
          'Sitting with big feelings',
          'Time for yourself',
        ],
      },
    ],
  },
};
