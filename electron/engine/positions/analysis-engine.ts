import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { LockHolder, LockRecord } from '../../../shared/domain/lock.ts';
import type { MarketOrder, Position } from '../../../shared/domain/position.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { SessionData } from '../session-data/session-data.ts';
import type { Fill, FillBar, PaperBroker } from './paper-broker.ts';

/** Reason of a lock that a position holds. */
export const OPEN_POSITION = 'open_position';

/** Orders are filled from bars of this interval; a position holds them. */
export const FILL_INTERVAL: Interval = '1m';

/** A signal to enter: how many shares, and on which side. */
export interface EnterSignal {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** Whole shares, 1 or more. */
  readonly quantity: number;
}

/** What the engine of positions needs of the session. */
export interface TradingEnvironment {
  readonly data: SessionData;
  readonly broker: PaperBroker;
  now(): EpochMs;
  /** False where no source has bars inside the session: an order could never be filled. */
  hasIntradayData(symbol: SymbolId): boolean;
  /** First bar of the symbol that has ended and starts at that instant or later. */
  firstBar(symbol: SymbolId, since: EpochMs): FillBar | undefined;
  onOrder(order: MarketOrder, position: Position): void;
  /** `position` as the fill leaves it; `profit` in dollars of the shares that it closed. */
  onFill(fill: Fill, position: Position, profit: number): void;
}

/** A lock that did not agree with its position, and what was done about it. */
export interface MendedLock {
  readonly symbol: SymbolId;
  readonly position: string;
  readonly change: 'taken' | 'released';
}

/**
 * Turns signals into orders and fills into positions. A position locks its symbol
 * from the order on, and lets go only when it is flat with no order waiting; other
 * holders' locks are theirs.
 */
export class AnalysisEngine {
  readonly #positions = new Map<SymbolId, Position>();
  #lastNumber = 0;
  #changes = 0;

  constructor(private readonly environment: TradingEnvironment) {}

  /** Counts up with every change of a position or an order. */
  get changes(): number {
    return this.#changes;
  }

  /** Orders that wait, oldest first. */
  orders(): readonly MarketOrder[] {
    return this.environment.broker.openOrders();
  }

  /** Open positions and those that wait for their first fill, oldest first. */
  positions(): readonly Position[] {
    return [...this.#positions.values()];
  }

  position(symbol: string): Position | undefined {
    return this.#positions.get(symbolId(symbol));
  }

  /**
   * Opens or adds to a position with a market order and locks the symbol (`open_position`).
   * Refused as `no_intraday_data` where no source has bars inside the session.
   * Throws InvalidArgumentError for a quantity that is not a whole number of 1 or more.
   */
  onSignalEnter(signal: EnterSignal): Result<MarketOrder> {
    const symbol = symbolId(signal.symbol);
    if (!Number.isInteger(signal.quantity) || signal.quantity < 1) {
      throw new InvalidArgumentError('quantity', signal.quantity, 'a whole number of shares, 1 or more');
    }
    if (!this.environment.hasIntradayData(symbol)) {
      return failure(
        'no_intraday_data',
        `No order was placed: no data source has intraday bars of ${symbol} in this session, so it could not be filled.`,
      );
    }
    const position = this.#positions.get(symbol) ?? this.#open(symbol);
    const { data } = this.environment;
    data.lockSymbol(symbol, OPEN_POSITION, holderOf(position));
    data.as(ownerOf(position)).addSessionBars(symbol, FILL_INTERVAL);
    return success(this.#place(position, signal.side === 'long' ? signal.quantity : -signal.quantity));
  }

  /**
   * Closes what is held, and what waits to be, with a market order. Refused as `no_position` where nothing
   * is, and as `already_closing` where the orders that wait leave nothing.
   */
  onSignalExit(symbolText: string): Result<MarketOrder> {
    const symbol = symbolId(symbolText);
    const position = this.#positions.get(symbol);
    if (position === undefined)
      return failure('no_position', `No order was placed: no position in ${symbol} is open.`);
    const orders = this.environment.broker.openOrders(symbol);
    const toClose = orders.reduce((sum, order) => sum + order.quantity, position.quantity);
    if (toClose !== 0) return success(this.#place(position, -toClose));
    return failure(
      'already_closing',
      `No order was placed: ${orders.at(-1)?.id ?? 'an order'} closes the position in ${symbol} already, at the next bar's open.`,
    );
  }

  #place(position: Position, quantity: number): MarketOrder {
    const { broker, now, onOrder } = this.environment;
    const order = broker.place(position.symbol, quantity, now());
    this.#changes += 1;
    onOrder(order, position);
    return order;
  }

  /** Fills waiting orders from the bars that came in. Called once a step, after the indicators. */
  fillOrders(): void {
    const { broker, firstBar } = this.environment;
    const fills = broker.fillOrders(firstBar);
    for (const fill of fills) this.#take(fill);
    // Only now: orders of one bar may close a position and open it again, and the lock must hold between them.
    for (const symbol of new Set(fills.map(({ order }) => order.symbol))) this.#releaseIfFlat(symbol);
  }

  /** Shares and prices after a split: prices times `factor`, shares divided by it. */
  applySplit(symbol: SymbolId, factor: number): void {
    const position = this.#positions.get(symbol);
    if (position === undefined) return;
    const { averagePrice, quantity } = position;
    this.#changes += 1;
    this.#positions.set(symbol, {
      ...position,
      quantity: wholeWhereMeant(quantity / factor),
      averagePrice: averagePrice * factor,
    });
  }

