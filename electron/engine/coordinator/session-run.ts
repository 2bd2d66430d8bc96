import type { Hit } from '../../../shared/domain/hit.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { type EpochMs, epochMs, MILLISECONDS_PER_MINUTE, toIsoTime } from '../../../shared/domain/time.ts';
import type { EvidenceNode } from '../../../shared/rules/evidence.ts';
import type { RunState } from '../../../shared/session/status.ts';
import type { MarketNotice } from '../../loaders/contract.ts';
import type { TradingSession } from '../calendar/contract.ts';
import type { RunPosition } from '../journal/run-position.ts';
import type { AnalysisEngine } from '../positions/analysis-engine.ts';
import type { ScanReport, SkippedScan, SkipReason } from '../scanners/scanner-environment.ts';
import type { ScannerManager } from '../scanners/scanner-manager.ts';
import { inTurns } from '../turns.ts';
import { type Act, CommandQueue } from './command-queue.ts';
import { HitExplainers } from './hit-explainers.ts';
import { HitLog } from './hit-log.ts';
import type { Restore } from './restore.ts';
import { runScanners } from './run-scanners.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import { toldBy } from './told-by.ts';
import type { Transport } from './transport.ts';

/** Symbols that are taken in, and hits that are noted, before others have their turn. */
const SYMBOLS_PER_TURN = 1_000;
const HITS_PER_TURN = 64;
const TEN_MINUTES = 10 * MILLISECONDS_PER_MINUTE;
/** After every place of a run. */
const END: RunPosition = { session: Number.POSITIVE_INFINITY, time: epochMs(0), step: 0 };

export interface RunPlan {
  /** Sessions in order; at least one. */
  readonly sessions: readonly TradingSession[];
  /** Last instant that is played, inclusive. */
  readonly until: EpochMs | undefined;
  /** Told of each scan after what came of it is noted, while the market is as the scan saw it. */
  readonly onScan?: ((report: ScanReport) => void) | undefined;
  /** What became of a scan in the run that this one repeats, where it was skipped there. */
  readonly skippedBefore?: (scanner: string, time: EpochMs) => SkipReason | undefined;
  /** Told of a scan that was skipped, with the place of the run. */
  readonly onSkip?: (skip: SkippedScan, at: RunPosition) => void;
}

/**
 * Plays sessions. At a session time T, in this order: bars ending at T; derived
 * bars closing at T; indicators; fills; scans due at T; what they asked for. Nothing
 * sees a bar before its end.
 */
export class SessionRun {
  readonly scanners: ScannerManager;
  readonly #log = new HitLog();
  readonly #explainers: HitExplainers;
  /** First hits of all session dates of the run. */
  firstHitCount = 0;
  state: RunState = 'starting';
  feedLost = false;
  sessionsPlayed = 0;
  /** First hits of the session date in each ten minutes from the open on. */
  hitsByTenMinutes: number[] = [];
  readonly #commands = new CommandQueue();
  #notices: MarketNotice[] = [];
  #opened = false;
  #closed = false;
  #stopped = false;
  #attention = false;
  #firstHit = false;
  #restore: Restore | undefined;
  #position: RunPosition;
  /** What is done after the run has ended: one after the other, as before. */
  #afterwards: Promise<void> = Promise.resolve();

  constructor(
    private readonly coordinator: SessionCoordinator,
    private readonly engine: AnalysisEngine,
    private readonly transport: Transport,
    private readonly plan: RunPlan,
  ) {
    this.#position = { session: 0, time: coordinator.parts.clock.now(), step: 0 };
    this.scanners = runScanners(coordinator, {
      position: () => this.#position,
      onScan: (report) => this.#takeScan(report),
      skippedBefore: plan.skippedBefore,
      onSkip: plan.onSkip,
    });
    this.#explainers = new HitExplainers(this.scanners);
  }

  get hits(): readonly Hit[] {
    return this.#log.hits;
  }

