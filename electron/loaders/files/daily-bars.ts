import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { HistorySpan } from '../contract.ts';
import { firstAbove, type SessionTable } from './session-table.ts';

/** Daily bars of one instrument, ascending, one per session, from its open to its close. */
export class DailyBars {
  /** n records of BAR_STRIDE doubles; each starts at the open of a session of the table. */
  readonly records: Float64Array;
  /** Close of each bar's session, ascending. */
  readonly ends: Float64Array;
  /** Number of each bar's session in the table. */
  readonly sessions: Int32Array;

  constructor(records: Float64Array, table: SessionTable) {
    const count = records.length / BAR_STRIDE;
    this.records = records;
    this.ends = new Float64Array(count);
    this.sessions = new Int32Array(count);
    let session = -1;
    for (let bar = 0; bar < count; bar += 1) {
      const start = records[bar * BAR_STRIDE + BAR_START] ?? Number.NaN;
      session = session === -1 ? table.firstClosingAfter(start) : session + 1;
      while (table.at(session).open < start) session += 1;
      this.sessions[bar] = session;
      this.ends[bar] = table.at(session).close;
    }
  }

  get count(): number {
    return this.ends.length;
  }

  get byteLength(): number {
    return this.records.byteLength + this.ends.byteLength + this.sessions.byteLength;
  }

  /** The sessions of the first and the last bar; undefined where there is none. */
  span(table: SessionTable): HistorySpan | undefined {
    const [first, last] = [this.sessions[0], this.sessions[this.count - 1]];
    if (first === undefined || last === undefined) return undefined;
    return { first: table.at(first).date, last: table.at(last).date };
  }

  /** The bars that end in (from, to] as the half-open range of their positions. */
  range(from: number, to: number): { readonly begin: number; readonly end: number } {
    const begin = firstAbove(this.ends, from);
    return { begin, end: Math.max(begin, firstAbove(this.ends, to)) };
  }
}
