import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { Calendar } from '../calendar/contract.ts';
import type { ManualClock } from '../clock.ts';
import type { Ledger } from '../locks/ledger.ts';
import type { LockBook } from '../locks/lock-book.ts';
import type { ScannerParts } from '../scanners/contract.ts';
import type { ScannerList } from '../scanners/scanner-list.ts';
import type { RunRecorder } from './run-recorder.ts';
import type { SourceRouter } from './source-router.ts';
import type { Universe } from './universe.ts';

/** The parts that the composition gives a coordinator. */
export interface CoordinatorParts {
  readonly config: SessionConfig;
  readonly calendar: Calendar;
  readonly clock: ManualClock;
  readonly router: SourceRouter;
  readonly locks: LockBook;
  readonly ledger: Ledger;
  readonly recorder: RunRecorder;
  /** What scanners watch; the user may change it while the run goes on. */
  readonly universe: Universe;
  /** The session's scanners; the user may change them likewise. */
  readonly scanners: ScannerList;
  /** Help from outside the engine for scanners that need it. */
  readonly scannerParts?: ScannerParts | undefined;
  /** Told where a symbol's prices are on another split basis from this session on: held prices times the factor. */
  readonly onSplit: (symbol: SymbolId, factor: number) => void;
  /** Answers when the config as it was last told is on the disk. */
  readonly whenConfigDurable: () => Promise<Result<void>>;
  /** Milliseconds of a clock that only goes forward, to learn how long loads take; nothing else is timed by it. */
  readonly monotonicNow?: (() => number) | undefined;
  /** Told when the config's symbols, its scanners or what it watches have changed. */
  readonly onConfigChanged: () => void;
}
