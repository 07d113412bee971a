/** Titles, summaries and running text of what the club publishes. */
export const zhArticle = [
  '关于{thing}，你可能想反了',
  '{thing}入门：先做这三件事',
  '我用{thing}的第三年',
  '把{thing}讲给十岁孩子听',
  '{thing}和{thing2}，先学哪个',
  '一张图看懂{thing}',
  '{thing}里最容易踩的坑',
  '从{thing}开始，改变一个小习惯',
  '学员故事：她靠{thing}走出来了',
  '{thing}清单，打印贴墙上',
  '为什么{thing}学了没用',
  '{thing}的五个常见问题',
  '慢一点的{thing}',
  '写给刚开始{thing}的你',
];
export const enArticle = [
  'What most people get wrong about {thing}',
  '{Thing}: start with these three steps',
  'My third year with {thing}',
  '{Thing} explained to a ten-year-old',
  '{Thing} or {thing2}: which comes first',
  'Common traps in {thing}',
  'A one page checklist for {thing}',
  'Member story: how {thing} helped',
  'Five questions about {thing}',
  'Slow {thing}',
];
export const zhLive = [
  '直播答疑：{thing}专场',
  '连麦拆解｜{thing}怎么练',
  '{teacher}夜谈：{thing}与{thing2}',
  '现场改作业：{thing}',
  '新学员见面会·{thing}篇',
  '读书会：聊聊{thing}',
  '{thing}三十分钟急救',
  '月度复盘直播：{thing}',
  '两位老师对谈：{thing}值不值得学',
  '学习室：一起练{thing}',
];
export const enLive = [
  'Live Q&A: {thing}',
  'Open desk: {thing} step by step',
  '{Thing} clinic with {teacher}',
  'Homework live: {thing}',
  'Study room: {thing} together',
  'Fireside: {thing} and {thing2}',
  'Newcomers meet: {thing}',
];
export const zhColumn = ['{teacher}的{thing}专栏', '每周一篇·{thing}', '{thing}手记'];
export const enColumn = ['The weekly {thing} column', 'Notes on {thing} by {teacher}'];

export const zhSummary = [
  '[适合|写给][刚接触|想系统学]{thing}的同学，重点讲{thing2}，配一份练习。',
  '从一个真实案例说起，讲清楚{thing}的[顺序|关键]，再谈{thing2}。',
  '[二十|三十]分钟讲透{thing}，学完就能用。',
  '{teacher}整理了学员问得最多的{thing}问题，逐个回答。',
  '不讲大道理，只讲{thing}里能马上做的[三件|几件]事。',
];
export const enSummary = [
  'For people who are new to {thing}, with one exercise on {thing2}.',
  'Starts from a real case, walks through {thing} and ends with {thing2}.',
  'Half an hour on {thing} that you can use the same day.',
  '{teacher} answers the questions on {thing} that members ask most.',
  'No theory for its own sake: a few things about {thing} to do today.',
];

export const zhBody = {
  open: [
    '很多同学[问我|留言问]：{ask}怎么办。这一篇就从这里讲起。',
    '先说一个常见的场景：{ask}。',
    '[上一期|上次直播]我们讲了{thing2}，这次接着讲{thing}。',
    '开始之前，请先拿出纸笔，写下你对{thing}的第一反应。',
    '{thing}听起来[很大|很玄]，其实可以拆得很小。',
  ],
  middle: [
    '第一点，{insight}。',
    '要记住，{insight}。',
    '具体怎么做？{tip}。',
    '有位学员的做法值得参考：{doing}。后来[她|他]留言说，{win}。',
    '如果你也遇到“{ask}”，可以这样试：{tip}。',
    '换句话说，{insight}。',
    '这里常有一个误会，以为{thing}就是{thing2}。',
    '再往前走一步：{tip}。',
    '别急着全部照做，先挑一条：{tip}。',
  ],
  close: [
    '课后练习：花十分钟写下{thing}这件事你打算怎么开始，发在评论里。',
    '下一次我们讲{thing2}，请先做完这一节的练习。',
    '最后送大家一句话：{insight}。',
    '有问题请在评论区留言，{teacher}每周三集中回复。',
    '祝你练得开心。',
  ],
};
export const enBody = {
  open: [
    'Many of you wrote something like this: {ask}. So let us start there.',
    'A common scene: {ask}.',
    'Last time we covered {thing2}, today it is {thing}.',
    'Before you read on, write down the first thing that {thing} brings to mind.',
    '{Thing}: it looks big, but it comes apart into small pieces.',
  ],
  middle: [
    'First, {insight}.',
    'Keep in mind that {insight}.',
    'How does that look in practice? Simple: {tip}.',
    'One member told us: "I {doing}." A month later she wrote: "{win}."',
    'Does this sound like you: {ask}? Then try this: {tip}.',
    'In other words, {insight}.',
    'People often mistake {thing} for {thing2}.',
    'One step further: {tip}.',
    'Do not do everything at once. Pick one: {tip}.',
  ],
  close: [
    'Exercise: write down in ten minutes how you will start with {thing}, and post it in the comments.',
    'Next time we turn to {thing2}, please finish this exercise first.',
    'One line to take away: {insight}.',
    '{teacher} answers comments every Wednesday.',
    'Enjoy the practice.',
  ],
};

/** Lessons and courses are about their own title. */
export const zhLessonSummary = [
  '这一节只讲一件事：{lesson}。',
  '{lesson}：先看例子，再动手，[课后有练习单|配一份练习]。',
  '从学员的真实问题讲起，落到“{lesson}”。',
  '[一节短课|十几分钟]，讲清楚“{lesson}”。',
];
export const enLessonSummary = [
  'One thing only in this lesson: {lesson}.',
  '{lesson}: an example first, then your turn, with a worksheet.',
  'Starts from a real question and ends with "{lesson}".',
  'A short lesson on "{lesson}".',
];
export const zhCourseSummary = [
  '[五节课|五节短课]，从“{first}”到“{last}”，边学边练，{teacher}批作业。',
  '给[没有基础|时间不多]的同学：从“{first}”开始，每节一个练习。',
];
export const enCourseSummary = [
  'Five short lessons from "{first}" to "{last}", with homework marked by {teacher}.',
  'For busy people: it begins with "{first}" and every lesson has one exercise.',
];
export const zhLessonOpen = [
  '这一节的题目是“{lesson}”。先说一个常见的场景：{ask}。',
  '欢迎来到“{lesson}”。很多同学留言问：{ask}怎么办。',
  '讲“{lesson}”之前，先看一位同学的留言：{ask}。',
];
export const enLessonOpen = [
  'This part is called "{lesson}". A common scene: {ask}.',
  'Welcome to "{lesson}". Many of you wrote: {ask}.',
  'Before we get to "{lesson}", here is a message from a member: {ask}.',
];
