import type { Interval } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { IntervalCoverage, SourceDescription } from '../contract.ts';
import { expandDate } from '../files/session-table.ts';
import { type LeanFiles, type Resolution, symbolsOf } from './lean-files.ts';

/** Describes a LEAN folder by its file names. A symbol is a ticker that files are named by. */
export function describeLean(name: string, files: LeanFiles): SourceDescription {
  const daily: IntervalCoverage = { interval: '1d', symbols: symbolsOf(files.daily.keys()) };
  const coverage = [
    daily,
    intradayCoverage(files, 'minute', '1m'),
    intradayCoverage(files, 'second', '1s'),
  ].filter(({ symbols }) => symbols.length > 0);
  const symbols = [...new Set(coverage.flatMap((entry) => entry.symbols))].sort();
  return { name, kind: 'lean', instruments: symbols.map((symbol) => ({ symbol })), coverage };
}

function intradayCoverage(files: LeanFiles, resolution: Resolution, interval: Interval): IntervalCoverage {
  const sessions: Record<string, SessionDate[]> = {};
  const tickers = files.tickers(resolution).filter((ticker) => files.days(resolution, ticker).trade.size > 0);
  for (const ticker of tickers) {
    const [symbol] = symbolsOf([ticker]);
    if (symbol === undefined) continue;
    sessions[symbol] = [...files.days(resolution, ticker).trade.keys()].flatMap(
      (date) => expandDate(date) ?? [],
    );
  }
  return { interval, symbols: symbolsOf(tickers), sessions };
}
