import type { Pacer } from '../coordinator/pacer.ts';
import type { ScriptService } from '../scripts/contract.ts';
import type { RememberingSource } from './remembering-source.ts';

/** What trials are played with. */
export interface TrialParts {
  /** One for each of the config's data_sources, in the same order. */
  readonly sources: readonly RememberingSource[];
  /** A new one for each run, as fast as it can: gives the event loop its turns. */
  readonly pacer: () => Pacer;
  /** Ends the trial: it rejects with the signal's reason, soon. */
  readonly signal: AbortSignal;
  /** Runs scripts; whoever gives it ends its threads. */
  readonly scripts?: ScriptService | undefined;
  /** Told before every step of the run. */
  readonly onStep?: ((step: TrialStep) => void) | undefined;
}

export interface TrialStep {
  /** Milliseconds of session time that are played, of how many. */
  readonly done: number;
  readonly of: number;
  /** `10:35`, with the date where several are played. */
  readonly words: string;
}
