import type { SessionPhase } from '../domain/bar.ts';
import type { EpochMs, SessionDate } from '../domain/time.ts';

export const SESSION_MODES = ['live', 'replay', 'simulated'] as const;
export type SessionMode = (typeof SESSION_MODES)[number];

/** `loading`: history is being read; `ended`: the last session of the run is over. */
export type RunState = 'starting' | 'loading' | 'running' | 'paused' | 'ended' | 'failed';

/** Life-cycle of one symbol in the session; the number is what travels. */
export const SYMBOL_STATES = ['registered', 'screening', 'loading', 'promoted', 'error'] as const;
export type SymbolState = (typeof SYMBOL_STATES)[number];

/** Everything of the session that is not per symbol. */
export interface SessionStatus {
  readonly mode: SessionMode;
  readonly sessionName: string;
  /** Seed of the simulated exchange, where there is one. */
  readonly seed: number | null;
  readonly runState: RunState;
  /** Why the run failed, in words for the user. */
  readonly failure: string | null;
  readonly now: EpochMs;
  /** Exchange wall time of `now`, `HH:mm:ss`. */
  readonly wallTime: string;
  readonly sessionDate: SessionDate;
  readonly phase: SessionPhase;
  /** Regular hours of the session date. */
  readonly open: EpochMs;
  readonly close: EpochMs;
  readonly halfDay: boolean;
  /** Times real time; null for as fast as the machine can. */
  readonly speed: number | null;
  readonly symbolCount: number;
  /** Symbols that scanners watch at this moment: the universe without what was removed for today. */
  readonly watchedCount: number;
  readonly promotedCount: number;
  readonly lockedCount: number;
  /** Matches of the run, first ones and repeats. */
  readonly hitCount: number;
  /** Those of them that were the first of their scanner and symbol on their session date. */
  readonly firstHitCount: number;
  readonly barCount: number;
  readonly rejectedRowCount: number;
  /** Loads that are queued or under way. */
  readonly pendingLoads: number;
  /** First hits of the session date in each ten minutes from the open on. */
  readonly hitsByTenMinutes: readonly number[];
  /** Bytes that bars and indicators take. */
  readonly dataBytes: number;
  /** `stale`: silent longer than it should be, in market time; `lost`: its source said so. */
  readonly feed: 'connected' | 'lost' | 'stale' | 'simulated' | 'replay';
  /** End of the newest bar from inside the session, of any symbol; null where none has come. */
  readonly feedTime: EpochMs | null;
  /** Words for the user about something that is wrong right now (feed lost, not saved). */
  readonly warnings: readonly string[];
}

/** Flags of a symbol beside its state, as bits. `leaving`: locked, and removed as soon as its last holder lets go. */
export const SYMBOL_FLAG = { locked: 1, stale: 2, halted: 4, excluded: 8, leaving: 16 } as const;
