import { type EpochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { Pacer } from './pacer.ts';
import { PauseGate } from './pause-gate.ts';

/** Where a run stands before its next step. */
export interface StepAhead {
  readonly now: EpochMs;
  readonly next: EpochMs;
  /** True while the market is open: other stretches are skipped. */
  readonly market: boolean;
  /** True where bars of a minute or less come in. */
  readonly minutes: boolean;
}

/**
 * `step`: at full speed up to a bar boundary; `seek`: at full speed up to the next first hit; both pause
 * there. `restore`: at full speed up to where the session stood, whatever anybody asks.
 */
type Mode = 'play' | 'pause' | 'step' | 'seek' | 'restore';

/**
 * Play, pause, step and speed: decides when a run takes its next step. The speed that is shown is the
 * one that was set, also while it plays as fast as it can.
 */
export class Transport {
  readonly #gate = new PauseGate();
  #mode: Mode = 'play';
  /** What follows once the session stands where it stood. */
  #after: 'play' | 'pause' = 'play';
  /** Session time that a step ends at; undefined until its first instant is known. */
  #stepEnd: number | undefined;
  #calledOn: (() => void) | undefined;
  #isCalledOn = false;

  /** @param speed times real time to begin with; null for as fast as possible */
  constructor(
    private readonly pacer: Pacer,
    private speedSet: number | null,
  ) {
    pacer.setSpeed(speedSet);
  }

  /** Times real time; null for as fast as possible. */
  get speed(): number | null {
    return this.speedSet;
  }

  get isPaused(): boolean {
    return this.#mode === 'pause' || (this.#mode === 'restore' && this.#after === 'pause');
  }

  pause(): void {
    this.#enter('pause');
  }

  resume(): void {
    this.#enter('play');
  }

  /** Ends a step or the way to the next hit: what was asked for was another pace. */
  setSpeed(speed: number | null): void {
    this.speedSet = speed;
    if (this.#mode === 'step' || this.#mode === 'seek') this.#enter('play');
    else if (this.#mode !== 'restore') this.pacer.setSpeed(speed);
  }

  step(): void {
    this.#stepEnd = undefined;
    this.#enter('step');
  }

  playToNextHit(): void {
    this.#enter('seek');
  }

  /** Everything at full speed, whatever is asked meanwhile, until `restored`. */
  restore(paused: boolean): void {
    this.#after = paused ? 'pause' : 'play';
    this.#mode = 'restore';
    this.pacer.setSpeed(null);
  }

  /** The session stands where it stood: it goes on from here as it is set. */
  restored(): void {
    if (this.#mode !== 'restore') return;
    this.#mode = 'play';
    this.#enter(this.#after);
  }

  /** Ends a wait, or the next one, at once: somebody has asked for something. */
  callOn(): void {
    this.#isCalledOn = true;
    this.#calledOn?.();
    this.pacer.wake();
  }

  /** Waits until the step may be taken: true; or until somebody calls: false. */
  async ready(ahead: StepAhead): Promise<boolean> {
    await this.pacer.wait(ahead.now, ahead.next, ahead.market);
    const mayStep = await this.passGate();
    if (this.#mode === 'step') this.#stepEnd ??= stepEnd(ahead);
    return mayStep;
  }

  /** Waits while paused: true; or until somebody calls: false. */
  async passGate(): Promise<boolean> {
    if (!this.#isCalledOn) {
      const calledOn = new Promise<void>((resolve) => {
        this.#calledOn = resolve;
      });
      await Promise.race([this.#gate.pass(), calledOn]);
      this.#calledOn = undefined;
    }
    const mayStep = !this.#isCalledOn;
    this.#isCalledOn = false;
    return mayStep;
  }

  /** A step was taken and session time stands at `now`. */
  stepped(now: EpochMs, firstHit: boolean): void {
    if (this.#mode === 'seek' && firstHit) this.#enter('pause');
    if (this.#mode === 'step' && this.#stepEnd !== undefined && now >= this.#stepEnd) this.#enter('pause');
  }

  /** The session date is over: whatever was on its way to somewhere stops here. */
  sessionEnded(): void {
    if (this.#mode === 'step' || this.#mode === 'seek') this.#enter('pause');
  }

  #enter(mode: Exclude<Mode, 'restore'>): void {
    if (this.#mode === 'restore') {
      this.#after = mode === 'pause' ? 'pause' : 'play';
      return;
    }
    this.#mode = mode;
    if (mode === 'pause') this.#gate.close();
    else this.#gate.open();
    this.pacer.setSpeed(mode === 'step' || mode === 'seek' ? null : this.speedSet);
  }
}

/** A minute ahead where minutes come in, else the next instant at which anything happens. */
function stepEnd({ now, next, market, minutes }: StepAhead): number {
  if (!market || !minutes) return next;
  const minute = (Math.floor(now / MILLISECONDS_PER_MINUTE) + 1) * MILLISECONDS_PER_MINUTE;
  return Math.max(next, minute);
}
