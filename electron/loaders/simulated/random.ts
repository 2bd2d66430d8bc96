/**
 * Random numbers of the simulated exchange. Everything is drawn from counters by
 * 32-bit integer arithmetic, and shaped with + - * / and square roots alone:
 * those are exact in IEEE 754, while the last digit of Math.exp, log and sin is
 * left to each JavaScript engine. So a seed means the same bytes on every machine.
 */

const GOLDEN_STEP = 0x9e3779b9;
const TO_UNIT = 1 / 4_294_967_296;
const LOW_16_BITS = 0xffff;
/** Sum of four 16-bit uniforms to a deviation of 1: their variance is 4/12. */
const NORMAL_SCALE = Math.sqrt(3) / 65_536;
const NORMAL_CENTRE = 2 * LOW_16_BITS;

/** Spreads every bit of the input over all 32 of the answer ("lowbias32", hash-prospector, public domain). */
export function mixBits(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return bits ^ (bits >>> 16);
}

/** A key that depends on both values and on their order. */
export function joinKeys(first: number, second: number): number {
  return mixBits(mixBits(first + GOLDEN_STEP) ^ Math.imul(second + 1, 0x85ebca6b));
}

/** FNV-1a over the text's UTF-16 units. */
export function keyOfText(text: string): number {
  let key = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    key = Math.imul(key ^ text.charCodeAt(index), 0x01000193);
  }
  return key | 0;
}

/** A key of any whole number that a double holds exactly. */
export function keyOfSeed(seed: number): number {
  return joinKeys(seed | 0, Math.floor(seed / 4_294_967_296) | 0);
}

/** A whole number in [0, bound) from a key, without a stream. */
export function pickBelow(key: number, bound: number): number {
  return Math.floor((mixBits(key) >>> 0) * TO_UNIT * bound);
}

/** Numbers from one key on (splitmix over 32 bits). Restarting costs nothing: one stream serves a whole market. */
export class RandomStream {
  #state = 0;

  restart(key: number): void {
    this.#state = mixBits(key);
  }

  bits(): number {
    this.#state = (this.#state + GOLDEN_STEP) | 0;
    return mixBits(this.#state);
  }

  /** In [0, 1). */
  uniform(): number {
    return (this.bits() >>> 0) * TO_UNIT;
  }

  /** Bell-shaped with mean 0 and deviation 1, never beyond 3.5 (sum of four uniforms). */
  normal(): number {
    const first = this.bits();
    const second = this.bits();
    const sum =
      (first & LOW_16_BITS) + (first >>> 16) + (second & LOW_16_BITS) + (second >>> 16) - NORMAL_CENTRE;
    return sum * NORMAL_SCALE;
  }
}
