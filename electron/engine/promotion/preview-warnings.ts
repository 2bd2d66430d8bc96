import { type Interval, isIntraday } from '../../../shared/domain/interval.ts';
import type { BudgetPreview } from '../../../shared/domain/promotion.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, type SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { whyUnserved } from '../coordinator/load-report.ts';
import type { SourceRouter } from '../coordinator/source-router.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { Availability } from './availability.ts';
import { suspectedSplit } from './suspected-split.ts';
import type { WantedHistory } from './wanted-history.ts';

export interface WarningParts {
  readonly core: SessionCore;
  readonly router: SourceRouter;
  readonly calendar: Calendar;
  readonly availability: Availability;
  readonly budgets: readonly BudgetPreview[];
  session(): TradingSession;
  /** Keys of the config's indicators that a symbol will not have a value of. */
  notReady(symbol: SymbolId, interval: Interval): readonly string[];
  readonly promotedAfter: number;
  readonly maxPromoted: number;
}

/** What a trader should know before paying: one sentence each, the gravest first. */
export function previewWarnings(wanted: readonly WantedHistory[], parts: WarningParts): string[] {
  const symbols = [...new Set(wanted.map(({ symbol }) => symbol))];
  return [
    ...boundWarnings(parts),
    ...parts.budgets.flatMap(budgetWarnings),
    ...unservedWarnings(wanted, parts),
    ...wanted.flatMap((each) => shortWarnings(each, wanted, parts)),
    ...symbols.flatMap((symbol) => splitWarnings(symbol, parts)),
    ...halfDayWarnings(wanted, parts),
  ];
}

function boundWarnings({ promotedAfter, maxPromoted }: WarningParts): string[] {
  if (promotedAfter <= maxPromoted) return [];
  return [
    `${promotedAfter} symbols would be promoted, over the config’s bound of ${maxPromoted}: scanners will promote no more.`,
  ];
}

/** A source that cannot be asked all of it at once. */
function budgetWarnings({ source, requests, requestsPerMinute, left, seconds }: BudgetPreview): string[] {
  if (requests <= left) return [];
  return [
    `${source} allows ${grouped(requestsPerMinute)} requests a minute: ${left} of ${grouped(requests)} can go out now, the last after about ${Math.ceil(seconds)} s.`,
  ];
}

/** What no source has of a symbol. */
interface Lack {
  readonly intervals: readonly Interval[];
  /** Indicators that have no value without them. */
  readonly keys: readonly string[];
  /** True where there are days to look at instead. */
  readonly hasDays: boolean;
  /** Why a source that has them is not used; null where none has them. */
  readonly refusal: string | null;
}

/** What no source has: one sentence for all symbols of which the same is missing. */
function unservedWarnings(wanted: readonly WantedHistory[], parts: WarningParts): string[] {
  const isUnserved = ({ symbol, interval }: WantedHistory): boolean =>
    parts.router.route(symbol).readInterval(interval) === undefined;
  const unserved = wanted.filter(isUnserved);
  const alike = new Map<string, { lack: Lack; symbols: SymbolId[] }>();
  for (const symbol of new Set(unserved.map((each) => each.symbol))) {
    const intervals = unserved.filter((each) => each.symbol === symbol).map(({ interval }) => interval);
    const lack = lackOf(symbol, intervals, parts);
    const group = alike.get(JSON.stringify(lack)) ?? { lack, symbols: [] };
    group.symbols.push(symbol);
    alike.set(JSON.stringify(lack), group);
  }
  return [...alike.values()].map(({ lack, symbols }) => lackWords(lack, symbols));
}

function lackOf(symbol: SymbolId, intervals: readonly Interval[], { notReady, router }: WarningParts): Lack {
  const route = router.route(symbol);
  const [first] = intervals;
  return {
    intervals,
    keys: intervals.flatMap((interval) => notReady(symbol, interval)),
    hasDays: intervals.some(isIntraday) && route.serves('1d') !== undefined,
    refusal: first === undefined || route.refused.size === 0 ? null : whyUnserved(symbol, first, router),
  };
}

function lackWords({ intervals, keys, hasDays, refusal }: Lack, symbols: readonly SymbolId[]): string {
  const lost = [
    ...(hasDays ? ['charts show days only'] : []),
    ...(keys.length === 0 ? [] : [`${listed(keys)} will not be ready`]),
  ];
  const why = refusal === null ? '' : ` (${refusal})`;
  const after = lost.length === 0 ? '' : `: ${lost.join(', and ')}`;
  return `No data source has ${listed(intervals)} bars of ${listed(symbols)}${why}${after}.`;
}

/** What a source has less of than is wanted, with every indicator that lives on it, derived intervals among them. */
function shortWarnings(each: WantedHistory, wanted: readonly WantedHistory[], parts: WarningParts): string[] {
  const { symbol, interval, expected, available } = each;
  const route = parts.router.route(symbol);
  if (available >= expected || route.readInterval(interval) !== interval) return [];
  const first = parts.availability.first(symbol, interval);
  const begins = first !== undefined && first > (each.sessions[0]?.date ?? first);
  const since = begins ? `, from ${readableDate(first)} on` : '';
  const keys = wanted
    .filter((other) => other.symbol === symbol && route.readInterval(other.interval) === interval)
    .flatMap((other) => parts.notReady(symbol, other.interval));
  const without = keys.length === 0 ? '' : `: ${listed(keys)} will not be ready`;
  return [`${symbol} has ${grouped(available)} of ${grouped(expected)} ${interval} bars${since}${without}.`];
}

function splitWarnings(symbol: SymbolId, { core, calendar }: WarningParts): string[] {
  const index = core.parts.symbols.indexOf(symbol);
  const daily = index === undefined ? undefined : core.parts.bars.series(index, '1d');
  const split = daily === undefined ? undefined : suspectedSplit(daily);
  if (split === undefined) return [];
  const date = readableDate(calendar.dateOf(epochMs(split.start)));
  return [
    `${symbol} opened on ${date} as after a ${split.ratio} split that its source does not know: values across that day are not to be trusted.`,
  ];
}

function halfDayWarnings(wanted: readonly WantedHistory[], { calendar, session }: WarningParts): string[] {
  const warnings: string[] = [];
  const today = session();
  if (today.halfDay) {
    warnings.push(
      `Today is a half day: the session closes at ${calendar.wallTime(today.close).slice(0, 5)}.`,
    );
  }
  const halfDays = new Map<SessionDate, TradingSession>();
  for (const { interval, read } of wanted) {
    if (!isIntraday(interval)) continue;
    for (const each of read?.sessions ?? []) if (each.halfDay) halfDays.set(each.date, each);
  }
  const dates = [...halfDays.keys()].sort();
  if (dates.length > 0) {
    const were = dates.length === 1 ? 'was a half day' : 'were half days';
    warnings.push(`${listed(dates.map(readableDate))} ${were} of ${minutesOf(halfDays)} minutes.`);
  }
  return warnings;
}

function minutesOf(halfDays: ReadonlyMap<SessionDate, TradingSession>): string {
  return [...new Set([...halfDays.values()].map(({ minutes }) => minutes))].join(' or ');
}

const SHOWN = 3;

function listed(items: readonly string[]): string {
  if (items.length > SHOWN)
    return `${items.slice(0, SHOWN - 1).join(', ')} and ${items.length - SHOWN + 1} more`;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `11,700`, whatever the computer's language. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `19 Jun 2013`. */
function readableDate(date: SessionDate): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
