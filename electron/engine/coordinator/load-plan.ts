import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarRequest, DataSource, SourceDescription } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import { requestPages } from '../requirements/request-pages.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { oldestWholeSession, type SessionCore } from '../session-data/session-core.ts';
import type { RoutedSource, SourceRouter } from './source-router.ts';

/** One demand and how it will be met. */
export interface PlannedRead {
  readonly demand: HistoryDemand;
  readonly symbol: SymbolId;
  /** Completed sessions that it asks for, in order; there may be others between them, which are held. */
  readonly sessions: readonly TradingSession[];
  /** Interval to read: the demand's own, or a finer one to derive it from; undefined where no source has either. */
  readonly readInterval: Interval | undefined;
  readonly source: RoutedSource | undefined;
  /** Regular bars of the demand's interval that the calendar expects in its sessions. */
  readonly asked: number;
  /** Those of its sessions that a source is asked for: of the others, the bars to derive it from are held. */
  readonly needed: readonly TradingSession[];
}

/**
 * One question to a source; it may serve several demands of a symbol. Sessions with gaps between them are
 * several questions, so that nothing is asked for that is held.
 */
export interface PlannedRequest {
  readonly key: string;
  readonly source: DataSource;
  readonly request: BarRequest;
  /** Regular bars of the request's interval that the calendar expects. */
  readonly bars: number;
  /** Requests that it comes to at its source, which may bound the bars of one. */
  readonly pages: number;
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
  const reads = demands.map((demand) => plannedRead(demand, parts));
  const requests = [...mergedReads(reads)].flatMap(([key, read]) =>
    runsOf(read.needed, parts.calendar).flatMap((run): PlannedRequest[] => {
      const request = requestOf(read, run, date);
      if (request === undefined || read.source === undefined) return [];
      const bars = expectedIn(parts.calendar, request.interval, run);
      const { source, description } = read.source;
      const pages = pagesOf(request, description, parts.calendar);
      return [{ key, source, request, bars, pages, demand: read.demand }];
    }),
  );
  return { reads, requests };
}

function pagesOf(request: BarRequest, { limits }: SourceDescription, calendar: Calendar): number {
  return requestPages(request, limits?.maxBarsPerRequest ?? Number.POSITIVE_INFINITY, calendar).length;
}

/** Names the answer that serves a read: demands of one symbol that read the same interval share it. */
export function readKey(read: Pick<PlannedRead, 'demand' | 'readInterval'>): string {
  return `${read.demand.symbolIndex} ${read.readInterval}`;
}

function plannedRead(demand: HistoryDemand, { calendar, core, router }: PlanningParts): PlannedRead {
  const symbol = core.parts.symbols.symbolAt(demand.symbolIndex);
  const route = router.route(symbol);
  const readInterval = route.readInterval(demand.interval);
  const routed = readInterval === undefined ? undefined : route.serves(readInterval);
  const sessions = sessionsOf(demand, calendar);
  const asked = expectedIn(calendar, demand.interval, sessions);
  const isHeld = heldSessions(demand, readInterval, core);
  const needed = sessions.filter(({ date }) => !isHeld(date));
  return { demand, symbol, sessions, readInterval, source: routed, asked, needed };
}

/** The completed sessions that a demand asks for. */
export function sessionsOf({ missing }: HistoryDemand, calendar: Calendar): readonly TradingSession[] {
  return missing.flatMap(({ from, before }) =>
    calendar.sessionsBetween(from, before).filter((session) => session.date < before),
  );
}

/** Sessions as unbroken runs, oldest first. */
export function runsOf(sessions: readonly TradingSession[], calendar: Calendar): TradingSession[][] {
  const runs: TradingSession[][] = [];
  for (const session of sessions) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const follows = before !== undefined && calendar.nextSession(before.date)?.date === session.date;
    if (run !== undefined && follows) run.push(session);
    else runs.push([session]);
  }
  return runs;
}

function requestOf(
  { symbol, readInterval }: Pick<PlannedRead, 'symbol' | 'readInterval'>,
  run: readonly TradingSession[],
  date: SessionDate,
): BarRequest | undefined {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || readInterval === undefined) return undefined;
  return { symbol, interval: readInterval, from: first.open, to: last.close, hours: 'regular', asOf: date };
}

/** Which sessions' finer bars are held, to derive a demand from; none for a demand that is read itself. */
function heldSessions(
  { symbolIndex, interval }: HistoryDemand,
  readInterval: Interval | undefined,
  core: SessionCore,
): (date: SessionDate) => boolean {
  const series =
    readInterval === undefined || readInterval === interval
      ? undefined
      : core.parts.bars.series(symbolIndex, readInterval);
  if (series === undefined || readInterval === undefined) return () => false;
  const whole = oldestWholeSession(series, core.parts.calendar);
  return (date) =>
    (whole === undefined || date >= whole) && core.coverage.hasCome(symbolIndex, readInterval, date);
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
        needed: together(known.needed, read.needed),
      });
  }
  return merged;
}

function together(
  left: readonly TradingSession[],
  right: readonly TradingSession[],
): readonly TradingSession[] {
  const sessions = new Map([...left, ...right].map((session) => [session.date, session]));
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
