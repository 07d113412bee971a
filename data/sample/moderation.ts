/** Cases, reports and decisions over unwanted posts: most decided, some waiting, a few decided wrongly. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { DAYS, dayOf, END_MS } from './calendar.ts';
import type { Crowd } from './crowd.ts';
import type { Post } from './posts.ts';
import { between, chance, failures, keyOf } from './streams.ts';
import { tableOf } from './table.ts';
import type { SampleTable } from './types.ts';

const FALSE_ALARMS = 78;
const NOTES = {
  ad: ['发广告的', '又是加微信', '同样的内容贴了好几遍', 'advert', 'contact details in the text', '导流', ''],
  spam: ['灌水', '无意义内容', 'junk', '刷屏', ''],
  personal_attack: ['骂人', '说话太难听了', 'rude', '请管管', ''],
  off_topic: ['和板块无关', 'off topic', '不太合适吧', ''],
};
type Reason = keyof typeof NOTES;

export interface Moderation {
  tables: SampleTable[];
  wrongDecisions: string[];
  pendingItems: number;
  truePositives: number;
}

export function moderate(
  rng: Random,
  scale: number,
  posts: readonly Post[],
  unwanted: readonly Post[],
  crowd: Crowd,
): Moderation {
  const items = tableOf('mod_item', [
    'source_key',
    'target_type',
    'target_key',
    'target_member_id',
    'status',
    'severity',
    'risk',
    'opened_at',
    'due_at',
    'closed_at',
    'assignee',
    'origin',
  ]);
  const reports = tableOf('mod_report', [
    'source_key',
    'item_key',
    'reporter_id',
    'reason',
    'native_reason',
    'note',
    'weight',
    'reported_at',
  ]);
  const decisions = tableOf('mod_decision', [
    'source_key',
    'item_key',
    'operator',
    'action',
    'reason',
    'note',
    'decided_at',
    'score_shown',
  ]);
  const out: Moderation = {
    tables: [items.table, reports.table, decisions.table],
    wrongDecisions: [],
    pendingItems: 0,
    truePositives: 0,
  };
  const fine = posts.filter((p) => !p.truth.isSpam && !p.truth.isInsult && p.author.role === 'member' && p.ms < END_MS - DAY_MS);
  const accused = [...unwanted, ...Array.from({ length: Math.round(FALSE_ALARMS * scale) }, () => rng.pick(fine))];
  const cases = [...new Set(accused)].map((post) => {
    const byRule = post.truth.isAd && chance(rng, 0.4);
    const reporters = Array.from({ length: byRule ? failures(rng, 0.6, 2) : 1 + failures(rng, 0.55, 4) }, () =>
      crowd.after(post.ms, post.lang, post.author),
    ).filter((r) => r !== null && r.ms < END_MS);
    const first = Math.min(...reporters.map((r) => r!.ms));
    return { post, byRule, reporters, openMs: byRule || !reporters.length ? Math.min(END_MS - 1000, post.ms + 30_000) : first };
  });
  cases.sort((a, b) => a.openMs - b.openMs);
  cases.forEach(({ post, byRule, reporters, openMs }, n) => {
    const key = keyOf('q', n + 1, 4);
    const isBad = post.truth.isSpam || post.truth.isInsult;
    const reason: Reason = post.truth.isAd
      ? 'ad'
      : post.truth.isSpam
        ? 'spam'
        : post.truth.isInsult
          ? 'personal_attack'
          : rng.pick(['off_topic', 'ad', 'spam', 'personal_attack'], [5, 2, 2, 2]);
    const severity = reason === 'ad' ? 'medium' : reason === 'personal_attack' ? 'high' : 'low';
    const risk = Math.round(Math.min(0.99, Math.max(0.03, (isBad ? 0.76 : 0.3) + 0.16 * rng.normal())) * 100) / 100;
    for (const reporter of reporters) {
      reports.add({
        source_key: keyOf('f', reports.table.rows.length + 1, 5),
        item_key: key,
        reporter_id: reporter!.author.key,
        reason,
        native_reason: { ad: '广告引流', spam: '垃圾内容', personal_attack: '人身攻击', off_topic: '与主题无关' }[reason],
        note: rng.pick(NOTES[reason]) || null,
        weight: Math.round((0.5 + rng.unit() * 0.5) * 100) / 100,
        reported_at: reporter!.ms,
      });
    }
    const isPending = dayOf(openMs) > DAYS - 4 || chance(rng, 0.13);
    const wrong = !isPending && chance(rng, 0.035);
    const decidedMs = Math.min(END_MS - 1000, openMs + between(rng, 6, 40 * 60) * MINUTE_MS);
    const remove = isBad !== wrong;
    const escalated = !isPending && remove && reason === 'personal_attack' && chance(rng, 0.12);
    const operator = rng.pick(['xiaoman', 'ahuai', 'robin'], [4, 3, 3]);
    items.add({
      source_key: key,
      target_type: 'post',
      target_key: post.key,
      target_member_id: post.author.key,
      status: isPending ? 'pending' : escalated ? 'escalated' : remove ? 'removed' : 'approved',
      severity,
      risk,
      opened_at: openMs,
      due_at: openMs + (severity === 'high' ? 4 : severity === 'medium' ? 12 : 48) * HOUR_MS,
      closed_at: isPending || escalated ? null : decidedMs,
      assignee: isPending ? (chance(rng, 0.3) ? operator : null) : operator,
      origin: byRule ? 'rule' : reporters.length ? 'report' : 'operator',
    });
    if (isBad) out.truePositives++;
    if (isPending) {
      out.pendingItems++;
      return;
    }
    const decision = keyOf('d', decisions.table.rows.length + 1, 4);
    if (wrong) out.wrongDecisions.push(decision);
    const action = !remove
      ? 'keep'
      : escalated
        ? 'escalate'
        : reason === 'ad'
          ? rng.pick(['delete', 'ban', 'hide'], [6, 3, 2])
          : reason === 'personal_attack'
            ? rng.pick(['hide', 'warn', 'mute'], [4, 4, 2])
            : rng.pick(['hide', 'delete'], [3, 2]);
    decisions.add({
      source_key: decision,
      item_key: key,
      operator,
      action,
      reason: remove ? reason : 'none',
      note: chance(rng, 0.2)
        ? rng.pick(
            ['已按公约处理', '首次，先提醒', '重复账号', 'handled by house rules', '看了上下文，没问题', 'context looks fine'],
            remove ? [3, 2, 2, 3, 0, 0] : [0, 0, 0, 0, 3, 3],
          )
        : null,
      decided_at: decidedMs,
      score_shown: risk,
    });
  });
  return out;
}
