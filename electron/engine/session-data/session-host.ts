import type { Interval } from '../../../shared/domain/interval.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { HistoryDemand } from './history-demand.ts';
import type { Owner } from './ownership.ts';

/** What session data asks of the coordinator that runs it. */
export interface SessionHost {
  /** The session date that history ends before. */
  sessionDate(): SessionDate;
  /** True where any source holds data of the symbol. */
  isKnown(symbol: SymbolId): boolean;
  /** True where a source delivers bars of the interval itself for the symbol. */
  delivers(symbol: SymbolId, interval: Interval): boolean;
  /** Queues a load of the part of history that is missing. */
  queueHistory(demand: HistoryDemand): void;
  /** The set of intervals that are held of a symbol has changed: streams follow. */
  holdingsChanged(symbolIndex: number): void;
  /** Loads in flight and queued for a symbol are void from here on. */
  cancelLoads(symbolIndex: number): void;
  /** Nobody wants bars of the interval any more: a load that is queued for it is void. */
  cancelHistory(symbolIndex: number, interval: Interval): void;
  /** Takes a newly promoted symbol in hand: everything the config asks for. */
  addSymbolMidSession(symbol: SymbolId): void;
  /** Number of the newest change that the ledger has taken. */
  changeSequence(): number;
  /** Answers when the changes up to a number, and the config with them, are on the disk, or why they are not. */
  whenDurable(sequence: number): Promise<Result<void>>;
  /** Writes a change of tier or lock, or a refusal, into the event log and the ledger. */
  record(
    kind: SessionChange,
    symbol: SymbolId,
    owner: Owner,
    details?: Readonly<Record<string, string>>,
  ): void;
}

/** `leaving`: removed as soon as its last lock goes; `staying`: that was taken back; `restored`: a removal was. */
export type SessionChange =
  | 'promoted'
  | 'demoted'
  | 'removed'
  | 'restored'
  | 'leaving'
  | 'staying'
  | 'refused'
  | 'locked'
  | 'unlocked';
