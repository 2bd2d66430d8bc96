import type { DataSource } from '../../loaders/contract.ts';
import type { SessionActivity } from '../activity/session-activity.ts';
import type { AnalysisEngine } from '../positions/analysis-engine.ts';
import type { PaperAccount } from '../positions/paper-account.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionStorage } from './session-storage.ts';
import type { Transport } from './transport.ts';

/** What a running session is made of. */
export interface LiveSessionParts {
  readonly coordinator: SessionCoordinator;
  readonly engine: AnalysisEngine;
  readonly account: PaperAccount;
  readonly activity: SessionActivity;
  readonly run: SessionRun;
  readonly transport: Transport;
  readonly sources: readonly DataSource[];
  readonly storage: SessionStorage | undefined;
}

/** What the session itself keeps, beside its parts. */
export interface LiveState {
  /** Why the run failed; null while it has not. */
  failure(): string | null;
}
