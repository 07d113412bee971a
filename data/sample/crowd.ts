/** Who is around at a moment: people speak when they visit. */
import type { Random } from '../../core/base/random.ts';
import { DAYS, dayOf, END_MS } from './calendar.ts';
import { dayStarts, type EventLog } from './events.ts';
import type { Member } from './members.ts';
import { chance, failures } from './streams.ts';
import type { Lang } from './types.ts';

/** Finds authors who were active at a time and speak the language. */
export class Crowd {
  private readonly rng: Random;
  private readonly members: readonly Member[];
  private readonly log: EventLog;
  private readonly starts: Int32Array;

  constructor(rng: Random, members: readonly Member[], log: EventLog) {
    this.rng = rng;
    this.members = members;
    this.log = log;
    this.starts = dayStarts(log);
  }

  /** Anybody, at any time, in proportion to activity and talkativeness. */
  anyone(): { author: Member; ms: number } {
    for (;;) {
      const found = this.at(this.rng.below(this.log.size), null);
      if (found) return found;
    }
  }

  /** Somebody around within some days after a time; null when nobody fits. */
  after(ms: number, lang: Lang, not: Member): { author: Member; ms: number } | null {
    for (let attempt = 0; attempt < 60; attempt++) {
      const day = dayOf(ms) + failures(this.rng, 0.6, 6);
      if (day >= DAYS) continue;
      const from = this.starts[day]!;
      const n = this.starts[day + 1]! - from;
      if (!n) continue;
      const found = this.at(from + this.rng.below(n), lang);
      if (found && found.author !== not && found.ms > ms + 40_000) return found;
    }
    return null;
  }

  private at(e: number, lang: Lang | null): { author: Member; ms: number } | null {
    const author = this.members[this.log.member[e]!]!;
    const ms = this.log.ms[e]! + (20 + this.rng.below(700)) * 1000;
    if (lang && author.lang !== lang && !chance(this.rng, 0.03)) return null;
    if (
      author.isSpammer ||
      author.role !== 'member' ||
      !chance(this.rng, author.behaviour.talk / 6.5) ||
      ms >= (author.leftMs ?? END_MS) ||
      ms >= END_MS
    )
      return null;
    return { author, ms };
  }
}
