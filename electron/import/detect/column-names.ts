/** The columns that a bar is made of. */
export const ROLES = ['stamp', 'clock', 'open', 'high', 'low', 'close', 'volume', 'symbol'] as const;
export type Role = (typeof ROLES)[number];

/** Names in use at vendors and in programs, the better one first. */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  stamp: [
    'datetime',
    'timestamp',
    'date time',
    'date/time',
    'date_time',
    'dtyyyymmdd',
    'date',
    'trade date',
    'tradedate',
    'trade_date',
    'time',
    'ts',
    'dt',
    'day',
    'open time',
    'opentime',
    'open_time',
    'window_start',
    'start',
    'begin',
    'begins_at',
    'bar time',
    'bartime',
    'gmt time',
    'local time',
    'time utc',
    'unix',
    'unixtime',
    'unix timestamp',
    'epoch',
    't',
    'datum',
    'caldt',
    'datadate',
  ],
  clock: ['time', 'clock', 'hour', 'timeofday', 'time of day', 'uhrzeit', 'zeit', 'bar time', 'minute'],
  open: [
    'open',
    'o',
    'opn',
    'open price',
    'openprice',
    'open_price',
    'price_open',
    'opening price',
    'first',
    'open bid',
    'prc_open',
  ],
  high: ['high', 'h', 'hi', 'high price', 'highprice', 'high_price', 'price_high', 'max', 'highest'],
  low: ['low', 'l', 'lo', 'low price', 'lowprice', 'low_price', 'price_low', 'min', 'lowest'],
  close: [
    'close',
    'c',
    'cls',
    'close/last',
    'last',
    'close price',
    'closeprice',
    'close_price',
    'price_close',
    'closing price',
    'settle',
    'last price',
    'schluss',
    'price',
  ],
  volume: [
    'volume',
    'vol',
    'v',
    'vol.',
    'total volume',
    'share volume',
    'qty',
    'shares',
    'trade volume',
    'volumen',
    'tickvol',
  ],
  symbol: [
    'symbol',
    'ticker',
    'sym',
    'instrument',
    'security',
    'stock',
    'code',
    'tic',
    'act_symbol',
    'name',
    'root',
  ],
};

/** `<OPEN>`, `1. open`, `Open (USD)`, ` "Open" ` as `open`. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/["'<>*#]/g, '')
    .replace(/\((.*?)\)/g, '')
    .replace(/^\d+\.\s*/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `aapl.open`, `close_aapl`: the name without what every other one has before or after it. */
function bareNames(names: readonly string[]): string[] {
  const plain = names.map(plainName);
  const known = plain.filter((name) => ['open', 'high', 'low', 'close'].includes(name)).length;
  if (known > 0) return plain;
  return plain.map(
    (name) => /(?:^|[._ -])(open|high|low|close|volume|date|time)(?:$|[._ -])/.exec(name)?.[1] ?? name,
  );
}

/** The columns of a name for a role, the better name first; adjusted ones are never a close. */
export function namedColumns(role: Role, names: readonly string[]): number[] {
  const bare = bareNames(names);
  return NAMES[role].flatMap((name) => bare.flatMap((found, column) => (found === name ? [column] : [])));
}

/** The column of closes that are adjusted for dividends too; -1 for none. */
export function adjustedCloseColumn(names: readonly string[]): number {
  return names.map(plainName).findIndex((name) => /^adj(usted)?[ _.]?close$/.test(name));
}
