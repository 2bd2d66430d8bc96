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
    const sma = average[row];
    // A number that is missing makes a check neither true nor false: the symbol is counted as unknown.
    const price = fresh[row] === 1 ? close[row] : NaN;
    const level = sma * (1 + percent / 100);
    if (context.check(row, 'price above its 20-day average', price, '>=', level, 'price') !== true) continue;
    const gap_percent = (price / sma - 1) * 100;
    context.hit(row, { gap_percent, price, sma }, `${gap_percent.toFixed(1)}% above its 20-day average`);
    context.addSymbol(row);
  }
}
