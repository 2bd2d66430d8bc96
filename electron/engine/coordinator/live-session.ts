import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { exportSessionConfig } from '../config/export-session-config.ts';
import type { AnalysisEngine } from '../positions/analysis-engine.ts';
import type { SessionData } from '../session-data/session-data.ts';
import { ChartView } from './chart-view.ts';
import { sessionCommands } from './command-frame.ts';
import { standAgain } from './continuing.ts';
import { currentConfig } from './current-config.ts';
import { commandActs } from './live-commands.ts';
import type { LiveSessionParts, LiveState } from './live-parts.ts';
import { sessionView } from './live-view.ts';
import type { RunningSession, SessionCommands, SessionView } from './session-view.ts';

/** What a run came to. */
export interface RunSummary {
  readonly sessions: number;
  readonly bars: number;
  readonly symbols: number;
  readonly hits: number;
  readonly promoted: number;
  readonly rejectedRows: number;
  readonly eventLogHash: string;
}

/** A session that runs: what a window or a terminal reads of it and does to it. */
export class LiveSession implements RunningSession {
  readonly view: SessionView;
  readonly commands: SessionCommands;
  readonly finished: Promise<void>;
  /**
   * Resolves once the session stands where it stood when it was open before; at once where it begins.
   * Rejects where it ends before it is there.
   */
  readonly standing: Promise<void>;
  readonly #charts: ChartView;
  #failure: string | null = null;
  #stopped: Promise<void> | undefined;

  /** Begins to play at once. */
  constructor(private readonly parts: LiveSessionParts) {
    const live: LiveState = { failure: () => this.#failure };
    this.#charts = new ChartView(parts);
    this.view = sessionView(parts, live, this.#charts);
    const acts = commandActs(parts);
    this.commands = sessionCommands(parts, acts);
    const stands = standAgain(parts, acts, this.view);
    this.finished = this.#play();
    this.standing = Promise.race([stands, this.#endedBefore()]);
    // Who opens a session that has never been open need not ask.
    this.standing.catch(() => undefined);
  }

  /** Rejects when the run is over: whoever waits for a place of it waits in vain then. */
  async #endedBefore(): Promise<never> {
    await this.finished;
    throw new Error('The session was closed before it stood where it had stood.');
  }

  async #play(): Promise<void> {
    const { coordinator, run } = this.parts;
    try {
      await run.play();
      coordinator.parts.recorder.finish();
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      run.fail();
      throw error;
    }
  }

  /** The session's data on behalf of the user. */
  get data(): SessionData {
    return this.parts.coordinator.data;
  }

  /** How many sessions of the exchange have begun. */
  get sessionsPlayed(): number {
    return this.parts.run.sessionsPlayed;
  }

  get positions(): AnalysisEngine {
    return this.parts.engine;
  }

  /** Ends the run where it plays, and closes what it is made of. Rejects where that fails; the rest is closed then too. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.parts.run.stop();
    await this.finished.catch(() => undefined);
    await this.parts.run.scanners.teardown();
    this.#charts.closeAll();
    await this.#close();
  }

  /** The config as it stands: with the symbols that are promoted now. */
  config(): SessionConfig {
    return currentConfig(this.parts.coordinator);
  }

  exportConfig(): string {
    return exportSessionConfig(this.config());
  }

  summary(): RunSummary {
    const { coordinator, run } = this.parts;
    const { recorder } = coordinator.parts;
    return {
      sessions: run.sessionsPlayed,
      bars: recorder.barCount,
      symbols: coordinator.core.parts.symbols.size,
      hits: recorder.hitCount,
      promoted: coordinator.core.promoted().length,
      rejectedRows: recorder.rejectedRowCount,
      eventLogHash: recorder.finish(),
    };
  }

  /** Closes everything, whatever of it fails; rejects with the first failure. */
  async #close(): Promise<void> {
    const { sources, storage } = this.parts;
    const closed = await Promise.allSettled([...sources.map((source) => source.close()), storage?.close()]);
    for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason;
  }
}
