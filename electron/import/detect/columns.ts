import { normalizeSymbol } from '../../../shared/domain/symbol.ts';
import type { NumberStyle } from '../text/numbers.ts';
import { namedColumns, ROLES, type Role } from './column-names.ts';
import { type Detected, type Findings, percent } from './findings.ts';
import { Figures, findOrder, leap, type OrderFound, soundShare } from './ohlc-order.ts';
import { bestStampColumn, clockColumn, hasOwnClock, isNewestFirst } from './stamp-columns.ts';
import type { SampleTable } from './table.ts';

/** Index of the column of each role; -1 for none. */
export type ColumnMap = Readonly<Record<Role, number>>;

const NONE = 'none';
const SOUND = 0.95;
const MOSTLY_SOUND = 0.7;
const PRICES = ['open', 'high', 'low', 'close'] as const;

/** Finds which column is what, by the names in the header and by the figures themselves. */
export function detectColumns(table: SampleTable, style: NumberStyle, findings: Findings): ColumnMap {
  const map: Record<Role, number> = {
    stamp: -1,
    clock: -1,
    open: -1,
    high: -1,
    low: -1,
    close: -1,
    volume: -1,
    symbol: -1,
  };
  const take = (role: Role, detected: Detected): void => {
    map[role] = columnOf(findings.add(`column_${role}`, detected));
  };
  take('stamp', detectStamp(table));
  take('clock', detectClock(table, map.stamp));
  const figures = new Figures(table, style, isNewestFirst(table, map));
  const order = findOrder(figures, priceCandidates(table, figures, map));
  for (const role of PRICES) take(role, detectPrice(role, table, figures, order));
  take('volume', detectVolume(table, figures, map));
  take('symbol', detectSymbol(table, map));
  return map;
}

/** What is wrong with the columns that are gone by, in words; undefined where they make bars. */
export function columnProblem(table: SampleTable, style: NumberStyle, map: ColumnMap): string | undefined {
  const missing = ROLES.filter((role) => map[role] === -1 && !['clock', 'volume', 'symbol'].includes(role));
  if (missing.length > 0) {
    const words = missing.map((role) => (role === 'stamp' ? 'date or time' : role)).join(', ');
    return `No column holds the ${words}: a bar needs a time, open, high, low and close.`;
  }
  const prices = PRICES.map((role) => map[role]);
  if (new Set(prices).size < prices.length)
    return 'One column is taken for two prices: choose another for one of them.';
  const share = soundShare(new Figures(table, style), map);
  if (share >= 0.5) return undefined;
  return `Only ${percent(share)} of the rows have low ≤ open, close ≤ high: these columns make no bars.`;
}

function columnOf(value: string | null): number {
  return value === null || value === NONE ? -1 : Number(value);
}

/** Every column, by its name and its first figure. */
function choices(table: SampleTable, isOptional: boolean): Detected['options'] {
  const first = table.rows[0]?.cells ?? [];
  const options = table.names.slice(0, 60).map((name, column) => ({
    value: String(column),
    label: `${name.slice(0, 40)}${first[column] === undefined || first[column] === '' ? '' : ` (${first[column].slice(0, 24)})`}`,
  }));
  return isOptional ? [...options, { value: NONE, label: 'none of them' }] : options;
}

function detectStamp(table: SampleTable): Detected {
  const options = choices(table, false);
  const best = bestStampColumn(table, namedColumns('stamp', table.names));
  if (best === undefined)
    return { value: null, confidence: 'ambiguous', why: 'No column holds dates or times.', options };
  const { column, others, isNamed } = best;
  const why = isNamed
    ? `"${table.names[column]}" is a name for it, and its fields are dates.`
    : `Its fields are dates, as in "${table.rows[0]?.cells[column] ?? ''}".`;
  const more =
    others.length === 0 ? '' : ` Not used: ${others.map((other) => `"${table.names[other]}"`).join(', ')}.`;
  return {
    value: String(column),
    confidence: isNamed || others.length === 0 ? 'certain' : 'likely',
    why: `${why}${more}`,
    options,
  };
}

function detectClock(table: SampleTable, stamp: number): Detected {
  const options = choices(table, true);
  if (stamp === -1) return { value: NONE, confidence: 'likely', why: 'There is no date for it.', options };
  if (hasOwnClock(table, stamp)) {
    return { value: NONE, confidence: 'certain', why: 'The time of day stands beside the date.', options };
  }
  const column = clockColumn(table, stamp, namedColumns('clock', table.names));
  if (column === undefined)
    return { value: NONE, confidence: 'certain', why: 'No column holds times of day.', options };
  return {
    value: String(column),
    confidence: 'certain',
    why: `The fields of "${table.names[column]}" are times of day, those of "${table.names[stamp]}" dates alone.`,
    options,
  };
}

function priceCandidates(table: SampleTable, figures: Figures, { stamp, clock }: ColumnMap): number[] {
  return table.names.flatMap((_, column) =>
    column !== stamp && column !== clock && figures.numeric(column) >= 0.8 ? [column] : [],
  );
}

