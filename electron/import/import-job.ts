import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ImportAnswers,
  type ImportOutcome,
  type ImportProgress,
  type ImportReport,
  type ImportTally,
  openFindings,
} from '../../shared/domain/import-report.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { nameSchema } from '../../shared/domain/session-config/values.ts';
import { listDatasets } from '../archive/catalogue.ts';
import type { ArchiveWriter } from '../archive/contract.ts';
import { openArchiveWriter } from '../archive/open-archive-writer.ts';
import type { Calendar } from '../engine/calendar/contract.ts';
import { basisOf } from './detect/basis.ts';
import { type ImportedData, importedData } from './imported-data.ts';
import { listFiles } from './list-files.ts';
import { lookInto } from './look.ts';
import { makeReport, type ReportContext, type Reported } from './report.ts';
import { Coverage } from './run/coverage.ts';
import { RejectList } from './run/reject-list.ts';
import { type ImportTask, rejectsFile, runImport } from './run/run-import.ts';

/** Above this share of rejected rows it is asked before anything is committed. */
const MANY_REJECTS = 0.01;

export interface JobOptions {
  readonly id: string;
  readonly calendar: Calendar;
  readonly exchange: string;
  /** Where the datasets lie. */
  readonly archive: string;
  /** A folder for files of its own; there must be one. */
  readonly temporary: string;
  /** Epoch ms: no bar begins after it. */
  readonly now: number;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  readonly onProgress: (progress: ImportProgress) => void;
  /** Told how many files were looked into. */
  readonly onLook: (files: number) => void;
  /** Takes the bars; the archive's own unless a test has another. */
  readonly openWriter?: typeof openArchiveWriter;
}

/** What an import answers; where it is done, also what the sessions on it are made of. */
export type JobOutcome =
  | Extract<ImportOutcome, { kind: 'many_rejects' }>
  | (Omit<Extract<ImportOutcome, { kind: 'imported' }>, 'sessions'> & { readonly data: ImportedData });

interface Pending {
  readonly writer: ArchiveWriter;
  readonly tally: ImportTally;
  readonly coverage: Coverage;
  readonly name: string;
}

/**
 * One import, from the first look to the dataset: look, answer as often as one likes, run, and go on where it asks.
 * Runs in a worker thread; one call at a time, `cancel` and `close` excepted.
 */
export class ImportJob {
  readonly #options: JobOptions;
  #context: ReportContext | undefined;
  #reported: Reported | undefined;
  /** The answers that the report was made with. */
  #answered = '';
  #folder: string | undefined;
  #pending: Pending | undefined;
  #hasRejects = false;
  #abort = new AbortController();

  constructor(options: JobOptions) {
    this.#options = options;
  }

  /** Looks into what was chosen: absolute paths of files and folders. */
  async look(paths: readonly string[], answers: ImportAnswers = {}): Promise<ImportReport> {
    const { id, calendar, now, archive, onLook } = this.#options;
    const list = listFiles(paths);
    let files = 0;
    const looked = await lookInto(list.files, () => {
      files += 1;
      onLook(files);
    });
    const taken = (await listDatasets(archive)).map(({ name }) => name);
    this.#context = { id, list, looked, calendar, now, taken };
    this.#reported = undefined;
    return this.answer(answers);
  }

