import { useCallback, useEffect, useRef, useState } from 'react';
import type { Rule } from '../../../core/api/contract.ts';
import { useChangeAddress } from '../../app/search.ts';
import { isTyping } from '../../ui/keys.ts';
import { forEditor, fromEditor } from '../../ui/rule/ruleEdit.ts';

const ADDRESS_MS = 300;

export interface Draft {
  rule: Rule;
  isChanged: boolean;
  change(rule: Rule): void;
  /** After saving: what is there now is what was kept. */
  settle(rule: Rule): void;
}

/** A rule that is being written. It stays in the address, so that going away and coming back loses nothing; and each change can be taken
 *  back by itself, before the app's own undo has its turn.
 *  @param kept as it is saved; null = not yet */
export function useDraft(kept: Rule | null, fromAddress: Rule | null): Draft {
  const change = useChangeAddress();
  const [rule, setRule] = useState<Rule>(() => forEditor(fromAddress ?? kept ?? { all: [] }));
  const past = useRef<Rule[]>([]);
  const future = useRef<Rule[]>([]);
  const latest = useRef(rule);
  latest.current = rule;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isChanged = JSON.stringify(fromEditor(rule)) !== JSON.stringify(kept === null ? { all: [] } : fromEditor(kept));

  const show = useCallback(
    (next: Rule) => {
      setRule(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => change({ rule: fromEditor(next) }, { replace: true }), ADDRESS_MS);
    },
    [change],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event)) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (key !== 'z' && key !== 'y') return;
      const [from, to] = isRedo ? [future, past] : [past, future];
      const next = from.current.pop();
      if (!next) return; // nothing of its own left: the app's undo
      to.current.push(latest.current);
      show(next);
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the keys of the whole app, which listen on the document.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [show]);

  return {
    rule,
    isChanged,
    change(next) {
      past.current.push(latest.current);
      future.current = [];
      show(forEditor(next));
    },
    settle(next) {
      clearTimeout(timer.current);
      past.current = [];
      future.current = [];
      setRule(forEditor(next));
    },
  };
}
