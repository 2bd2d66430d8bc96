import { BAR_CLOSE } from '../../../shared/domain/bar.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { SPARK_BARS } from '../../../shared/ipc/requests/symbol.ts';
import type { BarSeries } from '../session-data/bar-series.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** A sparkline of fewer bars from inside the session is a stub that says nothing: the days are shown so long. */
const LEAST_BARS = 12;

/**
 * SPARK_BARS closes a symbol, right-aligned. Minutes that are held reach back over sessions; of a symbol whose
 * minutes are only folded, the board keeps those of its stream, in this session and the one before. Where there
 * are only a few of either, the days before the session are shown, with the latest price as their last point.
 */
export function sparksOf(symbols: readonly SymbolId[], coordinator: SessionCoordinator): Float64Array {
  const { board, bars, core } = coordinator;
  const closes = new Float64Array(symbols.length * SPARK_BARS).fill(Number.NaN);
  for (const [row, symbol] of symbols.entries()) {
    const index = core.parts.symbols.indexOf(symbol);
    if (index === undefined || core.isExcluded(symbol)) continue;
    const at = row * SPARK_BARS;
    const minutes = bars.series(index, '1m');
    const days = bars.series(index, '1d');
    const noted = board.sparks.countOf(index);
    const count = Math.max(noted, minutes?.length ?? 0);
    if (count === 0) copyCloses(days, days?.length ?? 0, closes, at);
    else if (count < LEAST_BARS && days !== undefined && days.length > count) {
      closes[at + SPARK_BARS - 1] = board.last[index] ?? Number.NaN;
      copyCloses(days, days.indexFrom(coordinator.session.preOpen), closes, at, 1);
    } else if (minutes !== undefined && minutes.length >= noted) {
      copyCloses(minutes, minutes.length, closes, at);
    } else board.sparks.copyTo(index, closes, at);
  }
  return closes;
}

/**
 * Writes the newest closes before bar `end` of a series to the end of the SPARK_BARS places at `at`,
 * in front of the `taken` last ones of them.
 */
function copyCloses(
  series: BarSeries | undefined,
  end: number,
  target: Float64Array,
  at: number,
  taken = 0,
): void {
  for (let back = 1; back <= Math.min(SPARK_BARS - taken, end); back += 1) {
    target[at + SPARK_BARS - taken - back] =
      series?.data[series.offsetOf(end - back) + BAR_CLOSE] ?? Number.NaN;
  }
}