  /** The report with other answers; all of them, not only the new ones. */
  answer(answers: ImportAnswers): ImportReport {
    if (this.#context === undefined) throw new Error('Nothing was looked into yet');
    const key = JSON.stringify(Object.entries(answers).sort());
    if (this.#reported === undefined || key !== this.#answered)
      this.#reported = makeReport(this.#context, answers);
    this.#answered = key;
    return this.#reported.report;
  }

  /** Reads all rows and commits them under a name; asks before it does where many rows were rejected. */
  async run(answers: ImportAnswers, name: string): Promise<Result<JobOutcome>> {
    await this.#drop();
    const prepared = this.#prepare(answers, name);
    if (!prepared.ok) return prepared;
    this.#abort = new AbortController();
    this.#folder ??= await mkdtemp(join(this.#options.temporary, 'import-'));
    const { tasks, dataset } = prepared.value;
    const rejects = new RejectList(rejectsFile(this.#folder));
    const coverage = new Coverage(this.#options.calendar);
    const { openWriter = openArchiveWriter } = this.#options;
    const writer = await openWriter(this.#options.archive, dataset);
    try {
      const tally = await this.#read(tasks, writer, rejects, coverage);
      this.#hasRejects = tally.rejected > 0;
      this.#pending = { writer, tally, coverage, name };
    } catch (error) {
      await writer.abort();
      await rejects.remove();
      return this.#abort.signal.aborted ? CANCELLED : failed(error);
    }
    const { tally } = this.#pending;
    if (tally.rejected === tally.rows) {
      await this.#drop();
      return failure('nothing_imported', `Nothing was imported: ${nothingWords(tally)}`);
    }
    if (tally.rejected > MANY_REJECTS * tally.rows) return success({ kind: 'many_rejects', tally });
    return this.goOn();
  }

  /** Commits what was read, without the rejected rows. */
  async goOn(): Promise<Result<JobOutcome>> {
    const pending = this.#pending;
    if (pending === undefined)
      return failure('nothing_read', 'There is nothing to import: read the files first.');
    this.#pending = undefined;
    const { writer, tally, coverage, name } = pending;
    this.#tell('writing', tally);
    try {
      const manifest = await writer.commit();
      const series = manifest.series.map((each) => coverage.describe(each));
      return success({
        kind: 'imported',
        dataset: name,
        tally,
        bars: series.reduce((sum, { bars }) => sum + bars, 0),
        duplicates: manifest.duplicates,
        conflicts: manifest.conflicts,
        series,
        data: importedData(manifest.series, coverage),
      });
    } catch (error) {
      return failed(error);
    }
  }

  /** Ends a run that is under way at its next chunk, and forgets one that waits for an answer. */
  async cancel(): Promise<void> {
    this.#abort.abort();
    await this.#drop();
  }

  /** Copies the list of rejected rows of the last run. */
  async saveRejects(path: string): Promise<Result<null>> {
    if (this.#folder === undefined || !this.#hasRejects) return failure('no_rejects', 'No row was rejected.');
    try {
      await copyFile(rejectsFile(this.#folder), path);
      return success(null);
    } catch (error) {
      return failed(error);
    }
  }

  /** Leaves nothing behind but what was committed. */
  async close(): Promise<void> {
    await this.cancel();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #prepare(answers: ImportAnswers, name: string) {
    const { layouts, general } = this.answer(answers);
    const reported = this.#reported?.layouts ?? [];
    const open = openFindings({ layouts, general });
    if (!nameSchema.safeParse(name).success) {
      return failure(
        'name_invalid',
        `"${name}" is no name for a dataset: use 1-64 letters, digits, spaces, "_", "." or "-".`,
      );
    }
    if (open.length > 0) {
      const ids = open.map(({ id }) => id).join(', ');
      return failure(
        'questions_open',
        `Not imported: ${open.length === 1 ? 'one question is' : `${open.length} questions are`} open (${ids}).`,
        {
          questions: open.map(({ id, why, options }) => ({ id, why, options })),
        },
      );
    }
    const tasks = reported.flatMap(({ group, detected }): ImportTask[] =>
      detected.layout === undefined ? [] : [{ layout: detected.layout, files: group.files }],
    );
    const basis = basisOf(general.find(({ topic }) => topic === 'basis')?.value ?? '');
    if (tasks.length === 0 || basis === undefined)
      return failure('nothing_usable', 'None of the files can be imported; the report says why.');
    const files = tasks.reduce((sum, task) => sum + task.files.length, 0);
    const origin = `${this.#context?.list.title ?? ''} (${files} CSV ${files === 1 ? 'file' : 'files'})`;
    return success({ tasks, dataset: { name, origin, basis, exchange: this.#options.exchange } });
  }

  #read(
    tasks: readonly ImportTask[],
    writer: ArchiveWriter,
    rejects: RejectList,
    coverage: Coverage,
  ): Promise<ImportTally> {
    const { id, calendar, now, clock, onProgress } = this.#options;
    return runImport({
      tasks,
      calendar,
      latest: now,
      writer,
      rejects,
      coverage,
      signal: this.#abort.signal,
      now: clock,
      onProgress: (progress) => onProgress({ id, phase: 'reading', ...progress }),
    });
  }

  #tell(phase: 'writing', { rows, rejected }: ImportTally): void {
    const bytes = this.#context?.list.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0;
    const { id, onProgress } = this.#options;
    onProgress({ id, phase, rows, rejected, bytes, totalBytes: bytes, secondsLeft: null });
  }

  async #drop(): Promise<void> {
    const pending = this.#pending;
    this.#pending = undefined;
    await pending?.writer.abort();
  }
}

const CANCELLED = failure('cancelled', 'The import was cancelled; nothing of it was kept.');

function failed(error: unknown) {
  return failure(
    'import_failed',
    `The import ended: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function nothingWords({ rows, reasons }: ImportTally): string {
  const [first] = reasons;
  if (first === undefined) return 'the files have no rows.';
  return `all ${rows.toLocaleString('en-US')} rows were rejected, most of them because: ${first.reason}.`;
}
