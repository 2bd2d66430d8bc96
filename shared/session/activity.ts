import type { SymbolId } from '../domain/symbol.ts';
import type { EpochMs } from '../domain/time.ts';

/** One line of the session's log. */
export interface LogEntry {
  readonly number: number;
  readonly time: EpochMs;
  /** Exchange wall time, `HH:mm:ss`. */
  readonly wallTime: string;
  readonly level: 'info' | 'warning' | 'error';
  /** Which part of the session speaks: `scanner`, `loads`, `locks`, `orders`, `feed`, `session`. */
  readonly source: string;
  readonly symbol: SymbolId | null;
  readonly message: string;
}

/** A scanner as its panel shows it. */
export interface ScannerRecord {
  readonly name: string;
  readonly kind: string;
  readonly state: 'active' | 'disabled' | 'failed';
  /** `09:00 pre-session; every 5 min 09:35-15:55`. */
  readonly schedule: string;
  readonly hitsToday: number;
  readonly runs: number;
  readonly errors: number;
  readonly lastRun: EpochMs | null;
  readonly nextRun: EpochMs | null;
  readonly lastError: string | null;
}

/** Something about the data that a trader should know. */
export interface QualityRecord {
  readonly severity: 'warning' | 'error';
  readonly kind: 'rejected' | 'quarantined' | 'revised' | 'missing' | 'feed';
  readonly symbol: SymbolId | null;
  readonly count: number;
  readonly first: EpochMs | null;
  readonly last: EpochMs | null;
  /** File and line, range of sessions, reason. */
  readonly evidence: string;
  readonly action: string;
}
