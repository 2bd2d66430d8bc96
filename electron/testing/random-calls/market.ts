import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../../engine/calendar/contract.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';

const calendar = exchangeCalendar('NYSE');

/** The market of random calls: sessions before and during the run. */
export const MARKET = calendar.sessionsBetween(sessionDate('2024-01-22'), sessionDate('2024-03-28'));
export const FIRST_SESSION = '2024-03-04';

/** Minutes between two trades: a session is 13 bars, so that it is quickly played. */
const TRADE_MINUTES = 30;
export const BARS_PER_SESSION = 390 / TRADE_MINUTES;

/** What the source has of each symbol; of the last one nothing. */
export const COVERS: Readonly<Record<string, readonly Interval[]>> = {
  BOTH: ['1m', '1d'],
  MINS: ['1m'],
  DAYS: ['1d'],
  NONE: [],
};
export const SYMBOLS = Object.keys(COVERS);

/** True where bars of the interval can be had of the symbol: its own, or derived. */
export function canHave(symbol: string, interval: Interval): boolean {
  return readInterval(symbol, interval) !== undefined;
}

/** The interval that is read for another one. */
export function readInterval(symbol: string, interval: Interval): Interval | undefined {
  const own = COVERS[symbol] ?? [];
  if (own.includes(interval)) return interval;
  return own.includes('1m') && interval !== '1s' ? '1m' : undefined;
}

/** A price that tells symbol, session and minute apart. */
function bar(start: number, price: number): number[] {
  return [start, price, price + 2, price - 2, price + 1, 100];
}

function minutes(session: TradingSession, base: number): number[] {
  const count = Math.ceil((session.close - session.open) / (TRADE_MINUTES * 60_000));
  return Array.from({ length: count }, (_none, slot) =>
    bar(session.open + slot * TRADE_MINUTES * 60_000, base + slot),
  ).flat();
}

/** The whole market's bars, as a scripted source takes them. */
export function marketBars(): Record<string, Partial<Record<Interval, Float64Array>>> {
  const bars: Record<string, Partial<Record<Interval, Float64Array>>> = {};
  for (const [number, symbol] of SYMBOLS.entries()) {
    const own: Partial<Record<Interval, Float64Array>> = {};
    for (const interval of COVERS[symbol] ?? []) {
      const records = MARKET.flatMap((session, day) => {
        const base = 1_000 * (number + 1) + 20 * day;
        return interval === '1d' ? bar(session.open, base + 5) : minutes(session, base);
      });
      own[interval] = Float64Array.from(records);
    }
    if ((COVERS[symbol] ?? []).length > 0) bars[symbol] = own;
  }
  return bars;
}

/** Every bar of a source by symbol, interval and start: what a session holds must be one of these. */
export function closesOf(records: Float64Array): ReadonlyMap<number, number> {
  const closes = new Map<number, number>();
  for (let at = 0; at < records.length; at += BAR_STRIDE) closes.set(records[at] ?? 0, records[at + 4] ?? 0);
  return closes;
}
