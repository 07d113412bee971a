import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { type ChartTheme, readChartTheme } from './chartTheme.ts';

export function useChartTheme(): ChartTheme {
  const scheme = useComputedColorScheme('light');
  // The attribute is set by Mantine's layout effect; a frame later the tokens of the new theme are readable.
  return useMemo(() => {
    document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
    return readChartTheme(scheme === 'dark');
  }, [scheme]);
}
