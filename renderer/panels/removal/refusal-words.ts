import type { LockRecord } from '../../../shared/domain/lock.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { holderName, reasonWords } from '../../format/locks.ts';
import { formatProfit } from '../../format/money.ts';
import { formatPrice } from '../../format/numbers.ts';
import { heldWords } from '../../format/positions.ts';
import type { PositionRow } from '../../stores/position-rows.ts';

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** The dialog's title and the sentence under it. `locked` are those of `symbols` that still are. */
export function refusalWords(
  action: 'remove' | 'demote',
  symbols: readonly SymbolId[],
  locked: readonly SymbolId[],
  holders: number,
  leaving: boolean,
): { readonly title: string; readonly lead: string } {
  const [first] = symbols;
  const past = action === 'remove' ? 'removed' : 'demoted';
  const able = action === 'remove' ? 'removable' : 'demotable';
  const needs = `${NUMBERS[holders] ?? holders} ${holders === 1 ? 'holder needs' : 'holders need'}`;
  if (symbols.length > 1) {
    return {
      title: `${symbols.length} symbols are locked and were not ${past}`,
      lead: `${needs} their data. A symbol becomes ${able} when its last holder releases it.`,
    };
  }
  if (locked.length === 0)
    return { title: `${first} is not locked any more`, lead: `Its last holder has released it.` };
  return {
    title: `${first} is locked and was not ${past}`,
    lead: leaving
      ? `${needs} its data. It is removed when the last holder releases it.`
      : `${needs} its data. It becomes ${able} when the last holder releases it.`,
  };
}

/** A holder in two lines: who, and what for. */
export function holderLines(
  lock: LockRecord,
  position: PositionRow | undefined,
): { readonly name: string; readonly detail: string } {
  const { holder, reason } = lock;
  const name = holderName(holder).replace(/^./, (letter) => letter.toUpperCase());
  if (holder.kind === 'manual') return { name, detail: `“${reason}”` };
  if (position === undefined) return { name, detail: reasonWords(reason) };
  if (position.quantity === 0) return { name, detail: 'Its first order waits for the next bar' };
  const { quantity, averagePrice, profit } = position;
  return {
    name,
    detail: `${heldWords(quantity)} at ${formatPrice(averagePrice)}, now ${formatProfit(profit)}`,
  };
}
