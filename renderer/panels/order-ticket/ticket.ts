import type { Position } from '../../../shared/domain/position.ts';
import { ORDER_SHARES } from '../../../shared/ipc/requests/trading.ts';
import type { SessionStatus } from '../../../shared/session/status.ts';
import { formatCount } from '../../format/numbers.ts';
import { heldWords } from '../../format/positions.ts';

/** Shares of the first order of a session. */
const FIRST_QUANTITY = 100;

/** What a new ticket proposes: what closes the position where the side does that, else as many as last time. */
export function proposedQuantity(held: number, side: 'buy' | 'sell', last: number | null): number {
  const closes = side === 'buy' ? held < 0 : held > 0;
  const whole = Math.floor(Math.abs(held));
  return closes && whole >= 1 ? whole : (last ?? FIRST_QUANTITY);
}

export type Quantity =
  | { readonly ok: true; readonly shares: number }
  | { readonly ok: false; readonly fault: string };

/** Whole shares from what was typed, thousands separated or not. */
export function readQuantity(text: string): Quantity {
  const plain = text.replace(/[,\s]/g, '');
  if (plain === '') return { ok: false, fault: 'how many?' };
  if (!/^\d+$/.test(plain)) return { ok: false, fault: 'whole shares' };
  const shares = Number(plain);
  if (shares < 1) return { ok: false, fault: '1 or more' };
  if (shares > ORDER_SHARES) return { ok: false, fault: `at most ${formatCount(ORDER_SHARES)}` };
  return { ok: true, shares };
}

/** Why no order can be placed now, as the engine would refuse it; null where one can. */
export function overReason(
  status: Pick<SessionStatus, 'runState' | 'now' | 'close' | 'sessionDate'> | undefined,
): string | null {
  if (status === undefined) return null;
  if (status.runState === 'ended') return 'The session has ended: no bar is left to fill an order.';
  if (status.runState === 'failed') return 'The session has failed: no bar is left to fill an order.';
  if (status.now < status.close) return null;
  return `The session of ${status.sessionDate} has closed: place the order once the next one has begun.`;
}

/** What an order makes of the position, with orders that wait counted as filled: `Long 200 → Short 50`. */
export function afterOrder(
  position: Position | undefined,
  waiting: number,
  side: 'buy' | 'sell',
  shares: number,
): string {
  const before = (position?.quantity ?? 0) + waiting;
  const after = before + (side === 'buy' ? shares : -shares);
  return `${flatOr(before)} → ${flatOr(after)}`;
}

function flatOr(quantity: number): string {
  return quantity === 0 ? 'Flat' : heldWords(quantity);
}
