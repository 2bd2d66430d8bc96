import { MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import { type BarWindow, tapeSlices } from './bar-reader.ts';
import { joinKeys, mixBits } from './random.ts';
import type { SessionIndex } from './session-index.ts';
import type { SimulatedMarket } from './simulated-market.ts';
import type { SymbolTraits } from './symbol-traits.ts';
import { closeAt, type TapeSlice } from './tape.ts';

const LOT = 100;
const LARGEST_LOTS = 20;

/**
 * One quote at the end of every regular minute, trade or not, around the last close.
 * None while trading is halted. Prices are whole cents of the day's shares.
 */
export function readMinuteQuotes(
  market: SimulatedMarket,
  index: SessionIndex,
  window: BarWindow,
): Float64Array {
  const traits = market.traits(window.symbol);
  const quotes: number[] = [];
  for (const slice of tapeSlices(market, index, window, ['regular'])) {
    const { haltSymbol, haltFrom, haltUntil } = market.scenario(index.firstClosingAfter(slice.start));
    const halted = haltSymbol === window.symbol;
    let last = lastCloseBefore(slice);
    for (let slot = slice.firstSlot; slot < slice.endSlot; slot += 1) {
      last = closeAt(slice.tape, slot) || last;
      if (!(halted && slot >= haltFrom && slot < haltUntil)) pushQuote(quotes, slice, slot, last, traits);
    }
  }
  return Float64Array.from(quotes);
}

/** The first minute of a session always trades, so there is one inside it. */
function lastCloseBefore({ tape, firstSlot }: TapeSlice): number {
  let slot = firstSlot - 1;
  while (slot > 0 && closeAt(tape, slot) === 0) slot -= 1;
  return slot < 0 ? 0 : closeAt(tape, slot);
}

/** Appends one record of QUOTE_STRIDE numbers. */
function pushQuote(
  quotes: number[],
  { start, factor }: TapeSlice,
  slot: number,
  last: number,
  traits: SymbolTraits,
): void {
  const time = start + (slot + 1) * MILLISECONDS_PER_MINUTE;
  const draw = mixBits(joinKeys(traits.key, time / MILLISECONDS_PER_MINUTE));
  const spread = Math.max(1, Math.round(last * traits.spread * (0.5 + ((draw >>> 24) & 0xff) / 256)));
  const bid = Math.max(1, last - Math.floor((spread + (draw & 1)) / 2));
  const lots = (bits: number): number => (1 + (bits % LARGEST_LOTS)) * LOT;
  quotes.push(
    time,
    (bid / 100) * factor,
    lots((draw >>> 8) & 0xff) / factor,
    ((bid + spread) / 100) * factor,
    lots((draw >>> 16) & 0xff) / factor,
  );
}
