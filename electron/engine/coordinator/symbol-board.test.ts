import { describe, expect, it } from 'vitest';
import { SYMBOL_FLAG, SYMBOL_STATES } from '../../../shared/session/status.ts';
import { usualVolumeShare } from '../volume-curve.ts';
import { SymbolBoard } from './symbol-board.ts';

function boardOf(count: number): SymbolBoard {
  const board = new SymbolBoard();
  board.ensureSize(count);
  return board;
}

describe('the symbol board', () => {
  it('begins with rows that know nothing', () => {
    const board = boardOf(3);
    expect(board.count).toBe(3);
    expect(board.last[2]).toBeNaN();
    expect(board.hitCount[2]).toBe(0);
    expect(SYMBOL_STATES[board.state[2] ?? 9]).toBe('registered');
    board.ensureSize(2);
    expect(board.count).toBe(3);
  });

  it('keeps rows when it grows past its first room', () => {
    const board = boardOf(2);
    board.takeStreamBar(1, 10, 100, 1_000);
    board.ensureSize(1_000);
    expect([board.last[1], board.volume[1], board.lastBarEnd[1]]).toEqual([10, 100, 1_000]);
    expect(board.last[999]).toBeNaN();
  });

  it('adds up the volume of streamed bars, and takes the day’s own for the whole', () => {
    const board = boardOf(1);
    board.takeStreamBar(0, 10, 100, 1);
    board.takeStreamBar(0, 11, 50, 2);
    expect([board.last[0], board.volume[0]]).toEqual([11, 150]);
    board.takeSessionBar(0, 12, 175, 3);
    expect([board.last[0], board.volume[0]]).toEqual([12, 175]);
  });

  it('shows the previous close as the last price until the session brings one', () => {
    const board = boardOf(1);
    board.takePreviousClose(0, 9, 100);
    expect([board.last[0], board.previousClose[0]]).toEqual([9, 9]);
    board.takeStreamBar(0, 10, 1, 200);
    board.takePreviousClose(0, 9.5, 100);
    expect([board.last[0], board.previousClose[0]]).toEqual([10, 9.5]);
  });

  it('turns the last price into the previous close at a new session', () => {
    const board = boardOf(1);
    board.takeStreamBar(0, 10, 100, 1);
    board.countHit(0, 5);
    board.countHit(0, 6);
    expect([board.hitCount[0], board.lastHitTime[0]]).toEqual([2, 6]);
    board.beginSession({ open: 0, close: 390 });
    expect([board.previousClose[0], board.hitCount[0]]).toEqual([10, 0]);
    expect(board.volume[0]).toBeNaN();
    expect(board.lastHitTime[0]).toBeNaN();
  });

  it('gives a changed row a higher version than any before, and an unchanged one none', () => {
    const board = boardOf(3);
    const newest = (): number => Math.max(...board.version.subarray(0, 3));
    const changes: (() => void)[] = [
      () => board.takeStreamBar(1, 10, 1, 1),
      () => board.setState(1, 'promoted'),
      () => board.setFlag(1, 'locked', true),
      () => board.countHit(1, 1),
      () => board.setLoaded(1, 0.5),
      () => board.setSource(1, 2),
      () => board.setAverageVolume(1, 1_000),
      () => board.rescale(1, 0.5),
      () => board.clearRow(1),
    ];
    for (const change of changes) {
      const before = newest();
      change();
      expect(board.version[1]).toBe(before + 1);
    }
    const before = newest();
    board.setState(1, 'promoted');
    board.setFlag(1, 'locked', true);
    board.setFlag(1, 'stale', false);
    board.setLoaded(1, Number.NaN);
    board.setSource(1, 2);
    board.setAverageVolume(1, Number.NaN);
    expect(newest()).toBe(before);
  });

  it('relates the volume so far to a usual day’s by then', () => {
    const board = boardOf(1);
    board.beginSession({ open: 0, close: 390 });
    board.takeStreamBar(0, 10, 400, 195);
    expect(board.relativeVolume[0]).toBeNaN();
    board.setAverageVolume(0, 1_000);
    const byNoon = usualVolumeShare(195, 0, 390);
    expect(board.relativeVolume[0]).toBeCloseTo(0.4 / byNoon, 12);
    board.takeSessionBar(0, 10, 1_500, 390);
    expect(board.relativeVolume[0]).toBe(1.5);
    board.beginSession({ open: 1_000, close: 1_390 });
    expect(board.relativeVolume[0]).toBeNaN();
  });

  it('sets and clears each flag alone', () => {
    const board = boardOf(1);
    board.setFlag(0, 'locked', true);
    board.setFlag(0, 'stale', true);
    board.setFlag(0, 'locked', false);
    expect(board.flags[0]).toBe(SYMBOL_FLAG.stale);
  });

  it('rescales prices, and forgets all of a removed symbol', () => {
    const board = boardOf(1);
    board.takePreviousClose(0, 8, 1);
    board.rescale(0, 0.25);
    expect([board.last[0], board.previousClose[0]]).toEqual([2, 2]);
    board.countHit(0, 7);
    board.clearRow(0);
    const { last, previousClose, volume, lastBarEnd, lastHitTime } = board;
    for (const column of [last, previousClose, volume, lastBarEnd, lastHitTime]) expect(column[0]).toBeNaN();
    expect(board.hitCount[0]).toBe(0);
  });
});
