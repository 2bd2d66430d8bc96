import { describe, expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import {
  heldSession,
  sessionOn,
  simulatedConfig,
  simulatedSource,
  steppedSession,
} from '../../testing/simulated-session.ts';
import { confidenceOf } from './hit-evidence.ts';

const SCANNER = {
  name: 'gap',
  kind: 'gap',
  schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
};

describe('the confidence of a hit', () => {
  it('comes with every hit, as the data stood when it was made', async () => {
    const config = simulatedConfig({ data: { scanners: [SCANNER], promotion: { auto: false } } });
    const { session, runTo, finish } = await heldSession(config, [simulatedSource()]);
    await runTo(sessionOn('2024-03-06').open + 30 * MILLISECONDS_PER_MINUTE);
    const hits = session.view.hits(0, 1_000);
    expect(hits.length).toBeGreaterThan(0);
    for (const { confidence } of hits) {
      expect(confidence?.score).toBeGreaterThan(90);
      expect(confidence?.score).toBeLessThanOrEqual(100);
    }
    await finish();
  });

  it('is lower where the feed was silent and where bars were lost, and says so', async () => {
    const { coordinator, goTo } = await steppedSession();
    const [symbol = symbolId('NONE')] = (await simulatedSource().describe()).instruments.map(
      (each): SymbolId => each.symbol,
    );
    const data = coordinator.data.as('scanner:test');
    data.addIndicator(symbol, 'rsi', { interval: '1m', period: 14 });
    await goTo('09:50');
    const alive = confidenceOf(coordinator, 'test', symbol);
    coordinator.quality.feeds.tell(true, coordinator.parts.clock.now());
    const lost = confidenceOf(coordinator, 'test', symbol);
    expect(lost.score).toBeLessThanOrEqual(alive.score - 50);
    expect(lost.doubts[0]).toBe('the feed is lost');
    // What another scanner holds says nothing of this one's hits.
    expect(confidenceOf(coordinator, 'other', symbol).doubts).toEqual(['the feed is lost']);
  });
});
