/** Words and marks of one member of the network. */
import type { NetworkMember } from '../../../core/api/contract.ts';
import type { T } from '../../i18n/t.ts';

export const nameOf = ({ handle, memberNo }: { handle: string | null; memberNo: number }, t: T): string =>
  handle ?? t('network.member.unnamed', { n: memberNo });

export const BALANCES = ['gives', 'even', 'gets'] as const;
export type Balance = (typeof BALANCES)[number];

/** From twice as many replies one way as the other on, a member mostly gives or mostly gets. */
export function balanceOf({ given, received }: Pick<NetworkMember, 'given' | 'received'>): Balance {
  if (given >= 2 * received) return 'gives';
  return received >= 2 * given ? 'gets' : 'even';
}
