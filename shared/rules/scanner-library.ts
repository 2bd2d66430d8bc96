import { scannerSchema } from '../domain/session-config/scanners.ts';
import type { ScannerConfig } from '../domain/session-config.ts';

/** A scanner that comes with the program: a trader copies it and changes the copy. */
export interface ScannerTemplate {
  readonly id: string;
  readonly title: string;
  /** One sentence: what it finds, and when. */
  readonly description: string;
  /** A whole entry of the config; its name is the id. */
  readonly scanner: ScannerConfig;
}

/** Every five minutes, once the first bar is there, until the last that can be acted on. */
const ALL_DAY = [{ start: 'open+5m', end: 'close-5m', interval: '5m' }];
const AFTER_HALF_HOUR = [{ start: 'open+35m', end: 'close-5m', interval: '5m' }];

interface Rule {
  readonly when: string;
  readonly interval: string;
  readonly side?: 'long' | 'short';
  readonly figures: Readonly<Record<string, string>>;
}

function template(
  id: string,
  title: string,
  description: string,
  config: Rule,
  rest: { readonly schedule?: unknown; readonly pre_session?: boolean } = {},
): ScannerTemplate {
  const entry = { name: id, kind: 'rule', schedule: ALL_DAY, config, ...rest };
  return { id, title, description, scanner: scannerSchema.parse(entry) };
}

/** The program's own scanners, all of them rules. */
export const SCANNER_LIBRARY: readonly ScannerTemplate[] = [
  template(
    'above_sma20',
    'Above SMA20',
    'Price at least 2 % above its 20-day average.',
    {
      when: 'last >= sma(20) * 1.02',
      interval: '1d',
      side: 'long',
      figures: { gap_percent: '(last / sma(20) - 1) * 100', price: 'last', sma: 'sma(20)' },
    },
    { pre_session: true },
  ),
  template(
    'overnight_gap_up',
    'Overnight gap up',
    "Today's open at least 3 % above yesterday's close, of what trades 500,000 shares a day.",
    {
      when: 'gap >= 3 %\n  and volume_sma(20) >= 500_000  # enough shares to trade',
      interval: '1d',
      side: 'long',
      figures: { gap_percent: 'gap', price: 'last' },
    },
  ),
  template(
    'overnight_gap_down',
    'Overnight gap down',
    "Today's open at least 3 % below yesterday's close, of what trades 500,000 shares a day.",
    {
      when: 'gap <= -3 %\n  and volume_sma(20) >= 500_000  # enough shares to trade',
      interval: '1d',
      side: 'short',
      figures: { gap_percent: 'gap', price: 'last' },
    },
  ),
  // Before, half an hour of bars reaches into the session before: the night's gap would be its momentum.
  template(
    'momentum',
    'Momentum',
    'Up at least 1 % in half an hour, still rising, above VWAP.',
    {
      when: 'pct_change(close, 6) >= 1 %\n  and rising(close, 2)\n  and close > vwap',
      interval: '5m',
      side: 'long',
      figures: { change_percent: 'pct_change(close, 6)', price: 'close' },
    },
    { schedule: AFTER_HALF_HOUR },
  ),
  template(
    'volume_breakout',
    'Relative-volume breakout',
    'Close above the high of the 20 bars before, on at least 1.5 times the usual volume of this time of day.',
    {
      when: 'rel_volume >= 1.5\n  and close > highest(high, 20)[1]',
      interval: '5m',
      side: 'long',
      figures: { relative_volume: 'rel_volume', price: 'close' },
    },
  ),
  template('new_high_20d', 'New 20-day high', 'Price above the highest high of the 20 days before.', {
    when: 'last > highest(high, 20)',
    interval: '1d',
    side: 'long',
    figures: { above_percent: '(last / highest(high, 20) - 1) * 100', price: 'last' },
  }),
  template('new_low_20d', 'New 20-day low', 'Price below the lowest low of the 20 days before.', {
    when: 'last < lowest(low, 20)',
    interval: '1d',
    side: 'short',
    figures: { below_percent: '(last / lowest(low, 20) - 1) * 100', price: 'last' },
  }),
  template(
    'vwap_reclaim',
    'VWAP reclaim',
    'A bar that closes above VWAP, after one that did not.',
    {
      when: 'crosses_above(close, vwap)',
      interval: '5m',
      side: 'long',
      figures: { price: 'close', vwap: 'vwap' },
    },
    { schedule: AFTER_HALF_HOUR },
  ),
  template(
    'vwap_loss',
    'VWAP loss',
    'A bar that closes below VWAP, after one that did not.',
    {
      when: 'crosses_below(close, vwap)',
      interval: '5m',
      side: 'short',
      figures: { price: 'close', vwap: 'vwap' },
    },
    { schedule: AFTER_HALF_HOUR },
  ),
  template('rsi_extreme', 'RSI extreme', 'RSI of 14 five-minute bars at 30 or less, or at 70 or more.', {
    when: 'rsi(14) <= 30 or rsi(14) >= 70',
    interval: '5m',
    figures: { rsi: 'rsi(14)', price: 'close' },
  }),
  template(
    'opening_range_breakout',
    'Opening-range breakout',
    'A bar that closes above the high of the first 30 minutes, after one that did not.',
    {
      when: 'crosses_above(close, opening_range(30).high)',
      interval: '5m',
      side: 'long',
      figures: { price: 'close', range_high: 'opening_range(30).high' },
    },
    { schedule: AFTER_HALF_HOUR },
  ),
  template('new_high_52w', '52-week high', 'Price above the highest high of the 252 days before.', {
    when: 'last > high_52w',
    interval: '1d',
    side: 'long',
    figures: { above_percent: '(last / high_52w - 1) * 100', price: 'last' },
  }),
  template(
    'volatility_squeeze',
    'Volatility squeeze',
    'Bollinger bands inside the Keltner channel: a quiet stretch, before a move.',
    {
      when: 'bbands(20, k = 2).upper < keltner(20, k = 1.5).upper\n  and bbands(20, k = 2).lower > keltner(20, k = 1.5).lower',
      interval: '5m',
      figures: { bandwidth: 'bbands(20, k = 2).bandwidth', price: 'close' },
    },
  ),
];
