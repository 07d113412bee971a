/** One member as a mark of a chart: a point or a node draws one person, and opens that person rather than a list of one. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Mark } from '../../core/api/contract.ts';

export const memberMark = (memberNo: number): Mark => ({ of: 'rule', rule: { members: [memberNo] } });

/** The member whom a mark draws alone; null when it draws a set. */
export function memberOf(mark: Mark): number | null {
  if (mark.of !== 'rule' || !('members' in mark.rule)) return null;
  const members = mark.rule.members as number[];
  return members.length === 1 ? members[0]! : null;
}

export function useOpenMember(): (memberNo: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (memberNo) =>
      void navigate({ to: '/members/$memberNo', params: { memberNo: String(memberNo) } as never, search: {} as never }),
    [navigate],
  );
}
