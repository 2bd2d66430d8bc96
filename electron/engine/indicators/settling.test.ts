import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { defaultParams, valuesOver } from '../../testing/indicator-values.ts';
import { leanDailyBars } from '../../testing/lean-daily-bars.ts';
import { hasTestData } from '../../testing/test-data.ts';
import type { IndicatorDefinition, IndicatorParams } from './contract.ts';
import { INDICATORS } from './registry.ts';

/** Its level is wherever it began; VWAP begins with the session. */
const NO_FIXED_LEVEL = ['obv', 'vwap'];

/** Days between the ends that are tried. */
const STEP = 61;

const settling = INDICATORS.filter((definition) => !NO_FIXED_LEVEL.includes(definition.id));

describe.skipIf(!hasTestData)('settling, measured on daily bars since 1998 (needs the test data)', () => {
  it.each(settling.map((definition) => [definition.id, definition] as const))(
    '%s over `stable` bars is what it is over ten times the history',
    (_, definition) => {
      for (const symbol of ['spy', 'iwm', 'aapl', 'ibm', 'bac']) {
        const bars = leanDailyBars(symbol);
        for (const params of [defaultParams(definition), shorter(definition)]) {
          expect(worstDifference(definition, bars, params)).toBeLessThanOrEqual(1);
        }
      }
    },
  );
});

function shorter(definition: IndicatorDefinition): IndicatorParams {
  const halved = definition.params.map((spec) => [
    spec.name,
    spec.integer ? Math.ceil(spec.default / 2) : spec.default,
  ]);
  return Object.fromEntries(halved);
}

/** Largest difference found, in units of what "stable" allows: 0.1% of the price, or 0.1 point. */
function worstDifference(
  definition: IndicatorDefinition,
  bars: Float64Array,
  params: IndicatorParams,
): number {
  const { stable } = definition.warmUp(params, '1d');
  const count = bars.length / BAR_STRIDE;
  let worst = 0;
  for (let last = 10 * stable; last <= count; last += STEP) {
    const long = lastValues(
      definition,
      bars.subarray((last - 10 * stable) * BAR_STRIDE, last * BAR_STRIDE),
      params,
    );
    const short = lastValues(
      definition,
      bars.subarray((last - stable) * BAR_STRIDE, last * BAR_STRIDE),
      params,
    );
    const allowed = allowance(definition, bars[(last - 1) * BAR_STRIDE + BAR_CLOSE] ?? Number.NaN);
    for (const [index, value] of short.entries()) {
      worst = Math.max(worst, Math.abs(value - (long[index] ?? Number.NaN)) / allowed);
    }
  }
  return worst;
}

function lastValues(definition: IndicatorDefinition, bars: Float64Array, params: IndicatorParams): number[] {
  return Object.values(valuesOver(definition, bars, params)).map((values) => values.at(-1) ?? Number.NaN);
}

function allowance(definition: IndicatorDefinition, price: number): number {
  const isPrice = definition.scale === 'price' || definition.scale === 'price_difference';
  if (isPrice) return 0.001 * price;
  // Averages over a window of volume are the same whatever came before, to the rounding.
  return definition.scale === 'volume' ? 1 : 0.1;
}
