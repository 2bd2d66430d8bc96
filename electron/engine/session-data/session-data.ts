import type { LatestBar, Quote } from '../../../shared/domain/bar.ts';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { IndicatorConfig, IndicatorReading } from '../../../shared/domain/indicator.ts';
import { parseInterval } from '../../../shared/domain/interval.ts';
import { type LockHolder, type LockRecord, MANUAL } from '../../../shared/domain/lock.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import type { SymbolState } from '../../../shared/session/status.ts';
import { type IndicatorRequest, indicatorConfig } from '../indicators/config.ts';
import { checkDays, checkHolder, checkQuery, checkText } from './arguments.ts';
import type { BarsQuery, BarView } from './bar-view.ts';
import { type BarHours, checkHours } from './extended-hours.ts';
import { type Holding, type Owner, USER } from './ownership.ts';
import { DEFAULT_SERIES_CAPACITY, type SessionCore } from './session-core.ts';
import type { SessionReader } from './session-reader.ts';

/** Options of addIndicator: the indicator's interval and parameters, without its name. */
export type IndicatorOptions = Omit<IndicatorRequest, 'name'>;

interface HoursOption {
  /** `regular` (default) or `extended`: the bars outside of regular hours beside them. */
  readonly hours?: BarHours;
}

/** Whether a symbol can be removed, and who stands in the way. */
export interface RemovalExplanation {
  readonly symbol: SymbolId;
  readonly removable: boolean;
  /** Locks that refuse the removal; empty where none does. */
  readonly locks: readonly LockRecord[];
  /** One sentence for the user. */
  readonly message: string;
}

/**
 * The session's data on behalf of one owner. Screening calls (addSessionBars,
 * addHistoricalBars, addIndicator) give exactly what is asked for and never touch
 * the session config; addSymbol promotes to everything the config asks for.
 * Symbols are taken in any spelling (`brk-b`). A refusal is a returned false; a bad
 * argument throws InvalidArgumentError, and nothing is half-registered.
 */
export class SessionData {
  constructor(
    private readonly core: SessionCore,
    private readonly reader: SessionReader,
    private readonly owner: Owner = USER,
  ) {}

  /** The same data on behalf of another owner. */
  as(owner: Owner): SessionData {
    checkText('owner', owner, 'a name that is not empty');
    return new SessionData(this.core, this.reader, owner);
  }

  /**
   * Opens a bounded series (5,000 bars) of the session's bars of an interval, live or
   * derived from a finer one. Loads no history. With `hours: 'extended'` the pre-market and post-market bars
   * too, in a series of their own: `getBars` shows them where it is asked for all hours.
   * @returns true if added, false if that interval's session bars exist already or the symbol was removed by the user.
   */
  addSessionBars(symbol: string, interval: string, { hours = 'regular' }: HoursOption = {}): boolean {
    const checked = parseInterval(interval);
    checkHours(hours, checked);
    const index = this.#admit(symbolId(symbol));
    if (index === undefined) return false;
    const added = this.core.holdSessionBars(this.owner, index, checked, DEFAULT_SERIES_CAPACITY);
    if (hours === 'regular') return added;
    return this.core.holdExtendedBars(this.owner, index, checked, DEFAULT_SERIES_CAPACITY) || added;
  }

  /**
   * Queues a load of the last `days` completed sessions before the session date,
   * regular hours (with `hours: 'extended'` the others too); only what is not held or pending is asked for.
   * @returns true if a load was queued or widened, false if everything asked for is held or pending.
   */
  addHistoricalBars(
    symbol: string,
    interval: string,
    days: number,
    { hours = 'regular' }: HoursOption = {},
  ): boolean {
    const checked = parseInterval(interval);
    checkHours(hours, checked);
    checkDays(days);
    const index = this.#admit(symbolId(symbol));
    if (index === undefined) return false;
    const queued = this.core.holdHistory(this.owner, index, checked, days);
    if (hours === 'regular') return queued;
    return this.core.holdExtendedHistory(this.owner, index, checked, days) || queued;
  }

  /**
   * Adds an indicator and provisions what it needs: history for warm-up and session bars
   * for updates, as the requirement analyzer says. Its value is null until computed.
   * @returns true if added, false if that key exists for the symbol.
   */
  addIndicator(symbol: string, name: string, options: IndicatorOptions): boolean {
    return this.addIndicatorAs(symbolId(symbol), indicatorConfig({ ...options, name }));
  }

  /** The same of a config that `indicatorConfig` has made: of a whole universe it need not be made for each symbol. */
  addIndicatorAs(symbol: SymbolId, config: IndicatorConfig): boolean {
    const index = this.#admit(symbol);
    return index !== undefined && this.core.holdIndicator(this.owner, index, config);
  }

