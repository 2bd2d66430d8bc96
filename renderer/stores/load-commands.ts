import type { SymbolId } from '../../shared/domain/symbol.ts';
import { request } from '../ipc/client.ts';
import { toast } from './toast-store.ts';

/** Ends promotions, also while they load: what is under way is given up. */
export async function cancelPromotion(symbol: SymbolId): Promise<void> {
  const reply = await request('symbol.cancelPromotion', { symbol });
  if (!reply.ok) toast('refused', `${symbol} is still loading`, [reply.error.message]);
}

/** Asks again for the bars of a symbol that did not come. */
export async function retryLoads(symbol: SymbolId): Promise<void> {
  const reply = await request('symbol.retryLoads', { symbol });
  if (!reply.ok) toast('refused', `${symbol} was not loaded again`, [reply.error.message]);
  else if (!reply.value) toast('info', `Nothing is missing of ${symbol}`);
}
