import { type IndicatorRequest, indicatorConfig } from '../electron/engine/indicators/config.ts';
import { IndicatorManager } from '../electron/engine/indicators/indicator-manager.ts';
import type { IndicatorConfig } from '../shared/domain/indicator.ts';
import { intervalIndex } from '../shared/domain/interval.ts';

const INTERVAL = '5m';
export const INTERVAL_INDEX = intervalIndex(INTERVAL);

/** The twenty of the goal: what a usual screen of daily bars asks for. */
export const REQUESTS: readonly Omit<IndicatorRequest, 'interval'>[] = [
  { name: 'sma', period: 20 },
  { name: 'sma', period: 50 },
  { name: 'sma', period: 100 },
  { name: 'sma', period: 200 },
  { name: 'ema', period: 9 },
  { name: 'ema', period: 21 },
  { name: 'ema', period: 50 },
  { name: 'wma', period: 20 },
  { name: 'rsi', period: 14 },
  { name: 'macd' },
  { name: 'atr', period: 14 },
  { name: 'bbands', period: 20 },
  { name: 'roc', period: 20 },
  { name: 'momentum', period: 10 },
  { name: 'stochastic' },
  { name: 'adx', period: 14 },
  { name: 'donchian', period: 20 },
  { name: 'highest', period: 252 },
  { name: 'lowest', period: 252 },
  { name: 'volume_sma', period: 50 },
];

export const CONFIGS: readonly IndicatorConfig[] = REQUESTS.map((request) =>
  indicatorConfig({ ...request, interval: INTERVAL }),
);

/** A manager in which each of so many symbols has all twenty, or the given ones. */
export function managerOf(symbols: number, configs: readonly IndicatorConfig[] = CONFIGS): IndicatorManager {
  const manager = new IndicatorManager({ sessionOf: () => 1, endOf: (_, startMs) => startMs + 300_000 });
  for (let symbol = 0; symbol < symbols; symbol += 1) {
    for (const config of configs) manager.add(symbol, config);
  }
  return manager;
}

/** Main output of each of the twenty, of one symbol. */
export function mainValues(manager: IndicatorManager, symbol: number): number[] {
  return CONFIGS.map((config) => manager.column(config.key)?.[symbol] ?? Number.NaN);
}
