import { performance } from 'node:perf_hooks';
import { exchangeCalendar } from '../electron/engine/calendar/exchanges.ts';
import { indicatorConfig } from '../electron/engine/indicators/config.ts';
import { foldRecords } from '../electron/engine/session-data/bar-folder.ts';
import { type Interval, intervalIndex } from '../shared/domain/interval.ts';
import { REQUESTS } from './g2-set.ts';
import type { GoalResult } from './harness.ts';
import { type MarketSession, screenedMarket } from './market-session.ts';
import { minuteHistory } from './minute-history.ts';

const SYMBOLS = 10_000;
const DAYS = 64;
const PROMOTED = 50;
const INTERVALS: readonly Interval[] = ['1m', '5m', '15m'];
const MOST_MEGABYTES = 150;
const MOST_COLLECTION_MS = 10;
const COLLECTIONS = 9;

/** Memory of a screened market with promoted symbols, and what a full garbage collection takes beside it. */
export async function benchMemory(): Promise<GoalResult> {
  const empty = collected();
  const market = screenedMarket(SYMBOLS, DAYS, REQUESTS);
  const minutes = minuteHistory();
  for (let symbol = 0; symbol < PROMOTED; symbol += 1) promote(market, symbol, minutes);
  const held = collected() - empty + market.indicators.laneBytes + market.bars.bytesOutside;
  const megabytes = held / 1e6;
  const collection = median(Array.from({ length: COLLECTIONS }, collectionTime));
  const ratio = {
    [`${MOST_MEGABYTES} MB`]: megabytes / MOST_MEGABYTES,
    [`full collection in ${MOST_COLLECTION_MS} ms`]: collection / MOST_COLLECTION_MS,
  };
  const equal = isComplete(market);
  return {
    id: 'memory',
    title: `${SYMBOLS} screened symbols (${DAYS} daily bars, ${REQUESTS.length} indicators), ${PROMOTED} promoted`,
    ratio,
    limit: Object.fromEntries(Object.keys(ratio).map((name) => [`at_most:${name}`, 1])),
    pass: equal && Object.values(ratio).every((value) => value <= 1),
    equal,
    detail: [
      `${megabytes.toFixed(0)} MB: bars ${(market.bars.bytes / 1e6).toFixed(0)}`,
      `indicators ${(market.indicators.laneBytes / 1e6).toFixed(0)}`,
      `objects ${((held - market.indicators.laneBytes - market.bars.bytes) / 1e6).toFixed(0)}`,
      `full collection ${collection.toFixed(1)} ms`,
    ].join(', '),
  };
}

/** Thirty days of minutes, what is derived from them, and all indicators on each. */
function promote({ bars, indicators }: MarketSession, symbol: number, minutes: Float64Array): void {
  const calendar = exchangeCalendar('NYSE');
  for (const interval of INTERVALS) {
    const records = interval === '1m' ? minutes : foldRecords(minutes, intervalIndex(interval), calendar);
    bars.openSeries(symbol, interval, 12_000);
    for (const request of REQUESTS) indicators.add(symbol, indicatorConfig({ ...request, interval }));
    bars.mergeHistory(symbol, interval, records);
  }
}

/** True where the last symbol of each tier has its bars and its averages. */
function isComplete({ bars, indicators }: MarketSession): boolean {
  const has = (symbol: number, interval: Interval, least: number): boolean =>
    (bars.series(symbol, interval)?.length ?? 0) >= least &&
    indicators.reading(symbol, `sma_20_${interval}`)?.valid === true;
  return has(SYMBOLS - 1, '1d', DAYS) && INTERVALS.every((interval) => has(PROMOTED - 1, interval, 700));
}

/** Bytes in use after a full collection; the memory of WebAssembly is not among them. */
function collected(): number {
  for (let round = 0; round < 3; round += 1) global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function collectionTime(): number {
  const start = performance.now();
  global.gc?.();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
