import type { Interval } from '../../shared/domain/interval.ts';
import { type Database, named } from '../duckdb/database.ts';

export const PRICES = 'open, high, low, close, volume';

/** How many rows are worked on together. */
export interface SortLimits {
  /** Sorted: what does not fit into the memory spills to the disk. */
  readonly sorted: number;
  /** Looked at for what came twice: a window has to fit into the memory. */
  readonly compared: number;
}

const LIMITS: SortLimits = { sorted: 800_000, compared: 200_000 };

/** What came twice, told by the first bar of its start. */
export interface Repeats {
  readonly duplicates: number;
  readonly conflicts: number;
}

/** The table that bars of an interval wait in, in the order of their arrival. */
export function stagingTable(interval: Interval): string {
  return `CREATE TABLE ${named(`staged_${interval}`)} (number DOUBLE, arrival DOUBLE, start DOUBLE, ${columnsOf(PRICES)})`;
}

/**
 * Makes `sorted_<interval>` of `staged_<interval>`: by symbol and start, one bar for each start, the first that
 * came. Portion by portion, whole symbols or stretches of time of one, so that a dataset of any size needs the
 * memory of a small one. There must be a table `symbols` with each one's number and place.
 */
export async function sortStaged(database: Database, interval: Interval, limits = LIMITS): Promise<Repeats> {
  const staged = named(`staged_${interval}`);
  const ordered = named(`ordered_${interval}`);
  const sorted = named(`sorted_${interval}`);
  await database.run(
    `CREATE TABLE ${sorted} (symbol VARCHAR, number DOUBLE, start BIGINT, ${columnsOf(PRICES)})`,
  );
  let [duplicates, conflicts] = [0, 0];
  for (const portion of await portionsOf(database, staged, limits.sorted)) {
    await database.run(
      `CREATE TABLE ${ordered} AS
         SELECT number, place, arrival, start, ${PRICES} FROM ${staged} JOIN symbols USING (number) WHERE ${portion}
         ORDER BY place, start, arrival`,
    );
    const repeats = await takeNewest(database, ordered, sorted, limits.compared);
    duplicates += repeats.duplicates;
    conflicts += repeats.conflicts;
    await database.run(`DROP TABLE ${ordered}`);
  }
  await database.run(`DROP TABLE ${staged}`);
  return { duplicates, conflicts };
}

/** Conditions that part the staged rows, in their order: symbols together, a large one by stretches of time. */
async function portionsOf(database: Database, staged: string, most: number): Promise<string[]> {
  const rows = await database.doubles(
    `SELECT place, count(*)::DOUBLE, min(start), max(start) FROM ${staged} JOIN symbols USING (number)
     GROUP BY place ORDER BY place`,
  );
  const portions: string[] = [];
  let [first, waiting] = [0, 0];
  const close = (end: number): void => {
    if (waiting > 0) portions.push(`place >= ${first} AND place < ${end}`);
    waiting = 0;
  };
  for (let at = 0; at < rows.length; at += 4) {
    const [place = 0, count = 0, from = 0, to = 0] = rows.subarray(at, at + 4);
    if (waiting + count > most) close(place);
    if (waiting === 0) first = place;
    if (count > most) portions.push(...stretchesOf(place, Math.ceil(count / most), from, to));
    else waiting += count;
  }
  close(Number.MAX_SAFE_INTEGER);
  return portions;
}

function stretchesOf(place: number, parts: number, from: number, to: number): string[] {
  const edge = (part: number): number => from + Math.floor(((to + 1 - from) * part) / parts);
  return Array.from(
    { length: parts },
    (_unused, part) => `place = ${place} AND start >= ${edge(part)} AND start < ${edge(part + 1)}`,
  );
}

/** Appends the bar of each start that came last to the sorted ones; counts the others, each held against the one before it. */
async function takeNewest(
  database: Database,
  ordered: string,
  sorted: string,
  most: number,
): Promise<Repeats> {
  const [rows = 0] = await database.doubles(`SELECT count(*)::DOUBLE FROM ${ordered}`);
  let [duplicates, conflicts] = [0, 0];
  for (let from = 0; from < rows; ) {
    const to = await stretchEnd(database, ordered, from + most, rows);
    const inside = `rowid >= ${from} AND rowid < ${to}`;
    const repeats = await countRepeats(database, ordered, inside);
    duplicates += repeats.duplicates;
    conflicts += repeats.conflicts;
    const newest =
      repeats.duplicates + repeats.conflicts === 0
        ? ''
        : 'QUALIFY row_number() OVER (PARTITION BY place, start ORDER BY arrival DESC) = 1';
    await database.run(
      `INSERT INTO ${sorted}
         SELECT symbol, number, start, ${PRICES}
         FROM (SELECT * FROM ${ordered} WHERE ${inside} ${newest}) JOIN symbols USING (number)
         ORDER BY symbols.place, start`,
    );
    from = to;
  }
  return { duplicates, conflicts };
}

/** Where a stretch of rows may end: bars of one start are never parted. */
async function stretchEnd(
  database: Database,
  ordered: string,
  wished: number,
  rows: number,
): Promise<number> {
  if (wished >= rows) return rows;
  const [end = Number.NaN] = await database.doubles(
    `SELECT min(bar.rowid)::DOUBLE FROM ${ordered} bar, (SELECT place, start FROM ${ordered} WHERE rowid = ${wished - 1}) last
     WHERE bar.rowid >= ${wished} AND (bar.place <> last.place OR bar.start <> last.start)`,
  );
  return Number.isNaN(end) ? rows : end;
}

async function countRepeats(database: Database, ordered: string, inside: string): Promise<Repeats> {
  const same = PRICES.split(', ').map((name) => `${name} = lag(${name}) OVER bar`);
  const [repeats = 0, equal = 0] = await database.doubles(
    `SELECT count(*)::DOUBLE, (count(*) FILTER (same))::DOUBLE FROM (
       SELECT row_number() OVER bar AS number_of, ${same.join(' AND ')} AS same
       FROM ${ordered} WHERE ${inside} WINDOW bar AS (PARTITION BY place, start ORDER BY arrival)
     ) WHERE number_of > 1`,
  );
  return { duplicates: equal, conflicts: repeats - equal };
}

function columnsOf(names: string): string {
  return names
    .split(', ')
    .map((name) => `${name} DOUBLE`)
    .join(', ');
}
