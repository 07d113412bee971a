/** What kind of feedback a text is: themes with aspects, each known by words in Chinese and English. A person may change all of it. */
import { InputError } from '../../base/errors.ts';

export interface Aspect {
  key: string;
  zh: string;
  en: string;
  /** Words and phrases that speak for it, in either language. Case and width do not matter; English ones match from the start of a word. */
  words: string[];
}

export interface Theme {
  key: string;
  zh: string;
  en: string;
  aspects: Aspect[];
}

export interface Taxonomy {
  themes: Theme[];
}

const words = (text: string) => text.split('|').map((w) => w.trim());

/** Seven themes that communities of paid knowledge hear about. Our own words; no list was copied. */
export const DEFAULT_TAXONOMY: Taxonomy = {
  themes: [
    {
      key: 'content',
      zh: '内容',
      en: 'Content',
      aspects: [
        {
          key: 'quality',
          zh: '质量',
          en: 'Quality',
          words: words(
            '内容质量|例子很|例子都|案例都是|讲得系统|太实用|很实用|重复讲|内容扎实|内容空|内容水|干货|太水|注水|含金量|讲得清|讲得透|讲得细|讲清楚|深入浅出|一听就懂|一看就懂|接地气|太浅|浅尝|泛泛|没有深度|有深度|' +
              '标题党|货不对板|名不副实|旧课|炒冷饭|质量很高|质量下降|啰嗦|这门课|这节课|这一节|含量|新东西|' +
              'well explained|examples feel|repeats itself|stays on the surface|badly explained|explained well|to the point|too shallow|in depth|no fluff|clickbait|outdated|old course|useful lesson|' +
              'really useful|best course|great lesson|great example|high quality|poor quality|great content|systematic|best one',
          ),
        },
        {
          key: 'updates',
          zh: '更新与数量',
          en: 'Updates and amount',
          words: words(
            '停更|断更|更新慢|不更新|没更新|更新停|更新很稳|内容更新|快更新|下一节|出一期|出一门|开一门|进阶课|进阶内容|没什么可看|没有想看|系列|合集|' +
              'no update|new content|more lessons|next lesson|more courses|follow-up course|advanced course|advanced members|whole series|another series',
          ),
        },
        {
          key: 'difficulty',
          zh: '难度与节奏',
          en: 'Difficulty and pace',
          words: words(
            '太难|听不懂在讲|新手友好|太简单|略简单|跟不上|跟得上|太快|太慢|新手友好|节奏刚好|' +
              'too hard|too easy|too fast|too slow|way too|good pace|great pacing|pacing|hard to follow|get lost',
          ),
        },
        {
          key: 'materials',
          zh: '资料与作业',
          en: 'Materials and homework',
          words: words(
            '资料|讲义|课件|课后练习|练习册|题库|作业设计|文稿|字幕稿|链接失效|链接打不开|' +
              'slides|handout|worksheet|materials|download link|dead links|transcript',
          ),
        },
      ],
    },
    {
      key: 'teacher',
      zh: '老师',
      en: 'Teacher',
      aspects: [
        {
          key: 'teaching',
          zh: '讲课',
          en: 'Teaching',
          words: words(
            '老师讲|老师很|意见转给老师|老师真|老师好|换了老师|换老师|备课|没备课|磕磕巴巴|前后矛盾|跑题|照本宣科|讲着讲着|很耐心|有耐心|真的用心|太负责|不端着|连麦|' +
              'unprepared|well prepared|the teacher|new teacher|still no reply|instructor|great teacher|best teacher|teaches|patient|keeps telling stories|off topic|off-topic|cares about',
          ),
        },
        {
          key: 'answers',
          zh: '答疑与批改',
          en: 'Answers and marking',
          words: words(
            '答疑|批改|作业批|批得|点评|评语|改作业|没回复我的问题|讲评|' +
              'marks our homework|marked my|homework feedback|feedback on my homework|corrects my|office hours|q&a session|copy and paste',
          ),
        },
      ],
    },
    {
      key: 'price',
      zh: '价格与退款',
      en: 'Price and refund',
      aspects: [
        {
          key: 'price',
          zh: '价格',
          en: 'Price',
          words: words(
            '涨价|价格|便宜一半|便宜太多|便宜了|太贵|好贵|很贵|不值|超值|划算|打折|折扣|优惠|补差价|差价|原价|半价|新人价|老学员价|会员费|值回票价|回本|够本|套路|另买|超预算|性价比|' +
              '年度会员|月度|买年度|买月度|升年度|会员到期|到期以后|单买|转赠|送朋友|送一份|优惠券|周年庆|有没有活动|等活动|手续费|续费价|活动价|团购|拼团|' +
              'price|pricing|expensive|cheaper|half price|overpriced|discount|worth the money|worth the membership|great value|good value|bad deal|annual plan|monthly plan|annual or monthly|monthly or annual|membership end|as a gift|gift a|buy it for|a sale|separately|trial month|full price|loyalty price|pays for itself|on sale|coupon|voucher|a steal',
          ),
        },
        {
          key: 'refund',
          zh: '退款',
          en: 'Refund',
          words: words(
            '退款|退费|退钱吗|拍重|买错|试听不算|原路退|工作日内到|退钱|退课|退货|能退|可以退|怎么退|不能退|全退|无理由|退掉|到账|扣款|扣了钱|自动续费|退一份|' +
              'refund|money back|half of it back|return it|bought the wrong|free preview|send it back|sent a course back|charged twice|cancel my|cancellation|auto-renew|auto renew',
          ),
        },
      ],
    },
    {
      key: 'app',
      zh: '应用故障',
      en: 'App faults',
      aspects: [
        {
          key: 'faults',
          zh: '闪退与卡顿',
          en: 'Crashes',
          words: words(
            '闪退|卡顿|卡死|打不开|黑屏|白屏|报错|加载不出|加载慢|没反应|重装|崩溃|bug|故障|登录不了|登不上|老出问题|' +
              "crash|freeze|frozen|bug|error|glitch|will not open|won't open|black screen|reinstall|cannot log in|can't log in|keeps logging|broke my",
          ),
        },
        {
          key: 'playback',
          zh: '播放与下载',
          en: 'Playback and downloads',
          words: words(
            '播放|倍速|电脑上|电脑版|桌面版|投屏|换手机|换了手机|更新之后|更新后|进度全|字幕|缓存|下载的|离线下载|下载失败|离线|进度没|进度丢|学习进度|夜间模式|音画|声音差|安卓|苹果手机|平板|小程序|新版|网页版|版本号|更新以后|' +
              'playback|subtitles|on a laptop|desktop version|on my phone|on my computer|since the update|new phone|default speed|captions|offline|download|lost all my progress|lost my progress|progress bar|dark mode|android|iphone|ipad|tablet|speed setting|playback speed|the app|web version',
          ),
        },
        {
          key: 'functions',
          zh: '搜索、提醒与打卡',
          en: 'Search, reminders, check-ins',
          words: words(
            '搜索|搜不到|提醒|推送|通知关|打卡按钮|补卡|打卡按钮|按钮点了|补打卡|断签|连续天数|连续打卡断|' +
              'search|notification|reminders|check-in button|checkin button|streak',
          ),
        },
      ],
    },
    {
      key: 'service',
      zh: '服务',
      en: 'Service',
      aspects: [
        {
          key: 'support',
          zh: '客服',
          en: 'Support',
          words: words(
            '客服|人工客服|排队|已读不回|自动回复|机器人回复|踢皮球|投诉|答应|售后|' +
              'support|customer service|helpdesk|help desk|the bot|human agent|ticket|ignored my|promised me',
          ),
        },
        {
          key: 'tutors',
          zh: '助教与班主任',
          en: 'Tutors',
          words: words('助教|班主任|班级群|学管|督学|来问进度|tutor|class lead|class group|course assistant|checks in every'),
        },
        {
          key: 'orders',
          zh: '发票与开通',
          en: 'Invoices and access',
          words: words(
            '发票|抬头|开通|权限|补开|买重|证书寄|地址改|invoice|receipt|access to my|fixed my access|certificate|bought twice',
          ),
        },
      ],
    },
    {
      key: 'schedule',
      zh: '时间安排',
      en: 'Schedule',
      aspects: [
        {
          key: 'times',
          zh: '直播时间',
          en: 'Live times',
          words: words(
            '直播时间|直播改|每周几|周几播|还会再开|这期没报上|报不上名|名额|补报|晚交|一周几次|直播总|直播早|直播晚|工作日下午|赶不上|时差|课表|几点直播|几点开始|早半小时|时间冲突|上班族|太密|看不过来|场直播|排课|' +
              'live time|time zone|which day|how often is|run again|next run|waiting list|hand in late|homework late|timezone|timetable|schedule|lives are|live is|live was|session times|what time',
          ),
        },
        {
          key: 'delays',
          zh: '改期与延误',
          en: 'Changes and delays',
          words: words(
            '临时改|改期|改时间|推迟|延期|延迟|拖了|说好周|跳票|提前通知|才通知|没有按时|顺延|补课|' +
              'postponed|rescheduled|was moved|cancelled|was due|still not there|at short notice|last minute|delay',
          ),
        },
        { key: 'replays', zh: '回放', en: 'Replays', words: words('回放|录播|重播|replay|recording') },
      ],
    },
    {
      key: 'community',
      zh: '社群',
      en: 'Community',
      aspects: [
        {
          key: 'mood',
          zh: '氛围',
          en: 'Mood',
          words: words(
            '氛围|阴阳怪气|禁言|举报|人身攻击|引战|管理员|群主|版主|广告|刷屏|这里的人|' +
              'kind people|welcoming|toxic|rude|moderator|adverts|advertising here|spam|shouting|atmosphere|this community|people here|sarcastic',
          ),
        },
        {
          key: 'groups',
          zh: '小组与活动',
          en: 'Groups and events',
          words: words(
            '学习小组|小组|刚加入|新人报到|怎么进群|同城|线下|见面|活动报名|打卡群|结对|组队|' +
              'study group|buddy|just joined|where do i start|introduce myself|meet-up|meetup|offline meet',
          ),
        },
        {
          key: 'replies',
          zh: '有没有人回应',
          en: 'Whether anybody answers',
          words: words(
            '没人回|没人理|提问没人|没人互动|没人说话|冷清|沉得|只有打卡|' +
              'nobody answers|no one answers|no answer|nobody replies|thoughtful answers|only check-ins|dead group|quiet here',
          ),
        },
      ],
    },
  ],
};

