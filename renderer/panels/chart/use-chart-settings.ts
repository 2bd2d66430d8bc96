import { useCallback, useMemo } from 'react';
import { type ChartSettings, keptSettings, readChartSettings } from '../../stores/chart-settings.ts';
import { panelState, usePanelState } from '../../stores/workspace-store.ts';

/** What a chart keeps with the layout, and how it is changed. */
export function useChartSettings(
  id: string,
): readonly [ChartSettings, (changes: Partial<ChartSettings>) => void] {
  const [kept, keep] = usePanelState(id);
  const settings = useMemo(() => readChartSettings(id, kept), [id, kept]);
  const change = useCallback(
    (changes: Partial<ChartSettings>) =>
      keep(keptSettings({ ...readChartSettings(id, panelState(id)), ...changes })),
    [id, keep],
  );
  return [settings, change];
}
