import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { baseIntervalOf } from '../requirements/requirement-analyzer.ts';
import { type PlannedRead, runsOf } from './load-plan.ts';
import type { SourceRouter } from './source-router.ts';

/** Sessions one after the other, both ends inclusive. */
export interface SessionSpan {
  readonly from: SessionDate;
  readonly to: SessionDate;
}

/** What a source said of a load beside its bars. */
interface Answered {
  /** Why there is less than asked; undefined where it knows of nothing missing. */
  readonly cause: string | undefined;
  /** Sessions that it could not give, or not all of. */
  readonly failed: readonly TradingSession[];
}

/** The outcome of one load: nothing that was asked for and did not come is left unsaid. */
export interface LoadReport {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** Regular bars that the calendar expects in the range. */
  readonly asked: number;
  readonly got: number;
  /** Sessions that were asked for, and those of them without any bar, or of which a part failed; both ends inclusive. */
  readonly sessions: readonly SessionSpan[];
  readonly missing: readonly SessionSpan[];
  /** Why there is less than asked; null where nothing is missing. */
  readonly cause: string | null;
  /** Name of the source that served it; null where none did. */
  readonly source: string | null;
  readonly records: Float64Array;
}

const WEEK = intervalIndex('1w');

/** What became of a read: `records` are the demand's closed bars that came, `answered` what the source says of them. */
export function loadReport(
  read: PlannedRead,
  records: Float64Array,
  { cause, failed }: Answered,
  parts: { readonly calendar: Calendar; readonly router: SourceRouter },
): LoadReport {
  const { asked, demand, sessions, symbol } = read;
  const missing = missingOf(demand.interval, records, sessions, new Set(failed), parts.calendar);
  const got = records.length / BAR_STRIDE;
  const short = missing.length > 0 || read.source === undefined;
  return {
    symbol,
    interval: demand.interval,
    asked,
    got,
    sessions: runsOf(sessions, parts.calendar).flatMap(spanOf),
    missing,
    cause: short ? (cause ?? explain(read, parts.router)) : got < asked ? quietBars(asked - got) : null,
    source: read.source?.description.name ?? null,
    records,
  };
}

function spanOf(run: readonly TradingSession[]): SessionSpan[] {
  const [first, last] = [run[0], run.at(-1)];
  return first === undefined || last === undefined ? [] : [{ from: first.date, to: last.date }];
}

function missingOf(
  interval: Interval,
  records: Float64Array,
  sessions: readonly TradingSession[],
  failed: ReadonlySet<TradingSession>,
  calendar: Calendar,
): SessionSpan[] {
  if (interval !== '1w') return missingSessions(records, sessions, failed);
  const isOver = ({ open }: TradingSession): boolean =>
    calendar.spanEnd(WEEK, open) <= (sessions.at(-1)?.close ?? Number.NaN);
  const firstOfWeek = ({ open }: TradingSession): boolean => calendar.spanStart(WEEK, open) === open;
  return missingSessions(
    records,
    sessions.filter((session) => isOver(session) && firstOfWeek(session)),
    failed,
  );
}

function explain(read: PlannedRead, router: SourceRouter): string {
  if (read.source === undefined) return whyUnserved(read.symbol, read.demand.interval, router);
  return `${read.source.description.name} has no bars of ${read.symbol} on these sessions`;
}

/**
 * Why no source serves an interval of a symbol: one that was refused for the bars, or for the finer ones
 * to derive them from, is the cause.
 */
export function whyUnserved(symbol: SymbolId, interval: Interval, router: SourceRouter): string {
  const { refused } = router.route(symbol);
  const finer = baseIntervalOf(interval, (candidate) => refused.has(candidate));
  const causes = refused.get(interval) ?? (finer === undefined ? [] : refused.get(finer)) ?? [];
  if (causes.length === 0) return `no data source has ${interval} bars of ${symbol}`;
  return causes.map(({ cause }) => cause).join('; ');
}

/** Every session has bars, and fewer than the calendar has places for. */
function quietBars(count: number): string {
  return `${count} ${count === 1 ? 'bar' : 'bars'} inside the sessions did not come: no trade in that time, or none recorded`;
}

function missingSessions(
  records: Float64Array,
  sessions: readonly TradingSession[],
  failed: ReadonlySet<TradingSession>,
): SessionSpan[] {
  const missing: { from: SessionDate; to: SessionDate }[] = [];
  let at = 0;
  let previousMissing = false;
  for (const session of sessions) {
    while (at < records.length && (records[at] ?? 0) < session.open) at += BAR_STRIDE;
    const has = at < records.length && (records[at] ?? 0) < session.close && !failed.has(session);
    const last = missing.at(-1);
    if (!has && previousMissing && last !== undefined) last.to = session.date;
    else if (!has) missing.push({ from: session.date, to: session.date });
    previousMissing = !has;
  }
  return missing;
}
