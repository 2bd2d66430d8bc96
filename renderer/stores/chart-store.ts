import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { countRows } from './screen-store.ts';

/** What a mounted chart can be told to do. */
export interface ChartCommands {
  /** The symbol that it shows now. */
  readonly symbol: () => SymbolId;
  /** The newest bars at the usual width. */
  readonly reset: () => void;
  /** Shows or hides the table of the bars in view. */
  readonly toggleTable: () => void;
}

interface ChartsState {
  /** By panel id. */
  readonly mounted: Readonly<Record<string, ChartCommands>>;
  /** The chart that was used last: what keys act on. Null while there is none. */
  readonly active: string | null;
}

/** The charts of the window. */
const useCharts = create<ChartsState>()(() => ({ mounted: {}, active: null }));

const painted = new Map<string, number>();

/** A chart is there and can be told things; returns what takes it away again. */
export function mountChart(id: string, commands: ChartCommands): () => void {
  useCharts.setState(({ mounted, active }) => ({
    mounted: { ...mounted, [id]: commands },
    active: active ?? id,
  }));
  return () => {
    useCharts.setState(({ mounted, active }) => {
      const { [id]: _gone, ...rest } = mounted;
      return { mounted: rest, active: active === id ? (Object.keys(rest)[0] ?? null) : active };
    });
    countPainted(id, 0);
  };
}

/** The user works with this chart. */
export function activateChart(id: string): void {
  if (useCharts.getState().active !== id) useCharts.setState({ active: id });
}

/** Tells a chart what to do: the one that was used last. */
export function activeChart(): ChartCommands | undefined {
  const { mounted, active } = useCharts.getState();
  return active === null ? undefined : mounted[active];
}

/** Counts the bars that a chart has on the screen; the window reports the sum over its charts. */
export function countPainted(id: string, bars: number): void {
  if ((painted.get(id) ?? 0) === bars) return;
  if (bars === 0) painted.delete(id);
  else painted.set(id, bars);
  countRows({ chartBars: [...painted.values()].reduce((sum, each) => sum + each, 0) });
}
