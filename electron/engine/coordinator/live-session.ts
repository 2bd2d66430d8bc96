import type { Hit } from '../../../shared/domain/hit.ts';
import { type LockHolder, type LockRecord, MANUAL } from '../../../shared/domain/lock.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionStatus } from '../../../shared/session/status.ts';
import { SP500 } from '../../../shared/universe/sp500.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { coverageWarning } from '../calendar/coverage.ts';
import { exportSessionConfig } from '../config/export-session-config.ts';
import type { AnalysisEngine } from '../positions/analysis-engine.ts';
import type { SessionData } from '../session-data/session-data.ts';
import { symbolSuggestion } from './known-symbols.ts';
import type { Pacer } from './pacer.ts';
import type { PauseGate } from './pause-gate.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionStorage } from './session-storage.ts';
import type { RunningSession, SessionCommands, SessionView, SymbolColumns } from './session-view.ts';

export interface LiveSessionParts {
  readonly coordinator: SessionCoordinator;
  readonly engine: AnalysisEngine;
  readonly run: SessionRun;
  readonly gate: PauseGate;
  readonly pacer: Pacer;
  readonly sources: readonly DataSource[];
  /** Times real time to begin with; null for as fast as possible. */
  readonly speed: number | null;
  readonly storage: SessionStorage | undefined;
}

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

/** For sources that have bars and no sectors: members of the index as of its list's date. */
const SP500_SECTORS: ReadonlyMap<string, string> = new Map(
  SP500.flatMap(({ symbol, sector }) => (sector === undefined ? [] : [[symbol, sector]])),
);

/** A config as it stands in a running session: with the symbols that are promoted now. */
export function currentConfig(coordinator: SessionCoordinator): SessionConfig {
  const { config } = coordinator.parts;
  const symbols = [...coordinator.data.getConfigSymbols()];
  return { ...config, session_data_config: { ...config.session_data_config, symbols } };
}

/** A session that runs: what a window or a terminal reads of it and does to it. */
export class LiveSession implements RunningSession {
  readonly view: SessionView;
  readonly commands: SessionCommands;
  readonly finished: Promise<void>;
  #speed: number | null;
  #failure: string | null = null;

  /** Begins to play at once. */
  constructor(private readonly parts: LiveSessionParts) {
    this.#speed = parts.speed;
    parts.pacer.setSpeed(this.#speed);
    this.view = this.#makeView();
    this.commands = this.#makeCommands();
    this.finished = this.#play();
  }

  async #play(): Promise<void> {
    try {
      await this.parts.run.play();
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      this.parts.run.state = 'failed';
      // What ended the run is what is told: that the rest cannot be closed either follows from it.
      await this.#close().catch(() => undefined);
      throw error;
    }
    await this.#close();
  }

  /** The session's data on behalf of the user. */
  get data(): SessionData {
    return this.parts.coordinator.data;
  }

  get positions(): AnalysisEngine {
    return this.parts.engine;
  }

  async stop(): Promise<void> {
    this.parts.run.stop();
    this.parts.gate.open();
    await this.finished.catch(() => undefined);
    this.parts.run.scanners.teardown();
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

  #makeView(): SessionView {
    const { coordinator, run } = this.parts;
    const { symbols } = coordinator.core.parts;
    return {
      status: () => this.#status(),
      columns: (): SymbolColumns => coordinator.board,
      symbols: () => symbols.all(),
      sector: (symbol) => coordinator.parts.router.instrument(symbol)?.sector ?? SP500_SECTORS.get(symbol),
      hits: (from, limit): readonly Hit[] => {
        const first = Math.max(0, from - run.hitsDropped, run.hits.length - limit);
        return run.hits.slice(first);
      },
      locks: (): readonly LockRecord[] => coordinator.core.parts.locks.all(),
    };
  }

