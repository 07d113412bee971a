/** Adverts, floods and mild insults, with invented contact ids only. */
import type { Slots } from '../text/grammar.ts';

/** Ways of hiding a contact id. The ids are made up and say so: they contain `fake`. */
export const contacts = [
  'v❤ {id}',
  '加V：{id}',
  '+v {id}',
  'vx {id}',
  'V.X：{id}',
  '薇❤信 {id}',
  '威信{id}',
  '卫♥星：{id}',
  'w❤x {id}',
  '加薇 {id}',
  '微 信 号 {id}',
  'Ⅴ信：{id}',
  'ＶＸ：{id}',
  'ѵх {id}',
  '加 w e i {id}',
  '扣扣裙 {id}',
  '徽❤：{id}',
  '看我主页签名，暗号{id}',
  'wechat: {id}',
  'tg @{id}',
  '＋微：{id}',
];

export const contactsEn = [
  'vx {id}',
  'V.X: {id}',
  'ＶＸ：{id}',
  'ѵх {id}',
  'wechat: {id}',
  'we chat {id}',
  'add {id}',
  'w e c h a t {id}',
  'tg @{id}',
  'WX - {id}',
  'we<hat: {id}',
  'my id is {id}',
];

export const abuseSlots: Slots = {
  gain: ['日结', '一单一结', '当天到账', '躺赚', '零门槛'],
  goods: ['网课合集', '考证资料', '内部讲义', '各科录播', '会员账号', '电子书库', '论文范文', '课程网盘'],
  topicword: ['理财', '写作', '英语', '数据', '育儿', '心理', '产品', '健身'],
};

export const adsZh = [
  '[宝妈|学生党|上班族]看过来，在家[打字|点赞|做表]，{gain}，一天[一百|三百|两百八]，{contact}',
  '{goods}[打包|全套]只要[九块九|十九块九]，别花冤枉钱买正版，{contact}',
  '低价出{goods}，[秒发货|永久更新]，需要的{contact}',
  '我靠{topicword}副业月入[三万|五万]，[教程免费领|名额只剩{few}个]，{contact}',
  '老师带你{topicword}，[稳赚不亏|包过包会]，进群{contact}',
  '退费代办，[不成功不收费|三天到账]，{contact}',
  '代写[作业|论文|文案]，[千字五十|价格美丽]，{contact}',
  '内部消息，明天必涨，跟着操作就行，{contact}',
  '[减肥|祛湿]茶，{few}天瘦[八斤|十斤]，无效退款，{contact}',
  '诚招代理，[一部手机就能做|不囤货]，{gain}，{contact}',
  '楼主讲的太浅了，真正的{topicword}干货在我这，{contact}',
  '有偿求助填问卷，{few}分钟[二十|十五]元，{contact}',
  '[急转|低价转]年度会员一个，{contact}，不议价',
  '刷[粉丝|好评|阅读量]，{gain}，{contact}',
];
export const adsEn = [
  'Earn [200|350] a day from home, paid daily, message me, {contact}',
  'All courses here for 3 dollars, full download, {contact}',
  'I can write your {topicword} homework, cheap and fast, {contact}',
  'Stop wasting money on this club, join my free signal group, {contact}',
  'Lose 5 kg in {few} days with this tea!!! {contact}',
  'Selling annual membership half price, {contact}',
  'Get your refund guaranteed, small fee, {contact}',
  'Limited seats: guaranteed profit with my {topicword} system, {contact}',
];
/** Each flood is one text pasted many times with small edits. */
export const floods = [
  '【限时福利】全站课程网盘打包，一次付费永久更新，今晚十二点涨价，需要的抓紧，{contact}',
  '姐妹们我找到一个在家就能做的兼职，每天两小时，做了三个月了真的靠谱，想了解的{contact}',
  '跟着我们老师做，上个月群里平均收益百分之二十，截图可验证，最后三个名额，{contact}',
  '正规平台招打字员，不收押金不拉人头，多劳多得，每天结算，有意的{contact}',
  '孩子英语启蒙资料免费送，原价三百九十八，转发到三个群截图给我就发，{contact}',
  '专业办理课程退费，签约后付款，成功率百分之九十八，已帮助上千位学员，{contact}',
  'HOT OFFER: complete course bundle with lifetime updates, price doubles tonight, only serious buyers, {contact}',
  'My mentor turned 500 into 9000 in two weeks and he takes five new students, no experience needed, {contact}',
  '睡不好、肩颈痛的看过来，老中医独家膏贴，一贴见效，前二十名半价，{contact}',
  '代交作业代打卡，保证不断签，包月更便宜，老客户介绍送一周，{contact}',
];
export const floodEdits = [
  '',
  '！',
  '！！',
  '~',
  ' 🔥',
  ' 👇',
  '。',
  '（真实有效）',
  ' 回复1也行',
  '，非诚勿扰',
  ' dd',
  '。先到先得',
  ' ⬆️',
  '，长期有效',
  ' …',
];

export const spamZh = [
  '顶',
  '路过',
  '1',
  '111111',
  '签到签到签到签到',
  '哈哈哈哈哈哈哈哈哈哈哈哈',
  '水一下经验',
  '抢沙发抢沙发抢沙发',
  '互粉吗，有粉必回，互粉吗，有粉必回',
  '转发这条给十个群，明天有好运',
  '帮我点一下砍一刀，就差{few}个人了，谢谢谢谢',
  '投票投{day}号，孩子比赛，谢谢各位叔叔阿姨',
  '领红包了，点我头像进',
];
export const spamEn = [
  'first',
  'bump bump bump',
  'follow me and i follow back',
  'aaaaaaaaaaaa',
  'vote for number {day} please, it is for my kid',
  'click my profile for a free gift',
  'forward this to ten groups for good luck',
];

export const insultsZh = [
  '[你懂什么|你谁啊]，不会就别[瞎指挥|出来丢人]',
  '这种问题也好意思问，[脑子呢|服了]',
  '[楼主|楼上]怕不是个[托|水军]，[装什么装|真恶心]',
  '[闭嘴吧你|少在这儿装]，{thing}都没搞明白',
  '写成这样还发出来，[笑死|辣眼睛]，[别学了|回炉重造吧]',
  '一群[韭菜|傻子]，老师说啥都信',
  '{teacher}就是个骗子，捧臭脚的也一样',
  '[有病吧|神经]，天天在这刷屏',
  '你这水平还教别人{thing}，[脸皮真厚|笑掉大牙]',
  '就你话多，[滚|一边去]',
];
export const insultsEn = [
  'Nobody asked you, maybe learn {thing} before you talk.',
  'What a stupid question.',
  'You are clueless about {thing}, just shut up.',
  'Only an idiot would fall for this course.',
  '{teacher} is a fraud and so are the fans here.',
  'Pathetic homework, do us all a favour and stop.',
  'Get a life, you spam this channel every day.',
  'Did you even read it? Unbelievable how dumb people are.',
];
export const floodEditsEn = [
  '',
  '!',
  '!!',
  ' ...',
  ' 🔥',
  ' 👇',
  '.',
  ' (real)',
  ' reply 1 works too',
  ', serious people only',
  ' dm',
  '. First come first served',
  ' ⬆️',
];
