import { useEffect, useMemo, useState } from 'react';
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

/** The value after it has rested for `ms`. */
export function useSettled<V>(value: V, ms: number): V {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
