import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_OPEN, BAR_START } from '../../../../shared/domain/bar.ts';
import type { SessionOf } from '../contract.ts';
import { read } from '../record.ts';

/*
 * The session that the bars are in, and what the one before it came to. Sessions
 * without a bar do not count: the one before is the last that has one. On daily bars
 * each bar is a session.
 *
 * Layout: high, low and close of the session before (NaN where there was none), open
 * of the current session, its number, its high and low so far, close of its last bar.
 */
const PREVIOUS_HIGH = 0;
const PREVIOUS_LOW = 1;
export const PREVIOUS_CLOSE = 2;
export const SESSION_OPEN = 3;
const NUMBER = 4;
const HIGH = 5;
const LOW = 6;
const CLOSE = 7;

export const PREVIOUS_SESSION_LENGTH = 8;

export function resetPreviousSession(state: Float64Array, at: number): void {
  state.fill(Number.NaN, at, at + PREVIOUS_SESSION_LENGTH);
}

/** Takes the bar at `barAt`, of regular hours. O(1). */
export function pushPreviousSession(
  state: Float64Array,
  at: number,
  sessionOf: SessionOf,
  bars: Float64Array,
  barAt: number,
): void {
  const high = read(bars, barAt + BAR_HIGH);
  const low = read(bars, barAt + BAR_LOW);
  const number = sessionOf(read(bars, barAt + BAR_START));
  if (number === read(state, at + NUMBER)) {
    if (high > read(state, at + HIGH)) state[at + HIGH] = high;
    if (low < read(state, at + LOW)) state[at + LOW] = low;
  } else {
    state[at + PREVIOUS_HIGH] = read(state, at + HIGH);
    state[at + PREVIOUS_LOW] = read(state, at + LOW);
    state[at + PREVIOUS_CLOSE] = read(state, at + CLOSE);
    state[at + SESSION_OPEN] = read(bars, barAt + BAR_OPEN);
    state[at + NUMBER] = number;
    state[at + HIGH] = high;
    state[at + LOW] = low;
  }
  state[at + CLOSE] = read(bars, barAt + BAR_CLOSE);
}
