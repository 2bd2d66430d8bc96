import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { epochMs } from '../../shared/domain/time.ts';
import { WallPacer } from './wall-pacer.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A wait for a minute of session time at a speed, and whether it is over. */
function waiting(speed: number | null, market = true) {
  const pacer = new WallPacer();
  pacer.setSpeed(speed);
  const state = { over: false };
  const wait = pacer.wait(epochMs(0), epochMs(60_000), market).then(() => {
    state.over = true;
  });
  const pass = async (milliseconds: number): Promise<boolean> => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await new Promise(setImmediate);
    return state.over;
  };
  return { pacer, wait, pass };
}

describe('the wall pacer', () => {
  it('lasts as long as session time at its speed', async () => {
    const { pass, wait } = waiting(60);
    expect(await pass(990)).toBe(false);
    expect(await pass(20)).toBe(true);
    await wait;
  });

  it('does not wait at full speed, nor while the market is closed', async () => {
    for (const { wait, pass } of [waiting(null), waiting(1, false)]) {
      expect(await pass(0)).toBe(true);
      await wait;
    }
  });

  it('goes on at a new speed at once, with what is left', async () => {
    const { pacer, pass, wait } = waiting(1);
    expect(await pass(30_000)).toBe(false);
    pacer.setSpeed(30);
    expect(await pass(900)).toBe(false);
    expect(await pass(200)).toBe(true);
    await wait;
  });

  it('wakes when it is to run as fast as it can', async () => {
    const { pacer, pass, wait } = waiting(1);
    expect(await pass(1_000)).toBe(false);
    pacer.setSpeed(null);
    expect(await pass(0)).toBe(true);
    await wait;
  });

  it('yields to the event loop when it has run for long without a rest', async () => {
    const pacer = new WallPacer();
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    await pacer.wait(epochMs(0), epochMs(1), true);
    expect(turned).toBe(false);
    vi.advanceTimersByTime(5);
    await pacer.wait(epochMs(1), epochMs(2), true);
    expect(turned).toBe(true);
  });
});
