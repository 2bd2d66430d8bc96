import type { EpochMs } from '../../../shared/domain/time.ts';

/**
 * Minutes of one symbol on one day, one slot per minute: open, high, low, close in
 * cents and shares traded. A slot without shares is a minute without a bar.
 * 20 bytes a minute, so that a day of 10,000 symbols fits a bounded cache.
 */
export type Tape = Int32Array;

export const TAPE_STRIDE = 5;
export const TAPE_OPEN = 0;
export const TAPE_HIGH = 1;
export const TAPE_LOW = 2;
export const TAPE_CLOSE = 3;
export const TAPE_VOLUME = 4;

/** The parts of a trading day that have tapes of their own. */
export const TAPE_PARTS = ['pre', 'regular', 'post'] as const;
export type TapePart = (typeof TAPE_PARTS)[number];

/** Consecutive slots of one tape that are part of an answer. */
export interface TapeSlice {
  readonly tape: Tape;
  /** Start of the tape's first minute. */
  readonly start: EpochMs;
  readonly firstSlot: number;
  /** Exclusive. */
  readonly endSlot: number;
  /** Multiplies the day's prices into those of the answer. */
  readonly factor: number;
}

/** Volume of a slot; 0 outside the tape. */
export function volumeAt(tape: Tape, slot: number): number {
  return tape[slot * TAPE_STRIDE + TAPE_VOLUME] ?? 0;
}

/** Close of a slot in cents; 0 where the minute has no bar. */
export function closeAt(tape: Tape, slot: number): number {
  return tape[slot * TAPE_STRIDE + TAPE_CLOSE] ?? 0;
}
