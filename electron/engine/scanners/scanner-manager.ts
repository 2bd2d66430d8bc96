import type { Result } from '../../../shared/domain/result.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ScannerRecord } from '../../../shared/session/activity.ts';
import type { TradingSession } from '../calendar/contract.ts';
import type { Scanner, ScannerContext, ScannerDefinition } from './contract.ts';
import { scannerDefinition } from './registry.ts';
import { ScanRunner } from './scan-runner.ts';
import { scannerContext } from './scanner-context.ts';
import { type ScannerChange, ScannerEdits } from './scanner-edits.ts';
import type { ScannerEnvironment } from './scanner-environment.ts';
import type { PlacedScanner, ScannerEdit, ScannerList } from './scanner-list.ts';
import { scannerRecord } from './scanner-record.ts';
import { ScannerSetup } from './scanner-setup.ts';
import { scannerTimes } from './schedule.ts';

/**
 * Runs the session's scanners: setup before each session, then every scan at its session time, in the config's
 * order. Changes of the scanners are decided at once and done by `prepare`, before the next scan.
 */
export class ScannerManager {
  readonly #edits: ScannerEdits;
  readonly #setup: ScannerSetup;
  readonly #runner: ScanRunner;
  /** Symbols that came into the universe and are set up before the next scan. */
  #arrivals: SymbolId[] = [];

  /** Throws InvalidArgumentError where a scanner's kind or config is wrong. */
  constructor(
    list: ScannerList,
    private readonly environment: ScannerEnvironment,
    definitionOf: (kind: string) => ScannerDefinition = scannerDefinition,
  ) {
    this.#setup = new ScannerSetup(environment);
    this.#runner = new ScanRunner(environment);
    this.#edits = new ScannerEdits(list, environment, definitionOf);
  }

  /** Every scanner of the config, in its order, with what it did so far. */
  records(): readonly ScannerRecord[] {
    return this.#edits.order.map((loaded) => scannerRecord(loaded, this.environment.preSessionTime));
  }

  /** The config entry of a scanner as it stands; undefined where there is none of that name. */
  configOf(name: string): ScannerConfig | undefined {
    return this.#edits.find(name)?.config;
  }

  /** The version of a scanner as it stands: 1 as the session began; undefined where there is none of that name. */
  versionOf(name: string): number | undefined {
    return this.#edits.find(name)?.version;
  }

  /** Runs every scanner's setup for a session and works out when it is due. */
  async beginSession(session: TradingSession): Promise<void> {
    await this.prepare();
    for (const loaded of this.#edits.order) {
      loaded.beginSession(scannerTimes(loaded.config, this.environment, session));
      if (loaded.enabled) loaded.enabled = await this.#setup.all(loaded);
    }
  }

  /** Takes a scanner in, or puts it in the place of another. Refuses as a value; nothing has changed then. */
  save(edit: ScannerEdit): Result<ScannerChange> {
    return this.#edits.save(edit);
  }

  /** Answers the scanner that is gone, and its place. */
  remove(name: string): Result<PlacedScanner> {
    return this.#edits.remove(name);
  }

  /** Answers whether that changed anything. */
  enable(name: string, enabled: boolean): Result<boolean> {
    return this.#edits.enable(name, enabled);
  }

  /** A symbol is (again) in the universe: every scanner asks for what it needs of it, before its next scan. */
  welcomeBack(symbol: SymbolId): void {
    this.#arrivals.push(symbol);
  }

  /** A symbol has left the universe: no scanner keeps anything of it. */
  letGo(symbol: SymbolId): void {
    this.#arrivals = this.#arrivals.filter((other) => other !== symbol);
    for (const { name } of this.#edits.order) this.#setup.dataOf(name).release(symbol);
  }

  /** Does what changes of scanners and of the universe ask for: ends those that are gone, sets up what is new. */
  async prepare(): Promise<void> {
    for (let swap = this.#edits.takeSwap(); swap !== undefined; swap = this.#edits.takeSwap()) {
      await this.#setup.swap(swap);
    }
    const arrivals = this.#arrivals;
    this.#arrivals = [];
    if (arrivals.length === 0) return;
    const universe = new Set(this.environment.universe());
    const arrived = arrivals.filter((symbol) => universe.has(symbol));
    // What a setup answers about some symbols does not decide over the scanner.
    for (const loaded of this.#edits.order) if (loaded.enabled) await this.#setup.some(loaded, arrived);
  }

  /** The next session time at which any scanner is due; Infinity where none is. */
  nextDue(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { due, enabled } of this.#edits.order) {
      if (enabled) next = Math.min(next, due[0] ?? Number.POSITIVE_INFINITY);
    }
    return next;
  }

  /** Runs every scan that is due at `instant` or before, once each. */
  async runDue(instant: number): Promise<void> {
    for (const loaded of this.#edits.order) {
      const times = loaded.takeDue(instant);
      if (loaded.enabled && times.length > 0) await this.#runner.run(loaded, times);
    }
  }

  /** Nobody waits for a scan any more: one that is under way is given up. */
  abort(): void {
    this.#runner.abort();
  }

  /**
   * Looks at the market as it is now with a scanner's eyes; nothing comes of it: no hit, no count, no promotion.
   * Undefined where no scanner of that name was switched on.
   */
  look<T>(name: string, at: (scanner: Scanner, context: ScannerContext) => T): T | undefined {
    const scanner = this.#edits.find(name)?.scanner;
    if (scanner === undefined) return undefined;
    return at(scanner, { ...scannerContext(this.environment, name), addSymbol: () => false });
  }

  /** Ends every scanner and releases what it asked for. */
  async teardown(): Promise<void> {
    this.#runner.abort();
    for (const { name, scanner } of this.#edits.order) {
      if (scanner !== undefined) await this.#setup.end(scanner, name);
      await this.#setup.release(this.#setup.dataOf(name));
    }
  }
}
