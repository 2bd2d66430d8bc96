import type { DailyBars } from './daily-bars.ts';
import type { SessionTable } from './session-table.ts';

/**
 * What a file lacks of the sessions that close in (from, to], in words for the
 * user; undefined where every one has its bar.
 */
export function dailyShortfall(
  symbol: string,
  bars: DailyBars,
  table: SessionTable,
  from: number,
  to: number,
): string | undefined {
  const first = bars.sessions[0];
  const last = bars.sessions[bars.count - 1];
  if (first === undefined || last === undefined) return `${symbol} has no daily bars`;
  const wantedBegin = table.firstClosingAfter(from);
  const wantedEnd = table.firstClosingAfter(to);
  const { begin, end } = bars.range(from, to);
  if (end - begin === wantedEnd - wantedBegin) return undefined;

  const parts = [outerPart(table, first, last, wantedBegin, wantedEnd)];
  const insideBegin = Math.max(first, wantedBegin);
  const inside = Math.min(last + 1, wantedEnd) - insideBegin - (end - begin);
  if (inside > 0) {
    const where = table.at(firstHole(bars.sessions, begin, insideBegin)).date;
    parts.push(`no bar on ${inside} ${inside === 1 ? 'session' : 'sessions'} between, the first ${where}`);
  }
  return `${symbol} has ${parts.filter((part) => part !== undefined).join(' and ')}`;
}

/** Where the file's own span ends inside the wanted one. */
function outerPart(
  table: SessionTable,
  first: number,
  last: number,
  wantedBegin: number,
  wantedEnd: number,
): string | undefined {
  const late = wantedBegin < first;
  const early = wantedEnd > last + 1;
  if (!late && !early) return undefined;
  const from = late ? ` from ${table.at(first).date}` : '';
  const to = early ? ` to ${table.at(last).date}` : '';
  return `daily bars${from}${to} only`;
}

function firstHole(sessions: Int32Array, position: number, session: number): number {
  let hole = session;
  for (let at = position; sessions[at] === hole; at += 1) hole += 1;
  return hole;
}
