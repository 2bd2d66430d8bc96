import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportProgress, ImportTally } from '../../../shared/domain/import-report.ts';
import type { ArchiveWriter } from '../../archive/contract.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { CsvLayout } from '../layout.ts';
import type { ListedFile } from '../list-files.ts';
import { sampleFile } from '../sample/sample-file.ts';
import { structureOf } from '../sample/structure.ts';
import { plainBytes, textOf } from '../text/byte-text.ts';
import { LineSplitter } from '../text/line-splitter.ts';
import { BarBatches } from './bar-batches.ts';
import type { Coverage } from './coverage.ts';
import type { RejectList } from './reject-list.ts';
import { RowParser } from './row-parser.ts';

const CHUNK_BYTES = 256 * 1024;
/** No row of a bar is shorter than eight bytes; decoded, a chunk may be half as long again. */
const MOST_ROWS_OF_A_CHUNK = (1.5 * CHUNK_BYTES) / 8;
const HEAD = { head: 64 * 1024, blocks: 0, block: 0 };
const SHOWN_TEXT = 800;

/** Files of one layout that are read. */
export interface ImportTask {
  readonly layout: CsvLayout;
  readonly files: readonly ListedFile[];
}

export interface ImportRun {
  readonly tasks: readonly ImportTask[];
  readonly calendar: Calendar;
  /** Instant after which no bar can begin. */
  readonly latest: number;
  readonly writer: ArchiveWriter;
  readonly rejects: RejectList;
  readonly coverage: Coverage;
  /** Aborted where the user gives up. */
  readonly signal: AbortSignal;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly onProgress: (progress: Omit<ImportProgress, 'id' | 'phase'>) => void;
}

/**
 * Reads every row of every file, hands the bars to the archive's writer, which is neither committed nor aborted
 * here, and the rest to the list of rejects. Holds no file in memory. Rejects with the signal's reason.
 */
export async function runImport(run: ImportRun): Promise<ImportTally> {
  const state = new RunState(run);
  for (const task of run.tasks) {
    const batches = new BarBatches(run.writer, task.layout.interval);
    const parser = new RowParser(task.layout, run.calendar, run.latest);
    for (const file of task.files) await readFile(file, task.layout, parser, batches, state);
    await batches.drain();
  }
  await run.rejects.flush(true);
  return run.rejects.tally(state.rows);
}

/** How far the run is. */
class RunState {
  readonly run: ImportRun;
  readonly #totalBytes: number;
  readonly #began: number;
  rows = 0;
  bytes = 0;

  constructor(run: ImportRun) {
    this.run = run;
    this.#totalBytes = run.tasks.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0);
    this.#began = run.now();
  }

  tell(): void {
    const { rows, bytes } = this;
    const elapsed = (this.run.now() - this.#began) / 1_000;
    const secondsLeft =
      bytes === 0 || elapsed < 1 ? null : Math.max(0, ((this.#totalBytes - bytes) / bytes) * elapsed);
    const { rejects, onProgress } = this.run;
    onProgress({ rows, rejected: rejects.count, bytes, totalBytes: this.#totalBytes, secondsLeft });
  }
}

async function readFile(
  { path, name }: ListedFile,
  layout: CsvLayout,
  parser: RowParser,
  batches: BarBatches,
  state: RunState,
): Promise<void> {
  const { rejects, signal } = state.run;
  const from = await firstLineOf(path, name, layout);
  if (typeof from === 'string') {
    rejects.add(name, 1, from, '');
    state.rows += 1;
    return;
  }
  parser.beginFile(name);
  const take = rowTaker(name, layout, parser, batches, state, from);
  const splitter = new LineSplitter(take);
  const decode = plainBytes(layout.encoding);
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      splitter.push(decode(chunk.subarray(0, bytesRead), bytesRead === 0));
      state.bytes += bytesRead;
      if (bytesRead === 0) break;
      if (batches.room < MOST_ROWS_OF_A_CHUNK) await batches.drain();
      await rejects.flush(false);
      state.tell();
    }
    splitter.end();
  } finally {
    await file.close();
  }
}

function rowTaker(
  name: string,
  layout: CsvLayout,
  parser: RowParser,
  batches: BarBatches,
  state: RunState,
  from: number,
): ConstructorParameters<typeof LineSplitter>[0] {
  const { rejects, coverage } = state.run;
  return (bytes, start, end, line, cut) => {
    if (line < from) return;
    state.rows += 1;
    const fault = cut ? `the row has more than ${end - start} bytes` : parser.read(bytes, start, end);
    const { symbol } = parser;
    if (fault !== undefined || symbol === undefined) {
      const text = textOf(bytes, start, Math.min(end, start + SHOWN_TEXT), layout.encoding);
      rejects.add(name, line, fault ?? 'no symbol', text);
      return;
    }
    batches.add(symbol, parser.start, parser.open, parser.high, parser.low, parser.close, parser.volume);
    coverage.add(symbol, layout.interval, parser.start);
  };
}

/** The line that data begins with; a text says why the file cannot be read at all. */
async function firstLineOf(path: string, name: string, layout: CsvLayout): Promise<number | string> {
  if (!layout.hasHeader) return 1;
  const head = await sampleFile(path, name, HEAD);
  if (typeof head === 'string') return head;
  const structure = structureOf(head, layout.delimiter);
  return structure === undefined ? 'the file has no rows of figures' : structure.firstLine;
}

/** Name of the file of rejected rows in an import's own folder. */
export function rejectsFile(folder: string): string {
  return join(folder, 'rejected-rows.csv');
}
