import { success } from '../../shared/domain/result.ts';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import { type EpochMs, epochMs, sessionDate } from '../../shared/domain/time.ts';
import type { TradingSession } from '../engine/calendar/contract.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { ManualClock } from '../engine/clock.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import type { LiveSession } from '../engine/coordinator/live-session.ts';
import { openSession } from '../engine/coordinator/open-session.ts';
import type { Pacer } from '../engine/coordinator/pacer.ts';
import { RunRecorder } from '../engine/coordinator/run-recorder.ts';
import { SessionCoordinator } from '../engine/coordinator/session-coordinator.ts';
import { SourceRouter } from '../engine/coordinator/source-router.ts';
import { Universe } from '../engine/coordinator/universe.ts';
import { Ledger } from '../engine/locks/ledger.ts';
import { LockBook } from '../engine/locks/lock-book.ts';
import { ScannerList } from '../engine/scanners/scanner-list.ts';
import type { DataSource } from '../loaders/contract.ts';
import { createSimulatedSource } from '../loaders/simulated/simulated-source.ts';

const calendar = exchangeCalendar('NYSE');

/** What a test says of its config; the rest is an ordinary simulated session of 12 symbols. */
export interface TestConfig {
  /** First and last session date; one date for both. */
  readonly dates?: readonly [string, string];
  /** The `session_data_config`. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A simulated session config of one quiet Wednesday, 2024-03-06, with every default filled in. */
export function simulatedConfig({ dates = ['2024-03-06', '2024-03-06'], data = {} }: TestConfig = {}) {
  const text = JSON.stringify({
    session_name: 'Test',
    mode: 'simulated',
    replay: { start_date: dates[0], end_date: dates[1] },
    data_sources: [{ name: 'simulated', kind: 'simulated', seed: 42, symbols: 12 }],
    session_data_config: { universe: { source: 'simulated' }, ...data },
  });
  const read = readSessionConfig(text, 'test.json');
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return read.value;
}

export function simulatedSource(): DataSource {
  return createSimulatedSource({ kind: 'simulated', name: 'simulated', seed: 42, symbols: 12 }, calendar);
}

/** The session of a date. */
export function sessionOn(date: string): TradingSession {
  const session = calendar.session(sessionDate(date));
  if (session === undefined) throw new Error(`The exchange is closed on ${date}`);
  return session;
}

/** The lines that a run wrote, parsed. */
export type RecordedLine = Readonly<Record<string, unknown>>;

/** A coordinator whose steps the test takes itself, over one source, with what it recorded. */
export interface SteppedSession {
  readonly coordinator: SessionCoordinator;
  readonly events: () => readonly RecordedLine[];
  readonly loads: readonly RecordedLine[];
  /** Begins a session, as the run would. */
  begin(date: string): Promise<void>;
  /** Goes to an exchange time of the session, bar by bar, as the run would. */
  goTo(wallTime: string): Promise<void>;
}

/** Builds a coordinator on a source and begins the config's first session. */
export async function steppedSession(
  config: SessionConfig = simulatedConfig(),
  source: DataSource = simulatedSource(),
): Promise<SteppedSession> {
  let session = sessionOn(config.replay?.start_date ?? '2024-03-06');
  let previous: TradingSession | undefined;
  const clock = new ManualClock(session.preOpen);
  const eventLines: RecordedLine[] = [];
  const loads: RecordedLine[] = [];
  const recorder = new RunRecorder(clock, {
    events: (lines) => eventLines.push(...parsedLines(lines)),
    loads: (line) => loads.push(...parsedLines(line)),
    hits: () => undefined,
    promotions: () => undefined,
    rejected: () => undefined,
  });
  const router = new SourceRouter([{ source, description: await source.describe(), fixedBasis: undefined }]);
  const ledger = Ledger.inMemory(clock);
  const locks = new LockBook(clock, ledger);
  const onConfigChanged = (): void => undefined;
  const coordinator = new SessionCoordinator(
    {
      config,
      calendar,
      clock,
      router,
      locks,
      ledger,
      recorder,
      universe: new Universe([], config.session_data_config),
      scanners: new ScannerList(config.session_data_config.scanners),
      onConfigChanged,
      onSplit: onConfigChanged,
      whenConfigDurable: () => Promise.resolve(success(undefined)),
    },
    session,
  );
  const begin = async (date: string): Promise<void> => {
    session = sessionOn(date);
    await coordinator.beginSession(session, previous);
    await coordinator.settle();
    previous = session;
  };
  const step = async (to: EpochMs): Promise<void> => {
    if (clock.now() < session.open && to >= session.open) coordinator.openMarket();
    clock.advanceTo(to);
    await coordinator.takeBars(to);
    await coordinator.settle();
  };
  const goTo = async (wallTime: string): Promise<void> => {
    await coordinator.settle();
    const end = calendar.instantOf(session.date, wallTime);
    for (;;) {
      const next = Math.max(coordinator.feeds.nextTime(), clock.now());
      if (next > end) break;
      if (coordinator.feeds.needsRead(next)) await coordinator.feeds.readUntil(next);
      else await step(epochMs(next));
    }
    await step(end);
  };
  const events = (): readonly RecordedLine[] => {
    recorder.finish();
    return eventLines;
  };
  await begin(session.date);
  return { coordinator, events, loads, begin, goTo };
}

function parsedLines(lines: string): RecordedLine[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line): RecordedLine => JSON.parse(line));
}

/** A run that waits wherever the test wants it to. */
export interface HeldSession {
  readonly session: LiveSession;
  /** Plays up to an instant, inclusive, and stays there. */
  runTo(instant: number): Promise<void>;
  /** Plays to the end. */
  finish(): Promise<void>;
}

/** A whole simulated session through `openSession`, held before its first step. */
export function simulatedSession(config: SessionConfig = simulatedConfig()): Promise<HeldSession> {
  return heldSession(config, [simulatedSource()]);
}

/** The same over any sources, one for each of the config's; `onEvents` is given the lines of its event log. */
export async function heldSession(
  config: SessionConfig,
  sources: readonly DataSource[],
  onEvents: (lines: string) => void = () => undefined,
): Promise<HeldSession> {
  const pacer = new HeldPacer();
  const session = await openSession({
    config,
    sources,
    pacer,
    outputs: {
      events: onEvents,
      hits: () => undefined,
      promotions: () => undefined,
      loads: () => undefined,
      rejected: () => undefined,
    },
    until: undefined,
    speed: null,
  });
  const finish = async (): Promise<void> => {
    void pacer.letGo(Number.POSITIVE_INFINITY);
    await session.finished;
  };
  return { session, finish, runTo: (instant) => pacer.letGo(instant) };
}

/** Lets steps pass up to a limit, without any real time. */
class HeldPacer implements Pacer {
  #limit = Number.NEGATIVE_INFINITY;
  #resume: (() => void) | undefined;
  #arrived: (() => void) | undefined;
  #woken = false;

  setSpeed(): void {}

  wake(): void {
    this.#woken = true;
    this.#resume?.();
  }

  async wait(_now: EpochMs, next: EpochMs): Promise<void> {
    while (next > this.#limit && !this.#woken) {
      const held = new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
      this.#arrived?.();
      await held;
    }
    this.#woken = false;
  }

  /** Resolves when the next step would be past the limit. */
  letGo(limit: number): Promise<void> {
    this.#limit = limit;
    const arrived = new Promise<void>((resolve) => {
      this.#arrived = resolve;
    });
    this.#resume?.();
    return arrived;
  }
}
