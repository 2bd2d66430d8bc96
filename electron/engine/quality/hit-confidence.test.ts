import { expect, it } from 'vitest';
import { DATA_STATES } from '../../../shared/session/quality.ts';
import { hitConfidence } from './hit-confidence.ts';

const SURE = { state: 'live', settling: [], quality: 100, lost: 0 } as const;

it('is 100 where the data is whole, live and settled', () => {
  expect(hitConfidence(SURE)).toEqual({ score: 100, doubts: [] });
  expect(hitConfidence({ ...SURE, state: 'closed', quality: null }).score).toBe(100);
});

it('names what lowers it, the gravest first', () => {
  expect(hitConfidence({ state: 'stale', settling: ['rsi_14_5m'], quality: 70, lost: 12 })).toEqual({
    score: 0,
    doubts: ['a newer value was due', '12 bars lost, quality 70', 'still settling: rsi_14_5m'],
  });
  expect(hitConfidence({ ...SURE, quality: 93.8 }).doubts).toEqual(['thin data, quality 94']);
});

it('never falls below nothing, and anything wrong lowers it', () => {
  for (const state of DATA_STATES) {
    const { score, doubts } = hitConfidence({ ...SURE, state });
    expect(score < 100).toBe(doubts.length > 0);
    expect(hitConfidence({ state, settling: ['a', 'b'], quality: 0, lost: 1 }).score).toBe(0);
  }
});
