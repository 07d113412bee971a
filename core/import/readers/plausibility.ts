/** How much a decoded text looks like text somebody wrote: tells a right encoding from one that merely accepts the bytes. */

/** Frequent characters of written Chinese (simplified, then the traditional and Japanese forms that differ), from common word lists.
 *  About two thirds of running Chinese text, and nearly no text decoded by the wrong table, is made of them. */
const FREQUENT =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘伙恢匀纱扎辩耳彪臣亿璃抵脉秀萨俄网舞店喷纵寸汗挂洪贺闪柬爆烯津稻墙软勇像滚厘蒙芳肯坡柱荡腿仪旅尾轧冰贡登黎削钻勒逃障氨郭峰币港伏轨亩毕擦莫刺浪秘援株健售股岛甘泡睡童铸汤阀休汇舍牧绕炸哲磷绩朋淡尖启陷柴呈徒颜泪稍忘泵蓝拖洞授镜辛壮锋贫虚弯摩泰幼廷尊窗纲弄隶疑氏宫姐震瑞怪尤琴循描膜违夹腰缘珠穷森枝竹沟催绳忆邦剩幸浆栏拥牙贮礼滤钠纹罢拍咱喊袖埃勤罚焦潜伍墨欲缝姓刊饱仿奖铝鬼丽跨默挖链扫喝袋炭污幕诸弧励梅奶洁灾舟鉴苯讼抱毁懂寒智埔寄届跃渡挑丹艰贝碰拔爹戴码梦芽熔赤渔哭敬颗奔铅仲虎稀妹乏珍申桌遵允隆螺仓魏锐晓氮兼隐碍赫拨忠肃缸牵抢博巧壳兄杜讯诚碧祥柯页巡矩悲灌龄伦票寻桂铺圣恐恰郑趣抬荒腾贴柔滴猛阔辆妻填撤储签闹扰紫砂递戏吊陶伐喂疗瓶婆抚臂摸忍虾蜡邻胸巩挤偶弃槽劲乳邓吉仁烂砖租乌舰伴瓜浅丙暂燥橡柳迷暖牌秧胆详簧踏瓷谱呆宾糊洛辉愤竞隙怒粘乃绪肩籍敏涂熙皆侦悬掘享纠醒狂锁淀恨牲霸爬赏逆玩陵祝秒浙貌' +
  '這個們來時為國會過說對學後發現實開經還進與關問體動長頭電話書車東馬門見兩點當機業無員應從樣間數線內親愛風飛聽讀寫語請謝買賣錢價課師買費號帳戶單據處專題論壇讚評價點擊瀏覽購註冊訂閱網頁聯絡優惠氣際産発対会図観読総経験済変図売買帰駅様円続駄込畑辻働';

const frequent = new Set(FREQUENT);

const UNASSIGNED = /\p{Cn}/u;
const LATIN_LETTER = /\p{Script=Latin}/u;
const TYPOGRAPHIC = new Set('‘’“”‚„–—…€•™®©°£\u00a0«»·×½¿¡§');

/** 0 = surely wrong, 1 = surely text. Pure ASCII says nothing against any encoding: 1. Looks at the characters above ASCII only.
 *  Adds up what each is worth and divides by their number; a private-use, unassigned or control character costs five. */
export function plausibilityOf(text: string): number {
  const chars = Array.from(text.length > 400_000 ? text.slice(0, 400_000) : text);
  let total = 0;
  let worth = 0;
  let inRun = 0;
  let han = 0;
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!;
    const code = char.codePointAt(0)!;
    if (code < 0x80) {
      // control characters other than tab and line ends do not occur in text
      if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 0) {
        total++;
        worth -= 5;
      }
      continue;
    }
    total++;
    const before = chars[i - 1] ?? '\n';
    const after = chars[i + 1] ?? '\n';
    if (isHan(code)) {
      han++;
      if (isWide(before) || isWide(after)) inRun++;
    }
    worth += worthOf(char, code, before, after);
  }
  if (total === 0) return 1;
  // real Chinese stands in words; Han characters that all stand alone are accidents of a Latin text
  const lonely = han > 0 && inRun === 0 && !text.includes('\ufffd') ? 0.6 : 1;
  return Math.max(0, Math.min(1, worth / total)) * lonely;
}

function worthOf(char: string, code: number, before: string, after: string): number {
  if (isHan(code)) {
    if (frequent.has(char)) return 1;
    return isWide(before) || isWide(after) ? 0.35 : -1;
  }
  if (code >= 0x3040 && code <= 0x30ff) return isWide(before) || isWide(after) ? 0.9 : -0.5; // kana
  if (code >= 0xff61 && code <= 0xff9f) return 0.1; // half-width kana: rare in fact, common in mistakes
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff60)) return 0.9; // full-width punctuation
  if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) || (code >= 0x7f && code <= 0x9f) || code >= 0xf0000) return -5;
  if (UNASSIGNED.test(char)) return -5;
  if (code >= 0x1f300 && code <= 0x1faff) return 0.9; // emoji
  if (TYPOGRAPHIC.has(char)) return 0.8;
  if (LATIN_LETTER.test(char)) return worthOfLatin(char, before, after);
  if (code >= 0xac00 && code <= 0xd7a3) return 0.6;
  if (code >= 0x370 && code <= 0x5ff) return isAlphabet(before) || isAlphabet(after) ? 0.4 : 0.1;
  return 0.1;
}

/** An accented letter belongs to a word: one neighbour is a letter, and a capital does not stand between small ones. */
function worthOfLatin(char: string, before: string, after: string): number {
  if (!isAsciiLetter(before) && !isAsciiLetter(after)) return 0.2;
  const isCapital = char !== char.toLowerCase();
  const isInside = isAsciiLetter(before) && (after >= 'a' ? after <= 'z' : before >= 'a');
  return isCapital && isInside ? 0 : 0.85;
}

const isHan = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x20000 && code <= 0x323af);
const isWide = (char: string) => char >= '\u3000' && char !== '\ufffd';
const isAsciiLetter = (char: string) => (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z');
const isAlphabet = (char: string) => char >= '\u0370' && char <= '\u05ff';
