import type { DataSource } from '../../loaders/contract.ts';
import type { AnalysisEngine } from '../positions/analysis-engine.ts';
import type { Pacer } from './pacer.ts';
import type { PauseGate } from './pause-gate.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionStorage } from './session-storage.ts';

/** What a running session is made of. */
export interface LiveSessionParts {
  readonly coordinator: SessionCoordinator;
  readonly engine: AnalysisEngine;
  readonly run: SessionRun;
  readonly gate: PauseGate;
  readonly pacer: Pacer;
  readonly sources: readonly DataSource[];
  /** Times real time to begin with; null for as fast as possible. */
  readonly speed: number | null;
  readonly storage: SessionStorage | undefined;
}

/** What the session itself keeps, beside its parts. */
export interface LiveState {
  /** Times real time; null for as fast as possible. */
  speed(): number | null;
  setSpeed(speed: number | null): void;
  /** Why the run failed; null while it has not. */
  failure(): string | null;
}
