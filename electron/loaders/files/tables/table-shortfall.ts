import { BAR_START, BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { isIntraday } from '../../../../shared/domain/interval.ts';
import type { BarRequest } from '../../contract.ts';
import { compactDate, type SessionTable } from '../session-table.ts';
import type { TableSeries } from './bar-table.ts';

/**
 * Which sessions of the window have no bar at all, in words for the user; undefined where every one has some.
 * Of a session that is asked for in part, a bar is expected only where the part reaches its close.
 */
export function tableShortfall(
  series: TableSeries,
  table: SessionTable,
  { symbol, interval, from, to }: BarRequest,
  records: Float64Array,
): string | undefined {
  if (interval === '1w') return undefined;
  const begin = table.firstClosingAfter(from);
  const end = table.firstClosingAfter(to);
  const present = sessionsWithBars(records, table);
  const absent: number[] = [];
  for (let session = begin; session < end; session += 1) if (!present.has(session)) absent.push(session);
  const [hole] = absent;
  if (hole === undefined) return undefined;
  const bars = interval === '1d' ? 'daily bars' : `${interval} bars`;
  const [first, last] = [table.numberOf(compactDate(series.first)), table.numberOf(compactDate(series.last))];
  const outside = absent.filter((session) => session < first || session > last);
  if (outside.length === absent.length) {
    const since = begin < first ? ` from ${series.first}` : '';
    const until = end - 1 > last ? ` to ${series.last}` : '';
    return `${symbol} has ${bars}${since}${until} only`;
  }
  const what = isIntraday(interval) ? `no ${bars}` : 'no bar';
  const first_ = absent.find((session) => session >= first && session <= last) ?? hole;
  return `${symbol} has ${what} on ${absent.length} of ${end - begin} sessions, the first ${table.at(first_).date}`;
}

function sessionsWithBars(records: Float64Array, table: SessionTable): ReadonlySet<number> {
  const present = new Set<number>();
  let session = -1;
  for (let at = BAR_START; at < records.length; at += BAR_STRIDE) {
    const start = records[at] ?? Number.NaN;
    if (session !== -1 && start < table.at(session).postClose) continue;
    session = sessionHolding(table, start);
    present.add(session);
  }
  return present;
}

/** The session whose day, its post-market included, holds the instant. */
function sessionHolding(table: SessionTable, start: number): number {
  const next = table.firstClosingAfter(start);
  return next > 0 && start < table.at(next - 1).postClose ? next - 1 : next;
}
