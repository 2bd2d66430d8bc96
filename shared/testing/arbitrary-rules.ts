import fc from 'fast-check';

/** Prices on 5m that have earlier values. */
export const closedPrice: fc.Arbitrary<string> = fc.letrec<Record<'price', string>>((tie) => ({
  price: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.constantFrom('close', 'open', 'high', 'low', 'hl2', 'ohlc4', 'close(5m)', 'vwap', 'bbands(20).upper'),
    bars().map((period) => `sma(${period})`),
    bars().map((period) => `ema(${period}, 5m, input = hl2)`),
    bars().map((period) => `highest(${period})`),
    fc
      .tuple(tie('price'), fc.constantFrom('+', '-'), tie('price'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('price'), fc.constantFrom('*', '/'), factor()).map(([a, sign, b]) => `(${a}) ${sign} ${b}`),
    tie('price').map((of) => `abs(${of})`),
  ),
})).price;

const price = fc.oneof(
  closedPrice,
  fc.constantFrom('last', 'last(1d)', 'day_open', 'prev_close', 'premarket_high', 'sma(50, 1d)', 'prev_high'),
  fc.tuple(closedPrice, bars()).map(([of, ago]) => `(${of})[${ago}]`),
  fc
    .tuple(fc.constantFrom('close', 'low - open', 'rsi(7) + close'), bars())
    .map(([of, count]) => `lowest(${of}, ${count})`),
);

const percent = fc.oneof(
  fc.constantFrom('gap', 'change', 'natr(14)', 'roc(5)', 'overnight_gap(5m)'),
  fc.tuple(fc.constantFrom('close', 'sma(9)'), bars()).map(([of, count]) => `pct_change(${of}, ${count})`),
);

function condition(): fc.Arbitrary<string> {
  const compared = (left: fc.Arbitrary<string>, right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(left, fc.constantFrom('>', '>=', '<', '<=', '=', '!='), right).map((parts) => parts.join(' '));
  const crossing = fc
    .tuple(fc.constantFrom('crosses_above', 'crosses_below'), closedPrice, closedPrice)
    .map(([name, a, b]) => `${name}(${a}, ${b})`);
  const trend = fc
    .tuple(fc.constantFrom('rising', 'falling'), closedPrice, bars())
    .map(([name, of, count]) => `${name}(${of}, ${count})`);
  return fc.oneof(
    compared(price, price),
    compared(percent, fc.constantFrom('3 %', '-2.5 %', '4')),
    compared(
      fc.constantFrom('rsi(14)', 'cci(20, 1d)', 'rank(gap)', 'rank(close, sector)'),
      fc.constantFrom('50', '-3'),
    ),
    compared(fc.constantFrom('rvol', 'close / prev_close'), fc.constantFrom('2', '150 %')),
    compared(fc.constantFrom('volume', 'volume_sma(20, 1d)'), fc.constantFrom('500_000', 'volume_sma(5)')),
    crossing,
    trend,
    fc.tuple(crossing, bars()).map(([of, within]) => `bars_since(${of}, ${within}) <= 2`),
    fc.constantFrom('sector in ("Energy", "Utilities")', 'symbol not in ("IBM")', 'minutes_since_open >= 30'),
  );
}

function bars(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 20 });
}

function factor(): fc.Arbitrary<string> {
  return fc.constantFrom('1.02', '0.5', '102 %', '3');
}

/** Rules as text that are right on 5m by construction: names, units and intervals fit. */
export const rightRule: fc.Arbitrary<string> = fc.letrec<Record<'rule', string>>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    condition(),
    fc
      .tuple(tie('rule'), fc.constantFrom('and', 'or'), tie('rule'))
      .map(([a, word, b]) => `(${a}) ${word} ${b}`),
    fc
      .tuple(tie('rule'), fc.constantFrom('and', 'or'), tie('rule'))
      .map(([a, word, b]) => `${a} ${word} ${b}`),
    tie('rule').map((of) => `not (${of})`),
  ),
})).rule;
