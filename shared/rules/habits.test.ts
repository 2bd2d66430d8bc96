import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { checkRule, type RuleSetting } from './checker.ts';

/** What traders write elsewhere, and the rule that one button after the other makes of it. */
const HABITS = `
close > sma20 and sma_50 > sma200 ¦ close > sma(20) and sma(50) > sma(200)
RSI14 < 30 ¦ rsi(14) < 30
sma(50) crosses above sma(200) ¦ crosses_above(sma(50), sma(200))
sma(50) crosses_below sma(200) ¦ crosses_below(sma(50), sma(200))
ema(9) crosses ema(21) and rvol > 2 ¦ crosses_above(ema(9), ema(21)) and rvol > 2
close is above vwap(5m) ¦ close > vwap(5m)
close below sma(20) and gap at least 3 % ¦ close < sma(20) and gap >= 3 %
rsi is greater than 50 ¦ rsi > 50
last between 5 and 50 and rvol > 2 ¦ last >= 5 and last <= 50 and rvol > 2
5 < last < 50 ¦ 5 < last and last < 50
gap between 2 % and 8 % ¦ gap >= 2 % and gap <= 8 %
volume > 1 million ¦ volume > 1_000_000
volume > 1m ¦ volume > 1_000_000
volume > 1.5M ¦ volume > 1_500_000
day_volume > 1e6 ¦ day_volume > 1_000_000
close > $5 ¦ close > 5
c > o ¦ close > open
c > sma(c, 20) ¦ close > sma(20, input = close)
ema(close,9) > ema(close,21) ¦ ema(9, input = close) > ema(21, input = close)
close > sma(20, D) ¦ close > sma(20, 1d)
close > sma(20, weekly) ¦ close > sma(20, 1w)
close > sma(20, "5m") ¦ close > sma(20, 5m)
close > sma(20, 60m) ¦ close > sma(20, 1h)
close > sma(20, 5min) ¦ close > sma(20, 5m)
macd_hist > 0 ¦ macd.histogram > 0
crosses_above(macd, signal) ¦ crosses_above(macd, macd.signal)
close < lower_bb ¦ close < bbands.lower
adx > 25 and plus_di > minus_di ¦ adx > 25 and adx.plus_di > adx.minus_di
nr7 and inside_day ¦ high - low <= lowest(high - low, 7) and (high < high[1] and low > low[1])
range > 2 * atr ¦ (high - low) > 2 * atr
time >= 09:45 and time <= 2:30 PM ¦ minutes_since_open >= 15 and minutes_since_open <= 300
change_from_open > 2 ¦ (last / day_open - 1) * 100 > 2
close > sma(50) + 2 atr ¦ close > sma(50) + 2 * atr
close > sma(50) + 10 % ¦ close > sma(50) * 1.1
close > hhv(high, 20)[1] ¦ close > highest(high, 20)[1]
close > vwap(5m) && rvol > 2 ¦ close > vwap(5m) and rvol > 2
volume > average(volume, 20) ¦ volume > avg(volume, 20)
`;

const SETTING: RuleSetting = { interval: '1d', catalogue: ruleCatalogue([]) };

/** A rule after all that its buttons offer, the first one first. */
function mended(text: string): string {
  let rule = text;
  for (let pressed = 0; pressed < 10; pressed += 1) {
    const found = checkRule(rule, SETTING);
    if (found.ok) return rule;
    const fix = found.problems.find((each) => each.fix !== undefined)?.fix;
    if (fix === undefined) return `${rule} ✗ ${found.problems.map(({ message }) => message).join(' ')}`;
    rule = rule.slice(0, fix.span.from) + fix.replacement + rule.slice(fix.span.to);
  }
  return `${rule} ✗ never right`;
}

it.each(HABITS.trim().split('\n'))('%s', (line) => {
  const [written = '', right] = line.split(' ¦ ');
  expect(mended(written)).toBe(right);
});

it.each([
  'vol > 500_000',
  'price > 5',
  'last > pmh',
  'last > pdh and last > pdc',
  'rel_vol > 2 and gap_percent > 3 %',
  'avg(close * volume, 20) > 20_000_000',
  'sum(volume, 5) > 10_000_000',
  'close > avg(close, 50)',
])('%s is right as it is', (text) => {
  const found = checkRule(text, SETTING);
  expect(found.ok ? [] : found.problems).toEqual([]);
});
