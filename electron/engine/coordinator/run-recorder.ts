import { createHash } from 'node:crypto';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { Hit } from '../../../shared/domain/hit.ts';
import { intervalAt } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, toIsoTime } from '../../../shared/domain/time.ts';
import type { RejectedRow } from '../../loaders/contract.ts';
import type { SessionClock } from '../clock.ts';
import { EventLog } from '../event-log/event-log.ts';
import type { SessionChange } from '../session-data/session-host.ts';
import type { LoadReport } from './load-report.ts';

/** Where the records of a run go: each function takes whole JSON lines. */
export interface RunOutputs {
  events(lines: string): void;
  hits(line: string): void;
  promotions(line: string): void;
  loads(line: string): void;
  rejected(line: string): void;
}

/** A run that is only watched. */
export const NO_OUTPUTS: RunOutputs = {
  events: () => undefined,
  hits: () => undefined,
  promotions: () => undefined,
  loads: () => undefined,
  rejected: () => undefined,
};

/** Told of every event as it goes into the log. */
export interface RunWitness {
  take(time: EpochMs, kind: string, fields: Readonly<Record<string, unknown>>): void;
}

const DIGEST_CHARACTERS = 16;
/** Symbol and interval number, then the bar. */
const DIGESTED_STRIDE = BAR_STRIDE + 2;

/** Writes what happens into the event log and the run's record files, and counts it. */
export class RunRecorder {
  readonly #log: EventLog;
  #batch = new Float64Array(DIGESTED_STRIDE * 64);
  #batchLength = 0;
  hitCount = 0;
  barCount = 0;
  rejectedRowCount = 0;

  constructor(
    private readonly clock: SessionClock,
    private readonly outputs: RunOutputs,
    private readonly witness?: RunWitness,
  ) {
    this.#log = new EventLog((lines) => outputs.events(lines));
  }

  event(kind: string, fields: Readonly<Record<string, unknown>> = {}): void {
    const time = this.clock.now();
    this.#log.append({ ...fields, time, kind });
    this.witness?.take(time, kind, fields);
  }

  /** Notes a bar that went in; all bars of a step become one event with the digest of their bytes. */
  bar(symbolIndex: number, interval: number, records: Float64Array, at: number): void {
    const needed = this.#batchLength + DIGESTED_STRIDE;
    if (needed > this.#batch.length) {
      const grown = new Float64Array(this.#batch.length * 2);
      grown.set(this.#batch);
      this.#batch = grown;
    }
    this.#batch[this.#batchLength] = symbolIndex;
    this.#batch[this.#batchLength + 1] = interval;
    for (let field = 0; field < BAR_STRIDE; field += 1) {
      this.#batch[this.#batchLength + 2 + field] = records[at + field] ?? Number.NaN;
    }
    this.#batchLength = needed;
    this.barCount += 1;
  }

  /** Writes the event of the bars noted since the last call. */
  flushBars(): void {
    if (this.#batchLength === 0) return;
    const count = this.#batchLength / DIGESTED_STRIDE;
    this.event('bars', { count, digest: digestOf(this.#batch.subarray(0, this.#batchLength)) });
    this.#batchLength = 0;
  }

  scan(scanner: string, hits: readonly Hit[], unknown: number): void {
    this.event('scan', { scanner, hits: hits.length, unknown });
    for (const hit of hits) this.#hit(hit);
  }

  #hit(hit: Hit): void {
    const { symbol, scanner, first, metadata, heldBack } = hit;
    this.event('hit', { symbol, scanner, first, metadata, held_back: heldBack });
    const line = { time: toIsoTime(hit.time), symbol, scanner, first, metadata, held_back: heldBack };
    this.outputs.hits(`${JSON.stringify(line)}\n`);
    this.hitCount += 1;
  }

  change(
    change: SessionChange,
    symbol: SymbolId,
    owner: string,
    details: Readonly<Record<string, string>>,
  ): void {
    this.event(change, { symbol, by: owner, ...details });
    if (change === 'locked' || change === 'unlocked') return;
    const line = { time: toIsoTime(this.clock.now()), change, symbol, by: owner, ...details };
    this.outputs.promotions(`${JSON.stringify(line)}\n`);
  }

  load(report: LoadReport): void {
    const { symbol, interval, asked, got, missing, cause, source, records } = report;
    const fields = { symbol, interval, asked, got, missing, cause, source };
    this.event('load', { ...fields, digest: digestOf(records) });
    this.outputs.loads(`${JSON.stringify({ time: toIsoTime(this.clock.now()), ...fields })}\n`);
    this.barCount += got;
  }

  rejectedRow(row: RejectedRow): void {
    this.event('rejected_row', { source: row.source, file: row.file, line: row.line, reason: row.reason });
    this.outputs.rejected(`${JSON.stringify(row)}\n`);
    this.rejectedRowCount += 1;
  }

  revised(symbol: SymbolId, interval: number, start: number): void {
    this.event('revised', { symbol, interval: intervalAt(interval), start: toIsoTime(start) });
  }

  /** Hands over what is left, and answers the hash of all events (sha256, hexadecimal). */
  finish(): string {
    this.#log.flush();
    return this.#log.hash();
  }
}

function digestOf(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash('sha256').update(bytes).digest('hex').slice(0, DIGEST_CHARACTERS);
}
