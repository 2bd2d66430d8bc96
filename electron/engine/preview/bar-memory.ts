import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { BarAnswer, BarRequest, TimeRange } from '../../loaders/contract.ts';
import type { Calendar } from '../calendar/contract.ts';

/** A stretch of time (from, to] that was asked for, and the answer to it. */
interface Stretch extends TimeRange {
  readonly answer: BarAnswer;
}

/** What is remembered of one symbol, interval, hours and price basis of one source. */
interface Remembered {
  /** Ascending; none overlaps another. */
  readonly stretches: Stretch[];
  bytes: number;
  /** The round of use that it was last asked for in. */
  usedIn: number;
}

/** More pieces than this are joined, so that an answer is never looked for in many. */
const MOST_PIECES = 8;
/** What an answer takes beside its bars, in bytes, as measured. */
const BYTES_BESIDE = 400;

/**
 * Bars that sources answered, kept in memory as they came: records of doubles by series and stretch of time. Bounded
 * in bytes; what the round before last used goes first, and what the present round needs is never let go for more.
 */
export class BarMemory {
  readonly #calendar: Calendar;
  readonly #most: number;
  readonly #kept = new Map<string, Remembered>();
  #bytes = 0;
  #round = 0;

  /** @param most bytes that are kept at most */
  constructor(calendar: Calendar, most: number) {
    this.#calendar = calendar;
    this.#most = most;
  }

  /** Bytes that are kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A trial begins: what the trials before it used may be let go from now on. */
  beginRound(): void {
    this.#round += 1;
  }

  /** The parts of a request that are not remembered, ascending. */
  missing(series: string, { from, to }: TimeRange): readonly TimeRange[] {
    const missing: TimeRange[] = [];
    let at: EpochMs = from;
    for (const stretch of this.#kept.get(series)?.stretches ?? []) {
      if (stretch.to <= at) continue;
      if (stretch.from >= to) break;
      if (stretch.from > at) missing.push({ from: at, to: stretch.from });
      at = stretch.to;
    }
    if (at < to) missing.push({ from: at, to });
    return missing;
  }

  /** Keeps the answer to a part that is missing, where there is room. */
  keep(series: string, { from, to }: TimeRange, answer: BarAnswer): void {
    const [missing, ...more] = this.missing(series, { from, to });
    // Somebody else has brought some of it meanwhile.
    if (missing?.from !== from || missing.to !== to || more.length > 0) return;
    const bytes = answer.records.byteLength + BYTES_BESIDE;
    const { stretches } = this.#touch(series);
    if (!this.#makeRoom(bytes)) return;
    const place = stretches.findIndex((stretch) => stretch.from >= to);
    stretches.splice(place === -1 ? stretches.length : place, 0, { from, to, answer });
    this.#grow(series, bytes);
  }

  #grow(series: string, bytes: number): void {
    const remembered = this.#touch(series);
    remembered.bytes += bytes;
    this.#bytes += bytes;
  }

  /** The answer to a request; undefined where any of it is missing. Its records are the memory's own: they are only read. */
  answer(series: string, request: BarRequest): BarAnswer | undefined {
    if (this.missing(series, request).length > 0) return undefined;
    const remembered = this.#touch(series);
    if (remembered.stretches.length > MOST_PIECES) this.#join(remembered, request);
    const touched = remembered.stretches.filter(({ from, to }) => from < request.to && to > request.from);
    const [first] = touched;
    if (first === undefined) return undefined;
    if (touched.length === 1) return this.#part(first, request);
    return joined(touched.map((stretch) => this.#part(stretch, request)));
  }

  #touch(series: string): Remembered {
    const remembered = this.#kept.get(series) ?? { stretches: [], bytes: 0, usedIn: this.#round };
    // The order of the map is that of use.
    this.#kept.delete(series);
    this.#kept.set(series, remembered);
    remembered.usedIn = this.#round;
    return remembered;
  }

  #makeRoom(bytes: number): boolean {
    if (bytes > this.#most) return false;
    for (const [series, { bytes: freed, usedIn }] of this.#kept) {
      if (this.#bytes + bytes <= this.#most || usedIn === this.#round) break;
      this.#kept.delete(series);
      this.#bytes -= freed;
    }
    return this.#bytes + bytes <= this.#most;
  }

  /** Stretches that touch each other become one. Those with a cause stay: it is about them alone. */
  #join(remembered: Remembered, { interval }: BarRequest): void {
    const pieces = remembered.stretches.splice(0);
    for (const piece of pieces) {
      const last = remembered.stretches.at(-1);
      const fits = last?.to === piece.from && last.answer.cause === undefined;
      if (last === undefined || !fits || piece.answer.cause !== undefined) remembered.stretches.push(piece);
      else {
        const answer = { ...joined([last.answer, piece.answer]), interval };
        remembered.stretches.splice(-1, 1, { from: last.from, to: piece.to, answer });
      }
    }
  }

  /** The bars of a stretch whose end lies in a range. */
  #part({ from, to, answer }: Stretch, range: BarRequest): BarAnswer {
    if (range.from <= from && range.to >= to) return answer;
    const first = range.from <= from ? 0 : this.#endedBy(answer, range.from);
    const last = range.to >= to ? answer.records.length : this.#endedBy(answer, range.to);
    return { ...answer, records: answer.records.subarray(first, last) };
  }

  /** Doubles of the bars that have ended by an instant. */
  #endedBy({ records, interval }: BarAnswer, instant: number): number {
    const index = intervalIndex(interval);
    let low = 0;
    let high = records.length / BAR_STRIDE;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = records[middle * BAR_STRIDE + BAR_START] ?? Number.NaN;
      if (this.#calendar.spanEnd(index, start) <= instant) low = middle + 1;
      else high = middle;
    }
    return low * BAR_STRIDE;
  }
}

/** Answers that follow each other, as one; what is said of any of them is said of all. */
function joined(answers: readonly BarAnswer[]): BarAnswer {
  const [first] = answers;
  if (first === undefined) throw new RangeError('There is nothing to join');
  const records = new Float64Array(answers.reduce((length, answer) => length + answer.records.length, 0));
  let at = 0;
  for (const answer of answers) {
    records.set(answer.records, at);
    at += answer.records.length;
  }
  const cause = answers.find((answer) => answer.cause !== undefined)?.cause;
  return { ...first, records, ...(cause !== undefined && { cause }) };
}
