import type { Topic } from './topic.ts';

export const english: Topic = {
  key: 'english',
  zh: {
    name: '英语 English',
    things: [
      '精听',
      '影子跟读',
      '词根',
      '口语打卡',
      '外刊精读',
      '商务邮件',
      '语法树',
      '发音',
      '听写',
      '复述',
      '雅思写作',
      '会议英语',
      '连读',
      '背单词',
    ],
    problems: [
      {
        ask: '听力[一快就断片|每个词都认识连起来听不懂]',
        tips: [
          '把听不出来的那几秒反复听，再看原文，找出是连读还是生词',
          '先听写[三十秒|一分钟]，别一上来就听十分钟',
          '跟读比多听管用，嘴能说出来的耳朵才听得见',
          '0.8 倍速听清一遍，再回到原速听三遍',
        ],
      },
      {
        ask: '单词[背了就忘|背到 C 就没动静了]',
        tips: [
          '别背表，背句子，一个词配一个自己的场景',
          '第[1、3、7|2、4、7]天各复习一次，比一天背五十个强',
          '读到的词只收“见过两次以上”的',
          '背完马上用它发一条打卡，用过的不容易忘',
        ],
      },
      {
        ask: '开会轮到我说英语就[脑子一片空白|只会说 yes]',
        tips: [
          '先备[三句|五句]缓冲句，比如 let me think out loud',
          '会前把自己要说的两句写下来念三遍',
          '允许自己说短句，主谓宾说完就赢了',
          '听不懂就复述一遍问对不对，没人会嫌你',
        ],
      },
      {
        ask: '发音[th 和 s 分不清|总被说有口音]',
        tips: [
          '先改影响理解的，口音本身不用改',
          '对着镜子看舌头在哪，th 要看得见舌尖',
          '录自己的音和原声叠着听，差别一下就出来',
          '一周只攻一个音，[五分钟|十分钟]一天就够',
        ],
      },
      {
        ask: '写英文邮件[一封要半小时|怕语气太冲]',
        tips: [
          '先写要对方做什么，再写背景',
          '请求用 could you，截止时间写清楚哪天几点',
          '攒一个自己的句子库，同类邮件改名字就能发',
          '写完删掉一半的 very 和 please，读起来更自然',
        ],
      },
      {
        ask: '雅思写作[一直卡在 6|三次都没上 6.5]',
        tips: [
          '先审题，一半的低分是没回答问题',
          '每段第一句就是观点，例子写具体的人和事',
          '别堆大词，用准小词',
          '找[两篇|三篇]自己的旧文重写，比写新的进步快',
        ],
      },
      {
        ask: '外刊[一篇要查几十个词|读到第二段就放弃]',
        tips: [
          '第一遍不查词，只回答“谁做了什么、为什么”',
          '选自己懂的话题读，背景知识能顶一半词汇',
          '一段只准查[三个|两个]词',
          '读完用三句话复述给别人听',
        ],
      },
    ],
    insights: [
      '听不懂的往往不是生词，是连读',
      '输出倒逼输入',
      '每天二十分钟胜过周末三小时',
      '能说短句就别说长句',
      '错了被听懂，比对了没开口强',
      '单词要在句子里长大',
      '模仿先模仿节奏，再模仿音',
      '读懂的标准是能复述',
      '语法是为了说清楚，不是为了考试',
      '口音不是错误，含糊才是',
    ],
    doings: [
      '跟读了[八|十|十五]分钟',
      '听写了一段[播客|演讲]',
      '用新学的句型写了一封邮件',
      '把录音和原声对了一遍',
      '精读了一篇外刊',
      '和搭子练了[二十|三十]分钟口语',
      '复述了昨天的短文',
      '背了[二十|三十]个词并造了句',
    ],
    wins: [
      '会上第一次主动提问',
      '和客户视频没用翻译',
      '雅思听力上了 7',
      '看剧不看字幕也跟上了大半集',
      '外国同事说我的邮件很清楚',
      '孩子让我给他讲睡前英文故事',
    ],
    courses: [
      { title: '三十天听清英语', lessons: ['为什么听不清', '连读和弱读', '三十秒听写', '影子跟读', '换着口音听'] },
      { title: '职场英语够用就好', lessons: ['会议缓冲句', '邮件的顺序', '说清进度', '礼貌地不同意', '小聊天不尴尬'] },
    ],
  },
  en: {
    name: '英语 English',
    things: [
      'shadowing',
      'dictation',
      'linking sounds',
      'small talk',
      'business emails',
      'graded readers',
      'phrasal verbs',
      'retelling',
      'learning Mandarin',
      'tones',
    ],
    problems: [
      {
        ask: 'I know every word but lose the thread when people speak fast',
        tips: [
          'loop the few seconds you missed and check if it was linking or a new word',
          'dictate thirty seconds instead of listening for an hour',
          'shadow it, what your mouth can do your ear can hear',
          'slow it to 0.8 once and then go back to full speed',
        ],
      },
      {
        ask: 'new words are gone a week after I learn them',
        tips: [
          'learn sentences and tie each one to your own life',
          'review on day one, three and seven',
          'collect only words you met twice',
          'post with the word the same day',
        ],
      },
      {
        ask: 'my mind goes blank when it is my turn in a meeting',
        tips: [
          'keep three buffer phrases such as "let me think out loud"',
          'write your two sentences before the meeting and say them aloud',
          'short sentences are fine, subject verb object and done',
          'repeat the question back, it buys time',
        ],
      },
      {
        ask: 'my Mandarin tones fall apart in real conversations',
        tips: [
          'learn words in pairs so that the tone change becomes a tune',
          'record yourself on top of the native audio',
          'work on one tone pair per week',
          'slow down, people forgive slow and not flat',
        ],
      },
      {
        ask: 'one email takes me half an hour because I fear sounding rude',
        tips: [
          'put the request first and the background after it',
          'write the deadline as a day and an hour',
          'keep a file of sentences you reuse',
          'delete half of the very and the please',
        ],
      },
      {
        ask: 'I give up on articles after the second paragraph',
        tips: [
          'first pass without a dictionary, just who did what and why',
          'pick topics you already know',
          'allow yourself three look-ups per paragraph',
          'retell it in three sentences',
        ],
      },
    ],
    insights: [
      'it is rarely the vocabulary, mostly the linking',
      'twenty minutes a day beat three hours on Sunday',
      'being understood with mistakes beats silence',
      'words grow inside sentences',
      'copy the rhythm first and the sounds later',
      'if you can retell it you understood it',
      'an accent is fine, mumbling is not',
      'output pulls input along',
    ],
    doings: [
      'shadowed for [ten|fifteen] minutes',
      'took dictation from a podcast',
      'wrote one email with the new pattern',
      'compared my recording with the original',
      'talked with my language partner for half an hour',
      "retold yesterday's text",
      'made sentences with twenty new words',
    ],
    wins: [
      'I asked a question in the meeting for the first time',
      'I followed most of an episode without subtitles',
      'I ordered dinner in Mandarin and got what I ordered',
      'a colleague said my mail was very clear',
      'I passed the speaking part',
    ],
    courses: [
      {
        title: 'Hear Fast Speech',
        lessons: ['Why it blurs', 'Linking and weak forms', 'Thirty second dictation', 'Shadowing', 'Many accents'],
      },
    ],
  },
};
