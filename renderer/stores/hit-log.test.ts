import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hit } from '../../shared/domain/hit.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { HIT_WINDOW } from '../../shared/session/snapshot.ts';
import { HitLog, type LoggedHit } from './hit-log.ts';
import type { HitPage } from './hit-pages.ts';

const hit = (symbol: string): Hit => ({
  time: epochMs(0),
  symbol: symbolId(symbol),
  scanner: 'above_2',
  first: true,
  version: 1,
  metadata: {},
});
const IBM = hit('IBM');
const AIG = hit('AIG');

/** What the log reads of a snapshot: its newest hits, and how many there were in all. */
const seen = (hits: readonly Hit[], hitCount = hits.length, sessionName = 'Replay') => ({
  hits,
  status: { hitCount, sessionName },
});

/** A log whose older hits cannot be had unless they are given, and what it told. */
function listened(
  read: (from: number, limit: number) => Promise<HitPage | undefined> = async () => undefined,
) {
  const log = new HitLog(read);
  const told: (readonly [readonly number[], boolean])[] = [];
  log.subscribe((added: readonly LoggedHit[], restarted) =>
    told.push([added.map(({ index }) => index), restarted]),
  );
  log.take(seen([]));
  told.length = 0;
  return { log, told };
}

/** Every answer that was under way has come. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

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

  it('tells of a hit that is revised after it was told, and no other', () => {
    const { log, told } = listened();
    const revised: (readonly LoggedHit[])[] = [];
    log.onRevised((hits) => revised.push(hits));
    log.take(seen([AIG, IBM]));
    log.take(seen([IBM, AIG], 3));
    expect(revised).toEqual([]);
    const marked = { ...IBM, revisedAt: epochMs(60_000) };
    log.take(seen([marked, AIG], 3));
    log.take(seen([marked, AIG], 3));
    expect(revised).toEqual([[{ index: 1, hit: marked }]]);
    expect(log.hits.map(({ hit }) => hit)).toEqual([AIG, marked, AIG]);
    expect(told.map(([added]) => added)).toEqual([[0, 1], [2]]);
  });

  it('remembers hits that have left the snapshot', () => {
    const { log } = listened();
    log.take(seen([IBM]));
    log.take(seen([AIG], 2));
    expect(log.hits.map(({ hit: { symbol } }) => symbol)).toEqual(['IBM', 'AIG']);
  });

  it('begins anew where it missed hits that nobody can give', async () => {
    const { log, told } = listened();
    log.take(seen([IBM]));
    log.take(seen([AIG], 50));
    expect(log.hits).toHaveLength(1);
    await settled();
    expect(told.at(-1)).toEqual([[49], true]);
    expect(log.hits).toHaveLength(1);
  });

  it('reads what it missed before it goes on', async () => {
    const { log, told } = listened(async (from) => ({ from, hits: [AIG, IBM] }));
    log.take(seen([IBM]));
    log.take(seen([AIG], 4));
    await settled();
    expect(told).toEqual([
      [[0], false],
      [[1, 2], false],
      [[3], false],
    ]);
    expect(log.hits.map(({ hit: { symbol } }) => symbol)).toEqual(['IBM', 'AIG', 'IBM', 'AIG']);
  });

  it('takes nothing of a run that was left while it read', async () => {
    const { log } = listened(async (from) => ({ from, hits: [AIG] }));
    log.take(seen([AIG], 2));
    log.take(seen([IBM], 1, 'Simulated session'));
    await settled();
    expect(log.hits.map(({ hit: { symbol } }) => symbol)).toEqual(['IBM']);
  });

  it('remembers the newest 20,000', async () => {
    const asked: number[] = [];
    const { log } = listened(async (from, limit) => {
      asked.push(from);
      return { from, hits: new Array<Hit>(limit).fill(IBM) };
    });
    log.take(seen(new Array<Hit>(HIT_WINDOW).fill(IBM), 50_000));
    await settled();
    expect([asked[0], asked.length]).toEqual([30_000, 19]);
    expect([log.hits.length, log.hits[0]?.index, log.hits.at(-1)?.index]).toEqual([20_000, 30_000, 49_999]);
  });

  it('is the same whenever the window looks, and however much of a page is given', async () => {
    const looks = fc.array(fc.record({ more: fc.nat(40), waits: fc.boolean() }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(looks, fc.integer({ min: 1, max: 9 }), async (steps, page) => {
        const run: Hit[] = [];
        const { log, told } = listened(async (from, limit) => ({
          from,
          hits: run.slice(from, from + Math.min(page, limit)),
        }));
        for (const { more, waits } of steps) {
          for (let count = 0; count < more; count += 1) run.push({ ...IBM, time: epochMs(run.length) });
          log.take(seen(run.slice(-5), run.length));
          if (waits) await Promise.resolve();
        }
        await settled();
        expect(log.hits).toEqual(run.map((each, index) => ({ index, hit: each })));
        expect(told.flatMap(([added]) => added)).toEqual(run.map((_hit, index) => index));
        expect(told.some(([, restarted]) => restarted)).toBe(false);
      }),
    );
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
