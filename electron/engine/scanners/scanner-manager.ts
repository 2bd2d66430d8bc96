import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Hit, HitConfidence } from '../../../shared/domain/hit.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { ScannerRecord } from '../../../shared/session/activity.ts';
import type { SessionMode } from '../../../shared/session/status.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import type { SessionData } from '../session-data/session-data.ts';
import type { MarketColumns, ScanMatches, Scanner, ScannerContext, ScannerDefinition } from './contract.ts';
import { decidePromotions, type PromotionBounds } from './promotion-policy.ts';
import { scannerDefinition } from './registry.ts';
import { noteError, type ScannerProgress, scannerRecord } from './scanner-record.ts';
import { scheduleInstant, scheduleTimes } from './schedule.ts';

/** Errors in a row after which a scanner is disabled, visibly. */
export const STRIKES = 3;
/** Symbols of a scanner's universe that are set up before others have their turn. */
const SYMBOLS_PER_SETUP = 100;

/** What the manager needs of the session that it scans. */
export interface ScannerEnvironment {
  readonly mode: SessionMode;
  readonly calendar: Calendar;
  readonly data: SessionData;
  readonly promotion: PromotionBounds;
  readonly preSessionTime: string;
  now(): EpochMs;
  session(): TradingSession;
  /** The universe without removed symbols. */
  universe(): readonly SymbolId[];
  /** Market columns whose members are the universe. */
  market(): MarketColumns;
  /** Symbols that are promoted at this moment. */
  promotedCount(): number;
  /** How much the data that a scanner saw of a symbol can be relied on now. */
  confidence?(scanner: string, symbol: SymbolId): HitConfidence;
  /** Told of each scan, in the order of scans. */
  onScan(report: ScanReport): void;
  /** Told when a scanner's code failed; `disabled` after the third time in a row. */
  onError(scanner: string, message: string, disabled: boolean): void;
}

/** The outcome of one scan. */
export interface ScanReport {
  readonly scanner: string;
  readonly time: EpochMs;
  readonly hits: readonly Hit[];
  readonly unknown: number;
}

/** A scanner as the config names it, with what it did so far. */
interface LoadedScanner {
  readonly config: ScannerConfig;
  readonly scanner: Scanner;
  enabled: boolean;
  errorsInARow: number;
  /** Session times at which it is still due today, ascending. */
  due: number[];
  /** Symbols that hit on this session date. */
  readonly hitToday: Set<SymbolId>;
  readonly progress: ScannerProgress;
}

/** Runs the config's scanners: setup before each session, then every scan at its session time, in the config's order. */
export class ScannerManager {
  readonly #scanners: LoadedScanner[];

  /** Throws InvalidArgumentError where a scanner's kind or config is wrong. */
  constructor(
    private readonly configs: readonly ScannerConfig[],
    private readonly environment: ScannerEnvironment,
    definitionOf: (kind: string) => ScannerDefinition = scannerDefinition,
  ) {
    this.#scanners = configs
      .filter((config) => config.enabled)
      .map((config) => ({
        config,
        scanner: definitionOf(config.kind).create(config.config),
        enabled: true,
        errorsInARow: 0,
        due: [],
        hitToday: new Set(),
        progress: { runs: 0, errors: 0, lastRun: null, lastError: null },
      }));
  }

  /** Every scanner of the config, in its order, with what it did so far. */
  records(): readonly ScannerRecord[] {
    const { preSessionTime } = this.environment;
    return this.configs.map((config) => {
      const loaded = this.#scanners.find((each) => each.config === config);
      if (loaded === undefined) return scannerRecord(config, preSessionTime);
      const { enabled, progress, due, hitToday } = loaded;
      return scannerRecord(config, preSessionTime, { enabled, progress, due, hitsToday: hitToday.size });
    });
  }

  /** Runs every scanner's setup for a session and works out when it is due. */
  async beginSession(session: TradingSession): Promise<void> {
    const { calendar, preSessionTime } = this.environment;
    for (const loaded of this.#scanners) {
      loaded.hitToday.clear();
      loaded.due = scheduleTimes(loaded.config.schedule, session, calendar);
      if (loaded.config.pre_session) addDue(loaded.due, scheduleInstant(preSessionTime, session, calendar));
      if (loaded.enabled) loaded.enabled = await this.#setUpInParts(loaded);
    }
  }