  /** Hits that were dropped from the front of `hits`. */
  get hitsDropped(): number {
    return this.#log.dropped;
  }

  /** Where the run stands: after the newest step that is whole. */
  get position(): RunPosition {
    return this.#position;
  }

  /** Plays to where an earlier run of the session stood, at full speed. Called before `play`. */
  restore(earlier: Restore): void {
    this.#restore = earlier;
  }

  /** Ends the run before its next step. What waits to be done is refused. */
  stop(): void {
    this.#stopped = true;
    this.#commands.close('The session is closed.');
    this.scanners.abort();
    this.transport.callOn();
  }

  /** Nothing can be done to the run any more. */
  fail(): void {
    this.state = 'failed';
    this.#commands.close('The session has failed: nothing of it can be changed any more.');
  }

  /**
   * Does something to the session between two steps, in the order of the calls: at once where the run waits
   * or has ended. What it asks for is loaded before the next step.
   */
  perform<T>(act: Act<T>): Promise<Result<T>> {
    const done = this.#commands.add(act);
    this.attend();
    return done;
  }

  /**
   * Somebody has asked for something: it is loaded now, not at the next step, while paused too. The run
   * does it between two steps of its own, since what is read for a step would miss it.
   */
  attend(): void {
    this.#attention = true;
    if (this.state === 'ended' && !this.#stopped) {
      this.#afterwards = this.#afterwards.then(() => this.#serveAfterwards());
    } else this.transport.callOn();
  }

  /** Does what was asked for, and loads what each of it wants before the next. */
  async #serve(): Promise<void> {
    while (this.#attention && !this.#stopped) {
      this.#attention = false;
      if (await this.#commands.runNext(() => this.scanners.prepare())) this.#attention = true;
      await this.scanners.prepare();
      await this.coordinator.settle();
    }
  }

