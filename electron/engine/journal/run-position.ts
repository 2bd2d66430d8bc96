import type { EpochMs } from '../../../shared/domain/time.ts';

/**
 * A place between two steps of a run. It names the same place in every run of the same config, so that a
 * command can be done again where it was done.
 */
export interface RunPosition {
  /** How many sessions have begun. */
  readonly session: number;
  /** Session time. */
  readonly time: EpochMs;
  /** Steps that were taken at that very time. */
  readonly step: number;
}

/** Below zero where `left` comes before `right`, 0 where they are the same place. */
export function comparePositions(left: RunPosition, right: RunPosition): number {
  return left.session - right.session || left.time - right.time || left.step - right.step;
}
