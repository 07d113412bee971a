/** Words that say how something is said, not what about. Left out of topics; never out of sentiment. Our own lists. */

/** After the stem was taken. */
export const ENGLISH_STOP: ReadonlySet<string> = new Set(
  (
    'a about after again all also always am an and any are as at back be because been before being both but by came can cannot could did do doe ' +
    'done down each either else even ever every few for from get give go goe going gone got had ha have having he her here him hi how i if ' +
    'in into is it its just know last less let like little long lot made make many may maybe me mean might more most much must my need never ' +
    'new next no nobody non not now of off ok okay on once one only or other our out over own per please quite rather really right said same ' +
    'say see seem she should since so some something soon still such sure take than thank that the their them then there these they thing ' +
    'think thi this those though through time to today too tried try two under until up us use very want was wa way we well went were what ' +
    'when where which while who whole why will with without would yes yet you your im ive id dont didnt doesnt isnt cant wont thats hi hello ' +
    'hey lol haha agree agreed exactly glad nice great good thanks thx anyone someone everyone myself keep put day week month year bit feel ' +
    'first second anything everything nothing actually probably finally already almost enough around another away left part end start kind'
  ).split(' '),
);

/** Characters that join words: a pair with one of them is no word. */
export const HAN_FUNCTION = '的了吗呢吧啊呀嘛哦哈嗯哎唉喔么';

/** Pairs of characters. */
export const HAN_STOP: ReadonlySet<string> = new Set(
  (
    '我们 你们 他们 她们 它们 大家 自己 这个 那个 这些 那些 这里 那里 这样 那样 这种 那种 一个 一些 一下 一样 一直 一起 一点 两个 几个 什么 怎样 如何 ' +
    '为何 可以 可能 可是 能够 没有 没人 不是 不能 不要 不会 不用 不过 不太 不到 就是 还是 还有 但是 而且 或者 如果 因为 所以 虽然 然后 之后 之前 以后 以前 ' +
    '已经 正在 现在 今天 昨天 明天 时候 时间 今年 去年 每天 每次 每周 上周 下周 本周 这周 非常 特别 比较 真是 真心 确实 其实 应该 需要 觉得 感觉 知道 看到 ' +
    '听到 说到 想到 出来 起来 下来 上去 下去 过来 过去 回来 进去 之间 里面 外面 上面 下面 后面 前面 有人 有点 有些 有没 是不 会不 要不 能不 谢谢 感谢 请问 ' +
    '你好 您好 支持 同意 赞同 顶上 加油 哈哈 呵呵 楼主 楼上 楼下 同感 一次 两次 三次 第一 第二 第三 也是 都是 还没 我也 我是 我就 我在 我还 也不 都不 就不 ' +
    '个月 三个 四个 五个 多少 个人 只是 只有 而是 于是 以为 认为 对于 关于 由于 至于 以及 比如 例如 不错 很多 很好 也有 都有 就好 还好 好像'
  ).split(' '),
);
