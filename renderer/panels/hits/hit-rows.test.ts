import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/hit.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { HitCounter } from './hit-rows.ts';

const hit = (symbol: string, first: boolean): Hit => ({
  time: epochMs(0),
  symbol: symbolId(symbol),
  scanner: 'above_2',
  first,
  metadata: {},
});

/** What the counter reads of a snapshot. */
const seen = (hits: readonly Hit[], hitCount = hits.length) => ({ hits, status: { hitCount } });

describe('HitCounter', () => {
  it('numbers matches of a scanner and a symbol from the first of the day', () => {
    const counter = new HitCounter();
    const hits = [hit('IBM', true), hit('AIG', true), hit('IBM', false), hit('IBM', false), hit('IBM', true)];
    expect(counter.take(seen(hits)).map((row) => row.ordinal)).toEqual([1, 1, 2, 3, 1]);
  });

  it('gives each hit once', () => {
    const counter = new HitCounter();
    counter.take(seen([hit('IBM', true)]));
    const rows = counter.take(seen([hit('IBM', true), hit('IBM', false)]));
    expect(rows.map((row) => [row.index, row.ordinal])).toEqual([[1, 2]]);
  });

  it('does not invent a number where it missed hits', () => {
    const counter = new HitCounter();
    counter.take(seen([hit('IBM', true)]));
    const rows = counter.take(seen([hit('IBM', false), hit('IBM', true), hit('IBM', false)], 50));
    expect(rows.map((row) => [row.index, row.ordinal])).toEqual([
      [47, null],
      [48, 1],
      [49, 2],
    ]);
  });
});
