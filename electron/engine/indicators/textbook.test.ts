import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { fieldOf } from '../../testing/bar-records.ts';
import { type IndicatorBars, triedIntervals, walkFor } from '../../testing/indicator-bars.ts';
import { valuesOver } from '../../testing/indicator-values.ts';
import { expectSameValues } from '../../testing/same-values.ts';
import type { BarColumns, Parameters } from '../../testing/textbook/columns.ts';
import { TEXTBOOKS } from '../../testing/textbook/textbook.ts';
import type { IndicatorDefinition } from './contract.ts';
import { INDICATORS } from './registry.ts';

const NONE: Parameters = {
  period: Number.NaN,
  fast: Number.NaN,
  slow: Number.NaN,
  signal: Number.NaN,
  smooth: Number.NaN,
  stoch: Number.NaN,
  k: Number.NaN,
  atr: Number.NaN,
  step: Number.NaN,
  limit: Number.NaN,
  minutes: Number.NaN,
};

const CASES = INDICATORS.flatMap((definition) =>
  triedIntervals(definition).map((interval) => ({ id: definition.id, interval, definition })),
);

it('has a definition of every indicator', () => {
  expect(Object.keys(TEXTBOOKS).sort()).toEqual(INDICATORS.map(({ id }) => id));
});

describe.each(CASES)('$id on $interval', ({ id, interval, definition }) => {
  it('streams what its definition says of the whole', () => {
    fc.assert(
      fc.property(anyParams(definition), fc.nat(1_000_000), (params, seed) => {
        const count = Math.ceil(1.5 * definition.warmUp(params, interval).ready) + 60;
        const walk = thinned(walkFor(definition, interval, count, seed), seed);
        const ours = valuesOver(definition, walk.bars, params, definition.defaultInput, walk.context);
        const expected = TEXTBOOKS[id]?.(columnsOf(walk), { ...NONE, ...params }) ?? [];
        expect(expected).toHaveLength(definition.outputs.length);
        for (const [output, name] of definition.outputs.entries())
          expectSameValues(ours[name], [...(expected[output] ?? [])], { relative: 1e-9, absolute: 1e-8 });
      }),
      { numRuns: 15 },
    );
  });
});

/** Within sessions every sixth bar is missing, or so: nothing was traded. */
function thinned({ bars, context }: IndicatorBars, seed: number): IndicatorBars {
  if (context.interval === '1d') return { bars, context };
  const kept = bars.filter((_, index) => (Math.floor(index / BAR_STRIDE) * 7_919 + seed) % 61 > 10);
  return { bars: kept, context };
}

/** Periods from 2 on: those of one bar are their own definition. */
function anyParams({ params }: IndicatorDefinition): fc.Arbitrary<Record<string, number>> {
  const values = params.map(({ name, integer, max }) => [
    name,
    integer
      ? fc.integer({ min: 2, max: 12 })
      : fc.integer({ min: 1, max: 30 }).map((n) => Math.min(max, n / 20)),
  ]);
  return fc.record(Object.fromEntries(values));
}

function columnsOf({ bars, context }: IndicatorBars): BarColumns {
  const start = fieldOf(bars, BAR_START);
  const session = start.map(context.sessionOf);
  const length = nominalMilliseconds(context.interval);
  return {
    open: fieldOf(bars, BAR_OPEN),
    high: fieldOf(bars, BAR_HIGH),
    low: fieldOf(bars, BAR_LOW),
    close: fieldOf(bars, BAR_CLOSE),
    volume: fieldOf(bars, BAR_VOLUME),
    session,
    barMinutes: length / 60_000,
    place: start.map((ms, bar) => (ms - (session[bar] ?? 0)) / length),
  };
}
