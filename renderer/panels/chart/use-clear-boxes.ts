import { type RefObject, useEffect } from 'react';
import type { ChartView } from '../../charts/chart-view.ts';

/** Marks an element that lies over the plot. */
export const OVER_PLOT = { 'data-over-plot': '' };

/**
 * Keeps the bars and their tags clear of the elements over the plot, whatever size those come to have. `shown`
 * changes where such elements come or go.
 */
export function useClearBoxes(
  view: ChartView | null,
  panel: RefObject<HTMLElement | null>,
  shown: string,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` says that the elements are others
  useEffect(() => {
    const element = panel.current;
    if (view === null || element === null) return undefined;
    const over = [...element.querySelectorAll('[data-over-plot]')];
    const measure = () => {
      const { left, top } = element.getBoundingClientRect();
      const boxes = over.map((each) => each.getBoundingClientRect());
      view.keepClear(
        boxes.map((box) => ({
          left: box.left - left,
          top: box.top - top,
          width: box.width,
          height: box.height,
        })),
      );
    };
    const observer = new ResizeObserver(measure);
    for (const each of over) observer.observe(each);
    return () => observer.disconnect();
  }, [view, panel, shown]);
}
