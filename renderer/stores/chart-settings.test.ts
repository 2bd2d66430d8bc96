import { describe, expect, it } from 'vitest';
import { symbolId } from '../../shared/domain/symbol.ts';
import { keptSettings, readChartSettings } from './chart-settings.ts';

describe('readChartSettings', () => {
  it('reads back what was kept', () => {
    const settings = { interval: '15m', pinned: symbolId('IBM'), hidden: ['rsi_14_5m'] } as const;
    expect(readChartSettings('chart', keptSettings(settings))).toEqual(settings);
  });

  it('begins with different intervals where charts stand beside each other', () => {
    expect(
      ['chart', 'chart-2', 'chart-3', 'chart-4'].map((id) => readChartSettings(id, undefined).interval),
    ).toEqual(['5m', '1m', '15m', '1d']);
  });

  it.each([[{ interval: '3m', pinned: null, hidden: [] }], ['5m'], [null], [{ interval: '5m' }]])(
    'begins anew where what was kept is no use: %j',
    (kept) => {
      expect(readChartSettings('chart', kept)).toEqual({ interval: '5m', pinned: null, hidden: [] });
    },
  );

  it('follows the selection where the kept symbol is none', () => {
    const kept = { interval: '1d', pinned: '<script>', hidden: [] };
    expect(readChartSettings('chart', kept)).toEqual({ interval: '1d', pinned: null, hidden: [] });
  });
});
