import type { ChartData } from '../../shared/domain/chart.ts';
import { isIntraday, nominalMilliseconds } from '../../shared/domain/interval.ts';
import { wallDate } from './axis-times.ts';

/** Bars that a session lacks between two that it has. Times are wall seconds. */
export interface Gap {
  /** Start of the first missing bar. */
  readonly from: number;
  /** Start of the bar that follows. */
  readonly to: number;
  readonly missing: number;
  /** Seconds from one bar to the next. */
  readonly step: number;
}

/** Shorter silences are ordinary in a quiet symbol: nobody traded. */
const SHORTEST_SECONDS = 10 * 60;
const FEWEST_BARS = 2;

/** The gap in front of bar `index` within its session; undefined where there is none worth saying. */
export function gapBefore(data: ChartData, index: number): Gap | undefined {
  if (index <= 0 || !isIntraday(data.interval)) return undefined;
  const { wallSeconds } = data.bars;
  const before = wallSeconds[index - 1] ?? Number.NaN;
  const to = wallSeconds[index] ?? Number.NaN;
  const step = nominalMilliseconds(data.interval) / 1_000;
  const missing = Math.round((to - before) / step) - 1;
  if (missing < FEWEST_BARS || missing * step < SHORTEST_SECONDS) return undefined;
  const opensSession = data.sessionStarts.includes(to) || wallDate(before) !== wallDate(to);
  return opensSession ? undefined : { from: before + step, to, missing, step };
}

/** Every gap among the bars, oldest first. */
export function gapsOf(data: ChartData): Gap[] {
  const gaps: Gap[] = [];
  for (let i = 1; i < data.bars.wallSeconds.length; i++) {
    const gap = gapBefore(data, i);
    if (gap !== undefined) gaps.push(gap);
  }
  return gaps;
}

/** Starts of the bars that are missing. */
export function slotsOf(gap: Gap | undefined): number[] {
  if (gap === undefined) return [];
  return Array.from({ length: gap.missing }, (_, i) => gap.from + i * gap.step);
}

/** `no bars 25 min`: what is known; why is for the data quality panel to say. */
export function gapText({ missing, step }: Gap): string {
  const minutes = Math.round((missing * step) / 60);
  const rest = minutes % 60;
  if (minutes < 60) return `no bars ${minutes} min`;
  return rest === 0 ? `no bars ${minutes / 60} h` : `no bars ${Math.floor(minutes / 60)} h ${rest} min`;
}
