import { expect, it } from 'vitest';
import { CHART_HITS } from '../../../shared/domain/chart.ts';
import type { Hit } from '../../../shared/domain/hit.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { SymbolHits } from './symbol-hits.ts';

const AAPL = symbolId('AAPL');
const IBM = symbolId('IBM');

function hitAt(time: number, symbol = AAPL, first = true): Hit {
  return { time: epochMs(time), symbol, scanner: 'gap', first, version: 1, metadata: {} };
}

function times(hits: readonly Hit[]): number[] {
  return hits.map(({ time }) => time);
}

it('answers the first hits of one symbol from a time on, and new ones as they come', () => {
  const run = { hits: [hitAt(1), hitAt(2, IBM), hitAt(3, AAPL, false), hitAt(4)], hitsDropped: 0 };
  const hits = new SymbolHits(run);
  expect(times(hits.since(AAPL, 0))).toEqual([1, 4]);
  run.hits.push(hitAt(5), hitAt(6, IBM));
  expect(times(hits.since(AAPL, 4))).toEqual([4, 5]);
  expect(times(hits.since(IBM, 0))).toEqual([2, 6]);
});

it('neither forgets nor repeats hits when the run lets its oldest go', () => {
  const run = { hits: [hitAt(1), hitAt(2), hitAt(3)], hitsDropped: 0 };
  const hits = new SymbolHits(run);
  hits.since(AAPL, 0);
  run.hits.splice(0, 2);
  run.hitsDropped = 2;
  run.hits.push(hitAt(4));
  expect(times(hits.since(AAPL, 0))).toEqual([1, 2, 3, 4]);
});

it('keeps the newest of many', () => {
  const run = { hits: Array.from({ length: CHART_HITS + 5 }, (_, index) => hitAt(index)), hitsDropped: 0 };
  const found = times(new SymbolHits(run).since(AAPL, 0));
  expect(found).toHaveLength(CHART_HITS);
  expect([found[0], found.at(-1)]).toEqual([5, CHART_HITS + 4]);
});
