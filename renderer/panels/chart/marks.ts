import type { Hit } from '../../../shared/domain/hit.ts';
import type { LockRecord } from '../../../shared/domain/lock.ts';
import type { FillRecord, Position } from '../../../shared/domain/position.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ChartMark } from '../../charts/bar-markers.ts';
import type { ChartPosition } from '../../charts/primitives/position-line.ts';
import { holderName, reasonWords } from '../../format/locks.ts';
import { formatCount, formatPrice } from '../../format/numbers.ts';
import { signedMoney } from './words.ts';

/** Locks whose words are always shown; of more than these the newest only. */
const SPOKEN_LOCKS = 2;
const HIT = 'hit ';

/** Hits as marks; the newest speaks, and the one at `at`, which somebody asked to see. */
export function hitMarks(hits: readonly Hit[], at: number | null): ChartMark[] {
  return hits.map((hit, i) => ({
    id: `${HIT}${hit.time} ${hit.scanner}`,
    kind: 'hit',
    instant: hit.time,
    text: hit.scanner,
    isProminent: at === null ? i === hits.length - 1 : hit.time === at,
  }));
}

/** The hit of a mark; undefined for marks of other things. */
export function hitOfMark(hits: readonly Hit[], id: string): Hit | undefined {
  return hits.find((hit) => id === `${HIT}${hit.time} ${hit.scanner}`);
}

/** Who locked the symbol, and when; `locks` are that symbol's. */
export function lockMarks(locks: readonly LockRecord[]): ChartMark[] {
  return locks.map((lock, i) => ({
    id: `lock ${lock.id}`,
    kind: 'lock',
    instant: lock.since,
    text: `Locked, ${lockWords(lock)}`,
    isProminent: i >= locks.length - SPOKEN_LOCKS,
  }));
}

/** What was bought and sold of a symbol, at which price. */
export function fillMarks(fills: readonly FillRecord[], symbol: SymbolId): ChartMark[] {
  return fills
    .filter((fill) => fill.symbol === symbol)
    .map(({ orderId, quantity, price, time }) => ({
      id: `fill ${orderId}`,
      kind: quantity > 0 ? 'buy' : 'sell',
      instant: time,
      text: `${quantity > 0 ? 'Bought' : 'Sold'} ${formatCount(Math.abs(quantity))} at ${formatPrice(price)}`,
      isProminent: false,
    }));
}

/** The open position's line; null where nothing is held. */
export function positionOf(
  positions: readonly Position[],
  symbol: SymbolId,
  last: number,
): ChartPosition | null {
  const held = positions.find((position) => position.symbol === symbol && position.quantity !== 0);
  if (held === undefined) return null;
  const side = held.quantity > 0 ? 'Long' : 'Short';
  const profit = signedMoney((last - held.averagePrice) * held.quantity);
  return {
    averagePrice: held.averagePrice,
    text: `${side} ${formatCount(Math.abs(held.quantity))}  ${profit}`,
  };
}

function lockWords({ holder, reason }: LockRecord): string {
  if (holder.kind === 'manual') return reasonWords(reason);
  return holder.kind === 'position' ? holder.id : holderName(holder);
}
