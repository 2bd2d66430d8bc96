import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { INTERVALS } from '../domain/interval.ts';
import { checkRule } from './checker.ts';
import { SCANNER_LIBRARY } from './scanner-library.ts';
import { ruleWarnings } from './warnings.ts';

/** Each line: interval, the rule with what is underlined between «», the warning, and the rule after its fix. */
const WARNED = `
1d ¦ «rsi > 120» ¦ rsi is from 0 to 100, so this is never true.
1d ¦ close > open and «rsi(14) < 0» ¦ rsi(14) is from 0 to 100, so this is never true.
1d ¦ «rsi >= 0» ¦ rsi is from 0 to 100, so this is always true.
1d ¦ «120 < rsi» ¦ rsi is from 0 to 100, so this is never true.
1d ¦ «rsi > 0.7» ¦ rsi counts from 0 to 100; did you mean 70? ¦ rsi > 70
1d ¦ «stoch_rsi.k < 0.2» ¦ stoch_rsi.k counts from 0 to 100; did you mean 20? ¦ stoch_rsi.k < 20
1d ¦ «sma(5, input = rsi) > 100» ¦ sma(5, input = rsi) is from 0 to 100, so this is never true.
1d ¦ «williams_r > 20» ¦ williams_r is from -100 to 0, so this is never true.
1d ¦ «cmf > 20» ¦ cmf is from -1 to 1, so this is never true.
1d ¦ «supertrend.direction = 2» ¦ supertrend.direction is from -1 to 1, so this is never true.
1d ¦ «crosses_above(rsi, 100)» ¦ rsi is from 0 to 100, so this is never true.
1d ¦ «close > 0» ¦ close is always above 0, so this is always true.
1d ¦ «volume < 0» ¦ volume is never below 0, so this is never true.
1d ¦ «abs(gap) < 0» ¦ abs(gap) is never below 0, so this is never true.
1d ¦ «gap < -100» ¦ gap is never below -100, so this is never true.
1d ¦ «rank(change) < 1» ¦ rank(change) is never below 1, so this is never true.
5m ¦ «bars_since(close > open, 5) <= 5» ¦ bars_since(close > open, 5) is from 0 to 5, so this is always true.
1d ¦ «abs(rsi - 50) > 60» ¦ abs(rsi - 50) is from 0 to 50, so this is never true.
1d ¦ «close > close» ¦ Both sides are the same, so this is never true.
1d ¦ «close >= close» ¦ Both sides are the same, so this is always true.
1d ¦ «crosses_above(close, close)» ¦ A value never crosses itself.
1d ¦ «high < low» ¦ low is never above high, so this is never true.
1d ¦ «close[3] > high[3]» ¦ close[3] is never above high[3], so this is never true.
5m ¦ «prev_close > prev_high» ¦ prev_close is never above prev_high, so this is never true.
1d ¦ «close > highest(50)» ¦ highest(50) has the bar of close in it, so this is never true; highest(50)[1] is that of the bars before. ¦ close > highest(50)[1]
1d ¦ «close > highest(close, 20)» ¦ highest(close, 20) has the bar of close in it, so this is never true; highest(close, 20)[1] is that of the bars before. ¦ close > highest(close, 20)[1]
1d ¦ «low < lowest(20)» ¦ lowest(20) has the bar of low in it, so this is never true; lowest(20)[1] is that of the bars before. ¦ low < lowest(20)[1]
1d ¦ «close > high_52w» ¦ high_52w has the bar of close in it, so this is never true; high_52w[1] is that of the bars before. ¦ close > high_52w[1]
1d ¦ «close > donchian(20).upper» ¦ donchian(20).upper has the bar of close in it, so this is never true; donchian(20).upper[1] is that of the bars before. ¦ close > donchian(20).upper[1]
5m ¦ «crosses_above(close, highest(20))» ¦ highest(20) has the bar of close in it, so this is never true; highest(20)[1] is that of the bars before. ¦ crosses_above(close, highest(20)[1])
1d ¦ «close[2] > highest(20)[1]» ¦ highest(20)[1] has the bar of close[2] in it, so this is never true.
1d ¦ rsi > 70 and «rsi < 30» ¦ rsi > 70 and rsi < 30 are never true together.
1d ¦ rsi > 70 and close > open and «rsi <= 70» ¦ rsi > 70 and rsi <= 70 are never true together.
1d ¦ rsi = 70 and «rsi = 30» ¦ rsi = 70 and rsi = 30 are never true together.
5m ¦ «gap > 0.03» ¦ gap counts whole percents, so 0.03 is 0.03 %; did you mean 3 %? ¦ gap > 3 %
5m ¦ «change < -0.05» ¦ change counts whole percents, so -0.05 is -0.05 %; did you mean -5 %? ¦ change < -5 %
5m ¦ «rvol > 150» ¦ rvol is a ratio, so 150 is 150 times; did you mean 150 %? ¦ rvol > 150 %
1d ¦ «close / sma(50) > 110» ¦ close / sma(50) is a ratio, so 110 is 110 times; did you mean 110 %? ¦ close / sma(50) > 110 %
`;