function detectPrice(
  role: (typeof PRICES)[number],
  table: SampleTable,
  figures: Figures,
  order: OrderFound | undefined,
): Detected {
  const options = choices(table, false);
  const named = PRICES.map((each) => namedColumns(each, table.names)[0]);
  const [open, high, low, close] = named;
  const all = namedColumns(role, table.names);
  const [column] = all;
  if (column === undefined) return byOrder(role, table, figures, order, options);
  const name = table.names[column] ?? '';
  const twins = all.filter((other) => table.names[other]?.toLowerCase() === name.toLowerCase());
  if (twins.length > 1) {
    const why = `${twins.length} columns are named "${name}".`;
    return { value: String(column), confidence: 'ambiguous', why, options };
  }
  if (open === undefined || high === undefined || low === undefined || close === undefined) {
    return { value: String(column), confidence: 'likely', why: `"${name}" is a name for it.`, options };
  }
  const share = soundShare(figures, { open, high, low, close });
  const evidence = `low ≤ open, close ≤ high on ${percent(share)} of ${table.rows.length.toLocaleString('en-US')} rows`;
  const found = (confidence: Detected['confidence'], why: string): Detected => ({
    value: String(column),
    confidence,
    why,
    options,
  });
  if (share >= SOUND) return found('certain', `"${name}" is its name, and ${evidence}.`);
  // The names of others are in doubt where another order of the columns is sound.
  const inDoubt = order !== undefined && PRICES.some((each, at) => order[each] !== named[at]);
  if (share >= MOSTLY_SOUND && !inDoubt) return found('likely', `"${name}" is its name; ${evidence}.`);
  const other = inDoubt ? ` By the figures it would be "${table.names[order[role]]}".` : '';
  return found('ambiguous', `"${name}" is its name, but ${evidence}.${other}`);
}

function byOrder(
  role: (typeof PRICES)[number],
  table: SampleTable,
  figures: Figures,
  order: OrderFound | undefined,
  options: Detected['options'],
): Detected {
  // A header that names the other prices and not this one has no column of it.
  if (table.hasHeader && PRICES.some((each) => namedColumns(each, table.names).length > 0)) {
    return { value: null, confidence: 'ambiguous', why: `No column has a name for the ${role}.`, options };
  }
  if (order === undefined || table.rows.length < 3) {
    const value = order === undefined ? null : String(order[role]);
    const why =
      order === undefined
        ? 'No four columns of figures have the order of prices.'
        : 'There are too few rows to tell.';
    return { value, confidence: 'ambiguous', why, options };
  }
  const value = String(order[role]);
  if (role === 'high' || role === 'low') {
    const why = `It is the ${role === 'high' ? 'highest' : 'lowest'} of four on ${percent(order.share)} of the rows.`;
    return { value, confidence: 'certain', why, options };
  }
  const near = leap(figures, order.open, order.close);
  const far = leap(figures, order.close, order.open);
  if (order.isDirected) {
    const why = `Read so, the close of a bar lies ${(far / near).toFixed(1)} times nearer to the next open than the other way round.`;
    return { value, confidence: 'likely', why, options };
  }
  return {
    value,
    confidence: 'ambiguous',
    why: 'Open and close look alike: nothing tells which is which.',
    options,
  };
}

function detectVolume(table: SampleTable, figures: Figures, map: ColumnMap): Detected {
  const options = choices(table, true);
  const named = namedColumns('volume', table.names).filter((column) => figures.numeric(column) >= 0.5);
  const [column] = named;
  if (column !== undefined) {
    return {
      value: String(column),
      confidence: 'certain',
      why: `"${table.names[column]}" is a name for it, and its fields are numbers.`,
      options,
    };
  }
  const taken = new Set(Object.values(map));
  const free = table.names.flatMap((_, index) =>
    !taken.has(index) && figures.numeric(index) >= 0.8 ? [index] : [],
  );
  const whole = free.filter((index) =>
    figures.column(index).every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= 0)),
  );
  const after = whole.find((index) => index > map.close && index > map.open);
  if (after === undefined || table.hasHeader) {
    const why =
      'No column has a name of volume: bars without it have the volume 0, and volume indicators nothing to go by.';
    return { value: NONE, confidence: 'ambiguous', why, options };
  }
  const why = 'It holds whole numbers, after the prices.';
  return { value: String(after), confidence: whole.length === 1 ? 'likely' : 'ambiguous', why, options };
}

function detectSymbol(table: SampleTable, map: ColumnMap): Detected {
  const options = choices(table, true);
  const taken = new Set(Object.values(map));
  const isTicker = (column: number): boolean => {
    const cells = table.rows.map(({ cells: all }) => all[column] ?? '');
    const good = cells.filter((cell) => normalizeSymbol(cell) !== undefined && /[a-z]/i.test(cell));
    return good.length > 0 && good.length >= 0.97 * cells.filter((cell) => cell !== '').length;
  };
  const named = namedColumns('symbol', table.names).find((column) => !taken.has(column) && isTicker(column));
  if (named !== undefined) {
    const first = table.rows[0]?.cells[named] ?? '';
    return {
      value: String(named),
      confidence: 'certain',
      why: `"${table.names[named]}" holds tickers, as ${first}.`,
      options,
    };
  }
  const found = table.hasHeader
    ? undefined
    : table.names.findIndex((_, column) => !taken.has(column) && isTicker(column));
  if (found === undefined || found === -1)
    return { value: NONE, confidence: 'certain', why: 'No column holds tickers.', options };
  const first = table.rows[0]?.cells[found] ?? '';
  return {
    value: String(found),
    confidence: 'likely',
    why: `Its fields look like tickers, as ${first}.`,
    options,
  };
}
