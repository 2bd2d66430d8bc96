import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pacer } from '../../engine/coordinator/pacer.ts';
import type { BarRequest, DataSource } from '../../loaders/contract.ts';

/**
 * What must not matter to a session: how often its steps give others their turn, how long answers take, in
 * how many parts they are asked for.
 */
export interface Circumstances {
  /** Steps that are taken before others have their turn. */
  readonly stepsPerTurn: number;
  /** Turns that an answer takes. */
  readonly turnsPerAnswer: number;
  /** Requests that go to the source at a time. */
  readonly requestsPerCall: number;
}

export const PLAIN: Circumstances = { stepsPerTurn: 1_000, turnsPerAnswer: 0, requestsPerCall: 1_000_000 };
export const SLOW: Circumstances = { stepsPerTurn: 3, turnsPerAnswer: 2, requestsPerCall: 3 };

export class TurnPacer implements Pacer {
  #steps = 0;

  constructor(private readonly stepsPerTurn: number) {}

  async wait(): Promise<void> {
    this.#steps += 1;
    if (this.#steps % this.stepsPerTurn === 0) await nextTurn();
  }

  wake(): void {}

  setSpeed(): void {}
}

/** The same source under other circumstances; it is changed in place. */
export function under({ turnsPerAnswer, requestsPerCall }: Circumstances, source: DataSource): DataSource {
  const readBars = source.readBars.bind(source);
  source.readBars = async (requests: readonly BarRequest[]) => {
    const answers = [];
    for (let first = 0; first < requests.length; first += requestsPerCall) {
      for (let turn = 0; turn < turnsPerAnswer; turn += 1) await nextTurn();
      answers.push(...(await readBars(requests.slice(first, first + requestsPerCall))));
    }
    return answers;
  };
  return source;
}
