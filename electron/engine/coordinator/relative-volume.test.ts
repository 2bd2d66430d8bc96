import { describe, expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { createSource } from '../../loaders/registry.ts';
import { sourceOptions } from '../../platform/source-options.ts';
import { readConfig } from '../../testing/play-config.ts';
import { heldSession } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { VOLUME_CURVE } from '../volume-curve.ts';

const calendar = exchangeCalendar('NYSE');

/** The curve's share at one of its points, or half way between two. */
function shareAt(minutes: number): number {
  const next = VOLUME_CURVE.findIndex(([minute]) => minute >= minutes);
  const [end = 0, after = Number.NaN] = VOLUME_CURVE[next] ?? [];
  const [start = 0, before = Number.NaN] = VOLUME_CURVE[next - 1] ?? [];
  return before + ((after - before) * (minutes - start)) / (end - start);
}

describe.skipIf(!hasTestData)('relative volume in October 2013 (needs the test data)', () => {
  it('is the volume so far over the usual volume by then, bar by bar', async () => {
    const config = readConfig('assets/examples/replay-2013-10.json');
    const sources = sourceOptions(config, 'config.json', testData('.')).map((options) =>
      createSource(options, calendar),
    );
    const held = await heldSession(config, sources);
    const { view, data } = held.session;
    const open = calendar.instantOf(calendar.dateOf(view.status().open), '09:30');
    const row = (symbol: SymbolId): number => view.symbols().indexOf(symbol);
    await held.runTo(open - 1);
    for (const minutes of [1, 30, 77, 240, 389]) {
      await held.runTo(open + minutes * 60_000);
      for (const symbol of ['IBM', 'AIG', 'BAC'].map(symbolId)) {
        const days = data.getBars(symbol, '1d', { to: open, last: 20 });
        const average = Array.from(days, ({ volume }) => volume).reduce((sum, each) => sum + each, 0) / 20;
        const soFar = view.columns().volume[row(symbol)] ?? Number.NaN;
        const expected = soFar / (average * shareAt(minutes));
        expect(soFar).toBeGreaterThan(0);
        expect(view.columns().relativeVolume[row(symbol)]).toBeCloseTo(expected, 9);
      }
    }
    // Daily bars only: nothing is known of the day before it is over.
    expect(view.columns().relativeVolume[row(symbolId('AAL'))]).toBeNaN();
    await held.session.stop();
  }, 60_000);
});
