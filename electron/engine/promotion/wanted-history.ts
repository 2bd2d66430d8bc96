import { type Interval, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs, SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import type { LoadPlan, PlannedRead } from '../coordinator/load-plan.ts';
import type { SourceRouter } from '../coordinator/source-router.ts';
import { CONFIG } from '../session-data/ownership.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { Availability } from './availability.ts';
import type { Rehearsal } from './rehearsal.ts';

/** History of one interval that a symbol has once it is promoted. Counts are of closed bars. */
export interface WantedHistory {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** Completed sessions that it will cover, oldest first. */
  readonly sessions: readonly TradingSession[];
  /** Bars that the calendar expects in them, and in those of them that the source has. */
  readonly expected: number;
  readonly available: number;
  /** Bars of them that the session holds now. */
  readonly held: number;
  /** Bars that will come with `read` and are not held, as far as the source can tell. */
  readonly coming: number;
  /** Bars of today's session that have ended; 0 for a symbol without bars from inside the session. */
  readonly today: number;
  /** What is loaded of it; undefined where all of it is held. */
  readonly read: PlannedRead | undefined;
}

interface WantedParts {
  readonly core: SessionCore;
  readonly calendar: Calendar;
  readonly router: SourceRouter;
  session(): TradingSession;
  now(): EpochMs;
}

/** What the config's history and indicators come to, for every symbol of a rehearsal. */
export function wantedHistory(
  rehearsal: Rehearsal,
  plan: LoadPlan,
  availability: Availability,
  parts: WantedParts,
): readonly WantedHistory[] {
  const { symbols } = rehearsal.core.parts;
  return symbols.all().flatMap((symbol, index) =>
    historyIntervals(rehearsal.core, index, plan).map((interval): WantedHistory => {
      const sessions = coveredSessions(rehearsal.core, index, interval, parts);
      const has = (session: TradingSession): boolean => availability.has(symbol, interval, session);
      const count = (some: readonly TradingSession[]): number =>
        some.reduce((sum, session) => sum + expectedRegularBars(parts.calendar, interval, session), 0);
      const read = plan.reads.find(
        ({ demand }) => demand.symbolIndex === index && demand.interval === interval,
      );
      return {
        symbol,
        interval,
        sessions,
        expected: count(sessions),
        available: count(sessions.filter(has)),
        held: heldBars(symbol, interval, parts),
        coming: read?.source === undefined ? 0 : count(read.sessions.filter(has)),
        today: endedToday(symbol, interval, parts),
        read,
      };
    }),
  );
}

/** Intervals of which the config holds history, or of which the days of a week that forms are loaded; finest first. */
function historyIntervals(core: SessionCore, index: number, plan: LoadPlan): Interval[] {
  const held = core
    .holdings(index)
    .all()
    .filter(({ kind, owners }) => kind === 'history' && owners.has(CONFIG))
    .map(({ interval }) => interval);
  const loaded = plan.reads
    .filter(({ demand }) => demand.symbolIndex === index)
    .map(({ demand }) => demand.interval);
  return [...new Set([...held, ...loaded])].sort((left, right) => intervalIndex(left) - intervalIndex(right));
}

function coveredSessions(
  core: SessionCore,
  index: number,
  interval: Interval,
  { calendar, session }: WantedParts,
): TradingSession[] {
  const { date } = session();
  const from: SessionDate | undefined = core.coverage.heldFrom(index, interval, date);
  if (from === undefined) return [];
  return calendar.sessionsBetween(from, date).filter((each) => each.date < date);
}

function heldBars(symbol: SymbolId, interval: Interval, { core, session }: WantedParts): number {
  const index = core.parts.symbols.indexOf(symbol);
  const series = index === undefined ? undefined : core.parts.bars.series(index, interval);
  return series?.indexFrom(session().preOpen) ?? 0;
}

/** Regular bars of today that have ended, of a symbol whose bars come as the session goes. */
export function endedToday(
  symbol: SymbolId,
  interval: Interval,
  { calendar, now, router, session }: WantedParts,
): number {
  if (!isIntraday(interval) || router.route(symbol).streaming === undefined) return 0;
  const { open, close } = session();
  const ordinal = intervalIndex(interval);
  let ended = 0;
  for (let end = calendar.spanEnd(ordinal, open); end <= now(); end = calendar.spanEnd(ordinal, end)) {
    ended += 1;
    if (end >= close) break;
  }
  return ended;
}
