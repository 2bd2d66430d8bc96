import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarRequest, DataSource } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { oldestWholeSession, type SessionCore } from '../session-data/session-core.ts';
import type { SourceRouter } from './source-router.ts';

/** One demand and how it will be met. */
export interface PlannedRead {
  readonly demand: HistoryDemand;
  readonly symbol: SymbolId;
  readonly sessions: readonly TradingSession[];
  /** Interval to read: the demand's own, or a finer one to derive it from; undefined where no source has either. */
  readonly readInterval: Interval | undefined;
  readonly source: { readonly name: string; readonly source: DataSource } | undefined;
  /** Regular bars of the demand's interval that the calendar expects in its sessions. */
  readonly asked: number;
  /** What to read; undefined where no source has the bars, or where there are no such sessions. */
  readonly request: BarRequest | undefined;
  /** True where finer bars that the session holds already give it: nothing is asked of a source. */
  readonly fromHeld: boolean;
}

/** One question to a source; it may serve several demands of a symbol. */
export interface PlannedRequest {
  readonly key: string;
  readonly source: DataSource;
  readonly request: BarRequest;
  /** Regular bars of the request's interval that the calendar expects. */
  readonly bars: number;
  /** The demand that it is made for; others of the symbol share its answer. */
  readonly demand: HistoryDemand;
}

/** How a batch of demands is met with the fewest requests. */
export interface LoadPlan {
  /** In the order of the demands. */
  readonly reads: readonly PlannedRead[];
  readonly requests: readonly PlannedRequest[];
}

/** What planning looks at. */
export interface PlanningParts {
  readonly core: SessionCore;
  readonly router: SourceRouter;
  readonly calendar: Calendar;
}

/**
 * Plans the loads of demands: the one planner of loads that are run and of loads that are only priced. All
 * demands of a symbol must be in one call, and its route must be prepared for the date.
 */
export function planLoads(
  demands: readonly HistoryDemand[],
  date: SessionDate,
  parts: PlanningParts,
): LoadPlan {
  const reads = demands.map((demand) => plannedRead(demand, demands, date, parts));
  const missing = reads.filter((read) => !read.fromHeld);
  const requests = [...mergedReads(missing)].flatMap(([key, read]): PlannedRequest[] => {
    const request = requestOf(read, date);
    if (request === undefined || read.source === undefined) return [];
    const bars = expectedIn(parts.calendar, request.interval, spanned(read.sessions, parts.calendar));
    return [{ key, source: read.source.source, request, bars, demand: read.demand }];
  });
  return { reads, requests };
}

/** Names the answer that serves a read: demands of one symbol that read the same interval share it. */
export function readKey(read: Pick<PlannedRead, 'demand' | 'readInterval'>): string {
  return `${read.demand.symbolIndex} ${read.readInterval}`;
}

function plannedRead(
  demand: HistoryDemand,
  demands: readonly HistoryDemand[],
  date: SessionDate,
  parts: PlanningParts,
): PlannedRead {
  const { calendar, core, router } = parts;
  const symbol = core.parts.symbols.symbolAt(demand.symbolIndex);
  const route = router.route(symbol);
  const readInterval = route.readInterval(demand.interval);
  const routed = readInterval === undefined ? undefined : route.serves(readInterval);
  const sessions = sessionsOf(demand, calendar);
  const source = routed === undefined ? undefined : { name: routed.description.name, source: routed.source };
  const asked = expectedIn(calendar, demand.interval, sessions);
  const request = requestOf({ symbol, readInterval, sessions }, date);
  const fromHeld = request !== undefined && isHeld(demand, request.interval, sessions, demands, date, core);
  return { demand, symbol, sessions, readInterval, source, asked, request, fromHeld };
}

/** The completed sessions that a demand asks for. */
export function sessionsOf({ from, before }: HistoryDemand, calendar: Calendar): readonly TradingSession[] {
  return calendar.sessionsBetween(from, before).filter((session) => session.date < before);
}

function requestOf(
  { symbol, readInterval, sessions }: Pick<PlannedRead, 'symbol' | 'readInterval' | 'sessions'>,
  date: SessionDate,
): BarRequest | undefined {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined || readInterval === undefined) return undefined;
  return {
    symbol,
    interval: readInterval,
    from: first.open,
    to: last.close,
    hours: 'regular',
    asOf: date,
  };
}

/** True where bars of a finer interval are held that reach back far enough to derive from. */
function isHeld(
  demand: HistoryDemand,
  readInterval: Interval,
  sessions: readonly TradingSession[],
  demands: readonly HistoryDemand[],
  date: SessionDate,
  core: SessionCore,
): boolean {
  const [first] = sessions;
  if (first === undefined || readInterval === demand.interval) return false;
  const heldFrom = heldWithout(demand.symbolIndex, readInterval, demands, date, core);
  return heldFrom !== undefined && heldFrom <= first.date;
}

/** First session that is held without what these demands are yet to bring. */
function heldWithout(
  symbolIndex: number,
  interval: Interval,
  demands: readonly HistoryDemand[],
  date: SessionDate,
  core: SessionCore,
): SessionDate | undefined {
  const own = demands.find((demand) => demand.symbolIndex === symbolIndex && demand.interval === interval);
  if (own !== undefined && own.before >= date) return undefined;
  const held = own?.before ?? core.coverage.heldFrom(symbolIndex, interval, date);
  const series = core.parts.bars.series(symbolIndex, interval);
  if (held === undefined || series === undefined) return undefined;
  const whole = oldestWholeSession(series, core.parts.calendar);
  return whole !== undefined && whole > held ? whole : held;
}

/** Reads of the same symbol and interval become one that spans them all. */
function mergedReads(reads: readonly PlannedRead[]): Map<string, PlannedRead> {
  const merged = new Map<string, PlannedRead>();
  for (const read of reads) {
    if (read.readInterval === undefined) continue;
    const key = readKey(read);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, read);
    else
      merged.set(key, {
        ...(read.readInterval === read.demand.interval ? read : known),
        sessions: widest(known, read),
      });
  }
  return merged;
}

/** Every session from the first to the last: what a request for both ends asks for. */
function spanned(sessions: readonly TradingSession[], calendar: Calendar): readonly TradingSession[] {
  const [first, last] = [sessions[0], sessions.at(-1)];
  return first === undefined || last === undefined ? [] : calendar.sessionsBetween(first.date, last.date);
}

function widest(left: PlannedRead, right: PlannedRead): readonly TradingSession[] {
  const sessions = new Map([...left.sessions, ...right.sessions].map((session) => [session.date, session]));
  return [...sessions.values()].sort((one, other) => one.open - other.open);
}

/** Regular bars of an interval that the calendar expects in some sessions. */
export function expectedIn(
  calendar: Calendar,
  interval: Interval,
  sessions: readonly TradingSession[],
): number {
  return sessions.reduce((sum, session) => sum + expectedRegularBars(calendar, interval, session), 0);
}
