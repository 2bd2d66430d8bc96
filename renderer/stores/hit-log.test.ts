import { describe, expect, it } from 'vitest';
import type { Hit } from '../../shared/domain/hit.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { HitLog, type LoggedHit } from './hit-log.ts';

const hit = (symbol: string): Hit => ({
  time: epochMs(0),
  symbol: symbolId(symbol),
  scanner: 'above_2',
  first: true,
  metadata: {},
});
const IBM = hit('IBM');
const AIG = hit('AIG');

/** What the log reads of a snapshot: its newest hits, and how many there were in all. */
const seen = (hits: readonly Hit[], hitCount = hits.length, sessionName = 'Replay') => ({
  hits,
  status: { hitCount, sessionName },
});

/** A log, and what it told. */
function listened() {
  const log = new HitLog();
  const told: (readonly [readonly number[], boolean])[] = [];
  log.subscribe((added: readonly LoggedHit[], restarted) =>
    told.push([added.map(({ index }) => index), restarted]),
  );
  log.take(seen([]));
  told.length = 0;
  return { log, told };
}

describe('the log of hits', () => {
  it('tells each hit once', () => {
    const { log, told } = listened();
    log.take(seen([IBM]));
    log.take(seen([IBM]));
    log.take(seen([IBM, AIG]));
    expect(told).toEqual([
      [[0], false],
      [[1], false],
    ]);
  });

  it('remembers hits that have left the snapshot', () => {
    const { log } = listened();
    log.take(seen([IBM]));
    log.take(seen([AIG], 2));
    expect(log.hits.map(({ hit: { symbol } }) => symbol)).toEqual(['IBM', 'AIG']);
  });

  it('begins anew where it missed hits', () => {
    const { log, told } = listened();
    log.take(seen([IBM]));
    log.take(seen([AIG], 50));
    expect(told.at(-1)).toEqual([[49], true]);
    expect(log.hits).toHaveLength(1);
  });

  it('begins anew with another run', () => {
    const { log, told } = listened();
    log.take(seen([IBM, AIG]));
    log.take(seen([AIG]));
    log.take(seen([AIG, IBM, AIG], 3, 'Simulated session'));
    log.take(null);
    expect(told.slice(1)).toEqual([
      [[0], true],
      [[0, 1, 2], true],
      [[], true],
    ]);
  });
});
