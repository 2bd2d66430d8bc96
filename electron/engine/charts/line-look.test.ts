import { expect, it } from 'vitest';
import { type IndicatorRequest, indicatorConfig } from '../indicators/config.ts';
import { INDICATORS, indicatorDefinition } from '../indicators/registry.ts';
import { lineLabel, linePane } from './line-look.ts';

function looks(request: Omit<IndicatorRequest, 'interval'>): string[] {
  const definition = indicatorDefinition(request.name);
  const config = indicatorConfig({ ...request, interval: '5m' });
  return definition.outputs.map(
    (output) => `${lineLabel(definition, config, output)}: ${linePane(definition, config, output)}`,
  );
}

it('names lines as a legend does, and says where they are drawn', () => {
  expect(looks({ name: 'sma', period: 50 })).toEqual(['SMA 50: price']);
  expect(looks({ name: 'ema', period: 9, input: 'hl2' })).toEqual(['EMA 9 hl2: price']);
  expect(looks({ name: 'vwap' })).toEqual(['VWAP: price']);
  expect(looks({ name: 'rsi' })).toEqual(['RSI 14: own']);
  expect(looks({ name: 'macd' })).toEqual([
    'MACD 12 26 9: own',
    'MACD 12 26 9 signal: own',
    'MACD 12 26 9 histogram: own',
  ]);
  expect(looks({ name: 'adx' })).toEqual(['ADX 14: own', 'ADX 14 plus di: own', 'ADX 14 minus di: own']);
});

it('draws bands on the prices, and leaves out what is measured otherwise', () => {
  expect(looks({ name: 'bbands' })).toEqual([
    'Bollinger 20 2 middle: price',
    'Bollinger 20 2 upper: price',
    'Bollinger 20 2 lower: price',
    'Bollinger 20 2 bandwidth: undefined',
    'Bollinger 20 2 percent b: undefined',
  ]);
});

it('does not draw an average of volume among prices', () => {
  expect(looks({ name: 'sma', input: 'volume' })).toEqual(['SMA 20 volume: own']);
});

it('names an indicator of an indicator, and draws it where both belong on the prices', () => {
  const rsi = { name: 'rsi', period: 14 };
  expect(looks({ name: 'sma', period: 9, input: rsi })).toEqual(['SMA 9 of RSI 14: own']);
  expect(looks({ name: 'rsi', input: { name: 'ema', period: 9, input: 'hl2' } })).toEqual([
    'RSI 14 of EMA 9 hl2: own',
  ]);
  expect(looks({ name: 'ema', period: 5, input: { name: 'macd', output: 'signal' } })).toEqual([
    'EMA 5 of MACD 12 26 9 signal: own',
  ]);
  expect(looks({ name: 'sma', period: 5, input: { name: 'bbands', output: 'upper' } })).toEqual([
    'SMA 5 of Bollinger 20 2 upper: price',
  ]);
  expect(looks({ name: 'sma', period: 5, input: { name: 'bbands', output: 'bandwidth' } })).toEqual([
    'SMA 5 of Bollinger 20 2 bandwidth: own',
  ]);
  expect(looks({ name: 'ema', period: 5, input: { name: 'sma', input: rsi } })).toEqual([
    'EMA 5 of SMA 20 of RSI 14: own',
  ]);
  expect(looks({ name: 'macd', input: rsi })[1]).toBe('MACD 12 26 9 signal of RSI 14: own');
});

it('every indicator has a short name of its own, and bounded ones their range', () => {
  const names = INDICATORS.map(({ shortTitle }) => shortTitle);
  expect(new Set(names).size).toBe(names.length);
  const bounded = INDICATORS.filter(({ range }) => range !== undefined).map(({ id }) => id);
  expect(bounded).toEqual(['adx', 'aroon', 'cmf', 'mfi', 'rsi', 'stoch_rsi', 'stochastic', 'williams_r']);
});
