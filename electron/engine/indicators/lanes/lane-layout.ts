/*
 * States of series that have the same indicators lie eight side by side: a block has a row of eight doubles
 * for each slot of the program, and a series is one lane of its block. Eight series whose bars come one
 * after the other run through the same cache lines, and two neighbours are computed at once.
 *
 * A lane is known by its address in doubles: small enough to be a plain integer everywhere.
 */

/** Series in a block. */
export const LANES = 8;
export const DOUBLE_BYTES = 8;
/** From one slot of a lane to its next. */
export const ROW_BYTES = LANES * DOUBLE_BYTES;

/** No lane: address 0 is never one. */
export const NO_LANE = 0;
