import { joinKeys, keyOfText, pickBelow, RandomStream } from './random.ts';

/** Shares after a split for one before it. */
export const SPLIT_RATIO = 4;
/** Average size of the scenario's opening gap, as a fraction. */
export const MEAN_SCENARIO_GAP = 0.075;
/** A runner rises at least by this fraction from close to close: 20 such sessions leave it 2.8% above its average. */
export const RUNNER_MINIMUM_RETURN = 0.003;

const RUNNER_BLOCK = 10;
const RUNNER_BLOCKS = 3;
/** With fewer symbols the same one would have to run for ever. */
const FEWEST_SYMBOLS_FOR_RUNNERS = 10;

/** What happens in one session beside ordinary trading. Symbols are positions in the universe, minutes count from the open. */
export interface SessionScenario {
  /** Opens 6 to 9% above its last close. */
  readonly gapSymbol: number;
  readonly haltSymbol: number;
  readonly haltFrom: number;
  /** The first minute that trades again. */
  readonly haltUntil: number;
  /** Four shares for one at the open; undefined on every other session of a universe of one symbol. */
  readonly splitSymbol: number | undefined;
  /** One share for four at the open: what keeps prices from shrinking over the years. */
  readonly reverseSplitSymbol: number | undefined;
  readonly feedLostMinute: number;
  readonly feedLostMinutes: number;
}

/**
 * Deals the events of every session out to the symbols by a seeded order, so that
 * each symbol has its turn before any has a second one, and so that anything
 * about any session is known without walking through the sessions before it.
 */
export class ScenarioBook {
  readonly #key: number;
  /** Symbol by turn, and turn by symbol. */
  readonly #order: Int32Array;
  readonly #turn: Int32Array;
  readonly #splitCycle: number;
  /** Runner by block, filled as far as anybody looked. */
  readonly #runners: number[] = [];

  constructor(seedKey: number, symbolCount: number) {
    this.#key = joinKeys(seedKey, keyOfText('scenario'));
    this.#order = shuffled(this.#key, symbolCount);
    this.#turn = new Int32Array(symbolCount);
    this.#order.forEach((symbol, turn) => {
      this.#turn[symbol] = turn;
    });
    this.#splitCycle = Math.max(2, symbolCount);
  }

  /** The events of a session that has `minutes` regular minutes. */
  of(session: number, minutes: number): SessionScenario {
    const random = new RandomStream();
    random.restart(joinKeys(this.#key, session));
    const haltFrom = Math.floor(minutes * (0.2 + 0.5 * random.uniform()));
    return {
      gapSymbol: this.#symbolAt(session + this.#gapOffset()),
      haltSymbol: this.#symbolAt(session + 2 * this.#gapOffset() + 1),
      haltFrom,
      haltUntil: haltFrom + 10 + Math.floor(11 * random.uniform()),
      splitSymbol: this.#order[session % this.#splitCycle],
      reverseSplitSymbol: this.#order[(session + (this.#splitCycle >> 1)) % this.#splitCycle],
      feedLostMinute: Math.floor(minutes * (0.15 + 0.6 * random.uniform())),
      feedLostMinutes: 2 + Math.floor(3 * random.uniform()),
    };
  }

  /** The scenario's opening gap as a fraction; 0 for every symbol but one. */
  gap(session: number, symbol: number): number {
    const symbols = this.#order.length;
    if ((session + this.#gapOffset()) % symbols !== this.#turn[symbol]) return 0;
    return 0.061 + 0.028 * (pickBelow(joinKeys(this.#key ^ 0x27d4eb2f, session), 1001) / 1000);
  }

  /**
   * How many shares one share from before any split has become by a session: 1 or 4.
   * A symbol is split once per cycle, and put together again half a cycle later.
   */
  shareMultiple(session: number, symbol: number): number {
    const cycle = this.#splitCycle;
    const sinceSplit = (session + cycle - (this.#turn[symbol] ?? 0)) % cycle;
    return sinceSplit < cycle - (cycle >> 1) ? SPLIT_RATIO : 1;
  }

  /**
   * True while a symbol climbs every session. A runner climbs for 30 sessions and the
   * next one starts after 10, so at any session's start one has climbed for 20:
   * the market always holds a symbol well above its 20-day average.
   */
  isRunner(session: number, symbol: number): boolean {
    if (this.#order.length < FEWEST_SYMBOLS_FOR_RUNNERS) return false;
    const block = Math.floor(session / RUNNER_BLOCK);
    for (let age = 0; age < RUNNER_BLOCKS && age <= block; age += 1) {
      if (this.#runnerOf(block - age) === symbol) return true;
    }
    return false;
  }

  #runnerOf(block: number): number {
    for (let next = this.#runners.length; next <= block; next += 1) {
      this.#runners.push(pickBelow(joinKeys(this.#key ^ 0x165667b1, next), this.#order.length));
    }
    return this.#runners[block] ?? 0;
  }

  #symbolAt(turn: number): number {
    return this.#order[turn % this.#order.length] ?? 0;
  }

  /** A third of the way round, so that split, gap, halt and reverse split meet four symbols where there are four. */
  #gapOffset(): number {
    return Math.max(1, Math.floor(this.#order.length / 3));
  }
}

function shuffled(key: number, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = pickBelow(joinKeys(key ^ 0x3c6ef372, last), last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
