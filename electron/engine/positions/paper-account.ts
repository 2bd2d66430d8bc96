import { FILL_WINDOW, type FillRecord, type Position } from '../../../shared/domain/position.ts';
import type { Fill } from './paper-broker.ts';

/** Money and fills of a paper account over a whole run, positions that were closed among them. Dollars. */
export class PaperAccount {
  #cash: number;
  #realizedProfit = 0;
  readonly #fills: FillRecord[] = [];

  constructor(startingCash: number) {
    this.#cash = startingCash;
  }

  /** Starting cash plus what sales brought, less what purchases took. */
  get cash(): number {
    return this.#cash;
  }

  get realizedProfit(): number {
    return this.#realizedProfit;
  }

  /** The newest FILL_WINDOW, oldest first. */
  fills(): readonly FillRecord[] {
    return [...this.#fills];
  }

  /** `profit` is of the shares that the fill closed. */
  take(fill: Fill, position: Position, profit: number): void {
    const { order, price, time } = fill;
    this.#cash -= order.quantity * price;
    this.#realizedProfit += profit;
    this.#fills.push({
      orderId: order.id,
      positionId: position.id,
      symbol: order.symbol,
      quantity: order.quantity,
      price,
      time,
    });
    if (this.#fills.length > FILL_WINDOW) this.#fills.shift();
  }
}
