import type { Topic } from './topic.ts';

export const psychology: Topic = {
  key: 'psychology',
  zh: {
    name: '心理成长 Psychology',
    things: [
      '情绪日记',
      '边界感',
      '依恋类型',
      '停止内耗',
      '拖延自救',
      '放下自我批评',
      '正念',
      '非暴力沟通',
      '讨好型人格',
      '焦虑管理',
      '睡前反刍的处理',
      '课题分离',
      '自我关怀',
      '倾听',
    ],
    problems: [
      {
        ask: '[一到晚上|躺在床上]脑子就停不下来，反复想白天说错的话',
        tips: [
          '床头放张纸，写下来告诉自己明天[九点|上午]再想',
          '把那句话用第三人称复述一遍，情绪会退一格',
          '起来坐到别的地方，困了再回床，别让床变成想事情的地方',
          '问自己一年后还记不记得，多数时候答案是不记得',
        ],
      },
      {
        ask: '不敢拒绝同事，[答应完又生自己的气|活儿全堆到我这里]',
        tips: [
          '先说“我看一下安排再回你”，给自己[十分钟|半天]',
          '拒绝事不拒绝人，说清楚能做哪一部分',
          '从小事练起，比如拒绝一杯不想喝的奶茶',
          '提前写好一句万能句，照着念也行',
        ],
      },
      {
        ask: '和[妈妈|父母]打电话[三句就急|每次都不欢而散]',
        tips: [
          '把“你总是”换成“我听到这句会紧张”',
          '通话前给自己定个时长，到点就礼貌收尾',
          '他们的焦虑是他们的功课，听见不等于照办',
          '先复述一遍对方的意思，火气会小很多',
        ],
      },
      {
        ask: '拖延得厉害，[不到最后一晚不动|越重要越不想碰]',
        tips: [
          '把任务切到[两分钟|五分钟]能做完的第一步，只做那一步',
          '拖的多半是害怕，先写下最坏会怎样',
          '找个人一起开着摄像头各干各的',
          '定“开始时间”而不是“完成时间”',
        ],
      },
      {
        ask: '做完情绪日记[反而更难受了|不知道有什么用]',
        tips: [
          '最后一行写一句“现在我需要什么”，别停在难受上',
          '限定十分钟，写完合上，去洗个杯子',
          '先写身体的感觉，再写想法，不要一上来就找原因',
          '强度打个分，过一周再看分数怎么走，别只看单天',
        ],
      },
      {
        ask: '[伴侣|男朋友]一冷战我就特别慌',
        tips: [
          '先照顾身体：走一圈、喝点热的，再决定发不发消息',
          '约定一个“暂停词”和恢复时间，冷静不等于消失',
          '慌的时候先别求证，写下事实和猜测各三条',
          '平静的时候聊这件事，吵架时聊不了',
        ],
      },
      {
        ask: '总拿自己和[同龄人|同学]比，越比越没劲',
        tips: [
          '把关注列表清一清，少看就少比',
          '比之前先问：我想要他的全部生活吗',
          '每周记三件自己推进的小事，参照物换成上个月的自己',
          '羡慕是线索，看看它指向你真正想要的哪一样',
        ],
      },
    ],
    insights: [
      '情绪没有对错，行为有',
      '边界不是墙，是说明书',
      '先被听见，才听得进',
      '自我批评听起来像上进，其实很耗电',
      '允许自己慢，不等于允许自己停',
      '情绪像天气，看见它就够了',
      '拖延是在躲感受，不是躲任务',
      '课题分离不是冷漠，是各回各家',
      '说“我需要”比说“你应该”有用',
      '身体往往比脑子先知道',
      '改变先从少骂自己一句开始',
    ],
    doings: [
      '写了第[七|十|十四]天情绪日记',
      '第一次对领导说了“这周排不下”',
      '跟着音频做了[十|十五]分钟正念',
      '把想说的话先写在纸上',
      '和朋友练了一次倾听',
      '把“你总是”改成了“我感到”',
      '睡前没有刷手机',
      '给三年前的自己写了封信',
    ],
    wins: [
      '和我妈打电话聊了[二十分钟|半小时]没吵',
      '这周只失眠了一天',
      '拒绝之后发现天没塌',
      '孩子说我最近不怎么吼了',
      '第一次没在会上抖',
      '终于把那封辞职信发了出去，睡得很好',
    ],
    courses: [
      { title: '情绪急救手册', lessons: ['给情绪起名字', '身体先知道', '十分钟情绪日记', '停下反刍', '向谁求助'] },
      { title: '有边界的关系', lessons: ['边界是什么', '怎么说不', '和父母相处', '亲密关系里的暂停', '修复比正确重要'] },
    ],
  },
  en: {
    name: '心理成长 Psychology',
    things: [
      'mood journaling',
      'boundaries',
      'attachment styles',
      'calming overthinking',
      'beating procrastination',
      'easing self-criticism',
      'mindfulness',
      'letting go of people pleasing',
      'active listening',
      'coping with anxiety',
    ],
    problems: [
      {
        ask: 'I lie awake replaying what I said during the day',
        tips: [
          'keep paper by the bed, write it down and promise it a slot tomorrow',
          'retell it in the third person, the heat drops a notch',
          'get up and sit elsewhere until you are sleepy',
          'ask if you will remember it in a year, you nearly never will',
        ],
      },
      {
        ask: 'I say yes to everyone at work and then resent it',
        tips: [
          'buy time with "let me check my week and get back to you"',
          'refuse the task and not the person, offer the part you can do',
          'practise on tiny things first',
          'write one sentence you can read off the screen',
        ],
      },
      {
        ask: 'calls with my mother go wrong within three sentences',
        tips: [
          'swap "you always" for "I get tense when I hear that"',
          'set a length for the call and close it kindly on time',
          'repeat what she said before you answer',
          'her worry is hers, hearing it does not mean obeying it',
        ],
      },
      {
        ask: 'the more important a task is the longer I avoid it',
        tips: [
          'shrink it to a first step of two minutes and do only that',
          'write down the worst case, it is usually fear and not laziness',
          'work on camera with someone, in silence',
          'schedule a start time instead of a deadline',
        ],
      },
      {
        ask: 'journaling sometimes leaves me feeling worse',
        tips: [
          'end with one line about what you need right now',
          'cap it at ten minutes and then do something with your hands',
          'start from the body, not from the reasons',
          'score the day and look at the week, single days mislead',
        ],
      },
      {
        ask: 'I compare myself with old classmates all the time',
        tips: [
          'trim what you follow, less input less comparing',
          'ask if you want their whole life or just the photo',
          'note three things you moved this week',
          'envy is a pointer, see which wish it points at',
        ],
      },
    ],
    insights: [
      'feelings are never wrong, actions can be',
      'a boundary is a manual and not a wall',
      'people listen once they feel heard',
      'self-criticism sounds like ambition and works like a leak',
      'you can go slowly without stopping',
      'procrastination avoids a feeling rather than a task',
      '"I need" works better than "you should"',
      'the body usually knows first',
    ],
    doings: [
      'wrote day [seven|nine|twelve] of the mood journal',
      'told my lead that this week was full',
      'did ten minutes of the breathing audio',
      'practised listening with a friend',
      'kept the phone out of the bedroom',
      'wrote the hard message on paper first',
      'wrote a letter to myself from three years ago',
    ],
    wins: [
      'I talked to my mum for half an hour and nobody got upset',
      'I only had one bad night this week',
      'I said no and the sky stayed up',
      'my kids noticed that I shout less',
      'I did not shake in the meeting for once',
    ],
    courses: [
      {
        title: 'First Aid for Feelings',
        lessons: ['Name it', 'What the body knows', 'Ten minute journal', 'Stopping the loop', 'Who to ask for help'],
      },
    ],
  },
};
