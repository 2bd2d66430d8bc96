import { describe, expect, it } from 'vitest';
import type { Hit } from '../domain/hit.ts';
import { symbolId } from '../domain/symbol.ts';
import { epochMs, sessionDate } from '../domain/time.ts';
import { applyDelta, continues } from './apply-delta.ts';
import { blankColumns } from './columns.ts';
import { HIT_WINDOW, type SessionDelta, type SessionSnapshot } from './snapshot.ts';
import type { SessionStatus } from './status.ts';

const status: SessionStatus = {
  mode: 'replay',
  sessionName: 'test',
  seed: null,
  runState: 'running',
  failure: null,
  now: epochMs(0),
  wallTime: '09:30:00',
  sessionDate: sessionDate('2013-10-09'),
  phase: 'regular',
  open: epochMs(0),
  close: epochMs(23_400_000),
  halfDay: false,
  hitsByTenMinutes: [],
  dataBytes: 0,
  speed: 1,
  symbolCount: 2,
  watchedCount: 2,
  promotedCount: 0,
  lockedCount: 0,
  hitCount: 0,
  firstHitCount: 0,
  barCount: 0,
  rejectedRowCount: 0,
  pendingLoads: 0,
  feed: 'replay',
  feedTime: null,
  warnings: [],
};

function snapshot(changes: Partial<SessionSnapshot> = {}): SessionSnapshot {
  return {
    seq: 4,
    status,
    symbols: [symbolId('AIG'), symbolId('IBM')],
    sectors: ['Financials', null],
    columns: blankColumns(2),
    sources: [],
    hits: [],
    locks: [],
    promoted: [],
    trading: { positions: [], orders: [], fills: [], cash: 0, realizedProfit: 0 },
    ...changes,
  };
}

function delta(changes: Partial<SessionDelta> = {}): SessionDelta {
  return {
    seq: 5,
    status,
    addedSymbols: [],
    addedSectors: [],
    rows: new Uint32Array(0),
    columns: blankColumns(0),
    newHits: [],
    revisedHits: [],
    locks: null,
    promoted: null,
    trading: null,
    ...changes,
  };
}

function hitAt(index: number): Hit {
  const hit = { symbol: symbolId('IBM'), scanner: 'above_2', first: true, version: 1, metadata: {} };
  return { time: epochMs(index), ...hit };
}

describe('applyDelta', () => {
  it('writes changed rows and leaves the others', () => {
    const columns = blankColumns(1);
    columns.last[0] = 181.11;
    columns.flags[0] = 3;
    const after = applyDelta(snapshot(), delta({ rows: Uint32Array.of(1), columns }));
    expect([...after.columns.last]).toEqual([Number.NaN, 181.11]);
    expect([...after.columns.flags]).toEqual([0, 3]);
    expect(after.seq).toBe(5);
  });

  it('appends new symbols with their rows', () => {
    const columns = blankColumns(1);
    columns.last[0] = 13.89;
    const added = { addedSymbols: [symbolId('BAC')], addedSectors: ['Financials'] };
    const after = applyDelta(snapshot(), delta({ ...added, rows: Uint32Array.of(2), columns }));
    expect(after.symbols).toEqual(['AIG', 'IBM', 'BAC']);
    expect(after.sectors).toEqual(['Financials', null, 'Financials']);
    expect(after.columns.last[2]).toBe(13.89);
  });

  it('changes neither argument', () => {
    const before = snapshot();
    const columns = blankColumns(1);
    columns.last[0] = 1;
    applyDelta(before, delta({ rows: Uint32Array.of(0), columns, newHits: [hitAt(1)] }));
    expect(before).toEqual(snapshot());
  });

  it('marks a hit by its place in the run, also where newer ones have come and older ones have gone', () => {
    const hits = Array.from({ length: HIT_WINDOW }, (_, index) => hitAt(index));
    const marked = { ...hitAt(3), revisedAt: epochMs(9_000) };
    const gone = { ...hitAt(0), revisedAt: epochMs(9_000) };
    const after = applyDelta(
      snapshot({ hits }),
      delta({
        status: { ...status, hitCount: HIT_WINDOW + 1 },
        newHits: [hitAt(HIT_WINDOW)],
        revisedHits: [
          { index: 0, hit: gone },
          { index: 3, hit: marked },
        ],
      }),
    );
    expect(after.hits).toEqual([...hits.slice(1, 3), marked, ...hits.slice(4), hitAt(HIT_WINDOW)]);
  });

  it('keeps the newest hits only, as many as a snapshot would hold', () => {
    const hits = Array.from({ length: HIT_WINDOW }, (_, index) => hitAt(index));
    const newHits = [hitAt(HIT_WINDOW), hitAt(HIT_WINDOW + 1)];
    const after = applyDelta(snapshot({ hits }), delta({ newHits }));
    expect(after.hits).toHaveLength(HIT_WINDOW);
    expect(after.hits[0]?.time).toBe(2);
    expect(after.hits.at(-1)?.time).toBe(HIT_WINDOW + 1);
  });

  it('refuses a delta that does not follow', () => {
    expect(continues(snapshot(), delta({ seq: 6 }))).toBe(false);
    expect(() => applyDelta(snapshot(), delta({ seq: 6 }))).toThrow(RangeError);
    expect(() => applyDelta(snapshot(), delta({ seq: 4 }))).toThrow(RangeError);
  });
});
