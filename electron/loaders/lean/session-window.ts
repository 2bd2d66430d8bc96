import type { TradingSession } from '../../engine/calendar/contract.ts';
import type { SessionTable } from '../files/session-table.ts';

/** One session's share of a window: bars that end in (from, to]. */
export interface SessionWindow {
  readonly session: TradingSession;
  readonly from: number;
  readonly to: number;
}

/** Cuts a window (from, to] into the sessions that it touches, each within its regular or its extended hours. */
export function sessionWindows(
  table: SessionTable,
  from: number,
  to: number,
  hours: 'regular' | 'all',
): SessionWindow[] {
  const windows: SessionWindow[] = [];
  // The session before the first close may still be in its post-market.
  for (
    let number = Math.max(0, table.firstClosingAfter(from) - 1);
    number < table.sessions.length;
    number += 1
  ) {
    const session = table.at(number);
    const start = hours === 'all' ? session.preOpen : session.open;
    const end = hours === 'all' ? session.postClose : session.close;
    if (start >= to) break;
    if (end > from) windows.push({ session, from: Math.max(from, start), to: Math.min(to, end) });
  }
  return windows;
}
