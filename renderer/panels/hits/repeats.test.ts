import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/hit.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { type QuietTime, RepeatMerger } from './repeats.ts';

/** A match of IBM that many minutes after the open. */
const at = (minute: number, first = false, changed: Partial<Hit> = {}): Hit => ({
  time: epochMs(minute * 60_000),
  symbol: symbolId('IBM'),
  scanner: 'above_2',
  first,
  version: 1,
  metadata: {},
  ...changed,
});
const logged = (hits: readonly Hit[], from = 0) => hits.map((hit, offset) => ({ index: from + offset, hit }));

/** Minute of the shown match and the count of each row. */
const merged = (hits: readonly Hit[], quiet: QuietTime) =>
  new RepeatMerger(quiet).take(logged(hits)).added.map(({ hit, count }) => [hit.time / 60_000, count]);

describe('repeats of a hit', () => {
  const hits = [at(5, true), at(10), at(15), at(65), at(70)];

  it('are counted on the first of the day', () => expect(merged(hits, 'session')).toEqual([[5, 5]]));

  it('are shown again once the quiet time since the last shown one is over', () =>
    expect(merged(hits, 60)).toEqual([
      [5, 3],
      [65, 2],
    ]));

  it('are all shown where there is no quiet time', () =>
    expect(merged(hits, 0).map(([minute]) => minute)).toEqual([5, 10, 15, 65, 70]));

  it('go on being counted on a match whose bar was revised, and leave it its mark', () => {
    const merger = new RepeatMerger('session');
    const [row] = merger.take(logged([at(5, true), at(10)])).added;
    if (row === undefined) throw new Error('no row');
    const marked = at(5, true, { revisedAt: epochMs(660_000) });
    expect(merger.revise(row, { index: 1, hit: marked })).toBeUndefined();
    expect(merger.revise(row, { index: 0, hit: marked })).toMatchObject({ hit: marked, count: 2 });
    expect(merger.take(logged([at(15)], 2)).changed).toMatchObject([{ hit: marked, count: 3 }]);
  });

  it('of another scanner or symbol are counted apart', () => {
    const others = [
      at(5, true, { scanner: 'below_2' }),
      at(5, true, { symbol: symbolId('AIG') }),
      at(10, false, { scanner: 'below_2' }),
    ];
    expect(merged([at(5, true), ...others], 'session')).toEqual([
      [5, 1],
      [5, 2],
      [5, 1],
    ]);
  });

  it('begin anew with the first match of the next day', () =>
    expect(merged([at(5, true), at(10), at(1_445, true), at(1_450)], 'session')).toEqual([
      [5, 2],
      [1_445, 2],
    ]));

  it('change the row that is there, which keeps the match it shows and knows the newest', () => {
    const merger = new RepeatMerger('session');
    merger.take(logged([at(5, true)]));
    const { added, changed } = merger.take(logged([at(10), at(15)], 1));
    expect(added).toEqual([]);
    expect(changed).toEqual([{ index: 0, hit: at(5, true), newest: at(15), count: 3, isWhole: true }]);
  });

  it('do not pretend to be the first where that was not seen', () => {
    const [row] = new RepeatMerger('session').take(logged([at(10), at(15)], 40)).added;
    expect(row).toMatchObject({ index: 40, count: 2, isWhole: false });
  });
});