  #status(): SessionStatus {
    const { coordinator, run, gate } = this.parts;
    const { calendar, clock, config, locks, recorder } = coordinator.parts;
    const now = clock.now();
    const simulated = config.data_sources.find((source) => source.kind === 'simulated');
    const warnings = [this.parts.storage?.notSaved(), coverageWarning(calendar, coordinator.session.date)];
    return {
      mode: config.mode,
      sessionName: config.session_name,
      seed: simulated?.kind === 'simulated' ? simulated.seed : null,
      runState: run.state === 'running' && gate.isClosed ? 'paused' : run.state,
      failure: this.#failure,
      now,
      wallTime: calendar.wallTime(now),
      sessionDate: coordinator.session.date,
      phase: calendar.phaseAt(now),
      speed: this.#speed,
      symbolCount: coordinator.board.count,
      promotedCount: coordinator.core.promoted().length,
      lockedCount: locks.lockedSymbolCount,
      hitCount: recorder.hitCount,
      barCount: recorder.barCount,
      rejectedRowCount: recorder.rejectedRowCount,
      pendingLoads: coordinator.loads.pendingCount,
      feed: run.feedLost ? 'lost' : config.mode === 'simulated' ? 'simulated' : 'replay',
      warnings: warnings.filter((warning) => warning !== undefined),
    };
  }

  #makeCommands(): SessionCommands {
    const { coordinator, gate, pacer, run } = this.parts;
    const { data } = coordinator;
    return {
      promote: (symbol) => {
        if (run.state === 'ended' || run.state === 'failed')
          return failure('session_over', `${symbol} was not promoted: the session is over.`);
        if (!coordinator.isKnown(symbol)) {
          return failure(
            'unknown_symbol',
            `${symbol} was not promoted: no data source of this session knows it${symbolSuggestion(symbol, coordinator.parts.router)}`,
          );
        }
        return success(this.#afterCommand(data.addSymbol(symbol)));
      },
      demote: (symbol) => this.#unlessLocked(symbol, 'demoted', () => data.demoteSymbol(symbol)),
      remove: (symbol) => this.#unlessLocked(symbol, 'removed', () => data.removeSymbol(symbol)),
      lock: (symbol, reason, holder: LockHolder = MANUAL) => {
        if (reason.trim() === '')
          return failure('empty_reason', `${symbol} was not locked: say why it is to be locked.`);
        if (!coordinator.isKnown(symbol)) {
          return failure(
            'unknown_symbol',
            `${symbol} was not locked: no data source of this session knows it${symbolSuggestion(symbol, coordinator.parts.router)}`,
          );
        }
        return success(data.lockSymbol(symbol, reason, holder));
      },
      unlock: (symbol) => success(data.unlockSymbol(symbol)),
      pause: () => gate.close(),
      resume: () => gate.open(),
      setSpeed: (speed) => {
        this.#speed = speed;
        pacer.setSpeed(speed);
      },
    };
  }

  #unlessLocked(symbol: SymbolId, action: string, act: () => boolean): Result<boolean> {
    const locks = this.data.getLocks(symbol);
    const done = act();
    if (done || locks.length === 0) return success(this.#afterCommand(done));
    const holders = locks
      .map((lock) => `${lock.holder.kind} ${lock.holder.id} ("${lock.reason}")`)
      .join(', ');
    return failure(
      'symbol_locked',
      `${symbol} is locked and was not ${action}. Held by ${holders}. It becomes removable when the last holder releases it.`,
      { locks },
    );
  }

  /** What a command asked for is loaded at once, while the run is paused too. */
  #afterCommand(changed: boolean): boolean {
    if (changed) this.parts.run.attend();
    return changed;
  }

  /** Closes everything, whatever of it fails; rejects with the first failure. */
  async #close(): Promise<void> {
    const { coordinator, sources, storage } = this.parts;
    const closed = await Promise.allSettled([
      (async () => void coordinator.parts.recorder.finish())(),
      ...sources.map((source) => source.close()),
      storage?.close(),
    ]);
    for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason;
  }
}
