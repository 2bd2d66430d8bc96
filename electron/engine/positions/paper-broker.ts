import type { MarketOrder } from '../../../shared/domain/position.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';

export interface Fill {
  readonly order: MarketOrder;
  /** Open of the first bar that starts when the order was placed or later. */
  readonly price: number;
  /** Start of that bar. */
  readonly time: EpochMs;
}

/** A bar of a symbol's stream, as far as the broker cares. */
export interface FillBar {
  readonly start: EpochMs;
  readonly open: number;
}

/** Fills market orders from the session's own bars: all of the order, at the next bar's open. */
export class PaperBroker {
  readonly #orders: MarketOrder[] = [];
  #lastNumber = 0;

  place(symbol: SymbolId, quantity: number, placed: EpochMs): MarketOrder {
    this.#lastNumber += 1;
    const order = { id: `O-${this.#lastNumber}`, symbol, quantity, placed };
    this.#orders.push(order);
    return order;
  }

  /** Orders that wait, oldest first. */
  openOrders(symbol?: SymbolId): readonly MarketOrder[] {
    return symbol === undefined ? [...this.#orders] : this.#orders.filter((order) => order.symbol === symbol);
  }

  /**
   * Fills what the bars allow, in the order of placing.
   * @param firstBar the first bar of a symbol that has ended and starts at an instant or later.
   */
  fillOrders(firstBar: (symbol: SymbolId, since: EpochMs) => FillBar | undefined): Fill[] {
    const fills: Fill[] = [];
    for (const order of [...this.#orders]) {
      const bar = firstBar(order.symbol, order.placed);
      if (bar === undefined) continue;
      this.#orders.splice(this.#orders.indexOf(order), 1);
      fills.push({ order, price: bar.open, time: bar.start });
    }
    return fills;
  }

  /** Takes back what was not filled when the session ends; a market order does not wait overnight. */
  cancelOpenOrders(): readonly MarketOrder[] {
    return this.#orders.splice(0);
  }
}
