import { addDays, daysBetween } from '../../ui/format.ts';

/** The stretch of the same length just before the scope, in whole weeks; null when the scope has no start or the data none before it. */
export function previousScope(
  scope: { from: string | null; to: string | null },
  firstDay: string | null,
  lastDay: string | null,
): { from: string; to: string } | null {
  const end = scope.to ?? lastDay;
  if (!scope.from || !end || !firstDay) return null;
  const days = daysBetween(scope.from, end) + 1;
  const whole = days > 7 ? Math.ceil(days / 7) * 7 : days;
  const to = addDays(scope.from, -1);
  return to < firstDay ? null : { from: addDays(scope.from, -whole), to };
}