  /** As #serve. A load that fails here ends nothing: the run is over already. */
  async #serveAfterwards(): Promise<void> {
    try {
      await this.#serve();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.coordinator.parts.recorder.event('load_failed', { message });
    }
  }

  /** Plays every session of the plan, or up to `until`, or until stopped. */
  async play(): Promise<void> {
    const { core, parts } = this.coordinator;
    await inTurns(parts.universe.symbols, SYMBOLS_PER_TURN, (symbol) => core.register(symbol));
    let previous: TradingSession | undefined;
    for (const session of this.plan.sessions) {
      if (previous !== undefined) await this.#rest();
      if (this.#stopped || (this.plan.until !== undefined && this.plan.until < session.preOpen)) break;
      await this.#begin(session, previous);
      if (this.#stopped) break;
      const finished = await this.#playSession(session);
      if (!finished) break;
      this.transport.sessionEnded();
      previous = session;
    }
    await this.#takeRejectedRows();
    this.state = 'ended';
    await this.#restoreAtEnd();
    this.#afterwards = this.#afterwards.then(() => this.#serveAfterwards());
    await this.#afterwards;
  }

  /** Between two sessions: what came during the last step is done, and a pause holds here. */
  async #rest(): Promise<void> {
    while (await this.#restoreHere(Number.POSITIVE_INFINITY));
    do await this.#serve();
    while (!(await this.transport.passGate()) && !this.#stopped);
  }

  async #begin(session: TradingSession, previous: TradingSession | undefined): Promise<void> {
    this.state = 'loading';
    this.#opened = false;
    this.#closed = false;
    this.feedLost = false;
    this.hitsByTenMinutes = [];
    this.sessionsPlayed += 1;
    await this.coordinator.beginSession(session, previous);
    if (this.#stopped) return;
    await this.scanners.beginSession(session);
    if (this.#stopped) return;
    await this.coordinator.settle();
    await this.#takeRejectedRows();
    this.#notices = [];
    for (const { source } of this.coordinator.parts.router.sources) {
      const told = source.readNotices(session.preOpen, session.postClose);
      this.#notices.push(
        ...(await toldBy(source, 'halts and splits of the session', told, this.coordinator.parts.recorder)),
      );
    }
    this.#notices.sort((left, right) => left.time - right.time);
    this.coordinator.refreshStaleness();
    this.#position = { session: this.sessionsPlayed, time: this.coordinator.parts.clock.now(), step: 0 };
    this.state = 'running';
  }

  /** False where the run ended inside the session. */
  async #playSession(session: TradingSession): Promise<boolean> {
    const { clock } = this.coordinator.parts;
    for (;;) {
      const next = await this.#nextInstant(session);
      if (next === Number.POSITIVE_INFINITY) return true;
      if (this.plan.until !== undefined && next > this.plan.until) {
        // What was done at the last instant belongs to it.
        if (await this.#restoreHere(next)) continue;
        if (clock.now() < this.plan.until) clock.advanceTo(this.plan.until);
        return false;
      }
      if (await this.#restoreHere(next)) continue;
      const now = clock.now();
      const mayStep = await this.transport.ready({
        now,
        next: epochMs(next),
        market: now >= session.open && next <= session.close,
        minutes: this.coordinator.feeds.hasIntraday,
      });
      if (this.#stopped) return false;
      if (mayStep) await this.#step(epochMs(next), session);
      else await this.#serve();
    }
  }

  async #nextInstant(session: TradingSession): Promise<number> {
    const { feeds, parts } = this.coordinator;
    const { clock } = parts;
    for (;;) {
      const next = Math.min(
        this.feedLost ? Number.POSITIVE_INFINITY : feeds.nextTime(),
        this.scanners.nextDue(),
        this.#notices[0]?.time ?? Number.POSITIVE_INFINITY,
        this.#opened ? Number.POSITIVE_INFINITY : session.open,
        clock.now() < session.close ? session.close : Number.POSITIVE_INFINITY,
        // What a feed should have brought is missed the moment it is due, not at the next bar.
        this.coordinator.quality.feeds.nextSilence(clock.now()),
        this.#restore?.nextTime(this.#position) ?? Number.POSITIVE_INFINITY,
      );
      if (next === Number.POSITIVE_INFINITY || !feeds.needsRead(next)) return Math.max(next, clock.now());
      await feeds.readUntil(next);
    }
  }

  async #step(now: EpochMs, session: TradingSession): Promise<void> {
    const { coordinator } = this;
    this.#firstHit = false;
    coordinator.parts.clock.advanceTo(now);
    if (!this.#opened && now >= session.open) {
      this.#opened = true;
      coordinator.openMarket();
    }
    this.#takeNotices(now);
    if (!this.feedLost) await coordinator.takeBars(now);
    this.#markRevised(now);
    this.engine.fillOrders();
    coordinator.refreshStaleness();
    await this.scanners.runDue(now);
    await coordinator.settle();
    this.#moveTo(now);
    if (!this.#closed && now >= session.close) this.#close(session);
    this.transport.stepped(now, this.#firstHit);
  }

  #moveTo(time: EpochMs): void {
    const { session, time: before, step } = this.#position;
    this.#position = { session, time, step: time === before ? step + 1 : 1 };
  }

  /** Does one thing again that was done here before, or finds the run where it stood. False where neither is so. */
  async #restoreHere(next: number): Promise<boolean> {
    const restore = this.#restore;
    if (restore === undefined || this.#stopped) return false;
    if (restore.redoNext(this.#position, next)) {
      await this.scanners.prepare();
      await this.coordinator.settle();
      return true;
    }
    if (!restore.isReached(this.#position)) return false;
    this.#restore = undefined;
    await restore.reached();
    this.transport.restored();
    return true;
  }

  /** The run is over, and may end before the place where it stood: then it stands here. */
  async #restoreAtEnd(): Promise<void> {
    while (await this.#restoreHere(Number.POSITIVE_INFINITY));
    const restore = this.#restore;
    if (restore === undefined || this.#stopped) return;
    while (restore.redoNext(END, Number.POSITIVE_INFINITY)) {
      await this.scanners.prepare();
      await this.coordinator.settle();
    }
    this.#restore = undefined;
    await restore.reached();
    this.transport.restored();
  }

  #takeNotices(now: EpochMs): void {
    const { recorder } = this.coordinator.parts;
    while ((this.#notices[0]?.time ?? Number.POSITIVE_INFINITY) <= now) {
      const notice = this.#notices.shift();
      if (notice === undefined) return;
      recorder.event('notice', { notice: notice.kind, symbol: notice.symbol, detail: notice.detail });
      this.#takeNotice(notice);
    }
  }

  #takeNotice({ kind, symbol }: MarketNotice): void {
    const { feeds } = this.coordinator.quality;
    if (kind === 'feed_lost' || kind === 'feed_restored')
      feeds.tell(kind === 'feed_lost', this.coordinator.parts.clock.now());
    if (kind === 'feed_lost') {
      this.feedLost = true;
      this.coordinator.openMarket();
    } else if (kind === 'feed_restored') this.feedLost = false;
    else if (symbol !== undefined && kind !== 'split') this.coordinator.setHalted(symbol, kind === 'halt');
  }

  async #takeScan(report: ScanReport): Promise<void> {
    this.coordinator.parts.recorder.scan(report);
    this.#explainers.keep(report);
    await inTurns(report.hits, HITS_PER_TURN, (hit) => this.#takeHit(hit));
    this.plan.onScan?.(report);
  }

  /** A window may look between any two hits: what is counted, and what is kept, is the same after each. */
  #takeHit(hit: Hit): void {
    const { board, core, parts } = this.coordinator;
    parts.recorder.hit(hit);
    this.#log.add(hit);
    const index = core.parts.symbols.indexOf(hit.symbol);
    if (index !== undefined) board.countHit(index, hit.time);
    if (hit.first) this.#countFirstHit(hit.time);
  }

  /** The conditions of a hit with what the scan saw; null where its scanner has none. */
  treeOf(hit: Hit): EvidenceNode | null {
    return this.#explainers.treeOf(hit);
  }

  #countFirstHit(time: EpochMs): void {
    this.#firstHit = true;
    this.firstHitCount += 1;
    const slot = Math.floor((time - this.coordinator.session.open) / TEN_MINUTES);
    while (this.hitsByTenMinutes.length <= slot) this.hitsByTenMinutes.push(0);
    if (slot >= 0) this.hitsByTenMinutes[slot] = (this.hitsByTenMinutes[slot] ?? 0) + 1;
  }

  /** Hits whose bars were revised stay, and say so. */
  #markRevised(now: EpochMs): void {
    const { parts, revised, session } = this.coordinator;
    for (const bar of revised.takeRevised()) {
      const end = parts.calendar.spanEnd(intervalIndex(bar.interval), bar.start);
      for (const { scanner, symbol, time } of this.#log.markRevised(bar, end, session.preOpen, now)) {
        parts.recorder.event('hit_revised', { symbol, scanner, hit_time: toIsoTime(time) });
      }
    }
  }

  /** The close, after everything that is due at it: no order waits any longer, and the session's bars are history. */
  #close(session: TradingSession): void {
    const { recorder } = this.coordinator.parts;
    this.#closed = true;
    for (const order of this.engine.endSession()) {
      recorder.event('order_cancelled', { order: order.id, symbol: order.symbol, quantity: order.quantity });
    }
    recorder.event('session_close', { date: session.date, ...this.coordinator.bars.totals });
    this.coordinator.closeMarket();
    this.#moveTo(this.coordinator.parts.clock.now());
  }

  async #takeRejectedRows(): Promise<void> {
    const { recorder, router } = this.coordinator.parts;
    for (const { source } of router.sources) {
      const rows = await toldBy(source, 'which rows it refused', source.takeRejectedRows(), recorder);
      for (const row of rows) {
        this.coordinator.quality.rejectedRow(row);
        recorder.rejectedRow(row);
      }
    }
  }
}
