import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Words } from '../../core/api/contract.ts';
import { usePrefs } from '../app/prefs.ts';
import { useAppState } from '../client/engine.ts';
import { createFormat, type Format } from './format.ts';

/** Formats of the chosen language and of the open community's zone and currency. */
export function useFormat(): Format {
  const locale = usePrefs((prefs) => prefs.locale);
  const settings = useAppState().data?.workspace?.settings;
  const tz = settings?.tz;
  const currency = settings?.currency;
  return useMemo(
    () => createFormat({ locale, ...(tz ? { tz } : {}), ...(currency ? { currency } : {}) }),
    [locale, tz, currency],
  );
}

/** Words that the engine gives in both languages. */
export function useSay(): (words: Words) => string {
  const locale = usePrefs((prefs) => prefs.locale);
  return useCallback((words) => (locale === 'en' ? words.en : words.zh), [locale]);
}

/** The value after it has rested for `ms`. */
export function useSettled<V>(value: V, ms: number): V {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
