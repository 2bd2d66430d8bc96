import { INTERVALS, type Interval, intervalIndex, isIntraday } from '../../shared/domain/interval.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { type SessionDate, sessionDate } from '../../shared/domain/time.ts';
import type { DatasetSeries } from '../archive/contract.ts';
import type { Coverage } from './run/coverage.ts';

/** Symbols that a day names. */
const NAMED = 10;

/** What a dataset holds, as far as sessions over it are chosen by it. */
export interface ImportedData {
  /** Alphabetical. */
  readonly symbols: readonly SymbolId[];
  /** Finest first. */
  readonly intervals: readonly Interval[];
  readonly dailyFrom: SessionDate | null;
  readonly dailyTo: SessionDate | null;
  /** Sessions with bars within the day, ascending. */
  readonly minutes: readonly {
    readonly date: SessionDate;
    readonly symbols: number;
    readonly some: readonly SymbolId[];
  }[];
}

export function importedData(series: readonly DatasetSeries[], coverage: Coverage): ImportedData {
  const daily = series.filter(({ interval }) => interval === '1d');
  const within = series.filter(({ interval }) => isIntraday(interval));
  const byDate = new Map<string, Set<SymbolId>>();
  for (const { symbol, interval } of within) {
    for (const date of coverage.dates(symbol, interval)) {
      const known = byDate.get(date);
      if (known === undefined) byDate.set(date, new Set([symbol]));
      else known.add(symbol);
    }
  }
  const present = new Set(series.map(({ interval }) => interval));
  return {
    symbols: [...new Set(series.map(({ symbol }) => symbol))].sort(),
    intervals: INTERVALS.filter((interval) => present.has(interval)).sort(
      (a, b) => intervalIndex(a) - intervalIndex(b),
    ),
    dailyFrom: daily.map(({ first }) => first).sort()[0] ?? null,
    dailyTo:
      daily
        .map(({ last }) => last)
        .sort()
        .at(-1) ?? null,
    minutes: [...byDate]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, symbols]) => ({
        date: sessionDate(date),
        symbols: symbols.size,
        some: [...symbols].sort().slice(0, NAMED),
      })),
  };
}
