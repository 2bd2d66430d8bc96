import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import type {
  ImportAnswers,
  ImportOutcome,
  ImportProgress,
  ImportReport,
} from '../../../shared/domain/import-report.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { JobOutcome } from '../../import/import-job.ts';
import { ImportThread } from '../../import/import-thread.ts';
import { playedConfig } from './folder-config.ts';
import { type DatedPart, sessionChoices } from './session-choices.ts';
import type { SessionChoice } from './session-door.ts';

export interface CsvDeskOptions {
  readonly exchange: string;
  readonly calendar: Calendar;
  /** Folder of the imported datasets. */
  readonly archive: string;
  /** Epoch ms of this computer. */
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly onLook: (files: number) => void;
  /** The worker's built file; beside the program unless a test has its own. */
  readonly entry?: URL;
}

interface OpenImport {
  readonly id: string;
  readonly thread: ImportThread;
  /** What was imported, once it was. */
  imported?: { readonly dataset: string; readonly part: DatedPart };
}

const GONE = failure('import_gone', 'This import is no longer open: choose the files again.');

/** The import of CSV files that is open: one at a time. The window knows it by an id, and never where files lie. */
export class CsvDesk {
  readonly #options: CsvDeskOptions;
  #open: OpenImport | undefined;

  constructor(options: CsvDeskOptions) {
    this.#options = options;
  }

  /** Looks into files and folders by their absolute paths; the import before it is closed. */
  async look(paths: readonly string[]): Promise<Result<ImportReport>> {
    await this.#closeOpen();
    const { exchange, archive, now, clock, onProgress, onLook, entry } = this.#options;
    const id = randomUUID();
    const task = { id, exchange, archive, temporary: tmpdir(), now: now() };
    const thread = new ImportThread(task, { onProgress, onLook }, clock, entry);
    this.#open = { id, thread };
    const report = await thread.look(paths, {});
    if (!report.ok) await this.close(id);
    return report;
  }

  async answer(id: string, answers: ImportAnswers): Promise<Result<ImportReport>> {
    return this.#of(id)?.thread.answer(answers) ?? GONE;
  }

  async run(id: string, answers: ImportAnswers, name: string): Promise<Result<ImportOutcome>> {
    const open = this.#of(id);
    return open === undefined ? GONE : this.#outcome(open, await open.thread.run(answers, name));
  }

  async goOn(id: string): Promise<Result<ImportOutcome>> {
    const open = this.#of(id);
    return open === undefined ? GONE : this.#outcome(open, await open.thread.goOn());
  }

  async cancel(id: string): Promise<void> {
    await this.#of(id)?.thread.cancel();
  }

  async close(id: string): Promise<void> {
    if (this.#of(id) !== undefined) await this.#closeOpen();
  }

  async saveRejects(id: string, path: string): Promise<Result<null>> {
    return this.#of(id)?.thread.saveRejects(path) ?? GONE;
  }

  /** The session that the imported dataset is played in. */
  choice(id: string, sessions: string): Result<SessionChoice> {
    const imported = this.#of(id)?.imported;
    if (imported === undefined) return GONE;
    const { dataset, part } = imported;
    const chosen = sessionChoices([part], this.#options.calendar).find(({ value }) => value === sessions);
    if (chosen === undefined)
      return failure('answer_missing', 'Not opened: choose which sessions are to be played.');
    const source = { name: 'archive', kind: 'archive', dataset };
    const config = playedConfig(
      dataset,
      [source],
      [{ ...part, name: source.name }],
      chosen,
      this.#options.calendar,
    );
    return config.ok ? success({ kind: 'config', config: config.value, dataFolder: undefined }) : config;
  }

  #outcome(open: OpenImport, outcome: Result<JobOutcome>): Result<ImportOutcome> {
    if (!outcome.ok) return outcome;
    const { value } = outcome;
    if (value.kind === 'many_rejects') return success(value);
    const { data, ...imported } = value;
    open.imported = { dataset: imported.dataset, part: data };
    const sessions = sessionChoices([data], this.#options.calendar).map(({ value, label }) => ({
      value,
      label,
    }));
    return success({ ...imported, sessions });
  }

  #of(id: string): OpenImport | undefined {
    return this.#open?.id === id ? this.#open : undefined;
  }

  async #closeOpen(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.thread.close();
  }
}
