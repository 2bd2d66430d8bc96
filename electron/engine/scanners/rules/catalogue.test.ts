import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { checkFigure } from '../../../../shared/rules/checker.ts';
import { INDICATORS } from '../../indicators/registry.ts';
import { ruleCatalogue } from './catalogue.ts';

/** Written down by hand from what each formula gives: the oracle of the units. */
const UNITS: Readonly<Record<string, string>> = {
  ad_line: 'volume',
  adx: 'number number number',
  aroon: 'number number number',
  atr: 'price',
  bbands: 'price price price ratio ratio',
  cci: 'number',
  cmf: 'ratio',
  dema: 'price',
  donchian: 'price price price',
  ema: 'price',
  high_52w: 'price',
  highest: 'price',
  hma: 'price',
  kama: 'price',
  keltner: 'price price price',
  low_52w: 'price',
  lowest: 'price',
  macd: 'price price price',
  mfi: 'number',
  momentum: 'price',
  natr: 'percent',
  obv: 'volume',
  opening_range: 'price price',
  overnight_gap: 'percent',
  parabolic_sar: 'price number',
  premarket: 'price price',
  prior_day: 'price price price',
  relative_volume: 'ratio',
  roc: 'percent',
  rsi: 'number',
  session_change: 'percent',
  sma: 'price',
  stddev: 'price',
  stoch_rsi: 'number number',
  stochastic: 'number number',
  supertrend: 'price number',
  tema: 'price',
  volume_sma: 'volume',
  vwap: 'price',
  williams_r: 'number',
  wma: 'price',
};

const catalogue = ruleCatalogue(['Favourites']);

describe('the catalogue of rules', () => {
  it('knows what each output of each indicator is measured in', () => {
    const units = catalogue.indicators.map(({ id, outputs }) => [
      id,
      outputs.map(({ unit }) => unit).join(' '),
    ]);
    expect(Object.fromEntries(units)).toEqual(UNITS);
  });

  it('has every indicator of the registry but what is written in another way', () => {
    const hidden = INDICATORS.map(({ id }) => id).filter(
      (id) => !catalogue.indicators.some((each) => each.id === id),
    );
    expect(hidden.filter((id) => id !== 'value_ago' && id !== 'usual_volume')).toEqual([]);
  });

  it.each(catalogue.indicators)(
    '$id can be named on each of its intervals, with each of its outputs',
    (indicator) => {
      for (const interval of indicator.intervals) {
        for (const { name, unit } of indicator.outputs) {
          const found = checkFigure(`${indicator.id}(${interval}).${name}`, { interval: '1h', catalogue });
          expect(found.ok ? found.value.root.unit : found.problems).toBe(unit);
        }
      }
    },
  );

  it('says in how many bars there is a value, as the indicator does when it is run', () => {
    const bars = new Float64Array(BAR_STRIDE).fill(100);
    for (const { id, readyBars, params, intervals } of catalogue.indicators) {
      const definition = INDICATORS.find((each) => each.id === id);
      if (definition === undefined || intervals.length < 8) continue;
      const defaults = Object.fromEntries(params.map((each) => [each.name, each.default]));
      const context = { interval: '1s' as const, sessionOf: () => 0 };
      const kernel = definition.create(defaults, definition.defaultInput ?? 'close', context);
      const state = new Float64Array(kernel.stateLength);
      kernel.reset(state, 0);
      let taken = 0;
      while (taken < readyBars && !Number.isFinite(state[kernel.outputCount - 1] ?? Number.NaN)) {
        kernel.update(state, 0, bars, 0);
        taken += 1;
      }
      expect([id, taken]).toEqual([id, readyBars]);
    }
  });
});
