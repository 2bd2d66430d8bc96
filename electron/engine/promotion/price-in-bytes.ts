import { INTERVALS, type Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { slotBytes, slotsFor } from '../session-data/bar-pool.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Bars that one series will have in addition. */
export type AddedBars = (symbol: SymbolId, interval: Interval, isNewStream: boolean) => number;

/**
 * Bytes of bars that the rehearsed symbols will take in addition to what they take now, once everything is
 * loaded: series grow in steps, so the room of the last step counts.
 */
export function addedBarBytes(session: SessionCore, rehearsal: Rehearsal, addedBars: AddedBars): number {
  let bytes = 0;
  for (const [index, symbol] of rehearsal.core.parts.symbols.all().entries()) {
    const own = session.parts.symbols.indexOf(symbol);
    for (const interval of INTERVALS) {
      const series = rehearsal.core.parts.bars.series(index, interval);
      if (series === undefined) continue;
      const held = own === undefined ? undefined : session.parts.bars.series(own, interval);
      const isNewStream =
        rehearsal.core.holdings(index).has('session', interval) &&
        (own === undefined || !session.holdings(own).has('session', interval));
      const bars = (held?.length ?? 0) + addedBars(symbol, interval, isNewStream);
      const opened = held?.slots ?? series.slots;
      const slots = bars > opened ? slotsFor(bars, series.capacity) : opened;
      bytes += slotBytes(slots - (held?.slots ?? 0));
    }
  }
  return bytes;
}
