import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { type SortLimits, sortStaged, stagingTable } from './sort-staged.ts';

const SYMBOLS = ['IBM', 'AAPL', 'SPY', 'BRK.B'];

/** number, start, price; the order in the list is that of arrival. */
type Row = readonly [number, number, number];

async function sorted(rows: readonly Row[], limits: SortLimits): Promise<[unknown[][], number, number]> {
  const database = await Database.open({ folders: [], memoryMegabytes: 128 });
  try {
    await database.run(stagingTable('1m'));
    await database.run('CREATE TABLE symbols (number DOUBLE, symbol VARCHAR, place DOUBLE)');
    for (const [number, symbol] of SYMBOLS.entries()) {
      await database.run('INSERT INTO symbols VALUES (?, ?, ?)', [
        number,
        symbol,
        SYMBOLS.toSorted().indexOf(symbol),
      ]);
    }
    const appender = await database.appender('staged_1m', 8);
    for (const [arrival, [number, start, price]] of rows.entries()) {
      appender.add(number, arrival, Float64Array.of(start, price, price, price, price, 1), 0);
    }
    appender.close();
    const { duplicates, conflicts } = await sortStaged(database, '1m', limits);
    const texts = await database.texts('SELECT symbol, start, open FROM sorted_1m ORDER BY rowid');
    return [
      texts.map(([symbol, start, open]) => [symbol, Number(start), Number(open)]),
      duplicates,
      conflicts,
    ];
  } finally {
    database.close();
  }
}

/** The same by hand. */
function expected(rows: readonly Row[]): [unknown[][], number, number] {
  const newest = new Map<string, Row>();
  let [duplicates, conflicts] = [0, 0];
  for (const row of rows) {
    const key = `${row[0]} ${row[1]}`;
    const before = newest.get(key);
    newest.set(key, row);
    if (before === undefined) continue;
    if (before[2] === row[2]) duplicates += 1;
    else conflicts += 1;
  }
  const bars = [...newest.values()].map(([number, start, price]) => [SYMBOLS[number], start, price] as const);
  bars.sort(([a = '', from], [b = '', to]) => (a < b ? -1 : a > b ? 1 : from - to));
  return [bars.map((bar) => [...bar]), duplicates, conflicts];
}

it('sorts bars and keeps the newest of each start, in portions of any size', async () => {
  const row = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 2 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.record({ sorted: fc.integer({ min: 1, max: 40 }), compared: fc.integer({ min: 1, max: 20 }) }),
      async (rows, limits) => {
        expect(await sorted(rows, limits)).toEqual(expected(rows));
      },
    ),
    { numRuns: 12 },
  );
});
