import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { HistorySpan } from '../../loaders/contract.ts';
import type { TradingSession } from '../calendar/contract.ts';
import type { RoutedSource, SourceRouter } from '../coordinator/source-router.ts';

/** Which sessions the sources have of symbols, as far as they can tell without loading. */
export interface Availability {
  /** True where the source that serves the interval, itself or by a finer one, has the session, or cannot tell. */
  has(symbol: SymbolId, interval: Interval, session: TradingSession): boolean;
  /** First session that there is of what the interval is read from; undefined where nobody can tell. */
  first(symbol: SymbolId, interval: Interval): SessionDate | undefined;
}

/** What is known of one symbol's interval: the very sessions, or their ends. */
interface Known {
  readonly dates: ReadonlySet<SessionDate> | undefined;
  readonly span: HistorySpan | undefined;
}

/** Asks the sources how far back they reach. Routes must be prepared for the date. */
export async function availabilityOf(
  symbols: readonly SymbolId[],
  intervals: readonly Interval[],
  date: SessionDate,
  router: SourceRouter,
): Promise<Availability> {
  const known = await readSpans(servedIntervals(symbols, intervals, router), date);
  const knownOf = (symbol: SymbolId, interval: Interval): Known | undefined => {
    const read = router.route(symbol).readInterval(interval);
    return read === undefined ? undefined : known.get(`${symbol} ${read}`);
  };
  return {
    has: (symbol, interval, { date: day }) => {
      if (router.route(symbol).readInterval(interval) === undefined) return false;
      const { dates, span } = knownOf(symbol, interval) ?? {};
      if (dates !== undefined) return dates.has(day);
      return span === undefined || (day >= span.first && day <= span.last);
    },
    first: (symbol, interval) => {
      const { dates, span } = knownOf(symbol, interval) ?? {};
      return dates === undefined ? span?.first : [...dates].sort()[0];
    },
  };
}

/** An interval that is read from a source. */
interface Served {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  readonly routed: RoutedSource;
}

/** What would be read for these intervals, each once. */
function servedIntervals(
  symbols: readonly SymbolId[],
  intervals: readonly Interval[],
  router: SourceRouter,
): Served[] {
  return symbols.flatMap((symbol) => {
    const route = router.route(symbol);
    const read = new Set(intervals.flatMap((interval) => route.readInterval(interval) ?? []));
    return [...read].flatMap((interval) => {
      const routed = route.serves(interval);
      return routed === undefined ? [] : [{ symbol, interval, routed }];
    });
  });
}

async function readSpans(served: readonly Served[], date: SessionDate): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const unlisted = new Map<RoutedSource, Served[]>();
  for (const each of served) {
    const { symbol, interval, routed } = each;
    const entry = routed.description.coverage.find((coverage) => coverage.interval === interval);
    const dates = entry?.sessions?.[symbol];
    if (dates !== undefined) known.set(`${symbol} ${interval}`, { dates: new Set(dates), span: undefined });
    else unlisted.set(routed, [...(unlisted.get(routed) ?? []), each]);
  }
  for (const [{ source }, own] of unlisted) {
    const spans = await source.historySpans(
      own.map(({ symbol, interval }) => ({ symbol, interval, asOf: date })),
    );
    own.forEach(({ symbol, interval }, position) => {
      known.set(`${symbol} ${interval}`, { dates: undefined, span: spans[position] });
    });
  }
  return known;
}
