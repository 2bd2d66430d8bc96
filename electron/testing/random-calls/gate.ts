import { setImmediate as nextTurn } from 'node:timers/promises';

/** What becomes of a load: it comes at once, when it is called for, or fails. */
export type Fate = 'now' | 'late' | 'fail';

/** A load that is on its way until the test lets it come, or lets it fail. */
interface Held {
  come(): void;
  fail(error: Error): void;
}

/** Holds the answers of a source back, and lets them come in any order. */
export class LoadGate {
  /** Of the loads to come, in the order of their beginning; then all come at once. */
  readonly fates: Fate[] = [];
  readonly #held: Held[] = [];
  failures = 0;

  get heldCount(): number {
    return this.#held.length;
  }

  /** Awaited by a load before it answers. */
  async pass(): Promise<void> {
    const fate = this.fates.shift() ?? 'now';
    if (fate === 'fail') this.#fail();
    if (fate !== 'late') return;
    await new Promise<void>((come, fail) => {
      this.#held.push({ come, fail });
    });
  }

  #fail(): never {
    this.failures += 1;
    throw new Error('the line was cut');
  }

  /** Lets one of those on their way come; the oldest is number 0. */
  come(number: number): void {
    this.#held.splice(number % Math.max(1, this.#held.length), 1)[0]?.come();
  }

  failOne(number: number): void {
    const [held] = this.#held.splice(number % Math.max(1, this.#held.length), 1);
    if (held === undefined) return;
    this.failures += 1;
    held.fail(new Error('the line was cut'));
  }

  comeAll(): void {
    this.fates.length = 0;
    while (this.#held.length > 0) this.come(0);
  }
}

/** Waits until work is done, or waits for the gate. True where it is done. */
export async function doneOrHeld(work: Promise<void>, gate: LoadGate): Promise<boolean> {
  let done = false;
  let failure: unknown;
  work.then(
    () => {
      done = true;
    },
    (error: unknown) => {
      done = true;
      failure = error;
    },
  );
  await Promise.resolve();
  while (!done && gate.heldCount === 0) await nextTurn();
  if (failure !== undefined) throw failure;
  return done;
}
