import type { RandomStream } from './random.ts';
import { TAPE_CLOSE, TAPE_HIGH, TAPE_LOW, TAPE_OPEN, TAPE_STRIDE, TAPE_VOLUME, type Tape } from './tape.ts';

/** A stretch of thin trading outside regular hours. Prices in cents. */
export interface ExtendedHours {
  readonly minutes: number;
  readonly from: number;
  /** Where the price stands at the end of the stretch. */
  readonly to: number;
  /** Chance of a trade per minute at the busy end. */
  readonly busyness: number;
  /** The end of the stretch that trades more: before the open, or after the close. */
  readonly busyEnd: 'last' | 'first';
  /** Shares of an ordinary bar. */
  readonly shares: number;
  /** Deviation of a minute's price from the way between both ends, as a fraction of the price. */
  readonly noise: number;
}

/** Sparse minutes on the way from one price to another; their volume is no part of the daily bar. */
export function drawExtendedTape(hours: ExtendedHours, random: RandomStream): Tape {
  const { minutes, from, to } = hours;
  const tape = new Int32Array(minutes * TAPE_STRIDE);
  let last = from;
  for (let minute = 0; minute < minutes; minute += 1) {
    const elapsed = (minute + 1) / minutes;
    const near = hours.busyEnd === 'last' ? elapsed : 1 - elapsed;
    if (random.uniform() >= hours.busyness * (0.15 + 0.85 * near * near)) continue;
    const fair = from + (to - from) * elapsed;
    const close = Math.max(1, Math.round(fair * (1 + hours.noise * random.normal())));
    const at = minute * TAPE_STRIDE;
    tape[at + TAPE_OPEN] = last;
    tape[at + TAPE_HIGH] = Math.max(last, close);
    tape[at + TAPE_LOW] = Math.min(last, close);
    tape[at + TAPE_CLOSE] = close;
    tape[at + TAPE_VOLUME] = 1 + Math.floor(hours.shares * 2 * random.uniform());
    last = close;
  }
  return tape;
}
