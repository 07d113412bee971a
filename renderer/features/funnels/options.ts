/** The funnel from the address, or one that suits the actions at hand. */
import type { FunnelDefinition } from '../../../core/api/contract.ts';
import type { Kind } from '../../ui/KindPicker.tsx';

export const MOST_STEPS = 12;
const WINDOW_DAYS = 7;
/** What most communities would ask first, as far as they have it. */
const USUAL = ['view', 'complete', 'purchase'];

/** @param kinds at hand, the most frequent first */
export function funnelOptions(search: Partial<FunnelDefinition> | undefined, kinds: readonly Kind[]): FunnelDefinition {
  const raw: Partial<Record<keyof FunnelDefinition, unknown>> = search ?? {};
  const isSteps = (value: unknown): value is string[][] =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MOST_STEPS &&
    value.every((step) => Array.isArray(step) && step.every((kind) => typeof kind === 'string'));
  return {
    steps: isSteps(raw.steps) ? raw.steps : usualSteps(kinds),
    windowDays: typeof raw.windowDays === 'number' && raw.windowDays > 0 && raw.windowDays <= 3650 ? raw.windowDays : WINDOW_DAYS,
    order: raw.order === 'strict' || raw.order === 'any' ? raw.order : 'ordered',
  };
}

export function usualSteps(kinds: readonly Kind[]): string[][] {
  const usual = USUAL.filter((name) => kinds.some((kind) => kind.name === name));
  const names = usual.length >= 2 ? usual : kinds.slice(0, 2).map((kind) => kind.name);
  return names.map((name) => [name]);
}

/** The steps that have actions: one just added is still empty. */
export const askable = (steps: readonly string[][]): string[][] => steps.filter((step) => step.length > 0);

/** Moves one step; at the edge it stays. */
export function moved<V>(list: readonly V[], from: number, by: number): V[] {
  const to = from + by;
  if (to < 0 || to >= list.length) return [...list];
  const next = [...list];
  const [one] = next.splice(from, 1);
  next.splice(to, 0, one!);
  return next;
}
