import type { Topic } from './topic.ts';

export const health: Topic = {
  key: 'health',
  zh: {
    name: '健康生活 Health',
    things: [
      '早睡',
      '力量训练',
      '控糖',
      '肩颈拉伸',
      '跑步',
      '体检报告',
      '早餐',
      '久坐拉伸',
      '体态',
      '睡眠日记',
      '喝水',
      '膳食纤维',
      '核心训练',
      '心率区间',
    ],
    problems: [
      {
        ask: '[十一点就想睡，一拿手机就到一点|总是报复性熬夜]',
        tips: [
          '手机放客厅充电，买个闹钟，这一招顶十个 App',
          '把白天的“自己时间”提前一点，晚上就不用抢',
          '先固定起床时间，[一周|十天]后睡觉时间会自己往前走',
          '睡前一小时调暗灯，身体比意志听话',
        ],
      },
      {
        ask: '坐一天肩颈[硬得像石头|头都转不动]',
        tips: [
          '每[四十|五十]分钟起来接杯水，动作比时长重要',
          '屏幕抬到眼睛平视，键盘拉近一点',
          '做[靠墙天使|弹力带后拉]每天两组，练背比揉肩有用',
          '疼到手麻就去看医生，别只拉伸',
        ],
      },
      {
        ask: '跑了[一个月|六周]膝盖开始疼',
        tips: [
          '先停一周，再从快走和慢跑交替开始',
          '每周加量别超过一成',
          '臀腿力量跟不上膝盖就会替它干活，加[两天|一次]力量',
          '鞋磨偏了就换，步子迈小一点、快一点',
        ],
      },
      {
        ask: '控糖[三天就破功|下午四点特别想吃甜的]',
        tips: [
          '午饭加一份蛋白质和菜，下午就没那么馋',
          '别戒，先从饮料开始减，只换这一样',
          '想吃的时候等十分钟，喝杯水走一圈，再决定',
          '家里不放，想吃就出门买一份小的',
        ],
      },
      {
        ask: '体检有几个[箭头|指标偏高]，看不懂要不要紧',
        tips: [
          '先看和去年比是涨是跌，单次波动不一定有事',
          '带着报告挂个[全科|对应科室]，别自己搜到半夜',
          '把近两周的作息饮食记一下带去，医生好判断',
          '复查前一天别熬夜别大吃，很多箭头会自己消失',
        ],
      },
      {
        ask: '健身房卡办了[三个月去了四次|快到期了还没用完]',
        tips: [
          '改成在家[十二|十五]分钟，门槛低才做得久',
          '约一个会生气的搭子',
          '把运动包放在门口，下班别先坐下',
          '先只要求自己“到场”，到了做五分钟也算',
        ],
      },
      {
        ask: '体重[两周没动|卡在平台期]了',
        tips: [
          '看围度和衣服，体重秤会骗人',
          '记三天的饮食，多半是酱料和饮料悄悄多了',
          '睡不够的时候先别减，先睡',
          '加一点力量，别再往下砍饭量',
        ],
      },
    ],
    insights: [
      '睡眠是别的一切的地基',
      '能坚持的才是好计划',
      '先固定起床，再谈早睡',
      '蔬菜先吃，饭后再走十分钟',
      '练背比揉肩管用',
      '疼痛是信号，不是考验',
      '体重是结果，不是任务',
      '别和意志力较劲，改环境',
      '每周两次力量比天天跑管用',
      '体检报告看趋势，不看一次',
    ],
    doings: [
      '快走了[六千|八千]步',
      '[十一点|十点半]前放下了手机',
      '做了两组靠墙天使',
      '早餐加了个鸡蛋',
      '记了一周睡眠日记',
      '把奶茶换成了无糖茶',
      '做了[十二|十五]分钟力量',
      '把显示器垫高了[两本|三本]书',
    ],
    wins: [
      '这周平均睡够了七小时',
      '肩膀[不咔咔响了|能抬过头顶了]',
      '第一次跑完五公里没停',
      '腰围小了[三|两]厘米',
      '复查指标回到正常了',
      '下午不犯困了',
    ],
    courses: [
      { title: '睡个好觉的二十一天', lessons: ['睡眠日记怎么记', '固定起床', '光和温度', '睡前一小时', '醒了怎么办'] },
      { title: '久坐人的身体保养', lessons: ['看看你的体态', '肩颈三动作', '髋和腰', '十分钟力量', '工位怎么摆'] },
    ],
  },
  en: {
    name: '健康生活 Health',
    things: [
      'sleep diaries',
      'strength training',
      'cutting sugar',
      'posture',
      'easy running',
      'desk stretches',
      'fibre',
      'meal prep',
      'check-up results',
      'walking after dinner',
    ],
    problems: [
      {
        ask: 'I plan to sleep at eleven and then scroll until one',
        tips: [
          'charge the phone in another room and buy a cheap alarm clock',
          'take some time for yourself earlier in the evening so you do not steal it from the night',
          'fix the wake-up time first, bedtime follows',
          'dim the lights an hour before',
        ],
      },
      {
        ask: 'my neck and shoulders are solid after a day at the desk',
        tips: [
          'stand up every forty minutes, frequency beats length',
          'raise the screen to eye level and pull the keyboard closer',
          'two sets of wall angels a day, train the back instead of rubbing it',
          'if your hand goes numb see a doctor, stretching is not enough',
        ],
      },
      {
        ask: 'my knee started to hurt after a month of running',
        tips: [
          'take a week off and come back with run-walk intervals',
          'never add more than a tenth per week',
          'add one day of hip and leg strength',
          'shorter, quicker steps help a lot',
        ],
      },
      {
        ask: 'my no-sugar plan collapses at four in the afternoon',
        tips: [
          'more protein and greens at lunch',
          'start with drinks only, change one thing',
          'wait ten minutes with a glass of water and then decide',
          'do not keep it at home, go out for a small one',
        ],
      },
      {
        ask: 'I pay for a gym that I visited four times',
        tips: [
          'do twelve minutes at home, low bars last',
          'find a partner who gets annoyed when you skip',
          'leave the bag by the door and do not sit down first',
          'only require yourself to show up',
        ],
      },
      {
        ask: 'the scale has not moved for two weeks',
        tips: [
          'measure your waist, the scale lies',
          'log three days, it is usually sauces and drinks',
          'sleep first, diet later',
          'add strength and do not cut food further',
        ],
      },
    ],
    insights: [
      'sleep is the floor everything else stands on',
      'the plan you keep is the good plan',
      'pain is a signal and not a test',
      'change the room and leave willpower alone',
      'two strength sessions a week beat daily running',
      'read check-up results as a trend',
      'weight is an outcome and not a task',
      'eat the greens first and walk ten minutes after',
    ],
    doings: [
      'walked [six|eight|nine] thousand steps',
      'put the phone away before eleven',
      'did two sets of wall angels',
      'kept the sleep diary for a week',
      'swapped the soda for tea',
      'did a twelve minute strength set',
      'put my monitor on three books',
    ],
    wins: [
      'I averaged seven hours this week',
      'I ran five k without stopping',
      'my shoulder stopped clicking',
      'my results are back in range',
      'I am awake at three in the afternoon again',
    ],
    courses: [
      {
        title: 'Twenty-one Nights of Better Sleep',
        lessons: ['Keeping a diary', 'Fix the morning', 'Light and warmth', 'The last hour', 'When you wake at three'],
      },
    ],
  },
};
