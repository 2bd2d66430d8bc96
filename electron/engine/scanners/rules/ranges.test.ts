import { describe, expect, it } from 'vitest';
import { INDICATOR_RANGES, rangeOf } from '../../../../shared/rules/ranges.ts';
import { triedIntervals, walkFor } from '../../../testing/indicator-bars.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { INDICATORS } from '../../indicators/registry.ts';

describe('what a rule is told that an indicator can never say', () => {
  it.each(INDICATORS)('$id never says', (definition) => {
    const { id: name, outputs, defaultInput: input } = definition;
    let said = 0;
    for (const interval of triedIntervals(definition)) {
      const { bars, context } = walkFor(definition, interval, 700, 11);
      const values = valuesOver(definition, bars, {}, input, context);
      for (const output of outputs) {
        const span = { from: 0, to: 0 };
        const { least, most } = rangeOf({
          ...{ kind: 'indicator', name, params: {}, input, output, interval, ago: 0, unit: 'number', span },
        });
        for (const value of values[output] ?? []) {
          if (Number.isNaN(value)) continue;
          said += 1;
          // What the language says of a number is said to six digits.
          expect(value).toBeGreaterThanOrEqual(least - 1e-6);
          expect(value).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }
    expect(said).toBeGreaterThan(0);
  });

  it('names indicators and outputs of the registry alone', () => {
    const names = INDICATORS.flatMap(({ id, outputs }) => [
      id,
      ...outputs.map((output) => `${id}.${output}`),
    ]);
    expect(Object.keys(INDICATOR_RANGES).filter((name) => !names.includes(name))).toEqual([]);
  });
});
