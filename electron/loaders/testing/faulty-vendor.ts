import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import type { BarAnswer, BarRequest, DataSource, SourceDescription, SourceLimits } from '../contract.ts';
import { SourceError } from '../source-error.ts';
import type { VirtualTimers } from './virtual-timers.ts';

/** What a vendor does with one request. `gone`: it will never have it. */
export type Fault =
  | 'none'
  | 'too_many'
  | 'unavailable'
  | 'hang'
  | 'half'
  | 'duplicates'
  | 'disorder'
  | 'overlap'
  | 'slow'
  | 'gone';

const MINUTE = 60_000;
const LATENCY_MS = 20;
const calendar = exchangeCalendar('NYSE');

/**
 * A vendor of one symbol's bars over the wire, with limits that it enforces as vendors do and faults in the
 * order that a test gives them, one a request; after those it behaves.
 */
export class FaultyVendor implements DataSource {
  readonly name = 'vendor';
  /** Every request with its time; those that it turned away for being too many are among them. */
  readonly asked: { readonly request: BarRequest; readonly at: number }[] = [];
  /** Limits that were broken. */
  readonly complaints: string[] = [];
  #under = 0;
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly bars: Float64Array,
    private readonly limits: SourceLimits,
    private readonly faults: readonly Fault[],
    private readonly timers: VirtualTimers,
  ) {}

  /** Requests under way. */
  get under(): number {
    return this.#under;
  }

  async describe(): Promise<SourceDescription> {
    return { name: this.name, kind: 'vendor', instruments: [], coverage: [], limits: this.limits };
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    const [request] = requests;
    if (request === undefined || requests.length !== 1) throw new Error('one request a call');
    const fault = this.faults[this.asked.length] ?? 'none';
    this.#check(request);
    this.#under += 1;
    try {
      await this.#wait(
        fault === 'hang' ? Number.POSITIVE_INFINITY : fault === 'slow' ? 5_000 : LATENCY_MS,
        signal,
      );
      return [this.#answer(request, fault)];
    } finally {
      this.#under -= 1;
    }
  }

  #check(request: BarRequest): void {
    const at = this.timers.now();
    this.asked.push({ request, at });
    const { concurrent = 1, requestsPerMinute = Number.POSITIVE_INFINITY } = this.limits;
    if (this.#under >= concurrent) this.complaints.push(`${this.#under + 1} requests at a time`);
    const lately = this.asked.filter((other) => other.at > at - MINUTE).length;
    if (lately > requestsPerMinute) this.complaints.push(`${lately} requests within a minute`);
    if (at < this.#quietUntil) this.complaints.push('asked while it wants to be left alone');
  }

  #wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = Number.isFinite(milliseconds) ? this.timers.after(milliseconds, resolve) : () => undefined;
      signal?.addEventListener('abort', () => {
        stop();
        reject(signal.reason);
      });
    });
  }

  #answer(request: BarRequest, fault: Fault): BarAnswer {
    const { symbol, interval, from, to, asOf } = request;
    if (fault === 'gone') throw new SourceError('failed', 'the key is not valid');
    if (fault === 'unavailable') throw new SourceError('unavailable', 'status 503');
    if (fault === 'too_many') {
      this.#quietUntil = this.timers.now() + 7_000;
      throw new SourceError('rate_limited', 'status 429', 7_000);
    }
    const own = this.#between(from, to);
    const basis = { kind: 'split_adjusted', asOf } as const;
    const most = this.limits.maxBarsPerRequest ?? Number.POSITIVE_INFINITY;
    if (own.length / BAR_STRIDE > most) this.complaints.push(`${own.length / BAR_STRIDE} bars in a request`);
    const middle = Math.floor(own.length / BAR_STRIDE / 2) * BAR_STRIDE;
    switch (fault) {
      case 'half': {
        const cut = this.#end(own, middle - BAR_STRIDE);
        // Nothing to cut in two: it answers whole.
        if (middle === 0 || cut === undefined) return { symbol, interval, basis, records: own };
        return { symbol, interval, basis, records: own.slice(0, middle), through: cut };
      }
      case 'duplicates':
        return { symbol, interval, basis, records: joined(own, own.subarray(0, middle)) };
      case 'disorder':
        return { symbol, interval, basis, records: joined(own.subarray(middle), own.subarray(0, middle)) };
      case 'overlap':
        return {
          symbol,
          interval,
          basis,
          records: this.#between(epochMs(from - 10 * MINUTE), epochMs(to + 10 * MINUTE)),
        };
      default:
        return { symbol, interval, basis, records: own };
    }
  }

  #end(records: Float64Array, at: number): EpochMs | undefined {
    const start = records[at];
    return start === undefined ? undefined : epochMs(calendar.spanEnd(intervalIndex('1m'), start));
  }

  #between(from: EpochMs, to: EpochMs): Float64Array {
    return minutesBetween(this.bars, from, to);
  }

  async readQuotes(): Promise<[]> {
    return [];
  }
  async readNotices(): Promise<[]> {
    return [];
  }
  async splitFactors(): Promise<[]> {
    return [];
  }
  async historySpans(): Promise<[]> {
    return [];
  }
  async takeRejectedRows(): Promise<[]> {
    return [];
  }
  async close(): Promise<void> {}
}

/** Minute records that end in (from, to]. */
export function minutesBetween(records: Float64Array, from: number, to: number): Float64Array {
  let begin = 0;
  while (begin < records.length && (records[begin] ?? 0) + MINUTE <= from) begin += BAR_STRIDE;
  let end = begin;
  while (end < records.length && (records[end] ?? 0) + MINUTE <= to) end += BAR_STRIDE;
  return records.slice(begin, end);
}

function joined(left: Float64Array, right: Float64Array): Float64Array {
  const both = new Float64Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
