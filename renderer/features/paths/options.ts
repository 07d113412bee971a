/** The page's options from the address: whatever it holds, what comes out can be asked. */
import type { PathDefinition } from '../../../core/api/contract.ts';
import type { Search } from '../../app/search.ts';

export interface PathOptions extends PathDefinition {
  /** Number of a segment; null = no comparison. */
  compare: number | null;
}

export function pathOptions(search: Search['paths']): PathOptions {
  const raw: Partial<Record<keyof PathOptions, unknown>> = search ?? {};
  const whole = (value: unknown, min: number, max: number, otherwise: number) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : otherwise;
  return {
    anchor: Array.isArray(raw.anchor) ? raw.anchor.filter((kind): kind is string => typeof kind === 'string') : [],
    depth: whole(raw.depth, 2, 8, 5),
    gapMinutes: typeof raw.gapMinutes === 'number' && raw.gapMinutes >= 1 && raw.gapMinutes <= 100_000 ? raw.gapMinutes : 30,
    keep: whole(raw.keep, 1, 20, 6),
    compare: whole(raw.compare, 1, Number.MAX_SAFE_INTEGER, 0) || null,
  };
}
