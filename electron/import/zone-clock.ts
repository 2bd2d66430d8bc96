import { MILLISECONDS_PER_DAY, MILLISECONDS_PER_HOUR } from '../../shared/domain/time.ts';

/** Transitions lie months apart. */
const STEP = 20 * MILLISECONDS_PER_DAY;
const FIRST = Date.UTC(1970, 0, 1);
const END = Date.UTC(2040, 0, 1);

/**
 * UTC offsets of an IANA zone, as a table that the platform's own zone data is asked for once. For importing, in a
 * worker: the engine has tables of its own.
 */
export class ZoneClock {
  readonly zone: string;
  readonly #starts: number[] = [];
  readonly #offsets: number[] = [];
  #from = 0;
  #until = 0;
  #offset = 0;

  /** Throws RangeError for a zone that is none. */
  constructor(zone: string) {
    this.zone = zone;
    const offsetAt = probe(zone);
    let before = offsetAt(FIRST);
    this.#starts.push(Number.NEGATIVE_INFINITY);
    this.#offsets.push(before);
    for (let at = FIRST; at < END; at += STEP) {
      const after = offsetAt(at + STEP);
      if (after === before) continue;
      this.#starts.push(changeBetween(offsetAt, at, at + STEP, before));
      this.#offsets.push(after);
      before = after;
    }
  }

  /** Local time minus UTC in ms. */
  offsetAt(instant: number): number {
    if (!(instant >= this.#from && instant < this.#until)) this.#seek(instant);
    return this.#offset;
  }

  /**
   * The instant of a local time, given in ms as if it were UTC. A time that summer time skips moves forward by the
   * skipped hour; of one that happens twice the first is meant.
   */
  instantOf(local: number): number {
    const before = local - this.offsetAt(local - MILLISECONDS_PER_DAY);
    if (before + this.offsetAt(before) === local) return before;
    const after = local - this.offsetAt(local + MILLISECONDS_PER_DAY);
    return after + this.offsetAt(after) === local ? after : before;
  }

  #seek(instant: number): void {
    let at = this.#starts.length - 1;
    while (at > 0 && (this.#starts[at] ?? 0) > instant) at -= 1;
    this.#from = this.#starts[at] ?? Number.NEGATIVE_INFINITY;
    this.#until = this.#starts[at + 1] ?? Number.POSITIVE_INFINITY;
    this.#offset = this.#offsets[at] ?? 0;
  }
}

/** To the hour: zones change at full or half hours of UTC. */
function changeBetween(
  offsetAt: (instant: number) => number,
  low: number,
  high: number,
  before: number,
): number {
  let [from, to] = [low, high];
  while (to - from > MILLISECONDS_PER_HOUR / 2) {
    const middle = Math.floor((from + to) / 2 / (MILLISECONDS_PER_HOUR / 2)) * (MILLISECONDS_PER_HOUR / 2);
    if (middle <= from) break;
    if (offsetAt(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

function probe(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return local - instant;
  };
}

const clocks = new Map<string, ZoneClock>();

/** The clock of a zone, made once. */
export function zoneClock(zone: string): ZoneClock {
  const known = clocks.get(zone) ?? new ZoneClock(zone);
  clocks.set(zone, known);
  return known;
}
