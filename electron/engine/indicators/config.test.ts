import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { InputField } from '../../../shared/domain/indicator.ts';
import { type IndicatorRequest, indicatorConfig } from './config.ts';

describe('indicatorConfig', () => {
  it.each<[string, IndicatorRequest]>([
    ['sma_20_1d', { name: 'sma', interval: '1d' }],
    ['sma_50_1d', { name: 'sma', interval: '1d', period: 50 }],
    ['sma_50_1d', { name: 'sma', interval: '1d', params: { period: 50 } }],
    ['macd_5m_fast12_slow26_signal9', { name: 'macd', interval: '5m' }],
    ['macd_5m_fast5_slow26_signal9', { name: 'macd', interval: '5m', params: { fast: 5 } }],
    ['bbands_20_5m', { name: 'bbands', interval: '5m', params: { k: 2 } }],
    ['bbands_20_5m_k2.5', { name: 'bbands', interval: '5m', params: { k: 2.5 } }],
    ['ema_20_5m_hl2', { name: 'ema', interval: '5m', input: 'hl2' }],
    ['ema_20_5m', { name: 'ema', interval: '5m', input: 'close' }],
    ['highest_20_1d_close', { name: 'highest', interval: '1d', input: 'close' }],
    ['vwap_5m', { name: 'vwap', interval: '5m' }],
    ['volume_sma_20_1d', { name: 'volume_sma', interval: '1d' }],
    ['stochastic_14_1m_smooth1', { name: 'stochastic', interval: '1m', params: { smooth: 1 } }],
  ])('builds the key %s', (key, request) => {
    expect(indicatorConfig(request).key).toBe(key);
  });

  it('fills in every parameter, the input and the type', () => {
    expect(indicatorConfig({ name: 'bbands', interval: '1h', period: 10 })).toEqual({
      name: 'bbands',
      type: 'volatility',
      interval: '1h',
      params: { period: 10, k: 2 },
      input: 'close',
      key: 'bbands_10_1h',
    });
    expect(indicatorConfig({ name: 'sma', interval: '1d', type: 'level' }).type).toBe('level');
  });

  it.each<[string, IndicatorRequest, RegExp]>([
    ['indicator', { name: 'smaa', interval: '1d' }, /"smaa".*adx, aroon, atr.*did you mean sma/],
    ['interval', { name: 'sma', interval: '2m' }, /"2m".*1s, 1m, 5m/],
    ['period', { name: 'sma', interval: '1d', period: 0 }, /0.*whole number from 1 to 5000/],
    ['period', { name: 'sma', interval: '1d', period: 2.5 }, /2\.5.*whole number/],
    ['period', { name: 'sma', interval: '1d', period: Number.NaN }, /NaN/],
    ['period', { name: 'adx', interval: '1d', period: 1 }, /from 2/],
    ['period', { name: 'vwap', interval: '5m', period: 20 }, /vwap: no parameters/],
    ['period', { name: 'macd', interval: '5m', period: 20 }, /macd: fast, slow, signal/],
    [
      'period',
      { name: 'sma', interval: '1d', period: 20, params: { period: 30 } },
      /the same as params\.period/,
    ],
    ['k', { name: 'bbands', interval: '1d', params: { k: -1 } }, /-1.*number from 0\.01/],
    ['length', { name: 'sma', interval: '1d', params: { length: 20 } }, /sma: period/],
    ['input', { name: 'atr', interval: '1d', input: 'open' }, /reads whole bars/],
    ['input', { name: 'sma', interval: '1d', input: 'median' as InputField }, /close, open/],
  ])('refuses a bad %s by name', (argument, request, message) => {
    const attempt = (): unknown => indicatorConfig(request);
    expect(attempt).toThrow(InvalidArgumentError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ argument }));
  });
});