  /** The session is over: orders that were not filled are taken back, and what is flat lets go of its lock. */
  endSession(): readonly MarketOrder[] {
    const cancelled = this.environment.broker.cancelOpenOrders();
    if (cancelled.length > 0) this.#changes += 1;
    for (const { symbol } of cancelled) this.#releaseIfFlat(symbol);
    return cancelled;
  }

  /**
   * Holds the locks that stand against the positions: a position that is held without its lock takes it, a
   * position's lock without a position is released. Other holders' locks are theirs. Answers what was mended.
   */
  reconcileLocks(standing: readonly LockRecord[]): readonly MendedLock[] {
    const { data } = this.environment;
    const mended: MendedLock[] = [];
    for (const { symbol, holder } of standing) {
      if (holder.kind !== 'position' || this.#positions.get(symbol)?.id === holder.id) continue;
      data.unlockSymbol(symbol, holder);
      mended.push({ symbol, position: holder.id, change: 'released' });
    }
    for (const position of this.#positions.values()) {
      const { id, symbol } = position;
      if (data.getLocks(symbol).some(({ holder }) => holder.kind === 'position' && holder.id === id))
        continue;
      data.lockSymbol(symbol, OPEN_POSITION, holderOf(position));
      mended.push({ symbol, position: id, change: 'taken' });
    }
    return mended;
  }

  #open(symbol: SymbolId): Position {
    this.#lastNumber += 1;
    const position: Position = {
      id: `P-${this.#lastNumber}`,
      symbol,
      quantity: 0,
      averagePrice: 0,
      realizedProfit: 0,
      openedAt: this.environment.now(),
    };
    this.#positions.set(symbol, position);
    return position;
  }

  #take(fill: Fill): void {
    const { symbol } = fill.order;
    const before = this.#positions.get(symbol) ?? this.#open(symbol);
    const position = afterFill(before, fill);
    this.#positions.set(symbol, position);
    this.#changes += 1;
    this.environment.onFill(fill, position, position.realizedProfit - before.realizedProfit);
  }

  #releaseIfFlat(symbol: SymbolId): void {
    const position = this.#positions.get(symbol);
    const { broker, data } = this.environment;
    if (position === undefined || position.quantity !== 0 || broker.openOrders(symbol).length > 0) return;
    this.#positions.delete(symbol);
    data.unlockSymbol(symbol, holderOf(position));
    data.as(ownerOf(position)).releaseAll();
  }
}

/** Published factors are rounded (0.1428572 for 1/7): 10 shares become 70 by it, not 69.99997. */
const FACTOR_PRECISION = 1e-5;

function wholeWhereMeant(shares: number): number {
  const whole = Math.round(shares);
  return Math.abs(shares - whole) <= Math.abs(shares) * FACTOR_PRECISION ? whole : shares;
}

/** A position after a fill: adding moves the average price, closing realises profit, a flip does both. */
function afterFill(position: Position, fill: Fill): Position {
  const { quantity: change } = fill.order;
  const { quantity: before } = position;
  const quantity = before + change;
  const adds = before === 0 || Math.sign(before) === Math.sign(change);
  const closed = adds ? 0 : Math.min(Math.abs(before), Math.abs(change)) * Math.sign(before);
  const realizedProfit = position.realizedProfit + closed * (fill.price - position.averagePrice);
  const flips = !adds && Math.abs(change) > Math.abs(before);
  const averagePrice = adds
    ? (position.averagePrice * before + fill.price * change) / quantity
    : flips
      ? fill.price
      : quantity === 0
        ? 0
        : position.averagePrice;
  return { ...position, quantity, averagePrice, realizedProfit };
}

function holderOf(position: Position): LockHolder {
  return { kind: 'position', id: position.id };
}

function ownerOf(position: Position): string {
  return `position:${position.id}`;
}
