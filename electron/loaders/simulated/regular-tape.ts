import type { DayInCents } from './daily-walk.ts';
import type { MinuteShape } from './minute-shape.ts';
import type { RandomStream } from './random.ts';
import { TAPE_CLOSE, TAPE_HIGH, TAPE_LOW, TAPE_OPEN, TAPE_STRIDE, TAPE_VOLUME, type Tape } from './tape.ts';

/** What the minutes of a day must respect beside its daily bar. */
export interface DayConditions {
  /** Share of minutes without a trade. */
  readonly quietShare: number;
  /** No trades from this minute on, until the other; both 0 without a halt. */
  readonly haltFrom: number;
  readonly haltUntil: number;
}

const LONGEST_SESSION = 390;
/** Deviation of the walk from the line between open and close, as a share of the day's range. */
const WANDER = 0.45;
/** The path is never stretched by more than this to reach the day's extremes; a wick does the rest. */
const LARGEST_STRETCH = 3;
const WICK = 0.02;

const path = new Float64Array(LONGEST_SESSION);
const weights = new Float64Array(LONGEST_SESSION);

/**
 * Minutes of the regular session that agree with the daily bar: the first opens at its
 * open, the last closes at its close, the highest high and the lowest low are its
 * own, and the volumes add up to its volume. All to the cent and the share.
 */
export function drawRegularTape(
  day: DayInCents,
  shape: MinuteShape,
  conditions: DayConditions,
  random: RandomStream,
): Tape {
  const tape = new Int32Array(shape.minutes * TAPE_STRIDE);
  drawPath(day, shape, random);
  fitPathToRange(day, shape.minutes);
  const traded = drawBars(tape, day, shape, conditions, random);
  shareOutVolume(tape, day.volume, traded, shape.minutes);
  return tape;
}

/** A random walk that is tied to the open and to the close (a Brownian bridge), in cents with fractions. */
function drawPath(day: DayInCents, shape: MinuteShape, random: RandomStream): void {
  const scale = (day.high - day.low) * WANDER;
  const last = shape.minutes - 1;
  let sum = 0;
  for (let minute = 0; minute <= last; minute += 1) {
    sum += random.normal() * (shape.restlessness[minute] ?? 0) * scale;
    path[minute] = sum;
  }
  const correction = day.close - day.open - sum;
  for (let minute = 0; minute < last; minute += 1) {
    path[minute] = day.open + (path[minute] ?? 0) + correction * (shape.elapsedVariance[minute] ?? 1);
  }
  path[last] = day.close;
}

/** Stretches or squeezes what lies beyond open and close into the day's range, and rounds to cents. Keeps the order of values. */
function fitPathToRange(day: DayInCents, minutes: number): void {
  const top = Math.max(day.open, day.close);
  const bottom = Math.min(day.open, day.close);
  let highest = top;
  let lowest = bottom;
  for (let minute = 0; minute < minutes; minute += 1) {
    const price = path[minute] ?? 0;
    if (price > highest) highest = price;
    if (price < lowest) lowest = price;
  }
  const upward = highest > top ? Math.min(LARGEST_STRETCH, (day.high - top) / (highest - top)) : 0;
  const downward = lowest < bottom ? Math.min(LARGEST_STRETCH, (bottom - day.low) / (bottom - lowest)) : 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const price = path[minute] ?? 0;
    if (price > top) path[minute] = Math.min(day.high, Math.round(top + (price - top) * upward));
    else if (price < bottom) {
      path[minute] = Math.max(day.low, Math.round(bottom - (bottom - price) * downward));
    } else path[minute] = Math.round(price);
  }
}

/** Writes prices, and the volume weight of each minute that trades; answers how many do. */
function drawBars(
  tape: Tape,
  day: DayInCents,
  shape: MinuteShape,
  conditions: DayConditions,
  random: RandomStream,
): number {
  const { quietShare, haltFrom, haltUntil } = conditions;
  const range = day.high - day.low;
  const last = shape.minutes - 1;
  let traded = 0;
  let highestAt = 0;
  let lowestAt = 0;
  let before = day.open;
  for (let minute = 0; minute <= last; minute += 1) {
    const close = path[minute] ?? 0;
    const chance = random.bits();
    const mood = random.uniform();
    const quiet = minute > 0 && minute < last && ((chance >>> 16) & 0xff) < quietShare * 256;
    weights[minute] = 0;
    if (!quiet && (minute < haltFrom || minute >= haltUntil)) {
      const at = minute * TAPE_STRIDE;
      const open = minute === 0 ? day.open : within(before + jitter(chance), day.low, day.high);
      const top = Math.max(open, close);
      const bottom = Math.min(open, close);
      const high = Math.min(day.high, top + Math.floor(((chance & 0xff) / 256) * WICK * range));
      const low = Math.max(day.low, bottom - Math.floor((((chance >>> 8) & 0xff) / 256) * WICK * range));
      tape[at + TAPE_OPEN] = open;
      tape[at + TAPE_HIGH] = high;
      tape[at + TAPE_LOW] = low;
      tape[at + TAPE_CLOSE] = close;
      if (high > (tape[highestAt + TAPE_HIGH] ?? 0)) highestAt = at;
      if (low < (tape[lowestAt + TAPE_LOW] ?? 0)) lowestAt = at;
      const moved = range > 0 ? (top - bottom) / range : 0;
      weights[minute] = (shape.volume[minute] ?? 0) * (0.4 + 1.2 * mood) * (1 + 6 * moved);
      traded += 1;
    }
    before = close;
  }
  tape[highestAt + TAPE_HIGH] = day.high;
  tape[lowestAt + TAPE_LOW] = day.low;
  return traded;
}

/** One share for each minute that trades, and the rest by weight, rounded so that the sum is exact. */
function shareOutVolume(tape: Tape, volume: number, traded: number, minutes: number): void {
  let total = 0;
  for (let minute = 0; minute < minutes; minute += 1) total += weights[minute] ?? 0;
  const rest = volume - traded;
  let sum = 0;
  let given = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const weight = weights[minute] ?? 0;
    if (weight === 0) continue;
    sum += weight;
    // The same additions in the same order: after the last weight, sum is total exactly.
    const due = Math.floor(rest * (sum / total));
    tape[minute * TAPE_STRIDE + TAPE_VOLUME] = 1 + due - given;
    given = due;
  }
}

/** The first trade of a minute is most often at the last price, else a cent off. */
function jitter(bits: number): number {
  const draw = bits >>> 28;
  if (draw < 3) return 1;
  return draw < 6 ? -1 : 0;
}

function within(price: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, price));
}
