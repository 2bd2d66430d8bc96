import type { Interval } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { IntervalCoverage, SourceDescription } from '../contract.ts';
import { expandDate } from '../files/session-table.ts';
import { type LeanFiles, type Resolution, symbolsOf } from './lean-files.ts';
import type { References } from './references.ts';

/** Describes a LEAN folder by its file names. A symbol is a ticker that files are named by. */
export function describeLean(name: string, files: LeanFiles, references: References): SourceDescription {
  const daily: IntervalCoverage = { interval: '1d', symbols: symbolsOf(files.daily.keys()) };
  const coverage = [
    daily,
    intradayCoverage(files, 'minute', '1m'),
    intradayCoverage(files, 'second', '1s'),
  ].filter(({ symbols }) => symbols.length > 0);
  const symbols = [...new Set(coverage.flatMap((entry) => entry.symbols))].sort();
  const raw = symbols.filter((symbol) => references.isRaw(symbol));
  return { name, kind: 'lean', instruments: symbols.map((symbol) => ({ symbol })), coverage, raw };
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
