import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { testData } from './test-data.ts';

const EQUITY = 'lean/Data/equity/usa';
const PRICE_SCALE = 10_000;

/**
 * Daily bars of a symbol of the LEAN folder as records of BAR_STRIDE doubles:
 * split-adjusted prices in dollars, raw volume, start at midnight UTC of the date.
 * For tests of arithmetic on real numbers; the product's own loader is another thing.
 */
export function leanDailyBars(symbol: string): Float64Array {
  const entries = unzipSync(readFileSync(testData(`${EQUITY}/daily/${symbol}.zip`)));
  const text = Object.values(entries).map((bytes) => strFromU8(bytes));
  const factorOn = splitFactors(symbol);
  return Float64Array.from(linesOf(text.join('\n')).flatMap((line) => recordOf(line, factorOn)));
}

/** Factor by the date `YYYYMMDD`: rows of a factor file hold up to their own date. */
function splitFactors(symbol: string): (date: string) => number {
  const rows = linesOf(readFileSync(testData(`${EQUITY}/factor_files/${symbol}.csv`), 'utf8')).map((line) => {
    const [until = '', , factor] = line.split(',');
    return { until, factor: Number(factor) };
  });
  return (date) => rows.find(({ until }) => until >= date)?.factor ?? 1;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.length > 0);
}

function recordOf(line: string, factorOn: (date: string) => number): number[] {
  const [stamp = '', ...fields] = line.split(',');
  const day = stamp.slice(0, 8);
  const start = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
  const prices = fields.slice(0, 4).map((field) => (Number(field) / PRICE_SCALE) * factorOn(day));
  const record = [start, ...prices, Number(fields[4])];
  if (record.length !== BAR_STRIDE || record.some((value) => !Number.isFinite(value))) {
    throw new Error(`Not a daily bar: ${line}`);
  }
  return record;
}
