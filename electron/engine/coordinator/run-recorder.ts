import { createHash } from 'node:crypto';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { Hit } from '../../../shared/domain/hit.ts';
import { intervalAt } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, toIsoTime } from '../../../shared/domain/time.ts';
import type { RejectedRow } from '../../loaders/contract.ts';
import type { SessionClock } from '../clock.ts';
import { EventLog } from '../event-log/event-log.ts';
import type { ScannerVersion, ScanReport } from '../scanners/scanner-environment.ts';
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

/** Writes what happens into the event log and the run's record files, and counts it; without outputs it only counts. */
export class RunRecorder {
  readonly #log: EventLog | undefined;
  #batch = new Float64Array(DIGESTED_STRIDE * 64);
  #batchLength = 0;
  /** Scanners and versions whose hits have been written, and what their evidence was said to be. */
  readonly #introduced = new Map<string, readonly string[] | undefined>();
  hitCount = 0;
  barCount = 0;
  rejectedRowCount = 0;

  constructor(
    private readonly clock: SessionClock,
    private readonly outputs: RunOutputs | undefined,
    private readonly witness?: RunWitness,
  ) {
    this.#log = outputs && new EventLog((lines) => outputs.events(lines));
  }

  event(kind: string, fields: Readonly<Record<string, unknown>> = {}): void {
    if (this.#log === undefined) return;
    const time = this.clock.now();
    this.#log.append({ ...fields, time, kind });
    this.witness?.take(time, kind, fields);
  }

  /** Notes a bar that went in; all bars of a step become one event with the digest of their bytes. */
  bar(symbolIndex: number, interval: number, records: Float64Array, at: number): void {
    this.barCount += 1;
    if (this.#log === undefined) return;
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
  }

  /** Writes the event of the bars noted since the last call. */
  flushBars(): void {
    if (this.#batchLength === 0) return;
    const count = this.#batchLength / DIGESTED_STRIDE;
    this.event('bars', { count, digest: digestOf(this.#batch.subarray(0, this.#batchLength)) });
    this.#batchLength = 0;
  }

  /** True where anybody reads what is recorded. */
  get isRead(): boolean {
    return this.outputs !== undefined;
  }

  /** Notes a scan; each of its hits is noted by `hit` after it. */
  scan({ scanner, time, hits, unknown, by }: ScanReport): void {
    if (this.outputs === undefined) return;
    this.event('scan', { scanner, hits: hits.length, unknown });
    if (hits.length > 0) this.#introduce(scanner, time, by, this.outputs);
  }

  hit(hit: Hit): void {
    this.hitCount += 1;
    if (this.outputs === undefined) return;
    const { symbol, scanner, first, metadata, reason, heldBack } = hit;
    this.event('hit', { symbol, scanner, first, metadata, reason, held_back: heldBack });
    this.outputs.hits(hitLine(hit));
  }

  /**
   * Before the first hit of a scanner as it is now: what it is, so that its hits can be read without the program. Again
   * where its evidence has become another, since a script tells its checks as it comes to them.
   */
  #introduce(
    scanner: string,
    time: EpochMs,
    { version, config, evidenceNames }: ScannerVersion,
    outputs: RunOutputs,
  ): void {
    const id = `${scanner} ${version}`;
    const isKnown = this.#introduced.has(id);
    const before = this.#introduced.get(id);
    if (isKnown && (before === evidenceNames || before?.join('\n') === evidenceNames?.join('\n'))) return;
    this.#introduced.set(id, evidenceNames);
    const { kind, config: settings } = config;
    const line = { time: toIsoTime(time), record: 'scanner', scanner, version, kind, config: settings };
    outputs.hits(`${JSON.stringify({ ...line, evidence: evidenceNames })}\n`);
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
    this.outputs?.promotions(`${JSON.stringify(line)}\n`);
  }

  load(report: LoadReport): void {
    this.barCount += report.got;
    if (this.outputs === undefined) return;
    const { symbol, interval, asked, got, missing, cause, source, records } = report;
    const fields = { symbol, interval, asked, got, missing, cause, source };
    this.event('load', { ...fields, digest: digestOf(records) });
    this.outputs.loads(`${JSON.stringify({ time: toIsoTime(this.clock.now()), ...fields })}\n`);
  }

  rejectedRow(row: RejectedRow): void {
    this.event('rejected_row', { source: row.source, file: row.file, line: row.line, reason: row.reason });
    this.outputs?.rejected(`${JSON.stringify(row)}\n`);
    this.rejectedRowCount += 1;
  }

  revised(symbol: SymbolId, interval: number, start: number): void {
    this.event('revised', { symbol, interval: intervalAt(interval), start: toIsoTime(start) });
  }

  /** Hands over what is left, and answers the hash of all events (sha256, hexadecimal); empty where none are noted. */
  finish(): string {
    this.#log?.flush();
    return this.#log?.hash() ?? '';
  }
}

/** A hit as a line of its file. A number that is none (unknown) is null. */
function hitLine(hit: Hit): string {
  const { confidence, evidence, first, heldBack, metadata, quiet, reason, scanner, symbol, version } = hit;
  const line = { time: toIsoTime(hit.time), symbol, scanner, version, first, quiet, metadata, reason };
  const values = evidence === undefined ? undefined : [...evidence];
  return `${JSON.stringify({ ...line, evidence: values, held_back: heldBack, confidence })}\n`;
}

function digestOf(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash('sha256').update(bytes).digest('hex').slice(0, DIGEST_CHARACTERS);
}
