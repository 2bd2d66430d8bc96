import type { ChartData, ChartQuery } from '../../shared/domain/chart.ts';
import type { Hit } from '../../shared/domain/hit.ts';
import { type LockHolder, type LockRecord, MANUAL } from '../../shared/domain/lock.ts';
import type { TradingState } from '../../shared/domain/position.ts';
import type { PromotedRecord, PromotionPreview } from '../../shared/domain/promotion.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { type SymbolId, symbolId } from '../../shared/domain/symbol.ts';
import { type EpochMs, epochMs, sessionDate } from '../../shared/domain/time.ts';
import { SPARK_BARS } from '../../shared/ipc/requests/symbol.ts';
import type { LogEntry, QualityRecord, ScannerRecord } from '../../shared/session/activity.ts';
import { blankColumns, grownColumns } from '../../shared/session/columns.ts';
import type { IntervalDays, QualityPage, QualityQuery } from '../../shared/session/quality.ts';
import {
  type SessionStatus,
  SYMBOL_FLAG,
  SYMBOL_STATES,
  type SymbolState,
} from '../../shared/session/status.ts';
import type {
  RunningSession,
  SessionCommands,
  SessionView,
  SymbolColumns,
  UniverseView,
} from '../engine/coordinator/session-view.ts';
import type { UniverseChange, WatchedConfig } from '../engine/coordinator/universe.ts';
import type { ScannerChange } from '../engine/scanners/scanner-edits.ts';
import type { PlacedScanner, ScannerEdit } from '../engine/scanners/scanner-list.ts';

const SECTORS = ['Information Technology', 'Health Care', 'Financials', 'Energy', 'Utilities', 'Industrials'];
/** 2013-10-09 09:30 in New York. */
const OPEN = Date.parse('2013-10-09T13:30:00Z');

/**
 * A session for tests of what stands on top of the engine: a table that is
 * moved by hand or by `tick`, with no engine behind it.
 */
export class FakeSession implements RunningSession, SessionView, SessionCommands {
  readonly view = this;
  readonly commands = this;
  readonly finished: Promise<void>;
  readonly calls: string[] = [];
  #reject: (cause: Error) => void = () => undefined;
  #failure: string | null = null;
  #symbols: SymbolId[] = [];
  #columns = blankColumns(0);
  #version = new Float64Array(0);
  #hits: Hit[] = [];
  #locks: LockRecord[] = [];
  #promoted: readonly PromotedRecord[] = [];
  #trading: TradingState = { positions: [], orders: [], fills: [], cash: 0, realizedProfit: 0 };
  #lockId = 0;
  #now: EpochMs = epochMs(OPEN);
  #paused = false;
  #speed: number | null = 20;
  #random = 12_345;

  constructor(symbolCount: number) {
    this.finished = new Promise((_resolve, reject) => {
      this.#reject = reject;
    });
    this.addSymbols(symbolCount);
  }

  /** The run fails, with words for the user. */
  fail(message: string): void {
    this.#failure = message;
    this.#reject(new Error(message));
  }

