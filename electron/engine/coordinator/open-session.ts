import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, sessionDate } from '../../../shared/domain/time.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { SessionActivity } from '../activity/session-activity.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { ManualClock } from '../clock.ts';
import type { JournalEntry } from '../journal/journal-line.ts';
import { Ledger } from '../locks/ledger.ts';
import { LockBook } from '../locks/lock-book.ts';
import type { ScanReport, SkipReason } from '../scanners/scanner-environment.ts';
import { ScannerList } from '../scanners/scanner-list.ts';
import type { ScriptService } from '../scripts/contract.ts';
import { currentConfig } from './current-config.ts';
import { requireKnownSymbols } from './known-symbols.ts';
import type { LiveSessionParts } from './live-parts.ts';
import { LiveSession } from './live-session.ts';
import type { Pacer } from './pacer.ts';
import { paperTrading } from './paper-trading.ts';
import { type RunOutputs, RunRecorder } from './run-recorder.ts';
import { SessionCoordinator } from './session-coordinator.ts';
import { SessionRun } from './session-run.ts';
import type { SessionStorage } from './session-storage.ts';
import { type RoutedSource, SourceRouter } from './source-router.ts';
import { Transport } from './transport.ts';
import { resolveUniverse, Universe } from './universe.ts';

export interface OpenSessionOptions {
  readonly config: SessionConfig;
  /** One for each of the config's data_sources, in the same order. */
  readonly sources: readonly DataSource[];
  readonly pacer: Pacer;
  /** Undefined for a run of which nothing is noted: it has no event log. */
  readonly outputs: RunOutputs | undefined;
  /** Last instant that is played, inclusive; the end of the config's dates where undefined. */
  readonly until: EpochMs | undefined;
  /** Times real time to begin with; null for as fast as possible. One that goes on has the speed that it had. */
  readonly speed: number | null;
  /** Milliseconds of a clock that only goes forward: a window learns by it how long loads take. */
  readonly monotonicNow?: () => number;
  /** Where changes are kept; a run without one is forgotten when it ends. */
  readonly storage?: SessionStorage | undefined;
  /** Runs the user's scripts; without it, scanners of that kind are disabled from the start. */
  readonly scripts?: ScriptService | undefined;
  /** Told of each scan, while the market is as the scan saw it. */
  readonly onScan?: (report: ScanReport) => void;
}

/** The speed that a config asks for, in times real time; null for as fast as possible. */
export function configuredSpeed(config: SessionConfig): number | null {
  const speed = config.replay?.speed ?? 'max';
  return speed === 'max' ? null : speed;
}

/**
 * Builds a session from its config and begins to play it. Rejects where a source cannot be opened;
 * throws InvalidArgumentError where the config asks for what there is not.
 */
export async function openSession(options: OpenSessionOptions): Promise<LiveSession> {
  return new LiveSession(await buildSession(options));
}

/** The parts of a session that has not begun: as `openSession`, but nothing plays it yet. */
export async function buildSession(options: OpenSessionOptions): Promise<LiveSessionParts> {
  const { config, outputs, pacer, until } = options;
  const calendar = exchangeCalendar(config.exchange);
  const sessions = sessionsOf(config, calendar);
  const [first] = sessions;
  if (first === undefined) {
    throw new InvalidArgumentError(
      'replay',
      `${config.replay?.start_date} to ${config.replay?.end_date}`,
      'dates with at least one session of the exchange between them',
    );
  }
  const routed = await describeSources(options.sources);
  const router = new SourceRouter(routed);
  requireKnownSymbols(config, router);
  const { storage } = options;
  const clock = storage?.clock ?? new ManualClock(first.preOpen);
  clock.advanceTo(first.preOpen);
  const activity = new SessionActivity(clock, calendar);
  const recorder = new RunRecorder(clock, outputs, activity);
  const ledger = storage?.ledger ?? Ledger.inMemory(clock);
  const locks = new LockBook(clock, ledger);
  const coordinator: SessionCoordinator = new SessionCoordinator(
    {
      config,
      calendar,
      clock,
      router,
      locks,
      ledger,
      recorder,
      universe: new Universe(resolveUniverse(config.session_data_config, routed), config.session_data_config),
      scanners: new ScannerList(config.session_data_config.scanners),
      scannerParts: { scripts: options.scripts },
      onSplit: (symbol, factor) => engine.applySplit(symbol, factor),
      whenConfigDurable: () => storage?.whenSaved() ?? Promise.resolve(success(undefined)),
      monotonicNow: options.monotonicNow,
      onConfigChanged: () => {
        if (storage === undefined) return;
        storage.save(currentConfig(coordinator));
        activity.awaitDisk(() => storage.whenSaved());
      },
    },
    first,
  );
  recorder.event('session_config', { session_name: config.session_name, mode: config.mode });
  for (const symbol of config.session_data_config.symbols) promoteFromConfig(coordinator, symbolId(symbol));
  const { engine, account } = paperTrading(coordinator);
  const earlierSpeed = storage?.earlier?.speed;
  const speed = earlierSpeed === undefined ? options.speed : earlierSpeed;
  const transport = new Transport(pacer, speed);
  const { onScan, sources } = options;
  const run = new SessionRun(coordinator, engine, transport, {
    ...{ sessions, until, onScan },
    skippedBefore: skippedScans(storage?.earlier?.entries ?? []),
    onSkip: ({ scanner, time, reason }, at) =>
      storage?.note({ at, command: { name: 'skippedScan', scanner, due: time, reason } }),
  });
  return { coordinator, engine, account, activity, run, transport, sources, storage };
}

/** What the run that is continued, or repeated, did not wait for. */
function skippedScans(entries: readonly JournalEntry[]) {
  const reasons = new Map<string, SkipReason>();
  for (const { command } of entries) {
    if (command.name === 'skippedScan') reasons.set(`${command.due} ${command.scanner}`, command.reason);
  }
  return (scanner: string, time: EpochMs): SkipReason | undefined => reasons.get(`${time} ${scanner}`);
}

/** The sessions that a config plays. */
function sessionsOf(config: SessionConfig, calendar: Calendar): readonly TradingSession[] {
  // A live config with dates is no replay: nobody must take recorded prices for the market's.
  if (config.mode === 'live' || config.replay === undefined) {
    throw new InvalidArgumentError(
      'mode',
      config.mode,
      'replay or simulated, with a replay section: live sources are not available yet',
    );
  }
  return calendar.sessionsBetween(sessionDate(config.replay.start_date), sessionDate(config.replay.end_date));
}

/** The config's own symbols are promoted before the first session; their data is asked for when it begins. */
function promoteFromConfig(coordinator: SessionCoordinator, symbol: SymbolId): void {
  coordinator.core.register(symbol);
  // No entry of the ledger: nothing has changed, the config says so already.
  if (coordinator.core.markPromoted(symbol))
    coordinator.parts.recorder.change('promoted', symbol, 'config', {});
}

async function describeSources(sources: readonly DataSource[]): Promise<RoutedSource[]> {
  const routed: RoutedSource[] = [];
  for (const source of sources) {
    const description = await source.describe();
    routed.push({ source, description, fixedBasis: description.fixedBasis });
  }
  return routed;
}
