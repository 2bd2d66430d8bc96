import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { INTERVALS, type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { BarSeries } from '../session-data/bar-series.ts';
import type { SessionCore } from '../session-data/session-core.ts';

/** A bar that forms, as the session folds it: the record at `at` of `bars`. */
export interface FormingBar {
  readonly bars: Float64Array;
  readonly at: number;
}

/** A series of the session that the bars of a chart come from. */
export interface HeldSeries {
  readonly series: BarSeries;
  /** True where the session's bars come into it. */
  readonly live: boolean;
  /** The bar of its interval that forms now; undefined where none does. */
  forming(): FormingBar | undefined;
}

/** What the session holds of a symbol that bars of one interval can be made of. */
export interface HeldBars {
  /** The interval's own series; undefined where it has no bars yet and a finer one has. */
  readonly own: HeldSeries | undefined;
  /** The finer series that reaches furthest back: what the own one lacks, in front of it or behind it, is folded from it. */
  readonly finer: HeldSeries | undefined;
}

/** Where the bars of a symbol and interval are to be had at present. */
export function heldBars(core: SessionCore, symbolIndex: number, interval: Interval): HeldBars {
  const own = heldSeries(core, symbolIndex, interval);
  const finer = furthestBack(core, symbolIndex, interval);
  const isWaiting = own?.series.length === 0 && finer !== undefined;
  return { own: isWaiting ? undefined : own, finer };
}

function heldSeries(core: SessionCore, symbolIndex: number, interval: Interval): HeldSeries | undefined {
  const { bars } = core.parts;
  const series = bars.series(symbolIndex, interval);
  if (series === undefined) return undefined;
  const folder = bars.folder(interval);
  return {
    series,
    live: core.holdings(symbolIndex).has('session', interval),
    forming: () =>
      folder.hasForming(symbolIndex) ? { bars: folder.forming, at: symbolIndex * BAR_STRIDE } : undefined,
  };
}

/** The finer series with the oldest bar, the coarsest of several, since it is the quickest to fold. */
function furthestBack(core: SessionCore, symbolIndex: number, interval: Interval): HeldSeries | undefined {
  let best: HeldSeries | undefined;
  for (const finer of INTERVALS.slice(0, intervalIndex(interval)).reverse()) {
    const held = heldSeries(core, symbolIndex, finer);
    if (held === undefined || held.series.length === 0) continue;
    if (best === undefined || held.series.startOf(0) < best.series.startOf(0)) best = held;
  }
  return best;
}
