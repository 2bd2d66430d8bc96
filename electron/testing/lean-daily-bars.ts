import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { testData } from './test-data.ts';

const PRICE_SCALE = 10_000;

/**
 * Daily bars of a symbol of the LEAN folder as records of BAR_STRIDE doubles: raw
 * prices in dollars, start at midnight UTC of the date. For tests of arithmetic
 * on real numbers; the product's own loader is another thing.
 */
export function leanDailyBars(symbol: string): Float64Array {
  const entries = unzipSync(readFileSync(testData(`lean/Data/equity/usa/daily/${symbol}.zip`)));
  const text = Object.values(entries).map((bytes) => strFromU8(bytes));
  return Float64Array.from(
    text
      .join('\n')
      .split(/\r?\n/)
      .filter((line) => line.length > 0)
      .flatMap(recordOf),
  );
}

function recordOf(line: string): number[] {
  const [stamp = '', ...fields] = line.split(',');
  const date = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`;
  const prices = fields.slice(0, 4).map((field) => Number(field) / PRICE_SCALE);
  const record = [Date.parse(`${date}T00:00:00Z`), ...prices, Number(fields[4])];
  if (record.length !== BAR_STRIDE || record.some((value) => !Number.isFinite(value))) {
    throw new Error(`Not a daily bar: ${line}`);
  }
  return record;
}
