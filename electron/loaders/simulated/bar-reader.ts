import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { type EpochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { SessionIndex } from './session-index.ts';
import type { SimulatedMarket } from './simulated-market.ts';
import {
  TAPE_CLOSE,
  TAPE_HIGH,
  TAPE_LOW,
  TAPE_OPEN,
  TAPE_PARTS,
  TAPE_STRIDE,
  TAPE_VOLUME,
  type TapePart,
  type TapeSlice,
  volumeAt,
} from './tape.ts';

/** Bars whose end lies in (from, to], in shares of one session. */
export interface BarWindow {
  readonly symbol: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly asOfSession: number;
}

const REGULAR_HOURS: readonly TapePart[] = ['regular'];

/** Daily bars of a window as records of BAR_STRIDE doubles. A day's bar ends at the session's close. */
export function readDailyBars(market: SimulatedMarket, index: SessionIndex, window: BarWindow): Float64Array {
  const { symbol, asOfSession } = window;
  const first = index.firstClosingAfter(window.from);
  const end = Math.max(first, index.firstClosingAfter(window.to));
  const records = new Float64Array((end - first) * BAR_STRIDE);
  for (let session = first; session < end; session += 1) {
    const at = (session - first) * BAR_STRIDE;
    const day = market.day(symbol, session);
    const factor = market.splitFactor(symbol, session, asOfSession);
    records[at + BAR_START] = index.sessions[session]?.open ?? Number.NaN;
    records[at + BAR_OPEN] = (day.open / 100) * factor;
    records[at + BAR_HIGH] = (day.high / 100) * factor;
    records[at + BAR_LOW] = (day.low / 100) * factor;
    records[at + BAR_CLOSE] = (day.close / 100) * factor;
    records[at + BAR_VOLUME] = day.volume / factor;
  }
  return records;
}

/** One-minute bars of a window as records of BAR_STRIDE doubles. */
export function readMinuteBars(
  market: SimulatedMarket,
  index: SessionIndex,
  window: BarWindow,
  hours: 'regular' | 'all',
): Float64Array {
  const slices = tapeSlices(market, index, window, hours === 'all' ? TAPE_PARTS : REGULAR_HOURS);
  let count = 0;
  for (const slice of slices) count += tradedSlots(slice);
  const records = new Float64Array(count * BAR_STRIDE);
  let at = 0;
  for (const slice of slices) at = copySlice(slice, records, at);
  return records;
}

/** The minutes of the regular session, or of the whole day, that end in the window. */
export function tapeSlices(
  market: SimulatedMarket,
  index: SessionIndex,
  window: BarWindow,
  parts: readonly TapePart[],
): TapeSlice[] {
  const { symbol, from, to } = window;
  const slices: TapeSlice[] = [];
  for (let session = index.firstEndingAfter(from); session < index.sessions.length; session += 1) {
    if ((index.sessions[session]?.preOpen ?? to) >= to) break;
    const factor = market.splitFactor(symbol, session, window.asOfSession);
    for (const part of parts) {
      const { start, minutes } = market.partSpan(session, part);
      const firstSlot = Math.max(0, Math.floor((from - start) / MILLISECONDS_PER_MINUTE));
      const endSlot = Math.min(minutes, Math.floor((to - start) / MILLISECONDS_PER_MINUTE));
      if (firstSlot >= endSlot) continue;
      slices.push({ tape: market.tape(symbol, session, part), start, firstSlot, endSlot, factor });
    }
  }
  return slices;
}

function tradedSlots({ tape, firstSlot, endSlot }: TapeSlice): number {
  let count = 0;
  for (let slot = firstSlot; slot < endSlot; slot += 1) if (volumeAt(tape, slot) > 0) count += 1;
  return count;
}

/** Writes the slice's bars at `at` doubles into the records and answers where the next one goes. */
function copySlice(slice: TapeSlice, records: Float64Array, at: number): number {
  const { tape, start, factor } = slice;
  let next = at;
  for (let slot = slice.firstSlot; slot < slice.endSlot; slot += 1) {
    const from = slot * TAPE_STRIDE;
    const volume = tape[from + TAPE_VOLUME] ?? 0;
    if (volume === 0) continue;
    records[next + BAR_START] = start + slot * MILLISECONDS_PER_MINUTE;
    records[next + BAR_OPEN] = ((tape[from + TAPE_OPEN] ?? 0) / 100) * factor;
    records[next + BAR_HIGH] = ((tape[from + TAPE_HIGH] ?? 0) / 100) * factor;
    records[next + BAR_LOW] = ((tape[from + TAPE_LOW] ?? 0) / 100) * factor;
    records[next + BAR_CLOSE] = ((tape[from + TAPE_CLOSE] ?? 0) / 100) * factor;
    records[next + BAR_VOLUME] = volume / factor;
    next += BAR_STRIDE;
  }
  return next;
}
