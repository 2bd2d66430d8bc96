import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolRoute } from './source-router.ts';

/** How the session's bars of one symbol are had. */
export interface StreamPlan {
  /** Streams to read: the base, and a source's own daily bar. */
  readonly streams: readonly Interval[];
  /** The interval that is folded into the derived ones; undefined where nothing streams. */
  readonly base: Interval | undefined;
  /** Held intervals that are folded from the base. */
  readonly derived: readonly Interval[];
}

const NO_STREAMS: StreamPlan = { streams: [], base: undefined, derived: [] };

/**
 * Which streams give the session bars that are held of a symbol. Everything inside the session,
 * the forming day too, comes from one intraday base; a source's own daily bar comes beside it and wins at the
 * close. A symbol without intraday data has its daily bar only.
 */
export function planStreams(held: readonly Interval[], route: SymbolRoute): StreamPlan {
  if (held.length === 0) return NO_STREAMS;
  const ownDaily: readonly Interval[] =
    (held.includes('1d') || held.includes('1w')) && route.serves('1d') !== undefined ? ['1d'] : [];
  const base = baseOf(held, route);
  if (base !== undefined) {
    const derived = held.filter((interval) => intervalIndex(interval) > intervalIndex(base));
    return { streams: [base, ...ownDaily], base, derived };
  }
  if (ownDaily.length === 0) return NO_STREAMS;
  return { streams: ownDaily, base: '1d', derived: held.filter((interval) => interval === '1w') };
}

function baseOf(held: readonly Interval[], route: SymbolRoute): Interval | undefined {
  if (held.includes('1s') && route.hasSeconds) return '1s';
  return route.streaming;
}
