import { beforeEach, describe, expect, it } from 'vitest';
import { epochMs } from '../../../shared/domain/time.ts';
import type { Pacer } from './pacer.ts';
import { Transport } from './transport.ts';

const MINUTE = 60_000;

/** A pacer that waits only at a speed, until the speed is taken away or it is woken. */
class SpeedPacer implements Pacer {
  speed: number | null = null;
  #wake: (() => void) | undefined;

  setSpeed(speed: number | null): void {
    this.speed = speed;
    if (speed === null) this.wake();
  }

  wake(): void {
    this.#wake?.();
  }

  async wait(): Promise<void> {
    if (this.speed === null) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}

describe('the transport of a session', () => {
  let pacer: SpeedPacer;
  let transport: Transport;
  let now: number;
  const taken: number[] = [];

  beforeEach(() => {
    pacer = new SpeedPacer();
    transport = new Transport(pacer, 60);
    now = 0;
    taken.length = 0;
  });

  /** Offers steps `apart` from each other until `count` are taken; answers how many came before it stopped. */
  async function play(count: number, apart: number, minutes = true, firstHitAt?: number): Promise<number> {
    let steps = 0;
    const played = (async () => {
      while (steps < count) {
        const next = epochMs(now + apart);
        if (!(await transport.ready({ now: epochMs(now), next, market: true, minutes }))) return;
        now = next;
        steps += 1;
        transport.stepped(next, next === firstHitAt);
      }
    })();
    const settled = (async () => {
      for (let turn = 0; turn < 50 * count; turn += 1) await Promise.resolve();
    })();
    await Promise.race([played, settled]);
    return steps;
  }

  it('steps one minute where minutes come in, however many instants it has', async () => {
    transport.pause();
    transport.step();
    expect(await play(200, 1_000)).toBe(60);
    expect(transport.isPaused).toBe(true);
    expect(now).toBe(MINUTE);
  });

  it('steps one instant where none come in', async () => {
    transport.step();
    expect(await play(10, 5 * MINUTE, false)).toBe(1);
    expect(transport.isPaused).toBe(true);
  });

  it('steps from where it waits in a pause', async () => {
    transport.pause();
    const played = play(5, MINUTE);
    transport.step();
    expect(await played).toBe(1);
    expect(transport.isPaused).toBe(true);
  });

  it('plays at full speed to the next first hit, and shows the speed that is set', async () => {
    transport.pause();
    transport.playToNextHit();
    expect(pacer.speed).toBeNull();
    expect(transport.speed).toBe(60);
    expect(await play(50, MINUTE, true, 7 * MINUTE)).toBe(7);
    expect(transport.isPaused).toBe(true);
    expect(pacer.speed).toBe(60);
  });

  it.each([
    ['pause', () => transport.pause(), true],
    ['resume', () => transport.resume(), false],
    ['another speed', () => transport.setSpeed(30), false],
  ])('is called off on its way to the next hit by %s', async (_name, callOff, paused) => {
    transport.playToNextHit();
    callOff();
    expect(transport.isPaused).toBe(paused);
    expect(pacer.speed).toBe(transport.speed);
    transport.stepped(epochMs(MINUTE), true);
    expect(transport.isPaused).toBe(paused);
  });

  it('stops quietly where the session ends without another hit', () => {
    transport.playToNextHit();
    transport.sessionEnded();
    expect(transport.isPaused).toBe(true);
  });

  it('lets the one through who calls, and does not take that for a step', async () => {
    transport.pause();
    const waiting = transport.ready({ now: epochMs(0), next: epochMs(1), market: true, minutes: true });
    pacer.setSpeed(null);
    await Promise.resolve();
    transport.callOn();
    expect(await waiting).toBe(false);
    expect(transport.isPaused).toBe(true);
  });

  it('remembers a call that came while the run was busy', async () => {
    transport.callOn();
    pacer.setSpeed(null);
    const ahead = { now: epochMs(0), next: epochMs(1), market: true, minutes: true };
    expect(await transport.ready(ahead)).toBe(false);
    expect(await transport.ready(ahead)).toBe(true);
  });

  it('brings a session back at full speed, and then does what was asked meanwhile', () => {
    transport.restore(false);
    transport.setSpeed(10);
    transport.pause();
    expect(pacer.speed).toBeNull();
    expect(transport.isPaused).toBe(true);
    transport.restored();
    expect(transport.isPaused).toBe(true);
    expect(pacer.speed).toBe(10);
  });
});
