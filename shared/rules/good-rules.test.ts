import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import type { Interval } from '../domain/interval.ts';
import { shownPredicate } from '../testing/shown-rule.ts';
import { checkRule } from './checker.ts';

/** Interval, rule, its checked form as shown-rule.ts writes it. */
const RULES: readonly (readonly [Interval, string, string])[] = [
  ['5m', 'close > sma(20)', '(> close@5m sma{20}@5m)'],
  ['5m', 'close > sma(20, 1d) * 1.02', '(> close@5m (* sma{20}@1d 1.02):price)'],
  [
    '1d',
    'last(1d) >= sma(20, 1d) * 1.02 and volume(1d) > 1_000_000',
    '(all (>= ~close@1d (* sma{20}@1d 1.02):price) (> volume@1d 1000000))',
  ],
  [
    '5m',
    'gap > 3 % and rvol > 2 and close > vwap',
    '(all (> $overnight_gap 3%) (> $relative_volume 2) (> close@5m vwap{}@5m))',
  ],
  [
    '1d',
    'overnight_gap > 3 and volume > 2 * volume_sma(20)[1]',
    '(all (> $overnight_gap 3) (> volume@1d (* 2 volume_sma{20}@1d-1):volume))',
  ],
  ['5m', 'overnight_gap(5m) > 3 %', '(> overnight_gap{}@5m 3%)'],
  ['1d', 'change < -5 %', '(< $session_change -5%)'],
  ['5m', 'close(5m) > highest(20, 5m)[1]', '(> close@5m highest{20}@5m-1)'],
  ['5m', 'close > highest(close, 20)[1]', '(> close@5m (highest 20@5m close@5m-1):price)'],
  ['5m', 'close > highest(20, input = close)[1]', '(> close@5m highest{20}<close>@5m-1)'],
  ['5m', 'highest(high - low, 20) > 2', '(> (highest 20@5m (- high@5m low@5m):price):price 2)'],
  ['5m', 'highest(close, 20, 1d) > close', '(> (highest 20@1d close@1d):price close@5m)'],
  ['5m', 'crosses_above(close, vwap)', '(cross above close@5m vwap{}@5m before close@5m-1 vwap{}@5m-1)'],
  ['5m', 'crosses_above(rsi(14), 30)', '(cross above rsi{14}@5m 30 before rsi{14}@5m-1 30)'],
  [
    '5m',
    'crosses_below(close, sma(20, 1d))',
    '(cross below close@5m sma{20}@1d before close@5m-1 sma{20}@1d)',
  ],
  [
    '5m',
    'crosses_above(close, prev_close) or crosses_above(close, premarket_high)',
    '(any (cross above close@5m $prev_close before close@5m-1 $prev_close) (cross above close@5m $premarket_high before close@5m-1 $premarket_high))',
  ],
  [
    '5m',
    'crosses_above(macd(5m).macd, macd(5m).signal)',
    '(cross above macd{12 26 9}@5m macd{12 26 9}.signal@5m before macd{12 26 9}@5m-1 macd{12 26 9}.signal@5m-1)',
  ],
  [
    '1d',
    'avg(volume, 5) > avg(close * volume, 2)[1]',
    '(> sma{5}<volume>@1d (/ (+ (* close@1d-1 volume@1d-1):number (* close@1d-2 volume@1d-2):number):number 2):number)',
  ],
  ['1d', 'sum(close, 5) > 5 * avg(close, 5)', '(> (* sma{5}@1d 5):price (* 5 sma{5}@1d):price)'],
  ['1d', 'rising(close, 3)', '(rising close@1d close@1d-1 close@1d-2 close@1d-3)'],
  ['1d', 'falling(volume)', '(falling volume@1d volume@1d-1)'],
  [
    '5m',
    'rising(ema(20) - ema(50), 2)',
    '(rising (- ema{20}@5m ema{50}@5m):price (- ema{20}@5m-1 ema{50}@5m-1):price (- ema{20}@5m-2 ema{50}@5m-2):price)',
  ],
  [
    '5m',
    'bars_since(crosses_above(close, ema(9)), 10) <= 3',
    '(<= (since 10@5m (cross above close@5m ema{9}@5m before close@5m-1 ema{9}@5m-1)) 3)',
  ],
  ['5m', 'pct_change(close, 5) > 2 %', '(> (* (- (/ close@5m close@5m-5):ratio 1):ratio 100):percent 2%)'],
  [
    '5m',
    'pct_change(sma(20))[1] > 1',
    '(> (* (- (/ sma{20}@5m-1 sma{20}@5m-2):ratio 1):ratio 100):percent 1)',
  ],
  ['5m', 'rank(gap) <= 10', '(<= (rank universe $overnight_gap) 10)'],
  ['5m', 'rank(rvol, sector) = 1', '(= (rank sector $relative_volume) 1)'],
  ['5m', 'rank(rvol(5m), sector) = 1', '(= (rank sector relative_volume{20}@5m) 1)'],
  [
    '1d',
    'rvol(1d) > 2 and relative_volume(20, 1d) > 2 and gap(1d) > 3',
    '(all (> $relative_volume 2) (> relative_volume{20}@1d 2) (> $overnight_gap 3))',
  ],
  ['5m', 'rvol(10) > 2', '(> relative_volume{10}@5m 2)'],
  ['5m', 'sma(9, 5m, input = rsi(14)) > 50', '(> sma{9}<rsi{14}<close>>@5m 50)'],
  ['5m', 'ema(5, input = macd(12, 26, 9).signal) > 0', '(> ema{5}<macd{12 26 9}<close>.signal>@5m 0)'],
  ['5m', 'sma(20, input = volume) < volume', '(< sma{20}<volume>@5m volume@5m)'],
  ['5m', 'sma(5, input = atr(14)) < close', '(< sma{5}<atr{14}<close>>@5m close@5m)'],
  ['5m', 'bbands(20, 1d, k = 2.5).upper < close(1d)', '(< bbands{20 2.5}.upper@1d close@1d)'],
  ['5m', 'bb.bandwidth < 5 %', '(< bbands{20 2}.bandwidth@5m 0.05x)'],
  ['1d', 'bbands(k = 3).percent_b > 1', '(> bbands{20 3}.percent_b@1d 1)'],
  ['5m', 'rvol > 200 %', '(> $relative_volume 2x)'],
  ['5m', 'close > sma(20) * 102 %', '(> close@5m (* sma{20}@5m 1.02x):price)'],
  [
    '5m',
    'close > prev_close * (1 + gap / 100)',
    '(> close@5m (* $prev_close (+ 1 (/ $overnight_gap 100):ratio):ratio):price)',
  ],
  ['5m', 'close * volume > 10_000_000', '(> (* close@5m volume@5m):number 10000000)'],
  [
    '5m',
    '(close - low) / (high - low) > 0.8',
    '(> (/ (- close@5m low@5m):price (- high@5m low@5m):price):ratio 0.8)',
  ],
  [
    '5m',
    'abs(gap) > atr(14, 1d) / close(1d) * 100',
    '(> (abs $overnight_gap):percent (* (/ atr{14}@1d close@1d):ratio 100):percent)',
  ],
  [
    '5m',
    '(close / prev_close - 1) * 100 > 3 %',
    '(> (* (- (/ close@5m $prev_close):ratio 1):ratio 100):percent 3%)',
  ],
  ['5m', 'min(close, open)[2] > prev_low', '(> (min close@5m-2 open@5m-2):price $prev_low)'],
  ['5m', '-1 * rsi(14) < -50', '(< (* -1 rsi{14}@5m):number -50)'],
  ['5m', '-rsi < 0', '(< (- 0 rsi{14}@5m):number 0)'],
  ['5m', 'not (close > open and close > vwap)', '(not (all (> close@5m open@5m) (> close@5m vwap{}@5m)))'],
  ['5m', 'not not close > open', '(> close@5m open@5m)'],
  [
    '5m',
    'close > open and (close > vwap and volume > 5)',
    '(all (> close@5m open@5m) (> close@5m vwap{}@5m) (> volume@5m 5))',
  ],
  [
    '5m',
    'close > open or close > vwap or volume > 5',
    '(any (> close@5m open@5m) (> close@5m vwap{}@5m) (> volume@5m 5))',
  ],
  [
    '5m',
    'close > open and close > vwap or volume > 5',
    '(any (all (> close@5m open@5m) (> close@5m vwap{}@5m)) (> volume@5m 5))',
  ],
  [
    '5m',
    'sector in ("energy", "Utilities") and symbol not in ("brk-b", "SPY")',
    '(all (sector in Energy|Utilities) (symbol not in BRK.B|SPY))',
  ],
  ['5m', 'sector = "Energy" and symbol != "IBM"', '(all (sector in Energy) (symbol not in IBM))'],
  ['5m', 'not sector in ("Energy")', '(sector not in Energy)'],
  [
    '5m',
    'in_list("Favourites") and not in_list("Earnings today", "Favourites")',
    '(all (list in Favourites) (list not in Earnings today|Favourites))',
  ],
  [
    '5m',
    'minutes_since_open >= 30 and minutes_to_close > 15',
    '(all (>= $minutes_since_open 30) (> $minutes_to_close 15))',
  ],
  [
    '5m',
    '(close > open)[1] and (close > vwap)[2]',
    '(all (> close@5m-1 open@5m-1) (> close@5m-2 vwap{}@5m-2))',
  ],
  [
    '5m',
    'hl2(1d)[1] > hl2(1d)[2]',
    '(> (/ (+ high@1d-1 low@1d-1):price 2):price (/ (+ high@1d-2 low@1d-2):price 2):price)',
  ],
  ['5m', 'close[1][2] > close', '(> close@5m-3 close@5m)'],
  ['5m', 'CLOSE > SMA(20, 1D) AND Close >= Open', '(all (> close@5m sma{20}@1d) (>= close@5m open@5m))'],
  [
    '5m',
    'close ≥ open and close <> high and low == low[1]',
    '(all (>= close@5m open@5m) (!= close@5m high@5m) (= low@5m low@5m-1))',
  ],
  ['5m', 'close > open # green\n  and volume > 5', '(all (> close@5m open@5m) (> volume@5m 5))'],
  ['5m', 'stddev(20) / close < 1 %', '(< (/ stddev{20}@5m close@5m):ratio 0.01x)'],
  [
    '5m',
    'day_volume > volume_sma(20, 1d) and last > day_high * 99 %',
    '(all (> $day_volume volume_sma{20}@1d) (> ~close@5m (* $day_high 0.99x):price))',
  ],
  ['5m', 'close > high_52w(1d)[1]', '(> close@5m high_52w{}@1d-1)'],
  ['5m', 'natr > 3 % and williams_r > -20', '(all (> natr{14}@5m 3%) (> williams_r{14}@5m -20))'],
  ['5m', 'highest(rsi, 10) > 70', '(> (highest 10@5m rsi{14}@5m):number 70)'],
  ['5m', 'adx.plus_di > adx.minus_di', '(> adx{14}.plus_di@5m adx{14}.minus_di@5m)'],
  ['5m', 'supertrend.direction = 1', '(= supertrend{10 3}.direction@5m 1)'],
  [
    '5m',
    'close(1d)[1] - open(1d) > 2 and rank(close - open) < 5',
    '(all (> (- close@1d-1 open@1d):price 2) (< (rank universe (- close@5m open@5m):price) 5))',
  ],
  [
    '5m',
    'sqrt(volume) > 3 and round(close) = 100',
    '(all (> (sqrt volume@5m):number 3) (= (round close@5m):price 100))',
  ],
  [
    '1d',
    'close > sma(50) and crosses_above(close(5m), vwap(5m))',
    '(all (> close@1d sma{50}@1d) (cross above close@5m vwap{}@5m before close@5m-1 vwap{}@5m-1))',
  ],
];

const catalogue = ruleCatalogue(['Favourites', 'Earnings today']);

it.each(RULES)('on %s: %s', (interval, text, shown) => {
  const found = checkRule(text, { interval, catalogue });
  expect(found.ok ? shownPredicate(found.value.root) : found.problems).toBe(shown);
});
