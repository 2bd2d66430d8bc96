import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { epochMs, type SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { BarRequest } from '../../loaders/contract.ts';
import { DailyCsvSource } from '../../loaders/daily-csv/daily-csv-source.ts';
import type { FoundPart } from './found-folder.ts';
import { RejectTally } from './reject-tally.ts';

/** Files of one reading, so that the cache of what was parsed stays small. */
const FILES_AT_ONCE = 25;

/**
 * Reads every row of a folder of daily CSV files with the loader that a session would use.
 *
 * @param onFiles told how many more files were read
 */
export async function readDailyCsv(
  name: string,
  absolutePath: string,
  path: string,
  calendar: Calendar,
  onFiles: (more: number) => void,
): Promise<FoundPart> {
  // What the prices are adjusted to makes no difference to whether a row can be read.
  const asOf = calendar.lastDate;
  const source = new DailyCsvSource(
    { kind: 'daily_csv', name, path: absolutePath, adjustedAsOf: asOf },
    calendar,
  );
  const symbols = (await source.describe()).instruments.map(({ symbol }) => symbol).sort();
  const tally = new RejectTally();
  let goodRows = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let begin = 0; begin < symbols.length; begin += FILES_AT_ONCE) {
    const some = symbols.slice(begin, begin + FILES_AT_ONCE);
    for (const { records } of await source.readBars(some.map((symbol) => wholeOf(symbol, asOf)))) {
      goodRows += records.length / BAR_STRIDE;
      if (records.length === 0) continue;
      first = Math.min(first, records[BAR_START] ?? first);
      last = Math.max(last, records[records.length - BAR_STRIDE + BAR_START] ?? last);
    }
    // Dropped at once: a session opens a source of its own.
    await source.close();
    tally.add(await source.takeRejectedRows());
    onFiles(some.length);
  }
  const dateOf = (start: number) => (Number.isFinite(start) ? calendar.dateOf(epochMs(start)) : null);
  return {
    name,
    kind: 'daily_csv',
    path,
    files: symbols.length,
    checkedFiles: symbols.length,
    symbols,
    intervals: ['1d'],
    dailyFrom: dateOf(first),
    dailyTo: dateOf(last),
    minutes: [],
    goodRows,
    rejectedRows: tally.count,
    rejected: tally.samples,
  };
}

/** Every bar of a symbol, whenever it was. */
function wholeOf(symbol: BarRequest['symbol'], asOf: SessionDate): BarRequest {
  return {
    symbol,
    interval: '1d',
    from: epochMs(Number.MIN_SAFE_INTEGER),
    to: epochMs(Number.MAX_SAFE_INTEGER),
    hours: 'regular',
    asOf,
  };
}
