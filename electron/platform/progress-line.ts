import type { SessionStatus } from '../../shared/session/status.ts';

const INTERVAL_MILLISECONDS = 200;

/** Where progress goes; on a terminal the line is rewritten. */
interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** One line on a terminal that says how far a run is; plain lines, seldom, where there is no terminal. */
export class ProgressLine {
  readonly #timer: NodeJS.Timeout;
  readonly #perLine: number;
  #ticks = 0;

  constructor(
    private readonly stream: ProgressStream,
    private readonly status: () => SessionStatus,
  ) {
    this.#perLine = stream.isTTY ? 1 : 10;
    this.#timer = setInterval(() => this.#tick(), INTERVAL_MILLISECONDS);
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks % this.#perLine === 0) this.#print();
  }

  #print(): void {
    const line = describeProgress(this.status());
    this.stream.write(this.stream.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
  }

  /** Prints the last state and stops. */
  end(): void {
    clearInterval(this.#timer);
    this.#print();
    if (this.stream.isTTY) this.stream.write('\n');
  }
}

/** `2013-10-07 10:35:00 running · 505 symbols · 12 promoted · 240 hits · 52,310 bars`. */
export function describeProgress(status: SessionStatus): string {
  const loads = status.pendingLoads > 0 ? ` · ${grouped(status.pendingLoads)} loads` : '';
  const counts = [
    `${grouped(status.symbolCount)} symbols`,
    `${grouped(status.promotedCount)} promoted`,
    `${grouped(status.hitCount)} hits`,
    `${grouped(status.barCount)} bars`,
  ];
  return `${status.sessionDate} ${status.wallTime} ${status.runState}${loads} · ${counts.join(' · ')}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
