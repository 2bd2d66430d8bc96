import type { LockRecord } from '../../shared/domain/lock.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { SYMBOL_STATES, type SymbolState } from '../../shared/session/status.ts';

/** One symbol as panels show it; NaN where unknown, times in epoch ms. */
export interface SymbolRow {
  /** Row of the symbol table. */
  readonly index: number;
  readonly symbol: SymbolId;
  readonly sector: string | null;
  readonly state: SymbolState;
  /** Bits of SYMBOL_FLAG. */
  readonly flags: number;
  /** Lock holders. */
  readonly holders: number;
  readonly last: number;
  /** Percent from the previous session's close; NaN until this session has brought a bar. */
  readonly changePercent: number;
  readonly volume: number;
  readonly hits: number;
  readonly lastHit: number;
  readonly lastBarEnd: number;
  /** Volume so far over the usual volume by this time of day. */
  readonly relativeVolume: number;
  /** Fraction of the history that a promotion asked for and that has come, 0-1; NaN where nothing loads. */
  readonly loaded: number;
  /** Name of the data source; null where none delivers the symbol. */
  readonly source: string | null;
}

/**
 * Change of the last price since the close of the session before, in percent. NaN until the session has
 * brought a bar: the last price is that close then, and nothing is known of a change.
 */
function changePercentOf(columns: SessionSnapshot['columns'], index: number): number {
  if (Number.isNaN(at(columns.volume, index))) return Number.NaN;
  return (at(columns.last, index) / at(columns.previousClose, index) - 1) * 100;
}

/** Row `index` of the table; throws RangeError past its end. */
export function symbolRow(snapshot: SessionSnapshot, index: number): SymbolRow {
  const symbol = snapshot.symbols[index];
  if (symbol === undefined) throw new RangeError(`The symbol table has no row ${index}`);
  const { columns } = snapshot;
  const last = at(columns.last, index);
  return {
    index,
    symbol,
    sector: snapshot.sectors[index] ?? null,
    state: SYMBOL_STATES[columns.state[index] ?? 0] ?? 'registered',
    flags: columns.flags[index] ?? 0,
    holders: holderCounts(snapshot.locks).get(symbol) ?? 0,
    last,
    changePercent: changePercentOf(columns, index),
    volume: at(columns.volume, index),
    hits: at(columns.hitCount, index),
    lastHit: at(columns.lastHitTime, index),
    lastBarEnd: at(columns.lastBarEnd, index),
    relativeVolume: at(columns.relativeVolume, index),
    loaded: at(columns.loaded, index),
    source: snapshot.sources[(columns.source[index] ?? 0) - 1] ?? null,
  };
}

/** The row of a symbol, or undefined where the table does not have it. */
export function rowOfSymbol(snapshot: SessionSnapshot, symbol: SymbolId): SymbolRow | undefined {
  const index = symbolIndex(snapshot.symbols).get(symbol);
  return index === undefined ? undefined : symbolRow(snapshot, index);
}

/** Holders by symbol, computed once for each list of locks. */
export function holderCounts(locks: readonly LockRecord[]): ReadonlyMap<SymbolId, number> {
  const known = countsByList.get(locks);
  if (known !== undefined) return known;
  const counts = new Map<SymbolId, number>();
  for (const { symbol } of locks) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  countsByList.set(locks, counts);
  return counts;
}

function symbolIndex(symbols: readonly SymbolId[]): ReadonlyMap<SymbolId, number> {
  const known = indexByList.get(symbols);
  if (known !== undefined) return known;
  const index = new Map(symbols.map((symbol, row) => [symbol, row]));
  indexByList.set(symbols, index);
  return index;
}

const countsByList = new WeakMap<readonly LockRecord[], ReadonlyMap<SymbolId, number>>();
const indexByList = new WeakMap<readonly SymbolId[], ReadonlyMap<SymbolId, number>>();

function at(column: Float64Array, index: number): number {
  return column[index] ?? Number.NaN;
}