/** Rules that mean what they say. */
const UNWARNED = `
5m ¦ gap > 3
5m ¦ gap > 3 %
5m ¦ gap > 0.03 %
5m ¦ change > 0
5m ¦ rvol > 2
1d ¦ rsi > 30 and rsi < 70
1d ¦ rsi >= 70 and rsi <= 70
1d ¦ rsi < 30 or rsi > 70
1d ¦ rsi >= 100
1d ¦ williams_r < -80
1d ¦ close >= highest(close, 20)
1d ¦ high = highest(252)
1d ¦ close > highest(50)[1]
1d ¦ close[1] > highest(50)[2]
1d ¦ close > lowest(20)
1d ¦ last(1d) > high_52w
5m ¦ last(1d) > highest(20, 1d)
5m ¦ close > highest(20, 1d)
1d ¦ close[20] > highest(20)
1d ¦ close * 100 > highest(20)
1d ¦ high < high[1] and low > low[1]
1d ¦ 100 / (rsi - 50) > 3
1d ¦ macd > 0
1d ¦ (close - low) / (high - low) > 0.8
5m ¦ minutes_since_open > 390
5m ¦ last >= day_high
1d ¦ roc(5, input = rsi) < -100
1d ¦ rank(change) <= 1
`;

const catalogue = ruleCatalogue([]);

function warned(interval: string, text: string): readonly string[] {
  const found = checkRule(text, { interval: INTERVALS.find((each) => each === interval) ?? '5m', catalogue });
  if (!found.ok) throw new Error(`${text}: ${found.problems.map(({ message }) => message).join(' ')}`);
  return ruleWarnings(found.value).map(({ span: { from, to }, message, fix }) => {
    const marked = `${interval} ¦ ${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
    const mended = fix && text.slice(0, fix.span.from) + fix.replacement + text.slice(fix.span.to);
    return [marked, message, ...(mended === undefined ? [] : [mended])].join(' ¦ ');
  });
}

const linesOf = (table: string): string[] => table.trim().split('\n');

it.each(linesOf(WARNED))('%s', (line) => {
  const [interval = '', marked = '', , mended] = line.split(' ¦ ');
  expect(warned(interval, marked.replace(/[«»]/gu, ''))).toEqual([line]);
  // What the button does leaves nothing to warn of.
  if (mended !== undefined) expect(warned(interval, mended)).toEqual([]);
});

it.each(linesOf(UNWARNED))('%s has no warning', (line) => {
  const [interval = '', text = ''] = line.split(' ¦ ');
  expect(warned(interval, text)).toEqual([]);
});

it.each(SCANNER_LIBRARY)('the program’s own scanner $id has none', ({ scanner: { config } }) => {
  expect(warned(String(config.interval), String(config.when))).toEqual([]);
});