const MOST_THEMES = 20;
const MOST_ASPECTS = 12;
const MOST_WORDS = 300;
const KEY = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u;

/** @throws InputError bad-option: no theme, a key twice, a theme or word without text. @returns the same, blanks trimmed and empty words left out */
export function checkTaxonomy(input: unknown): Taxonomy {
  const fail = (expected: string, got: unknown): never => {
    throw new InputError('bad-option', `Topics: ${expected}, got ${JSON.stringify(got) ?? 'nothing'}.`, { name: 'voice-topics' });
  };
  const list = (value: unknown, what: string, most: number): unknown[] =>
    Array.isArray(value) && value.length <= most ? value : fail(`${what} should be a list of up to ${most}`, value);
  const named = (value: unknown, what: string, seen: Set<string>) => {
    const { key, zh, en } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    if (typeof key !== 'string' || !KEY.test(key)) fail(`${what} should have a key of letters, digits and dashes`, key);
    if (seen.has(key as string)) fail(`${what} should have a key of its own`, key);
    seen.add(key as string);
    for (const name of [zh, en])
      if (typeof name !== 'string' || name.trim() === '' || name.length > 60)
        fail(`${what} should have a name in both languages`, name);
    return { key: key as string, zh: (zh as string).trim(), en: (en as string).trim() };
  };
  const themes = new Set<string>();
  const given = list((input as Partial<Taxonomy> | null)?.themes, 'themes', MOST_THEMES);
  if (given.length === 0) fail('there should be at least one theme', given);
  return {
    themes: given.map((theme) => {
      const aspects = new Set<string>();
      return {
        ...named(theme, 'A theme', themes),
        aspects: list((theme as Partial<Theme>).aspects, 'aspects', MOST_ASPECTS).map((aspect) => ({
          ...named(aspect, 'An aspect', aspects),
          words: [
            ...new Set(
              list((aspect as Partial<Aspect>).words, 'words', MOST_WORDS)
                .map((w) =>
                  typeof w === 'string' && w.length <= 60 ? w.trim() : (fail('a word should be a text of up to 60', w) as never),
                )
                .filter((w) => w !== ''),
            ),
          ],
        })),
      };
    }),
  };
}

/** What a person has set for topics: the themes, and names for topics that were found. */
export interface VoicePreference extends Taxonomy {
  /** Key of a found topic -> the name it goes by; two with one name are one topic. */
  names: Record<string, string>;
}

export const DEFAULT_VOICE: VoicePreference = { ...DEFAULT_TAXONOMY, names: {} };

const MOST_NAMES = 200;

/** @throws InputError bad-option */
export function checkVoice(input: unknown): VoicePreference {
  const names = Object.entries(((input as Partial<VoicePreference> | null)?.names ?? {}) as Record<string, unknown>);
  for (const [key, name] of names)
    if (typeof name !== 'string' || name.trim() === '' || name.length > 80 || names.length > MOST_NAMES)
      throw new InputError(
        'bad-option',
        `The name of a topic should be a text of 1 to 80 characters, got ${JSON.stringify(name)}.`,
        { topic: key },
      );
  return { ...checkTaxonomy(input), names: Object.fromEntries(names.map(([key, name]) => [key, String(name).trim()])) };
}
