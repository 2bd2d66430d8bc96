const shares = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** `Long 200`, `Short 17.5` (a split may leave parts); `Waiting` while the first order was not filled. */
export function heldWords(quantity: number): string {
  if (quantity === 0) return 'Waiting';
  return `${quantity > 0 ? 'Long' : 'Short'} ${shares.format(Math.abs(quantity))}`;
}

/** `Buy 200`, `Sell 150` of a signed quantity. */
export function orderWords(quantity: number): string {
  return `${quantity > 0 ? 'Buy' : 'Sell'} ${shares.format(Math.abs(quantity))}`;
}
