import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ChartTheme } from '../../charts/chart-theme.ts';
import { ChartView, type ChartViewEvents } from '../../charts/chart-view.ts';

/** What the mounted chart says of itself. */
export interface ChartPicture {
  readonly view: ChartView | null;
  /** Index of the bar under the crosshair; null where there is none. */
  readonly hovered: number | null;
  /** Distance of each pane from the top of the plot, in pixels. */
  readonly tops: readonly number[];
}

type Listeners = Pick<ChartViewEvents, 'onOldest' | 'onMark' | 'onPainted'>;

/** A chart of the library in `container`, for as long as the panel lives. */
export function useChartView(
  container: RefObject<HTMLDivElement | null>,
  theme: ChartTheme,
  listeners: RefObject<Listeners>,
): ChartPicture {
  const [view, setView] = useState<ChartView | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [tops, setTops] = useState<readonly number[]>([]);
  const firstTheme = useRef(theme);
  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new ChartView(container.current, firstTheme.current, {
      onHover: setHovered,
      onPanes: setTops,
      onOldest: () => listeners.current.onOldest(),
      onMark: (id) => listeners.current.onMark(id),
      onPainted: (bars) => listeners.current.onPainted(bars),
    });
    setView(made);
    return () => {
      made.remove();
      setView(null);
    };
  }, [container, listeners]);
  useEffect(() => view?.setTheme(theme), [view, theme]);
  return { view, hovered, tops };
}
