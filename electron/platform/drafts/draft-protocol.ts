import type {
  DraftRefused,
  DraftSide,
  DraftTested,
  DraftTried,
} from '../../../shared/session/scanner-draft.ts';
import type { TrialStep } from '../../engine/preview/trial-parts.ts';
import type { TrialQuestion } from '../../engine/preview/try-scanners.ts';
import type { SourceOptions } from '../../loaders/contract.ts';

/** What the thread of trials is started with. */
export interface DraftTask {
  readonly exchange: string;
  readonly sources: readonly SourceOptions[];
  /** Folder of the column cache; null for none. */
  readonly columnCache: string | null;
}

/** A trial, and the scripts that may run in it: files of that folder with these hashes. */
export interface AskedTrial extends TrialQuestion {
  readonly scripts?: { readonly folder: string; readonly trusted: readonly string[] } | undefined;
}

/** What it is asked. `number` is the asker's own. */
export type DraftCall =
  | { readonly kind: 'try'; readonly number: number; readonly question: AskedTrial }
  | {
      readonly kind: 'test';
      readonly number: number;
      readonly question: AskedTrial;
      readonly sessions: number;
    }
  /** The values of a condition of the trial of that number. */
  | {
      readonly kind: 'values';
      readonly number: number;
      readonly of: number;
      readonly side: DraftSide;
      readonly condition: number;
    }
  /** Nobody waits any more for what is under way. */
  | { readonly kind: 'stop' }
  /** Asks for a sign of life. */
  | { readonly kind: 'ping' };

export type TrialAnswer = DraftRefused | Omit<DraftTried, 'id'>;
export type TestAnswer = DraftRefused | Omit<DraftTested, 'id'>;

/** What it tells. */
export type DraftMessage =
  | { readonly kind: 'pong' }
  | { readonly kind: 'progress'; readonly number: number; readonly step: TrialStep }
  | { readonly kind: 'tried'; readonly number: number; readonly answer: TrialAnswer }
  | { readonly kind: 'tested'; readonly number: number; readonly answer: TestAnswer }
  | { readonly kind: 'values'; readonly number: number; readonly values: Float64Array }
  /** `stopped` where it was given up. */
  | {
      readonly kind: 'failed';
      readonly number: number;
      readonly stopped: boolean;
      readonly message: string;
    };

/** The thread's end of the line: its `parentPort`, or an end of a `MessageChannel`. */
export interface DraftPort {
  postMessage(message: DraftMessage, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (call: DraftCall) => void): unknown;
}

/** The asker's end: a `Worker`, or an end of a `MessageChannel`. */
export interface DraftWorker {
  postMessage(call: DraftCall): void;
  on(event: 'message', listener: (message: DraftMessage) => void): unknown;
  on(event: 'error' | 'exit', listener: (detail: unknown) => void): unknown;
  terminate(): unknown;
}
