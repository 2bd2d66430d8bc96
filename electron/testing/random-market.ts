import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import type { MarketColumns, ScannerContext } from '../engine/scanners/contract.ts';
import { LatestColumns } from '../engine/session-data/latest-columns.ts';
import type { SessionData } from '../engine/session-data/session-data.ts';

/** Regular hours of a session that is like any other. */
const OPEN = 1_000_000;
const CLOSE = OPEN + 390 * 60_000;

/** A market of random small numbers, which often are equal, missing or stale. */
export interface RandomMarket {
  readonly market: MarketColumns;
  readonly context: ScannerContext;
}

/** @param now minutes from the open */
export function randomMarket(seed: number, count: number, now: number, data: SessionData): RandomMarket {
  const random = generator(seed);
  const value = (): number => (random() < 0.15 ? Number.NaN : Math.floor(random() * 5) - 1);
  const latest = { '5m': latestOf(count, value, random), '1d': latestOf(count, value, random) };
  const columns = new Map<string, Float64Array>();
  const members = Uint8Array.from({ length: count }, () => (random() < 0.9 ? 1 : 0));
  const sectors = Array.from({ length: count }, () =>
    random() < 0.2 ? undefined : random() < 0.5 ? 'Energy' : 'Utilities',
  );
  const symbols = Array.from({ length: count }, (_unused, row) => symbolId(`S${row}`));
  const time = epochMs(OPEN + now * 60_000);
  const market: MarketColumns = {
    count,
    members,
    symbolAt: (row) => symbols[row] ?? symbolId('NONE'),
    latest: (interval) => (interval === '5m' ? latest['5m'] : latest['1d']),
    indicator(key, output) {
      // The same column for the same indicator, whoever asks for it first.
      const name = `${key} ${output ?? ''}`;
      const own = generator(seed + hash(key));
      const column =
        columns.get(name) ??
        Float64Array.from({ length: count }, () => (own() < 0.15 ? Number.NaN : Math.floor(own() * 5) - 1));
      columns.set(name, column);
      return column;
    },
    session: { open: epochMs(OPEN), close: epochMs(CLOSE) },
    facts: {
      sectorOf: (symbol) => sectors[symbols.indexOf(symbol)],
      lists: [{ name: 'mine', symbols: ['S1', 'S3'] }],
    },
  };
  const context = {
    name: 'random',
    mode: 'replay' as const,
    now: time,
    sessionDate: sessionDate('2024-03-06'),
    universe: symbols.filter((_symbol, row) => members[row] === 1),
    data,
    addSymbol: () => true,
    market,
    log: () => undefined,
    signal: new AbortController().signal,
  };
  return { market, context };
}

function latestOf(count: number, value: () => number, random: () => number): LatestColumns {
  const columns = new LatestColumns();
  columns.ensureSize(count);
  for (let row = 0; row < count; row += 1) {
    if (random() < 0.1) continue;
    const start = random() < 0.5 ? OPEN : OPEN - 86_400_000;
    const bar = Float64Array.from({ length: BAR_STRIDE }, (_unused, field) =>
      field === 0 ? start : value(),
    );
    columns.write(row, bar, 0);
    if (random() < 0.2) columns.expire(row);
  }
  return columns;
}

function hash(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum;
}

/** Numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
