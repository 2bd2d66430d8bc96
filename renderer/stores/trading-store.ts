import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { formatCount } from '../format/numbers.ts';
import { request } from '../ipc/client.ts';
import { toast } from './toast-store.ts';

export type OrderSide = 'buy' | 'sell';

interface TradingUiState {
  /** The order that is being written; null while none is. */
  readonly ticket: { readonly symbol: SymbolId; readonly side: OrderSide } | null;
  /** Shares of the last order, for the next one; null until there was one. */
  readonly lastQuantity: number | null;
  /** Symbols whose closing order was asked for and not answered yet. */
  readonly closing: ReadonlySet<SymbolId>;
}

export const useTrading = create<TradingUiState>()(() => ({
  ticket: null,
  lastQuantity: null,
  closing: new Set(),
}));

/** Opens the ticket of a paper order. */
export function openOrderTicket(symbol: SymbolId, side: OrderSide): void {
  useTrading.setState({ ticket: { symbol, side } });
}

export function closeOrderTicket(): void {
  useTrading.setState({ ticket: null });
}

/** Places a market order. Null where it was placed, else why it was not. */
export async function submitOrder(
  symbol: SymbolId,
  side: OrderSide,
  quantity: number,
): Promise<string | null> {
  const reply = await request('order.submit', { symbol, side, quantity });
  if (!reply.ok) return reply.error.message;
  useTrading.setState({ lastQuantity: quantity });
  const verb = side === 'buy' ? 'Buying' : 'Selling';
  toast('info', `${verb} ${formatCount(quantity)} ${symbol} at the next bar’s open`, [
    `Paper order ${reply.value}`,
  ]);
  return null;
}

/** Closes what is held of a symbol with a market order. */
export async function closePosition(symbol: SymbolId): Promise<void> {
  mark(symbol, true);
  const reply = await request('position.close', { symbol });
  mark(symbol, false);
  if (reply.ok) toast('info', `Closing ${symbol} at the next bar’s open`, [`Paper order ${reply.value}`]);
  else toast('refused', `${symbol} was not closed`, [reply.error.message]);
}

export async function closeAllPositions(): Promise<void> {
  const reply = await request('position.closeAll', undefined);
  if (!reply.ok) toast('refused', 'No position was closed', [reply.error.message]);
  else if (reply.value === 0) toast('info', 'Nothing to close: waiting orders close every position already');
  else
    toast(
      'info',
      `Closing ${reply.value} ${reply.value === 1 ? 'position' : 'positions'} at the next bar’s open`,
    );
}

function mark(symbol: SymbolId, on: boolean): void {
  useTrading.setState(({ closing }) => {
    const next = new Set(closing);
    if (on) next.add(symbol);
    else next.delete(symbol);
    return { closing: next };
  });
}
