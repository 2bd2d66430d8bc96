import type { Hit } from '../domain/hit.ts';
import type { LockRecord } from '../domain/lock.ts';
import type { TradingState } from '../domain/position.ts';
import type { PromotedRecord } from '../domain/promotion.ts';
import type { SymbolId } from '../domain/symbol.ts';
import type { SessionStatus } from './status.ts';

/** Columns of doubles, one entry a symbol; NaN where unknown. Times are epoch ms, volume is in shares. */
export const NUMBER_COLUMNS = [
  'last',
  'previousClose',
  'volume',
  'lastBarEnd',
  'hitCount',
  'lastHitTime',
  /** Volume so far over the usual volume by this time of day; NaN where either is unknown. */
  'relativeVolume',
  /** Fraction of the history that a promotion asked for and that has come, 0-1; NaN where nothing loads. */
  'loaded',
] as const;
export type NumberColumn = (typeof NUMBER_COLUMNS)[number];

/** Columns of bytes: index in SYMBOL_STATES, bits of SYMBOL_FLAG, 1 + index in the snapshot's sources (0: none). */
export const BYTE_COLUMNS = ['state', 'flags', 'source'] as const;
export type ByteColumn = (typeof BYTE_COLUMNS)[number];

/** What travels of the symbol table: arrays of equal length. */
export type SymbolColumnFrame = Readonly<Record<NumberColumn, Float64Array> & Record<ByteColumn, Uint8Array>>;

/** The newest hits that a snapshot holds, and that the window keeps; the total is in the status. */
export const HIT_WINDOW = 1_000;

/** The whole visible state of a session at one sequence number. */
export interface SessionSnapshot {
  readonly seq: number;
  readonly status: SessionStatus;
  /** In table order; grows at the end only. */
  readonly symbols: readonly SymbolId[];
  /** Parallel to `symbols`. */
  readonly sectors: readonly (string | null)[];
  /** Parallel to `symbols`. */
  readonly columns: SymbolColumnFrame;
  /** Names of the data sources, which the column `source` points at. */
  readonly sources: readonly string[];
  /** The newest HIT_WINDOW hits, oldest first; the last one is hit `status.hitCount - 1` of the run. */
  readonly hits: readonly Hit[];
  readonly locks: readonly LockRecord[];
  /** In the order of their promotion. */
  readonly promoted: readonly PromotedRecord[];
  readonly trading: TradingState;
}

/** A hit as it is now, by its place in the run. */
export interface RevisedHit {
  readonly index: number;
  readonly hit: Hit;
}

/** What changed between snapshot `seq - 1` and `seq`. */
export interface SessionDelta {
  readonly seq: number;
  readonly status: SessionStatus;
  /** Symbols that are new at the end of the table; their rows are in `rows` too. */
  readonly addedSymbols: readonly SymbolId[];
  readonly addedSectors: readonly (string | null)[];
  /** Table rows that changed, ascending. */
  readonly rows: Uint32Array;
  /** New values of those rows, parallel to `rows`. */
  readonly columns: SymbolColumnFrame;
  /** At most HIT_WINDOW, the newest, oldest first. */
  readonly newHits: readonly Hit[];
  /** Hits that the window has already and that are marked since: each with its place in the run, 0 for the first. */
  readonly revisedHits: readonly RevisedHit[];
  /** Every lock, where one was taken or released; null where none was. */
  readonly locks: readonly LockRecord[] | null;
  /** Every promoted symbol, where anything of one changed; null where nothing did. */
  readonly promoted: readonly PromotedRecord[] | null;
  /** The whole account, where anything of it changed; null where nothing did. */
  readonly trading: TradingState | null;
}