  /** The universe in parts, so that the thread is not held; true where the scanner wants any of them. */
  async #setUpInParts(loaded: LoadedScanner): Promise<boolean> {
    const context = this.#context(loaded, new Set());
    const { universe } = context;
    let wanted = false;
    for (let first = 0; first === 0 || first < universe.length; first += SYMBOLS_PER_SETUP) {
      if (first > 0) await nextTurn();
      const part = universe.slice(first, first + SYMBOLS_PER_SETUP);
      const answer = this.#setup(loaded, { ...context, universe: part });
      if (answer === 'failed') return false;
      wanted ||= answer;
    }
    return wanted;
  }

  #setup(loaded: LoadedScanner, context: ScannerContext): boolean | 'failed' {
    try {
      return loaded.scanner.setup(context);
    } catch (error) {
      noteError(loaded.progress, messageOf(error));
      this.environment.onError(loaded.config.name, messageOf(error), true);
      return 'failed';
    }
  }

  /** A removed symbol is back in the universe: every scanner asks again for what it needs of it. */
  welcomeBack(symbol: SymbolId): void {
    if (!this.environment.universe().includes(symbol)) return;
    for (const loaded of this.#scanners) {
      // What a setup answers about one symbol does not decide over the scanner.
      if (loaded.enabled) this.#setup(loaded, { ...this.#context(loaded, new Set()), universe: [symbol] });
    }
  }

  /** A symbol has left the universe: no scanner keeps anything of it. */
  letGo(symbol: SymbolId): void {
    for (const loaded of this.#scanners) this.#dataOf(loaded).release(symbol);
  }

  /** The next session time at which any scanner is due; Infinity where none is. */
  nextDue(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { due, enabled } of this.#scanners) {
      if (enabled) next = Math.min(next, due[0] ?? Number.POSITIVE_INFINITY);
    }
    return next;
  }

  /** Runs every scan that is due at `instant` or before, once each. */
  runDue(instant: number): void {
    for (const loaded of this.#scanners) {
      if ((loaded.due[0] ?? Number.POSITIVE_INFINITY) > instant) continue;
      while ((loaded.due[0] ?? Number.POSITIVE_INFINITY) <= instant) loaded.due.shift();
      if (loaded.enabled) this.#scan(loaded);
    }
  }

  #scan(loaded: LoadedScanner): void {
    const requested = new Set<SymbolId>();
    loaded.progress.runs += 1;
    loaded.progress.lastRun = this.environment.now();
    let result: ScanMatches;
    try {
      result = loaded.scanner.scan(this.#context(loaded, requested));
      loaded.errorsInARow = 0;
    } catch (error) {
      this.#strike(loaded, error);
      return;
    }
    const { promotion, promotedCount, now } = this.environment;
    const decision = decidePromotions(requested, result.matches, promotedCount(), promotion);
    const hits = result.matches.map((match) => this.#hit(loaded, match, decision.heldBack, now()));
    this.environment.onScan({ scanner: loaded.config.name, time: now(), hits, unknown: result.unknown });
    const data = this.#dataOf(loaded);
    for (const symbol of decision.promote) data.addSymbol(symbol);
  }

  #hit(
    loaded: LoadedScanner,
    match: ScanMatches['matches'][number],
    heldBack: ReadonlyMap<SymbolId, NonNullable<Hit['heldBack']>>,
    time: EpochMs,
  ): Hit {
    const first = !loaded.hitToday.has(match.symbol);
    loaded.hitToday.add(match.symbol);
    const bound = heldBack.get(match.symbol);
    const { name } = loaded.config;
    const confidence = this.environment.confidence?.(name, match.symbol);
    return {
      ...{ time, symbol: match.symbol, scanner: name, first, metadata: match.metadata },
      ...(bound !== undefined && { heldBack: bound }),
      ...(confidence !== undefined && { confidence }),
    };
  }

  #strike(loaded: LoadedScanner, error: unknown): void {
    loaded.errorsInARow += 1;
    noteError(loaded.progress, messageOf(error));
    loaded.enabled = loaded.errorsInARow < STRIKES;
    this.environment.onError(loaded.config.name, messageOf(error), !loaded.enabled);
  }

  /**
   * Looks at the market as it is now with a scanner's eyes; nothing comes of it: no hit, no count, no promotion.
   * Undefined where no scanner of that name was switched on.
   */
  look<T>(name: string, at: (scanner: Scanner, context: ScannerContext) => T): T | undefined {
    const loaded = this.#scanners.find(({ config }) => config.name === name);
    if (loaded === undefined) return undefined;
    return at(loaded.scanner, { ...this.#context(loaded, new Set()), addSymbol: () => false });
  }

  /** Ends every scanner and releases what it asked for. */
  teardown(): void {
    for (const loaded of this.#scanners) {
      try {
        loaded.scanner.teardown(this.#context(loaded, new Set()));
      } catch (error) {
        this.environment.onError(loaded.config.name, messageOf(error), true);
      }
      this.#dataOf(loaded).releaseAll();
    }
  }

  #dataOf(loaded: LoadedScanner): SessionData {
    return this.environment.data.as(`scanner:${loaded.config.name}`);
  }

  #context(loaded: LoadedScanner, requested: Set<SymbolId>): ScannerContext {
    const { data, mode, now, session, market } = this.environment;
    const promoted = new Set(data.getConfigSymbols());
    return {
      name: loaded.config.name,
      mode,
      now: epochMs(now()),
      sessionDate: session().date,
      universe: this.environment.universe(),
      data: this.#dataOf(loaded),
      market: market(),
      addSymbol(symbol) {
        if (promoted.has(symbol) || requested.has(symbol) || data.isExcluded(symbol)) return false;
        requested.add(symbol);
        return true;
      },
    };
  }
}

function addDue(due: number[], instant: number): void {
  if (!due.includes(instant)) due.push(instant);
  due.sort((left, right) => left - right);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
