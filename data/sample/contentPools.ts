/** What a member opens: of the language, mostly of the own subjects, and already published. */
import type { Random } from '../../core/base/random.ts';
import type { Kind } from './clusters.ts';
import type { Content } from './contents.ts';
import type { Member } from './members.ts';

/** Contents by language, subject and use, each list in order of publishing. */
export class ContentPools {
  private readonly lists = new Map<string, Content[]>();

  constructor(contents: readonly Content[]) {
    for (const c of [...contents].sort((a, b) => a.publishedMs - b.publishedMs || a.i - b.i)) {
      const uses =
        c.kind === 'live'
          ? ['attend']
          : c.kind === 'lesson'
            ? ['study', 'read']
            : c.kind === 'course'
              ? ['enrol', 'read']
              : ['read', 'file'];
      for (const use of uses) {
        for (const at of [`${use}/${c.lang}/${c.topic}`, `${use}/${c.lang}`]) {
          const list = this.lists.get(at);
          if (list) list.push(c);
          else this.lists.set(at, [c]);
        }
      }
    }
  }

  pick(rng: Random, m: Member, kind: Kind, ms: number): number {
    const use = USE[kind];
    if (!use) return -1;
    const lang = rng.unit() < 0.93 ? m.lang : m.lang === 'zh' ? 'en' : 'zh';
    const r = rng.unit();
    const topic = r < 0.6 ? m.topic : r < 0.82 ? m.topic2 : rng.below(8);
    if (use === 'attend') return this.latest(this.lists.get(`attend/${lang}`), ms);
    const list = this.lists.get(`${use}/${lang}/${topic}`) ?? this.lists.get(`${use}/${lang}`)!;
    let open = list.length;
    while (open > 0 && list[open - 1]!.publishedMs > ms) open--;
    if (open === 0) return -1;
    // Early items of a list are seen more than later ones.
    return list[Math.min(rng.below(open), rng.below(open))]!.i;
  }

  private latest(list: readonly Content[] | undefined, ms: number): number {
    let found = -1;
    for (const c of list ?? []) {
      if (c.publishedMs > ms) break;
      found = c.i;
    }
    return found;
  }
}
const USE: Partial<Record<Kind, string>> = {
  view: 'read',
  like: 'read',
  share: 'read',
  play: 'study',
  progress: 'study',
  complete: 'study',
  download: 'file',
  enrol: 'enrol',
  attend: 'attend',
};
