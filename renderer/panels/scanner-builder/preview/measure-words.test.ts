import { expect, it } from 'vitest';
import { measureWords } from './measure-words.ts';

it.each([
  ['gap > 3 %', '>', 'gap'],
  ['gap < -3 %', '<', 'gap'],
  ['volume(1d) > 1_000_000', '>', 'volume(1d)'],
  ['close >= sma(20, 1d) * 1.017', '>=', 'close / sma(20, 1d)'],
  ['volume(5m) > 2 * volume_sma(20, 5m)', '>', 'volume(5m) / volume_sma(20, 5m)'],
  ['close(5m) > vwap(5m)', '>', 'close(5m) / vwap(5m)'],
  ['bars_since(close > open, 10) < 3', '<', 'bars_since(close > open, 10)'],
  ['30 > rsi(14, 5m)', '>', 'rsi(14, 5m)'],
] as const)('%s measures, by its %s, %s', (text, operator, words) => {
  expect(measureWords(text, operator)).toBe(words);
});
