import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { HitLog } from './hit-log.ts';

const hit = (symbol: string, minute: number) => ({
  time: epochMs(minute * 60_000),
  symbol: symbolId(symbol),
  scanner: 'gap',
  first: true,
  version: 1,
  metadata: { price: 10 },
});

it('a hit that may have seen a bar which is revised stays as it was, and says when that was', () => {
  const log = new HitLog();
  for (const each of [hit('AIG', 5), hit('AIG', 30), hit('IBM', 31), hit('AIG', 40)]) log.add(each);
  const bar = { symbol: symbolId('AIG'), interval: '1m', start: 29 * 60_000 } as const;
  const marked = log.markRevised(bar, 30 * 60_000, 10 * 60_000, epochMs(45 * 60_000));
  expect(marked.map(({ time }) => time / 60_000)).toEqual([30, 40]);
  expect(log.hits.map(({ symbol, time, revisedAt }) => [symbol, time / 60_000, revisedAt])).toEqual([
    ['AIG', 5, undefined],
    ['AIG', 30, 45 * 60_000],
    ['IBM', 31, undefined],
    ['AIG', 40, 45 * 60_000],
  ]);
  expect(log.hits[1]).toMatchObject({ ...hit('AIG', 30) });
  expect(log.markRevised(bar, 30 * 60_000, 10 * 60_000, epochMs(50 * 60_000))).toEqual([]);
});

it('hits of an earlier session stand', () => {
  const log = new HitLog();
  log.add(hit('AIG', 30));
  const bar = { symbol: symbolId('AIG'), interval: '1m', start: 0 } as const;
  expect(log.markRevised(bar, 60_000, 100 * 60_000, epochMs(110 * 60_000))).toEqual([]);
});
