import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionData } from '../session-data/session-data.ts';
import { inTurns } from '../turns.ts';
import type { Scanner } from './contract.ts';
import type { LoadedScanner } from './loaded-scanner.ts';
import { messageOf, scannerContext, scannerOwner } from './scanner-context.ts';
import type { ScannerSwap } from './scanner-edits.ts';
import type { ScannerEnvironment } from './scanner-environment.ts';
import { scannerTimes } from './schedule.ts';

/** Symbols of a scanner's universe that are set up before others have their turn. */
const SYMBOLS_PER_SETUP = 100;
/** Symbols whose holdings change hands before others have their turn. */
const SYMBOLS_PER_RELEASE = 500;

/** Brings scanners in and out: what they ask for, and what they give back. */
export class ScannerSetup {
  constructor(private readonly environment: ScannerEnvironment) {}

  /** The universe in parts, so that the thread is not held; true where the scanner wants any of them. */
  all(loaded: LoadedScanner): Promise<boolean> {
    return this.some(loaded, this.environment.universe());
  }

  async some(loaded: LoadedScanner, universe: readonly SymbolId[]): Promise<boolean> {
    let wanted = false;
    for (let first = 0; first === 0 || first < universe.length; first += SYMBOLS_PER_SETUP) {
      if (first > 0) await nextTurn();
      const answer = await this.#setup(loaded, universe.slice(first, first + SYMBOLS_PER_SETUP));
      if (answer === 'failed') return false;
      wanted ||= answer;
    }
    return wanted;
  }

  async #setup(loaded: LoadedScanner, part: readonly SymbolId[]): Promise<boolean | 'failed'> {
    const context = scannerContext(this.environment, loaded.name);
    try {
      return (await loaded.scanner?.setup({ ...context, universe: part })) === true;
    } catch (error) {
      loaded.noteError(messageOf(error));
      this.environment.onError(loaded.name, messageOf(error), true);
      return 'failed';
    }
  }

  /**
   * Ends the scanner that was, and sets up the one that takes its place. What both need stays loaded: it is held in
   * another name until the new one has asked for it.
   */
  async swap({ loaded, before }: ScannerSwap): Promise<void> {
    const leaving = before === undefined ? undefined : await this.#leave(loaded, before.name);
    if (before !== undefined) await this.end(before.scanner, before.name, leaving);
    if (loaded?.scanner !== undefined) {
      const { environment } = this;
      loaded.reschedule(scannerTimes(loaded.config, environment, environment.session()), environment.now());
      loaded.enabled = await this.all(loaded);
    }
    if (leaving !== undefined) await this.release(leaving);
  }

  /** Gives up everything that an owner holds, some symbols a turn. */
  async release(data: SessionData): Promise<void> {
    await inTurns(data.heldSymbols(), SYMBOLS_PER_RELEASE, (symbol) => data.release(symbol));
  }

  /** What the scanner that was holds, in a name that nobody else has. */
  async #leave(loaded: LoadedScanner | undefined, name: string): Promise<SessionData> {
    const held = this.dataOf(name);
    if (loaded?.scanner === undefined || loaded.name !== name) return held;
    // No scanner can be called so.
    const leaving = `${scannerOwner(name)}~`;
    await inTurns(held.heldSymbols(), SYMBOLS_PER_RELEASE, (symbol) => held.handOver(symbol, leaving));
    return this.environment.data.as(leaving);
  }

  /** Calls a scanner's teardown; what it holds is the caller's to release. */
  async end(scanner: Scanner, name: string, data = this.dataOf(name)): Promise<void> {
    try {
      await scanner.teardown(scannerContext(this.environment, name, { data }));
    } catch (error) {
      this.environment.onError(name, messageOf(error), true);
    }
  }

  dataOf(name: string): SessionData {
    return this.environment.data.as(scannerOwner(name));
  }
}
