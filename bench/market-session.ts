import { exchangeCalendar } from '../electron/engine/calendar/exchanges.ts';
import { ManualClock } from '../electron/engine/clock.ts';
import type { IndicatorRequest } from '../electron/engine/indicators/config.ts';
import { IndicatorManager } from '../electron/engine/indicators/indicator-manager.ts';
import { Ledger } from '../electron/engine/locks/ledger.ts';
import { LockBook } from '../electron/engine/locks/lock-book.ts';
import { BarStore } from '../electron/engine/session-data/bar-store.ts';
import { SessionCore } from '../electron/engine/session-data/session-core.ts';
import { SessionData } from '../electron/engine/session-data/session-data.ts';
import type { SessionHost } from '../electron/engine/session-data/session-host.ts';
import { SessionReader } from '../electron/engine/session-data/session-reader.ts';
import { SymbolTable } from '../electron/engine/session-data/symbol-table.ts';
import { BAR_STRIDE } from '../shared/domain/bar.ts';
import { intervalIndex } from '../shared/domain/interval.ts';
import { success } from '../shared/domain/result.ts';
import { epochMs, sessionDate } from '../shared/domain/time.ts';
import { marketBars } from './market-bars.ts';

const DATE = sessionDate('2024-06-03');
const DAY = intervalIndex('1d');

/** A screened market of the product's own parts, without sources: daily bars and indicators of every symbol. */
export interface MarketSession {
  readonly data: SessionData;
  readonly bars: BarStore;
  readonly indicators: IndicatorManager;
  readonly symbols: readonly string[];
}

const HOST: SessionHost = {
  sessionDate: () => DATE,
  isKnown: () => true,
  delivers: () => true,
  queueHistory: () => undefined,
  holdingsChanged: () => undefined,
  cancelLoads: () => undefined,
  cancelHistory: () => undefined,
  addSymbolMidSession: () => undefined,
  changeSequence: () => 0,
  whenDurable: () => Promise.resolve(success(undefined)),
  record: () => undefined,
};

/** A daily indicator. */
export type Demand = Omit<IndicatorRequest, 'interval'>;

/** So many symbols with `days` daily bars each, the given daily indicators, and what else is asked for. */
export function screenedMarket(
  count: number,
  days: number,
  demands: readonly Demand[],
  provision: (data: SessionData, symbol: string) => void = () => undefined,
): MarketSession {
  const calendar = exchangeCalendar('NYSE');
  const clock = new ManualClock(epochMs(Date.parse('2024-06-03T08:00:00Z')));
  const indicators = new IndicatorManager({
    sessionOf: (start) => calendar.spanStart(DAY, start),
    endOf: (interval, start) => calendar.spanEnd(interval, start),
  });
  const bars = new BarStore(calendar, indicators, {
    onQuarantined: () => undefined,
    onRevised: () => undefined,
  });
  const locks = new LockBook(clock, Ledger.inMemory(clock));
  const core = new SessionCore({ symbols: new SymbolTable(), bars, indicators, locks, calendar, host: HOST });
  const reader = new SessionReader(core, {
    historyBefore: () => clock.now(),
    now: () => clock.now(),
    state: () => 'screening',
    latestQuote: () => undefined,
  });
  const data = new SessionData(core, reader);
  const symbols = Array.from({ length: count }, (_unused, index) => `S${index}`);
  const history = dailyHistory(count, days);
  for (const [index, symbol] of symbols.entries()) {
    for (const { name, ...rest } of demands) data.addIndicator(symbol, name, { interval: '1d', ...rest });
    provision(data, symbol);
    const begin = index * days * BAR_STRIDE;
    if (days > 0) bars.mergeHistory(index, '1d', history.subarray(begin, begin + days * BAR_STRIDE));
  }
  return { data, bars, indicators, symbols };
}

/** The last daily bars before the session of so many symbols, symbol by symbol. */
export function dailyHistory(count: number, days: number): Float64Array {
  const records = marketBars(days, count);
  const starts = exchangeCalendar('NYSE')
    .sessionsBefore(DATE, days)
    .map((session) => session.open);
  const history = new Float64Array(records.length);
  for (let symbol = 0; symbol < count; symbol += 1) {
    for (const [day, start] of starts.entries()) {
      const from = (day * count + symbol) * BAR_STRIDE;
      const to = (symbol * days + day) * BAR_STRIDE;
      history.set(records.subarray(from, from + BAR_STRIDE), to);
      history[to] = start;
    }
  }
  return history;
}
