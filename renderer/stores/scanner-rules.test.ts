import { describe, expect, it } from 'vitest';
import simulated from '../../assets/examples/simulated.json' with { type: 'json' };
import { rulesOf } from './scanner-rules.ts';

describe('the rules of the scanners', () => {
  it('are those of the config', () => {
    expect(rulesOf(JSON.stringify(simulated))).toEqual({
      scanners: [
        { name: 'above_2', kind: 'gap', enabled: true, percent: 2, side: null },
        { name: 'new_high_20d', kind: 'rule', enabled: true, percent: null, side: 'long' },
        { name: 'opening_range_breakout', kind: 'rule', enabled: true, percent: null, side: 'long' },
      ],
      maxPromoted: 50,
      maxPerScan: 5,
    });
  });

  it('know what a scanner asks for that does not say, and that others ask for no percentage', () => {
    const scanners = [
      { name: 'gap', kind: 'gap' },
      { name: 'other', kind: 'rvol', enabled: false },
    ];
    expect(rulesOf(JSON.stringify({ session_data_config: { scanners } }))).toEqual({
      scanners: [
        { name: 'gap', kind: 'gap', enabled: true, percent: 2, side: null },
        { name: 'other', kind: 'rvol', enabled: false, percent: null, side: null },
      ],
      maxPromoted: null,
      maxPerScan: null,
    });
  });

  it('are none where the config cannot be read', () => {
    for (const text of ['', '{', '[]', '{"session_data_config":{"scanners":7}}']) {
      expect(rulesOf(text).scanners).toEqual([]);
    }
  });
});
