import { useSyncExternalStore } from 'react';
import { type ChartTheme, readChartTheme, watchChartTheme } from '../../charts/chart-theme.ts';

let theme: ChartTheme | undefined;

/** The colours that charts draw with now; new ones whenever the window's theme changes. */
export function useChartTheme(): ChartTheme {
  return useSyncExternalStore(subscribe, current);
}

function subscribe(onChange: () => void): () => void {
  return watchChartTheme(() => {
    theme = readChartTheme();
    onChange();
  });
}

function current(): ChartTheme {
  theme ??= readChartTheme();
  return theme;
}
