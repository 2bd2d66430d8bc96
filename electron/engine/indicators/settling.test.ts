import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { minutesOf2024 } from '../../testing/blaizard-minutes.ts';
import { DAILY } from '../../testing/indicator-values.ts';
import { leanDailyBars } from '../../testing/lean-daily-bars.ts';
import { hasTestData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { sessionOpenOf } from '../calendar/session-of.ts';
import { type IndicatorRequest, indicatorConfig } from './config.ts';
import type { IndicatorKernel, SessionOf } from './contract.ts';
import { kernelOf, warmUpOf } from './kernel-of.ts';
import { INDICATORS, indicatorDefinition } from './registry.ts';

const calendar = exchangeCalendar('NYSE');
/** Starts that are tried of one series. */
const STARTS = 24;
/** Bars from the first stable one on that must agree. */
const COMPARED = 40;

/** Bars of one symbol, and their sessions. */
interface Series {
  readonly symbol: string;
  readonly bars: Float64Array;
  readonly sessionOf: SessionOf;
}

/** A running sum has no level of its own, and what begins with the session is never older than that. */
const settling = INDICATORS.filter(
  ({ cumulative, sessionAnchored }) => cumulative !== true && !sessionAnchored,
);

/** Whose input is another indicator: averages, and what enlarges a difference. */
const CHAINS: readonly Omit<IndicatorRequest, 'interval'>[] = [
  { name: 'sma', period: 9, input: { name: 'rsi' } },
  { name: 'ema', period: 9, input: { name: 'macd', output: 'signal' } },
  { name: 'rsi', input: { name: 'ema', period: 9 } },
  { name: 'rsi', input: { name: 'rsi' } },
  { name: 'macd', input: { name: 'tema', period: 9 } },
  { name: 'bbands', input: { name: 'rsi' } },
  { name: 'ema', input: { name: 'sma', period: 50, input: { name: 'adx', output: 'plus_di' } } },
  { name: 'roc', input: { name: 'dema', period: 10 } },
  { name: 'wma', input: { name: 'session_change' } },
];

const REQUESTS: readonly Omit<IndicatorRequest, 'interval'>[] = [
  ...settling.flatMap(({ id, params }) => [
    { name: id },
    ...(params.length === 0 ? [] : [{ name: id, params: halved(id) }]),
  ]),
  ...CHAINS,
];

describe.skipIf(!hasTestData)('settling, measured (needs the test data)', () => {
  const days = hasTestData ? ['spy', 'iwm', 'aapl', 'ibm', 'bac'].map(daily) : [];
  const minutes = hasTestData ? ['BKNG', 'TPL'].map(minutesOf) : [];

  it.each(casesOn('1d'))(
    '%s: once it is stable, it is what the whole history since 1998 gives',
    (_, request) => {
      for (const series of days) expectSettled({ ...request, interval: '1d' }, series);
    },
  );

  it.each(casesOn('1m'))('%s: once it is stable, it is what all minutes of 2024 give', (_, request) => {
    for (const series of minutes) expectSettled({ ...request, interval: '1m' }, series);
  });
});

function casesOn(interval: Interval): [string, Omit<IndicatorRequest, 'interval'>][] {
  return REQUESTS.filter(({ name }) => indicatorDefinition(name).intervals?.includes(interval) ?? true).map(
    (request) => [indicatorConfig({ ...request, interval }).key, request],
  );
}

function daily(symbol: string): Series {
  return { symbol, bars: leanDailyBars(symbol), sessionOf: DAILY.sessionOf };
}

function minutesOf(symbol: string): Series {
  return { symbol, bars: minutesOf2024(symbol, calendar), sessionOf: sessionOpenOf(calendar) };
}

function halved(id: string): Record<string, number> {
  const values = indicatorDefinition(id).params.map((spec) => [
    spec.name,
    spec.integer ? Math.ceil(spec.default / 2) : spec.default,
  ]);
  return Object.fromEntries(values);
}

/** From many starts: `stable` bars later, and for a while from there on, the value is that of ten times the history. */
function expectSettled(request: IndicatorRequest, { symbol, bars, sessionOf }: Series): void {
  const config = indicatorConfig(request);
  const definition = indicatorDefinition(config.name);
  const kernel = kernelOf(config, sessionOf);
  const { stable } = warmUpOf(config);
  const count = bars.length / BAR_STRIDE;
  const long = valuesOf(kernel, bars, 0, count);
  const first = Math.min(9 * stable, Math.floor(count / 2));
  const step = Math.max(1, Math.floor((count - first - stable - COMPARED) / STARTS));
  let compared = 0;
  for (let from = first; from + stable + COMPARED < count; from += step) {
    const short = valuesOf(kernel, bars, from, from + stable + COMPARED);
    for (let index = from + stable - 1; index < from + stable + COMPARED; index += 1) {
      for (const [output, name] of definition.outputs.entries()) {
        const value = short[output]?.[index - from] ?? Number.NaN;
        const expected = long[output]?.[index] ?? Number.NaN;
        const allowed = allowance(config, name, bars[index * BAR_STRIDE + BAR_CLOSE] ?? 0, expected);
        if (!(Math.abs(value - expected) <= allowed))
          expect.fail(`${symbol} from ${from}, ${index - from + 1} bars: ${name} ${value}, not ${expected}`);
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(0);
}

/** One column for each output. */
function valuesOf(kernel: IndicatorKernel, bars: Float64Array, from: number, to: number): Float64Array[] {
  const columns = Array.from({ length: kernel.outputCount }, () => new Float64Array(to - from));
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  for (let index = from; index < to; index += 1) {
    kernel.update(state, 0, bars, index * BAR_STRIDE);
    for (const [output, column] of columns.entries()) column[index - from] = state[output] ?? Number.NaN;
  }
  return columns;
}

/** What "stable" allows: 0.1% of the price, 0.1 point of a percentage, 0.1% of a volume, 0.001 of a ratio. */
function allowance(
  config: Pick<IndicatorConfig, 'name' | 'input'>,
  output: string,
  price: number,
  value: number,
): number {
  const { scale, otherScaleOutputs } = indicatorDefinition(config.name);
  if (otherScaleOutputs?.includes(output) === true) return 1e-3;
  const { input } = config;
  const follows = scale === 'price' || scale === 'price_difference';
  // An average of an oscillator is measured as that is.
  if (follows && typeof input === 'object') return allowance(input, input.output, price, value);
  if (scale === 'price' || scale === 'price_difference') return 1e-3 * price;
  if (scale === 'volume') return 1e-3 * Math.abs(value);
  return scale === 'ratio' ? 1e-3 : 0.1;
}
