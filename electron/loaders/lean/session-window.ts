import { MILLISECONDS_PER_HOUR } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../../engine/calendar/contract.ts';
import type { SessionTable } from '../files/session-table.ts';

/** One session's share of a window: bars that end in (from, to]. */
export interface SessionWindow {
  readonly session: TradingSession;
  readonly from: number;
  readonly to: number;
}

/** The latest that quotes come after the post-market, and less than the night is long. */
const AFTER_POST_MARKET = 7 * MILLISECONDS_PER_HOUR;

/**
 * Cuts a window (from, to] into the sessions that it touches, each within its
 * regular hours, its extended hours, or the hours in which there may be quotes.
 */
export function sessionWindows(
  table: SessionTable,
  from: number,
  to: number,
  hours: 'regular' | 'all' | 'quotes',
): SessionWindow[] {
  const windows: SessionWindow[] = [];
  // The session before the first close may still be in its post-market.
  for (
    let number = Math.max(0, table.firstClosingAfter(from) - 1);
    number < table.sessions.length;
    number += 1
  ) {
    const session = table.at(number);
    const start = hours === 'regular' ? session.open : session.preOpen;
    const end = endOf(session, hours);
    if (start >= to) break;
    if (end > from) windows.push({ session, from: Math.max(from, start), to: Math.min(to, end) });
  }
  return windows;
}

function endOf({ close, postClose }: TradingSession, hours: 'regular' | 'all' | 'quotes'): number {
  if (hours === 'regular') return close;
  return hours === 'all' ? postClose : postClose + AFTER_POST_MARKET;
}
