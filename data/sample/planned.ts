/** Events that something else decided (an order, a campaign, an experiment), and spans in which a kind is not left to chance. */
import type { Kind } from './clusters.ts';
import type { Content } from './contents.ts';
import type { Member } from './members.ts';

export interface PlannedEvent {
  member: Member;
  kind: Kind;
  content: Content | null;
  ms: number;
  value?: number;
  unit?: string;
  campaign?: string | null;
}

/** Within the span, the kind happens only as planned. */
export interface Guard {
  kind: Kind;
  fromMs: number;
  toMs: number;
}

export type Guards = Map<Member, Guard[]>;

export function guard(guards: Guards, member: Member, span: Guard): void {
  const list = guards.get(member);
  if (list) list.push(span);
  else guards.set(member, [span]);
}

export const isGuarded = (guards: Guards, member: Member, kind: Kind, ms: number): boolean =>
  guards.get(member)?.some((g) => g.kind === kind && ms >= g.fromMs && ms < g.toMs) ?? false;
