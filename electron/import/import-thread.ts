import { Worker } from 'node:worker_threads';
import type { ImportAnswers, ImportProgress, ImportReport } from '../../shared/domain/import-report.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import type { JobOutcome } from './import-job.ts';
import type { ImportCall, ImportMessage, ImportTaskData } from './import-protocol.ts';

/** Progress is told no more often than this. */
const PROGRESS_MS = 100;

export interface ThreadEvents {
  readonly onProgress: (progress: ImportProgress) => void;
  /** Files that were looked into so far. */
  readonly onLook: (files: number) => void;
}

/** An import in a worker thread of its own. A thread that dies answers what waits for it with `import_failed`. */
export class ImportThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (answer: Result<unknown>) => void>();
  #number = 0;
  #told = Number.NEGATIVE_INFINITY;
  #ended: string | undefined;

  /**
   * @param now monotonic milliseconds
   * @param entry the worker's built file
   */
  constructor(
    task: ImportTaskData,
    events: ThreadEvents,
    now: () => number,
    entry = new URL('./import-worker.js', import.meta.url),
  ) {
    this.#worker = new Worker(entry, { workerData: task });
    this.#worker.on('message', (message: ImportMessage) => this.#take(message, events, now));
    this.#worker.on('error', (error: Error) => this.#end(error.message));
    this.#worker.on('exit', (code) => this.#end(`its thread ended with exit code ${code}`));
  }

  // The worker answers each kind of call with its own type; the numbered channel cannot carry that link.
  look(paths: readonly string[], answers: ImportAnswers): Promise<Result<ImportReport>> {
    return this.#ask({ kind: 'look', paths, answers }) as Promise<Result<ImportReport>>;
  }

  answer(answers: ImportAnswers): Promise<Result<ImportReport>> {
    return this.#ask({ kind: 'answer', answers }) as Promise<Result<ImportReport>>;
  }

  async run(answers: ImportAnswers, name: string): Promise<Result<JobOutcome>> {
    return flat(await this.#ask({ kind: 'run', answers, name }));
  }

  async goOn(): Promise<Result<JobOutcome>> {
    return flat(await this.#ask({ kind: 'go_on' }));
  }

  async saveRejects(path: string): Promise<Result<null>> {
    return flat(await this.#ask({ kind: 'save_rejects', path }));
  }

  async cancel(): Promise<void> {
    await this.#ask({ kind: 'cancel' });
  }

  /** Ends the import and its thread; what was committed stays. */
  async close(): Promise<void> {
    await this.#ask({ kind: 'close' });
    await this.#worker.terminate();
  }

  #ask(call: ImportCall): Promise<Result<unknown>> {
    const ended = this.#ended;
    if (ended !== undefined) return Promise.resolve(failure('import_failed', `The import ended: ${ended}.`));
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      this.#worker.postMessage({ number, call });
    });
  }

  #take(message: ImportMessage, { onProgress, onLook }: ThreadEvents, now: () => number): void {
    if (message.kind === 'answer') this.#settle(message.number, success(message.value));
    else if (message.kind === 'failed') {
      this.#settle(message.number, failure('import_failed', `The import ended: ${message.message}`));
    } else if (message.kind === 'progress' && message.progress.phase === 'writing')
      onProgress(message.progress);
    else if (now() - this.#told >= PROGRESS_MS) {
      this.#told = now();
      if (message.kind === 'progress') onProgress(message.progress);
      else onLook(message.files);
    }
  }

  #settle(number: number, answer: Result<unknown>): void {
    this.#waiting.get(number)?.(answer);
    this.#waiting.delete(number);
  }

  #end(cause: string): void {
    this.#ended ??= cause;
    for (const number of [...this.#waiting.keys()]) {
      this.#settle(number, failure('import_failed', `The import ended: ${cause}.`));
    }
  }
}

/** What the job itself refuses is an answer too. */
function flat<Value>(answer: Result<unknown>): Result<Value> {
  return answer.ok ? (answer.value as Result<Value>) : answer;
}
