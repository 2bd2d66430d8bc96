import { readFileSync } from 'node:fs';
import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { intervalIndex } from '../../shared/domain/interval.ts';
import type { Calendar } from '../engine/calendar/contract.ts';
import { testData } from './test-data.ts';

const DAY = intervalIndex('1d');

/**
 * The regular minutes of a symbol in 2024, as records of BAR_STRIDE doubles: minutes without a trade are
 * missing. The file has the close first: date;timestamp;close;high;low;open;price;volume.
 */
export function minutesOf2024(symbol: string, calendar: Calendar): Float64Array {
  const text = readFileSync(testData(`minute-2024-blaizard/stocks/ohlc/usd/1min/${symbol}/2024.csv`), 'utf8');
  const records: number[] = [];
  for (const line of text.split('\n').slice(1)) {
    const [, start = Number.NaN, close, high, low, open, , volume] = line.split(';').map(Number);
    if (volume === undefined || Number.isNaN(calendar.spanStart(DAY, start))) continue;
    records.push(
      start,
      open ?? Number.NaN,
      high ?? Number.NaN,
      low ?? Number.NaN,
      close ?? Number.NaN,
      volume,
    );
  }
  if (records.length % BAR_STRIDE !== 0) throw new Error(`Not minutes: ${symbol}`);
  return Float64Array.from(records);
}
