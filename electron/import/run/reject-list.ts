import type { FileHandle } from 'node:fs/promises';
import { open, rm } from 'node:fs/promises';
import type { ImportReject, ImportTally } from '../../../shared/domain/import-report.ts';

/** Rejected rows that are kept one by one in the file of rejects; all are counted. */
const MOST_KEPT = 1_000_000;
const SHOWN = 100;
const MOST_REASONS = 12;
const LONGEST_TEXT = 200;
/** Different reasons that are told apart; a file of nonsense has one for each row. */
const MOST_COUNTED = 500;
const FLUSH_BYTES = 64 * 1024;
const HEADER = 'file,line,reason,text\r\n';

/**
 * Counts the rows that made no bars and writes them one by one to a file of their own, so that a file of nothing
 * but faults cannot fill the memory.
 */
export class RejectList {
  readonly #path: string;
  readonly #reasons = new Map<string, number>();
  readonly #shown: ImportReject[] = [];
  #file: FileHandle | undefined;
  #pending: string[] = [HEADER];
  #pendingLength = HEADER.length;
  #count = 0;

  /** @param path of the file that is written; it is there from the first rejected row on */
  constructor(path: string) {
    this.#path = path;
  }

  get count(): number {
    return this.#count;
  }

  add(file: string, line: number, reason: string, text: string): void {
    this.#count += 1;
    const kind = plainReason(reason);
    const known = this.#reasons.get(kind);
    if (known !== undefined || this.#reasons.size < MOST_COUNTED) this.#reasons.set(kind, (known ?? 0) + 1);
    const reject = { file, line, reason, text: text.slice(0, LONGEST_TEXT).replace(/\p{Cc}/gu, ' ') };
    if (this.#shown.length < SHOWN) this.#shown.push(reject);
    if (this.#count > MOST_KEPT) return;
    const row = `${cell(file)},${line},${cell(reason)},${cell(reject.text)}\r\n`;
    this.#pending.push(row);
    this.#pendingLength += row.length;
  }

  /** Writes what is due; call it between chunks. */
  async flush(isLast: boolean): Promise<void> {
    if (this.#count === 0 || (!isLast && this.#pendingLength < FLUSH_BYTES)) return;
    this.#file ??= await open(this.#path, 'w');
    await this.#file.writeFile(this.#pending.join(''));
    this.#pending = [];
    this.#pendingLength = 0;
    if (!isLast) return;
    await this.#file.close();
    this.#file = undefined;
  }

  /** Takes the file away; nothing more may be added. */
  async remove(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
    await rm(this.#path, { force: true });
  }

  /** @param rows good and rejected ones */
  tally(rows: number): ImportTally {
    const reasons = [...this.#reasons]
      .sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
      .slice(0, MOST_REASONS)
      .map(([reason, count]) => ({ reason, count }));
    return { rows, rejected: this.#count, reasons, rejects: [...this.#shown] };
  }
}

/** A reason without the row's own figures and texts, so that it can be counted. */
export function plainReason(reason: string): string {
  return reason.replace(/"[^"]*"/g, '"…"').replace(/\d[\d.,:-]*/g, '#');
}

/** A text cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
