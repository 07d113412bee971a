import type { Topic } from './topic.ts';

export const writing: Topic = {
  key: 'writing',
  zh: {
    name: '写作 Writing',
    things: [
      '选题',
      '开头',
      '金句',
      '结构',
      '标题',
      '素材库',
      '自由书写',
      '改稿',
      '人物小传',
      '读书笔记',
      '非虚构写作',
      '日更',
      '约稿',
      '清单体',
    ],
    problems: [
      {
        ask: '[一打开文档就|每次坐下来都]不知道第一句写什么',
        tips: [
          '先别写开头，从你最想说的那一段写起，开头留到最后补',
          '给自己定个[十分钟|十五分钟]的闹钟，只许写不许删，写烂也算完成',
          '拿这篇文章要回答的问题当第一句，后面改掉就行',
          '把开头写成给朋友发的一条[语音|消息]，写完再转成书面语',
        ],
      },
      {
        ask: '写到一半总是跑题，[删了又舍不得|越写越散]',
        tips: [
          '写之前先用一句话写清楚“读者看完会做什么”，贴在文档最上面',
          '每段只留一个意思，段首那句连起来读得通就不会散',
          '跑题的段落剪到另一个文档里存着，那是下一篇的素材',
          '列[三行|五行]提纲再动笔，写的时候只看提纲不看手机',
        ],
      },
      {
        ask: '素材收藏了[几百条|一大堆]，真要用的时候一条也找不到',
        tips: [
          '收藏的时候多写一句“我打算用在哪”，比打标签管用',
          '每周清一次，留下来的不超过[十条|二十条]',
          '按问题存，不要按来源存，找的时候你记得的是问题',
          '先用掉再收新的，素材库不是仓库',
        ],
      },
      {
        ask: '[投了三次稿|给两个编辑投稿]都石沉大海',
        tips: [
          '投之前把那个栏目最近[十篇|二十篇]的标题抄一遍，再对照自己的',
          '邮件正文里用三句话说清选题、角度和你为什么能写，附件编辑不一定点开',
          '两周没回音可以礼貌问一次，再没消息就换一家',
          '先从[征文|读者来稿]这种门槛低的投起，攒几个链接再往上走',
        ],
      },
      {
        ask: '改稿改到最后，[自己都看不出好坏了|越改越平]',
        tips: [
          '放一晚上再看，或者换个字体打印出来，眼睛会变新鲜',
          '大声读一遍，读不顺的地方就是要改的地方',
          '一遍只改一样：先改结构，再改段落，最后才抠字',
          '找一个不懂这个话题的人看，问他哪里走神了',
        ],
      },
      {
        ask: '日更坚持到第[五|八|十二]天就断了',
        tips: [
          '把标准降到一天[一百字|三句话]，先保住连续性',
          '固定一个动作之后写，比如[刷完牙|送完孩子]马上坐下',
          '断了就从今天重新算第一天，不用补昨天的',
          '提前存两篇“备用稿”，忙的那天顶上去',
        ],
      },
      {
        ask: '写自己的经历总觉得[太私人|没人爱看]',
        tips: [
          '读者要的不是你的经历，是他能认出自己的那个瞬间',
          '写动作和细节，少写感受词，读者会自己有感受',
          '隔一段距离再写，[三个月|半年]以后写同一件事会好很多',
          '涉及家里人的地方换掉身份和地点，真话不靠真名',
        ],
      },
    ],
    insights: [
      '标题承诺的事，正文前三段就要兑现',
      '好素材是带着问题去找的，不是等来的',
      '形容词越多，画面越模糊',
      '读者不欠你耐心，第一屏就要给理由',
      '先写完，再写好',
      '结尾不用升华，停在一个动作上就很好',
      '提纲是给自己看的，不必漂亮',
      '删掉最得意的那一段，文章往往就站住了',
      '每天写和每天想写是两回事',
      '一篇文章只能有一个“最重要”',
      '对话比转述省一半的字',
      '写不出来多半是没想清楚，不是文笔差',
    ],
    doings: [
      '把开头重写了[三|四|五]遍',
      '删掉了[八百|一千]多字的铺垫',
      '给上一篇换了[三个|五个]标题让朋友挑',
      '把地铁上听来的对话记了下来',
      '交了第[二|三|四]次作业',
      '照着范文拆了一遍结构',
      '整理了一下午素材',
      '写了[六百|九百]字，没敢回头看',
    ],
    wins: [
      '第一次有陌生人留言说看哭了',
      '稿子被[编辑|公司内刊]留用了',
      '连续写了[二十一|三十]天没断',
      '老板说我的周报终于看得懂了',
      '一篇旧稿改完阅读量翻了一倍',
      '拿到了人生第一笔稿费，够吃两顿火锅',
    ],
    courses: [
      {
        title: '从零开始的日常写作',
        lessons: ['为什么要先写烂', '三行提纲法', '把一件小事写具体', '开头的七种进法', '改稿的三遍顺序'],
      },
      {
        title: '非虚构写作小班',
        lessons: ['去现场之前准备什么', '采访时怎么追问', '一个场景怎么搭', '人物的矛盾在哪里', '核实与取舍'],
      },
    ],
  },
  en: {
    name: '写作 Writing',
    things: [
      'openings',
      'outlines',
      'free writing',
      'headlines',
      'line editing',
      'personal essays',
      'a swipe file',
      'pitching editors',
      'dialogue',
      'endings',
    ],
    problems: [
      {
        ask: 'I freeze at the first sentence every time I open a blank page',
        tips: [
          'start with the part you actually want to write and add the opening last',
          'set a timer for ten minutes and ban the delete key',
          'write it as a message to one friend, then tidy the tone afterwards',
          'use the question your piece answers as a placeholder first line',
        ],
      },
      {
        ask: 'my drafts wander off halfway and I cannot bear to cut anything',
        tips: [
          'write one line at the top saying what the reader should do after reading',
          'read only the first sentence of each paragraph, the gaps show up fast',
          'move the tangents to a scraps file, cutting hurts less when nothing is lost',
          'try a five line outline and keep it next to the draft',
        ],
      },
      {
        ask: 'I have pitched [three|four|five] editors and heard nothing back',
        tips: [
          'put the idea, the angle and why you in three sentences in the mail itself',
          'read the last ten pieces of that section before you pitch it',
          'one polite follow-up after two weeks is fine, then move on',
          'start with smaller newsletters, a couple of links makes the next pitch easier',
        ],
      },
      {
        ask: 'after five rounds of edits I cannot tell if it got better or worse',
        tips: [
          'leave it overnight and read it aloud the next day',
          'edit one thing per pass: structure, then paragraphs, then words',
          'ask someone outside the topic where their attention drifted',
          'print it in another font, it is silly but it works',
        ],
      },
      {
        ask: 'my daily habit always dies around day [five|eight|ten]',
        tips: [
          'drop the bar to three sentences so a bad day still counts',
          'attach it to something you already do, like the first coffee',
          'restart at day one without making up for yesterday',
          'keep two spare drafts for the days that fall apart',
        ],
      },
      {
        ask: 'writing about my own life feels too private to be interesting',
        tips: [
          'readers look for the moment they recognise, not for your biography',
          'write what people did and let the feelings stay off the page',
          'give it some months of distance and try the same scene again',
          'change places and roles of other people, honesty does not need real names',
        ],
      },
    ],
    insights: [
      'the headline makes a promise and the first three paragraphs have to keep it',
      'adjectives blur the picture, verbs sharpen it',
      'finish it first, fix it later',
      "most writer's block is unfinished thinking",
      'an ending can simply stop on an action',
      'dialogue does in one line what summary does in four',
      'a piece has room for one main point',
      'cutting your favourite paragraph often saves the piece',
    ],
    doings: [
      'rewrote my opening [three|four|six] times',
      'cut about [four|six] hundred words of throat-clearing',
      'took apart the sample essay paragraph by paragraph',
      'wrote for [twenty|thirty] minutes without looking back',
      'handed in assignment [two|three|four]',
      'tried three headlines on a friend',
      'sorted a month of notes',
    ],
    wins: [
      'a stranger replied that the piece made her call her dad',
      'an editor finally said yes',
      'I kept the streak for thirty days',
      'my boss said the report was actually readable',
      'an old draft did twice the reads after the rewrite',
    ],
    courses: [
      {
        title: 'Everyday Writing from Zero',
        lessons: [
          'Write badly on purpose',
          'The five line outline',
          'Making small things concrete',
          'Seven ways to open',
          'Three passes of editing',
        ],
      },
    ],
  },
};
