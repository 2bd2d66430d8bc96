import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { INPUT_FIELDS, type InputField } from '../../../shared/domain/indicator.ts';
import { type IndicatorRequest, type InputRequest, indicatorConfig } from './config.ts';
import { warmUpOf } from './kernel-of.ts';
import { INDICATORS, indicatorDefinition } from './registry.ts';

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
    ['sma_9_5m_of_rsi_14', { name: 'sma', interval: '5m', period: 9, input: { name: 'rsi' } }],
    [
      'rsi_14_1d_of_ema_9_hl2',
      { name: 'rsi', interval: '1d', input: { name: 'ema', period: 9, input: 'hl2' } },
    ],
    [
      'ema_5_5m_of_macd_signal_fast12_slow26_signal9',
      { name: 'ema', interval: '5m', period: 5, input: { name: 'macd', output: 'signal' } },
    ],
    [
      'sma_3_1d_of_bbands_20_upper_k2.5_of_rsi_7',
      {
        name: 'sma',
        interval: '1d',
        period: 3,
        input: { name: 'bbands', output: 'upper', params: { k: 2.5 }, input: { name: 'rsi', period: 7 } },
      },
    ],
    ['high_52w_1d', { name: 'high_52w', interval: '1d' }],
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
    ['input', { name: 'atr', interval: '1d', input: { name: 'rsi' } }, /"rsi".*reads whole bars/],
    ['input.indicator', { name: 'sma', interval: '1d', input: { name: 'rssi' } }, /did you mean rsi/],
    ['input.period', { name: 'sma', interval: '1d', input: { name: 'rsi', period: 0 } }, /from 1 to 5000/],
    ['input.output', { name: 'sma', interval: '1d', input: { name: 'rsi', output: 'k' } }, /for rsi: rsi/],
    [
      'input.input.input',
      {
        name: 'sma',
        interval: '1d',
        input: { name: 'sma', input: { name: 'sma', input: { name: 'rsi' } } },
      },
      /chains have 3 indicators at most/,
    ],
    ['interval', { name: 'low_52w', interval: '1h' }, /for low_52w: 1d, 1w/],
    ['input.name', { name: 'sma', interval: '1h', input: { name: 'low_52w' } }, /there is on 1h/],
    ['input', { name: 'sma', interval: '1d', input: 'median' as InputField }, /close, open/],
  ])('refuses a bad %s by name', (argument, request, message) => {
    const attempt = (): unknown => indicatorConfig(request);
    expect(attempt).toThrow(InvalidArgumentError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ argument }));
  });
});

describe('keys', () => {
  const names = INDICATORS.filter(({ intervals }) => intervals?.includes('1d') ?? true).map(({ id }) => id);
  const source = (input: fc.Arbitrary<InputField | InputRequest | undefined>): fc.Arbitrary<InputRequest> =>
    fc.constantFrom(...names).chain((name) => {
      const { params, outputs, defaultInput } = indicatorDefinition(name);
      const values = params.map(({ name: parameter, default: usual, max }) => [
        parameter,
        fc.constantFrom(usual, Math.min(max, usual * 2)),
      ]);
      return fc.record({
        name: fc.constant(name),
        params: fc.record(Object.fromEntries(values)),
        input: defaultInput === undefined ? fc.constant(undefined) : input,
        output: fc.constantFrom(...outputs),
      });
    });
  const field = fc.constantFrom(undefined, ...INPUT_FIELDS);
  const chain = source(fc.oneof(field, source(fc.oneof(field, source(field)))));

  it('are the same for the same indicator alone', () => {
    const configs = new Map<string, string>();
    fc.assert(
      fc.property(chain, ({ output: _output, ...request }) => {
        const { key, ...config } = indicatorConfig({ ...request, interval: '1d' });
        const said = JSON.stringify(config);
        expect(configs.get(key) ?? said).toBe(said);
        configs.set(key, said);
        expect(key).toMatch(/^[a-z0-9_.]+$/);
      }),
      { numRuns: 3_000 },
    );
    expect(new Set(configs.values()).size).toBe(configs.size);
  });

  it('say that the inner indicator is ready before the outer one begins', () => {
    fc.assert(
      fc.property(source(field), (inner) => {
        const { output: _output, ...request } = inner;
        const alone = warmUpOf(indicatorConfig({ ...request, interval: '1d' }));
        const chained = warmUpOf(indicatorConfig({ name: 'sma', period: 9, interval: '1d', input: inner }));
        expect(chained).toEqual({ ready: alone.ready + 8, stable: alone.stable + 8 });
      }),
    );
  });
});