  addSymbols(count: number): void {
    const before = this.#symbols.length;
    this.#columns = grownColumns(this.#columns, before + count);
    const version = new Float64Array(before + count);
    version.set(this.#version);
    this.#version = version;
    for (let row = before; row < before + count; row++) {
      this.#symbols.push(symbolId(ticker(row)));
      this.#columns.previousClose[row] = 20 + (row % 180);
      this.#columns.hitCount[row] = 0;
      this.setState(row, 'screening');
    }
  }

  setState(row: number, state: SymbolState): void {
    this.#columns.state[row] = SYMBOL_STATES.indexOf(state);
    this.touch(row);
  }

  setFlag(row: number, flag: number, on: boolean): void {
    const flags = this.#columns.flags[row] ?? 0;
    this.#columns.flags[row] = on ? flags | flag : flags & ~flag;
    this.touch(row);
  }

  setLast(row: number, price: number): void {
    this.#columns.last[row] = price;
    this.#columns.volume[row] = (this.#columns.volume[row] || 0) + 1_000;
    this.#columns.lastBarEnd[row] = this.#now;
    this.touch(row);
  }

  hit(row: number, first: boolean): void {
    const symbol = this.#symbol(row);
    const price = this.#columns.last[row] ?? Number.NaN;
    const metadata = { gap_percent: 2.5, price, sma: price / 1.025 };
    this.#hits.push({ time: this.#now, symbol, scanner: 'above_2', first, version: 1, metadata });
    this.#columns.hitCount[row] = (this.#columns.hitCount[row] ?? 0) + 1;
    this.#columns.lastHitTime[row] = this.#now;
    this.touch(row);
  }

  /** Marks the hit that is so many before the end, where there is one: another object in its place. */
  reviseHit(back: number): void {
    const place = this.#hits.length - 1 - back;
    const hit = this.#hits[place];
    if (hit !== undefined) this.#hits[place] = { ...hit, revisedAt: this.#now };
  }

  advance(milliseconds: number): void {
    this.#now = epochMs(this.#now + milliseconds);
  }

  touch(row: number): void {
    this.#version[row] = (this.#version[row] ?? 0) + 1;
  }

  /** One step of a lively market: a third of the prices move, now and then one is a hit. */
  tick(): void {
    if (this.#paused) return;
    this.advance(1_000);
    for (let row = 0; row < this.#symbols.length; row++) {
      if (this.#next() > 0.04) continue;
      const before = this.#columns.last[row] || this.#columns.previousClose[row] || 50;
      this.setLast(row, before * (1 + (this.#next() - 0.49) * 0.01));
      if (this.#next() < 0.03) this.hit(row, this.#columns.hitCount[row] === 0);
    }
  }

  status(): SessionStatus {
    const { state } = this.#columns;
    return {
      mode: 'simulated',
      sessionName: 'Simulated exchange',
      seed: 20_131_009,
      runState: this.#failure !== null ? 'failed' : this.#paused ? 'paused' : 'running',
      failure: this.#failure,
      now: this.#now,
      wallTime: new Date(this.#now - 4 * 3_600_000).toISOString().slice(11, 19),
      sessionDate: sessionDate('2013-10-09'),
      phase: 'regular',
      open: epochMs(OPEN),
      close: epochMs(OPEN + 390 * 60_000),
      halfDay: false,
      hitsByTenMinutes: [],
      dataBytes: 0,
      speed: this.#speed,
      symbolCount: this.#symbols.length,
      watchedCount: this.#symbols.length,
      promotedCount: state.filter((each) => SYMBOL_STATES[each] === 'promoted').length,
      lockedCount: new Set(this.#locks.map(({ symbol }) => symbol)).size,
      hitCount: this.#hits.length,
      firstHitCount: this.#hits.filter(({ first }) => first).length,
      barCount: this.#version.reduce((sum, each) => sum + each, 0),
      rejectedRowCount: 0,
      pendingLoads: 0,
      feed: 'simulated',
      feedTime: null,
      warnings: [],
    };
  }

  columns(): SymbolColumns {
    return { count: this.#symbols.length, version: this.#version, ...this.#columns };
  }

  symbols(): readonly SymbolId[] {
    return this.#symbols;
  }

  sector(symbol: SymbolId): string | undefined {
    return SECTORS[this.#symbols.indexOf(symbol) % (SECTORS.length + 1)];
  }

  hits(from: number, limit: number): readonly Hit[] {
    return this.#hits.slice(Math.max(from, this.#hits.length - limit));
  }

  locks(): readonly LockRecord[] {
    return this.#locks;
  }

  async promote(symbol: SymbolId): Promise<Result<boolean>> {
    return this.#change(symbol, 'promoted');
  }

  async demote(symbol: SymbolId): Promise<Result<boolean>> {
    return this.#refusedByLock(symbol) ?? this.#change(symbol, 'screening');
  }

  async remove(symbol: SymbolId): Promise<Result<boolean>> {
    const refused = this.#refusedByLock(symbol);
    if (refused !== undefined) return refused;
    this.setFlag(this.#symbols.indexOf(symbol), SYMBOL_FLAG.excluded, true);
    return success(true);
  }

  async lock(symbol: SymbolId, reason: string, holder: LockHolder = MANUAL): Promise<Result<boolean>> {
    const isHeld = (lock: LockRecord): boolean =>
      lock.symbol === symbol && lock.holder.kind === holder.kind && lock.holder.id === holder.id;
    if (this.#locks.some(isHeld)) {
      this.#locks = this.#locks.map((lock) => (isHeld(lock) ? { ...lock, reason } : lock));
    } else {
      this.#lockId += 1;
      this.#locks.push({ id: `L-${this.#lockId}`, symbol, holder, reason, since: this.#now });
    }
    this.setFlag(this.#symbols.indexOf(symbol), SYMBOL_FLAG.locked, true);
    return success(true);
  }

  async unlock(symbol: SymbolId): Promise<Result<boolean>> {
    this.#locks = this.#locks.filter((lock) => lock.symbol !== symbol || lock.holder.kind !== 'manual');
    const isLocked = this.#locks.some((lock) => lock.symbol === symbol);
    this.setFlag(this.#symbols.indexOf(symbol), SYMBOL_FLAG.locked, isLocked);
    return success(true);
  }

  sources(): readonly string[] {
    return ['simulated'];
  }

  promoted(): readonly PromotedRecord[] {
    return this.#promoted;
  }

  trading(): TradingState {
    return this.#trading;
  }

  sparks(symbols: readonly SymbolId[]): Float64Array {
    return new Float64Array(symbols.length * SPARK_BARS).fill(Number.NaN);
  }

  previewPromotion(): Promise<PromotionPreview> {
    throw new Error('The fake session has nothing to promote with.');
  }

  chart(query: ChartQuery): Result<ChartData> {
    return failure('no_bars', `The fake session has no bars of ${query.symbol}.`);
  }

  closeChart(): void {}

  log(): readonly LogEntry[] {
    return [];
  }

  scanners(): readonly ScannerRecord[] {
    return [];
  }

  explainHit(): Result<never> {
    return failure('hit_gone', 'Nothing is explained here.');
  }

  whyNot(): Result<never> {
    return failure('scanner_off', 'Nothing is explained here.');
  }

  async nearMisses(): Promise<Result<never>> {
    return failure('scanner_off', 'Nothing is explained here.');
  }

  funnel(): Result<never> {
    return failure('scanner_off', 'Nothing is explained here.');
  }

  universe(): UniverseView {
    return { watched: this.#symbols.length, sources: [], known: () => new Set(this.#symbols) };
  }

  quality(): readonly QualityRecord[] {
    return [];
  }

  qualityPage({ scope, text }: QualityQuery): Promise<QualityPage> {
    this.calls.push(`quality ${scope} ${text}`);
    const counts = { expected: 0, got: 0, quiet: 0, halted: 0, lost: 0 };
    const tally = { duplicates: 0, revised: 0, rejected: 0, late: 0 };
    const { sessionDate: date } = this.status();
    const session = { date, ...counts, ...tally, score: null, symbols: 0, withGaps: 0 };
    return Promise.resolve({ total: 0, rows: [], session });
  }

  qualityDays(): readonly IntervalDays[] {
    return [];
  }

  config(): never {
    throw new Error('The fake session has no config.');
  }

  async restore(symbol: SymbolId): Promise<Result<boolean>> {
    this.setFlag(this.#symbols.indexOf(symbol), SYMBOL_FLAG.excluded, false);
    return success(true);
  }

  async cancelPromotion(symbol: SymbolId): Promise<Result<boolean>> {
    this.calls.push(`cancel ${symbol}`);
    return success(true);
  }

  async retryLoads(symbol: SymbolId): Promise<Result<boolean>> {
    this.calls.push(`retry ${symbol}`);
    return success(true);
  }

  async removeWhenReleased(): Promise<Result<boolean>> {
    return success(true);
  }

  async submitOrder(symbol: SymbolId, side: 'buy' | 'sell', quantity: number): Promise<Result<string>> {
    this.calls.push(`${side} ${quantity} ${symbol}`);
    return success('O-1');
  }

  async closePosition(symbol: SymbolId): Promise<Result<string>> {
    this.calls.push(`close ${symbol}`);
    return success('O-1');
  }

  async watch({ universe }: WatchedConfig): Promise<Result<UniverseChange>> {
    this.calls.push(`watch ${JSON.stringify(universe)}`);
    return success({ added: [], removed: [] });
  }

  async saveScanner({ scanner }: ScannerEdit): Promise<Result<ScannerChange>> {
    this.calls.push(`save ${scanner.name}`);
    return success({ version: 1, place: 0 });
  }

  async removeScanner(name: string): Promise<Result<PlacedScanner>> {
    return failure('unknown_scanner', `There is no scanner named ${name}.`);
  }

  async enableScanner(name: string, enabled: boolean): Promise<Result<boolean>> {
    this.calls.push(`${enabled ? 'enable' : 'disable'} ${name}`);
    return success(true);
  }

  async closeAllPositions(): Promise<Result<number>> {
    this.calls.push('close all');
    return success(0);
  }

  step(): void {
    this.calls.push('step');
  }

  playToNextHit(): void {
    this.calls.push('next hit');
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  setSpeed(speed: number | null): void {
    this.#speed = speed;
  }

  async stop(): Promise<void> {
    this.calls.push('stop');
  }

  #change(symbol: SymbolId, state: SymbolState): Result<boolean> {
    this.setState(this.#symbols.indexOf(symbol), state);
    return success(true);
  }

  #refusedByLock(symbol: SymbolId): Result<boolean> | undefined {
    if (!this.#locks.some((lock) => lock.symbol === symbol)) return undefined;
    return failure('symbol_locked', `${symbol} is locked.`);
  }

  #symbol(row: number): SymbolId {
    const symbol = this.#symbols[row];
    if (symbol === undefined) throw new RangeError(`No row ${row}`);
    return symbol;
  }

  /** Park-Miller, so that every run is the same. */
  #next(): number {
    this.#random = (this.#random * 48_271) % 2_147_483_647;
    return this.#random / 2_147_483_647;
  }
}

/** `AA`, `AB`, ... : letters only, one for each row. */
function ticker(row: number): string {
  const letter = (n: number) => String.fromCharCode(65 + (n % 26));
  return `${letter(Math.floor(row / 676))}${letter(Math.floor(row / 26))}${letter(row)}`;
}
