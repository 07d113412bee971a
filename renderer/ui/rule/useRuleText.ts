import type { Rule } from '../../../core/api/contract.ts';
import { useEngine } from '../../client/engine.ts';
import { useSay } from '../hooks.ts';

const EVERYBODY: Rule = { all: [] };

/** A rule as a sentence in the language of the window; null while it is asked for, or when it no longer works. */
export function useRuleText(rule: Rule | null): string | null {
  const say = useSay();
  const preview = useEngine('segmentPreview', { rule: rule ?? EVERYBODY, sql: false }, { enabled: rule !== null, keep: false });
  return rule !== null && preview.data?.kind === 'segment' ? say(preview.data.sentence) : null;
}
