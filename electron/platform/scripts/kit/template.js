// @ts-check
/// <reference path="./scanner.d.ts" />

/**
 * Runs once before each session: asks for what scan needs, for every symbol of the universe.
 * @param {SetupContext} context
 */
export function setup(context) {
  context.latest('1d');
  context.indicator('sma', { interval: '1d', period: 20 });
}

/**
 * Runs at every time of the schedule: reports the symbols that match.
 * @param {ScanContext} context
 */
export function scan(context) {
  const percent = Number(context.params.percent ?? 2);
  const { close, fresh } = context.latest('1d');
  const average = context.indicator('sma', { interval: '1d', period: 20 });

  for (let row = 0; row < context.count; row += 1) {
    const price = close[row];
    const sma = average[row];
    // No value is not a low value: say so, and go on.
    if (fresh[row] !== 1 || Number.isNaN(price + sma)) {
      context.unknown(row);
      continue;
    }
    if (price < sma * (1 + percent / 100)) continue;
    const gap_percent = (price / sma - 1) * 100;
    context.hit(row, { gap_percent, price, sma }, `${gap_percent.toFixed(1)}% above its 20-day average`);
    context.addSymbol(row);
  }
}
