import type { PlayedAgain } from './play-again.ts';
import type { SessionProof } from './session-proof.ts';
import { differingData } from './witnessed-source.ts';

/** The first event at which two runs part; undefined on the side whose log has ended. */
export interface FirstDifference {
  /** 1-based line of the event log. */
  readonly line: number;
  readonly proof: string | undefined;
  readonly here: string | undefined;
}

/** What playing a proof again came to. */
export interface Verdict {
  readonly equal: boolean;
  readonly events: number;
  readonly eventLogHash: string;
  readonly difference: FirstDifference | undefined;
  /** What was read that is not what the proof's machine read: `lean: AAPL 1m`. It may be the cause, and need not be. */
  readonly differingData: readonly string[];
}

/** Holds a run against the proof that it was played from. */
export function compareRuns(proof: SessionProof, here: PlayedAgain): Verdict {
  const difference = firstDifference(proof.events, here.events);
  return {
    equal: difference === undefined,
    events: here.events.length,
    eventLogHash: here.eventLogHash,
    difference,
    differingData: differingData(proof.data, here.data),
  };
}

/** Where two logs part; undefined where they are the same. */
function firstDifference(proof: readonly string[], here: readonly string[]): FirstDifference | undefined {
  const length = Math.max(proof.length, here.length);
  for (let row = 0; row < length; row += 1) {
    if (proof[row] !== here[row]) return { line: row + 1, proof: proof[row], here: here[row] };
  }
  return undefined;
}
