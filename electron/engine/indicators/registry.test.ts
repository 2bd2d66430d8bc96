import { describe, expect, it } from 'vitest';
import { INDICATORS, indicatorDefinition } from './registry.ts';

describe('indicator registry', () => {
  it('holds each id once, in order', () => {
    const ids = INDICATORS.map((definition) => definition.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.length).toBeGreaterThanOrEqual(39);
  });

  it('finds each by its id', () => {
    for (const definition of INDICATORS) expect(indicatorDefinition(definition.id)).toBe(definition);
  });

  it.each([
    ['SMA', 'sma'],
    ['williams-r', 'williams_r'],
    ['volume', 'volume_sma'],
    ['bband', 'bbands'],
    ['stoch', 'stochastic'],
  ])('suggests, for %s, %s', (typed, meant) => {
    expect(() => indicatorDefinition(typed)).toThrow(new RegExp(`did you mean .*${meant}`));
  });

  it('suggests nothing where nothing is near', () => {
    expect(() => indicatorDefinition('ichimoku')).not.toThrow(/did you mean/);
    expect(() => indicatorDefinition('ichimoku')).toThrow(/adx, aroon, atr/);
  });
});