  /**
   * Promotes a symbol: adds it to the config's symbols and loads everything the config asks
   * for, in place of nothing that is held already. Idempotent.
   * @returns true if newly promoted, false if promoted already or removed by the user.
   */
  addSymbol(symbol: string): boolean {
    const id = symbolId(symbol);
    if (this.#admit(id) === undefined || !this.core.markPromoted(id)) return false;
    this.core.parts.host.record('promoted', id, this.owner);
    this.core.parts.host.addSymbolMidSession(id);
    return true;
  }

  /**
   * Takes a symbol out of the config and out of memory: bars, indicators, history, streams,
   * loads under way. It stays out for scanners until the next session's setup.
   * @returns true if removed, false if locked or unknown to the session.
   */
  removeSymbol(symbol: string): boolean {
    const id = symbolId(symbol);
    const index = this.core.parts.symbols.indexOf(id);
    if (index === undefined || this.core.isExcluded(id)) return false;
    if (this.#refusesLocked(id, 'remove')) return false;
    this.core.unmarkPromoted(id);
    this.core.exclude(id);
    this.core.clear(index);
    this.core.parts.host.record('removed', id, this.owner);
    return true;
  }

  /**
   * Takes a symbol out of the full tier: what scanners, charts and the user still own is kept.
   * @returns true if demoted, false if locked or not promoted.
   */
  demoteSymbol(symbol: string): boolean {
    const id = symbolId(symbol);
    const index = this.core.parts.symbols.indexOf(id);
    if (index === undefined || !this.core.isPromoted(id)) return false;
    if (this.#refusesLocked(id, 'demote')) return false;
    this.core.unmarkPromoted(id);
    this.core.releaseOwner('config', index);
    this.core.parts.host.record('demoted', id, this.owner);
    return true;
  }

  #refusesLocked(symbol: SymbolId, action: string): boolean {
    if (!this.isSymbolLocked(symbol)) return false;
    const holders = this.getLocks(symbol).map(({ holder }) => `${holder.kind} ${holder.id}`);
    this.core.parts.host.record('refused', symbol, this.owner, { action, holders: holders.join(', ') });
    return true;
  }

  /**
   * Adds or updates a holder's lock: while it stands, the symbol can be neither removed nor demoted.
   * @returns true.
   * @throws InvalidArgumentError for an empty reason, or a manual lock on a symbol that no source knows.
   */
  lockSymbol(symbol: string, reason: string, holder: LockHolder = MANUAL): boolean {
    const id = symbolId(symbol);
    const { host, locks } = this.core.parts;
    checkText('reason', reason, 'why the symbol is locked');
    checkHolder(holder);
    if (holder.kind === 'manual' && !host.isKnown(id)) {
      throw new InvalidArgumentError('symbol', id, 'a symbol that a data source of this session knows');
    }
    const same = (other: LockHolder): boolean => other.kind === holder.kind && other.id === holder.id;
    const before = locks.getLocks(id).find((lock) => same(lock.holder));
    locks.lock(id, reason, holder);
    this.core.register(id);
    // Who locks a symbol wants it: one that was removed comes back.
    this.core.restore(id);
    if (before?.reason === reason) return true;
    host.record('locked', id, this.owner, { holder: `${holder.kind} ${holder.id}`, reason });
    return true;
  }

  /** Releases one holder's lock; other holders' locks stand. @returns false if that holder had none. */
  unlockSymbol(symbol: string, holder: LockHolder = MANUAL): boolean {
    const id = symbolId(symbol);
    const { host, locks } = this.core.parts;
    checkHolder(holder);
    if (!locks.unlock(id, holder)) return false;
    host.record('unlocked', id, this.owner, { holder: `${holder.kind} ${holder.id}` });
    return true;
  }

  isSymbolLocked(symbol: string): boolean {
    return this.core.parts.locks.isLocked(symbolId(symbol));
  }

  getLocks(symbol: string): readonly LockRecord[] {
    return this.core.parts.locks.getLocks(symbolId(symbol));
  }

  /** The newest bar; undefined where the interval is not held or has none. See LatestBar for `closed`, `source`, `stale`. */
  getLatestBar(symbol: string, interval: string): LatestBar | undefined {
    return this.reader.latestBar(symbolId(symbol), parseInterval(interval));
  }

  /** The newest quote of a promoted symbol whose source has quotes. */
  getLatestQuote(symbol: string): Quote | undefined {
    return this.reader.latestQuote(symbolId(symbol));
  }

  /** History and session merged by start, oldest first. Empty where the interval is not held. */
  getBars(symbol: string, interval: string, query: BarsQuery = {}): BarView {
    checkQuery(query);
    return this.reader.bars(symbolId(symbol), parseInterval(interval), query);
  }

  /** Bars of completed sessions by session date, oldest first; the last `days` dates where given. */
  getHistoricalBars(
    symbol: string,
    interval: string,
    query: { days?: number } = {},
  ): ReadonlyMap<string, BarView> {
    if (query.days !== undefined) checkDays(query.days);
    return this.reader.historicalBars(symbolId(symbol), parseInterval(interval), query.days);
  }

  /** The state of one indicator; undefined where the symbol has no such key. */
  getIndicator(symbol: string, key: string): IndicatorReading | undefined {
    return this.reader.indicator(symbolId(symbol), key);
  }

  /** Symbols of which anything is held, in the order of registration. */
  getActiveSymbols(): readonly SymbolId[] {
    return this.reader.activeSymbols();
  }

  /** The config's symbols: the promoted ones, in the order of promotion. */
  getConfigSymbols(): readonly SymbolId[] {
    return this.core.promoted();
  }

  getSymbolState(symbol: string): SymbolState | undefined {
    return this.reader.state(symbolId(symbol));
  }

  /** Whether the symbol could be removed now, and who stands in the way. */
  explainRemoval(symbol: string): RemovalExplanation {
    const id = symbolId(symbol);
    const locks = this.getLocks(id);
    const isHere = this.core.parts.symbols.indexOf(id) !== undefined && !this.core.isExcluded(id);
    return {
      symbol: id,
      removable: isHere && locks.length === 0,
      locks,
      message: isHere ? removalMessage(id, locks) : this.#absenceMessage(id),
    };
  }

  #absenceMessage(symbol: SymbolId): string {
    return this.core.isExcluded(symbol)
      ? `${symbol} has been removed already; it comes back with the next session, or where the removal is taken back.`
      : `${symbol} is not part of this session.`;
  }

  /** Every holding of a symbol with its owners. */
  whoHolds(symbol: string): readonly Holding[] {
    const index = this.core.parts.symbols.indexOf(symbolId(symbol));
    return index === undefined ? [] : this.core.holdings(index).all();
  }

  /** Number of the newest change (promotion, demotion, removal, lock, unlock, refusal): what whenDurable takes. */
  changeSequence(): number {
    return this.core.parts.host.changeSequence();
  }

  /**
   * Calls change memory and return at once. This answers when the changes up to `sequence` (the newest by
   * default) would outlive a crash, or a failure that says why the disk refuses them. A session
   * that keeps nothing answers at once.
   */
  whenDurable(sequence: number = this.changeSequence()): Promise<Result<void>> {
    return this.core.parts.host.whenDurable(sequence);
  }

  /** Gives up everything that this owner holds, on every symbol. @returns how many holdings were freed. */
  releaseAll(): number {
    return this.core.releaseOwnerEverywhere(this.owner);
  }

  /** Gives up everything that this owner holds of one symbol. @returns how many holdings were freed. */
  release(symbol: string): number {
    const index = this.core.parts.symbols.indexOf(symbolId(symbol));
    return index === undefined ? 0 : this.core.releaseOwner(this.owner, index).length;
  }

  /** Symbols of which this owner holds anything, in the order of registration. */
  heldSymbols(): readonly SymbolId[] {
    const { owned, parts } = this.core;
    return owned.of(this.owner).map((index) => parts.symbols.symbolAt(index));
  }

  /** Gives everything that this owner holds of one symbol to another owner; nothing is freed or loaded. */
  handOver(symbol: SymbolId, to: Owner): void {
    this.core.handOver(this.owner, to, this.core.register(symbol));
  }

  /** True where the user removed the symbol and it has not come back. */
  isExcluded(symbol: string): boolean {
    return this.core.isExcluded(symbolId(symbol));
  }

  /** Index of a symbol that may be worked on; undefined where the user removed it and somebody else asks. */
  #admit(symbol: SymbolId): number | undefined {
    if (this.core.isExcluded(symbol)) {
      if (!mayRestore(this.owner)) return undefined;
      this.core.restore(symbol);
    }
    return this.core.register(symbol);
  }
}

/** Removal binds those who only watch; the user and an open position bring a symbol back. */
function mayRestore(owner: Owner): boolean {
  return owner === USER || owner.startsWith('position:');
}

function removalMessage(symbol: SymbolId, locks: readonly LockRecord[]): string {
  if (locks.length === 0) return `${symbol} can be removed.`;
  const holders = locks.map((lock) => `${lock.holder.kind} ${lock.holder.id} (${lock.reason})`).join('; ');
  return `${symbol} is locked and was not removed. Held by ${holders}. It becomes removable when the last holder releases it.`;
}
