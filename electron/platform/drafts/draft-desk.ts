import { type Result, success } from '../../../shared/domain/result.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type {
  DraftProgress,
  DraftSide,
  DraftTest,
  DraftTrial,
} from '../../../shared/session/scanner-draft.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import type { RunningSession, SessionView } from '../../engine/coordinator/session-view.ts';
import type { TrialStep } from '../../engine/preview/trial-parts.ts';
import type { TrialQuestion } from '../../engine/preview/try-scanners.ts';
import { sourceOptions } from '../source-options.ts';
import type { AskedTrial, DraftTask, DraftWorker } from './draft-protocol.ts';
import { DraftThread } from './draft-thread.ts';

export interface DraftDeskParts {
  /** The session that is open. */
  readonly running: () => Promise<Result<RunningSession>>;
  /** What the paths of its data sources begin at, in place of its own folder. */
  readonly dataFolder: () => string | undefined;
  readonly archive: string;
  readonly columnCache: string | null;
  /** Which scripts may run, at this moment; none where undefined. */
  readonly scripts?: () => Promise<AskedTrial['scripts']>;
  readonly start: (task: DraftTask) => DraftWorker;
  readonly onProgress: (progress: DraftProgress) => void;
}

/** What is tried; the id is the window's own. */
export interface DraftPair {
  readonly id: number;
  readonly draft: ScannerConfig;
  readonly saved: ScannerConfig | null;
}

interface Opened {
  readonly session: RunningSession;
  readonly thread: DraftThread;
}

/** Where the window has scanners tried that are being written. Its thread lives from the first trial to `close`, for one session. */
export class DraftDesk {
  readonly #parts: DraftDeskParts;
  #opened: Opened | undefined;
  /** The newest trial that was answered: the window's id of it, and the thread's. */
  #answered: { readonly id: number; readonly number: number } | undefined;

  constructor(parts: DraftDeskParts) {
    this.#parts = parts;
  }

  async try(pair: DraftPair): Promise<Result<DraftTrial>> {
    const opened = await this.#open();
    if (!opened.ok) return opened;
    const { session, thread } = opened.value;
    const played = await thread.try(await this.#asked(session.view, pair), this.#telling(pair.id));
    if (!played.ok) return played;
    const { answer, number } = played.value;
    if (answer.kind === 'refused') return success(answer);
    this.#answered = { id: pair.id, number };
    return success({ ...answer, id: pair.id });
  }

  async test(pair: DraftPair, sessions: number): Promise<Result<DraftTest>> {
    const opened = await this.#open();
    if (!opened.ok) return opened;
    const { session, thread } = opened.value;
    const question = await this.#asked(session.view, pair);
    const played = await thread.test(question, sessions, this.#telling(pair.id));
    if (!played.ok) return played;
    const { answer } = played.value;
    return success(answer.kind === 'refused' ? answer : { ...answer, id: pair.id });
  }

  /** Known values of a condition of the newest trial, ascending; none where it is not that of the id. */
  async values(id: number, side: DraftSide, condition: number): Promise<Float64Array> {
    if (this.#opened === undefined || this.#answered?.id !== id) return new Float64Array(0);
    return this.#opened.thread.values(this.#answered.number, side, condition);
  }

  /** Gives up what is being tried. */
  stop(): void {
    this.#opened?.thread.stop();
  }

  /** Ends the thread, with all that it remembers. */
  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    this.#answered = undefined;
    await opened?.thread.close();
  }

  async #asked(view: SessionView, pair: DraftPair): Promise<AskedTrial> {
    return { ...questionOf(view, pair), scripts: await this.#parts.scripts?.() };
  }

  #telling(id: number): (step: TrialStep) => void {
    return (step) => this.#parts.onProgress({ id, ...step });
  }

  /** The thread of the session that is open; that of another one is ended. */
  async #open(): Promise<Result<Opened>> {
    const session = await this.#parts.running();
    if (!session.ok) return session;
    if (this.#opened?.session !== session.value) {
      await this.close();
      const { start } = this.#parts;
      const task = this.#task(session.value.view);
      this.#opened = { session: session.value, thread: new DraftThread(() => start(task)) };
    }
    return success(this.#opened);
  }

  #task(view: SessionView): DraftTask {
    const { dataFolder, archive, columnCache } = this.#parts;
    const { current } = view.config();
    return {
      exchange: current.exchange,
      sources: sourceOptions(current, '', dataFolder(), archive),
      columnCache,
    };
  }
}

function questionOf(view: SessionView, { draft, saved }: DraftPair): TrialQuestion {
  const { current } = view.config();
  return { config: current, removed: removedSymbols(view), draft, saved, until: view.status().now };
}

/** Symbols that the user took out of the session: no scanner sees them. */
function removedSymbols(view: SessionView): readonly SymbolId[] {
  const { flags } = view.columns();
  return view.symbols().filter((_symbol, index) => ((flags[index] ?? 0) & SYMBOL_FLAG.excluded) !== 0);
}
