import type { SymbolId } from './symbol.ts';
import type { EpochMs } from './time.ts';

/** What is held of one symbol. */
export interface Position {
  /** `P-1`. */
  readonly id: string;
  readonly symbol: SymbolId;
  /** Shares, negative when short; 0 while the first order waits. */
  readonly quantity: number;
  /** Average price of the shares held; 0 where none are. */
  readonly averagePrice: number;
  /** Profit of the shares closed so far, in dollars. */
  readonly realizedProfit: number;
  readonly openedAt: EpochMs;
}

/** A market order that waits for the next bar's open. */
export interface MarketOrder {
  /** `O-1`. */
  readonly id: string;
  readonly symbol: SymbolId;
  /** Shares, signed: above zero buys, below zero sells. */
  readonly quantity: number;
  readonly placed: EpochMs;
}

/** An order that was filled, whole and once. */
export interface FillRecord {
  readonly orderId: string;
  readonly positionId: string;
  readonly symbol: SymbolId;
  /** Shares, signed. */
  readonly quantity: number;
  readonly price: number;
  /** Start of the bar whose open it was filled at. */
  readonly time: EpochMs;
}

/** The newest fills that travel; all of them are in the event log. */
export const FILL_WINDOW = 200;

/** The paper account of a session. Money is in dollars. */
export interface TradingState {
  /** Open positions, and those whose first order waits. */
  readonly positions: readonly Position[];
  /** Orders that wait, oldest first. */
  readonly orders: readonly MarketOrder[];
  /** Oldest first, at most FILL_WINDOW. */
  readonly fills: readonly FillRecord[];
  /** Starting cash plus what sales brought, less what purchases took. */
  readonly cash: number;
  /** Profit of everything that was closed since the session began, open positions' closed shares among it. */
  readonly realizedProfit: number;
}
