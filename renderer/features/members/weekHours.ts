const HOURS = 24;

/** The weekday (Monday = 0) and hour with the most actions; the earlier one of equals. null when there are none. */
export function busiest(weekHours: readonly number[]): { day: number; hour: number } | null {
  let at = -1;
  weekHours.forEach((n, i) => {
    if (n > (at < 0 ? 0 : weekHours[at]!)) at = i;
  });
  return at < 0 ? null : { day: Math.floor(at / HOURS), hour: at % HOURS };
}

/** Everything lies at midnight: the export knows days, not hours. */
export const isFlat = (weekHours: readonly number[]): boolean => weekHours.every((n, i) => n === 0 || i % HOURS === 0);
