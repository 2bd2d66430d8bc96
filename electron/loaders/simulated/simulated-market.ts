import type { Instrument, SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../../engine/calendar/contract.ts';
import { ByteCache } from '../files/byte-cache.ts';
import { DailyWalk, type DayInCents } from './daily-walk.ts';
import { drawExtendedTape } from './extended-tape.ts';
import { drawMarketFactors } from './market-factors.ts';
import { minuteShape } from './minute-shape.ts';
import { joinKeys, keyOfSeed, keyOfText, RandomStream } from './random.ts';
import { drawRegularTape } from './regular-tape.ts';
import { ScenarioBook, type SessionScenario } from './scenario.ts';
import { type SymbolTraits, traitsOf } from './symbol-traits.ts';
import { TAPE_PARTS, type Tape, type TapePart } from './tape.ts';

/** Enough for the regular minutes of one day of 10,000 symbols (78 MB). */
const CACHE_BYTES = 96 * 1024 * 1024;

const PART_KEYS: Record<TapePart, number> = {
  pre: keyOfText('pre'),
  regular: keyOfText('regular'),
  post: keyOfText('post'),
};

/**
 * The simulated exchange itself: any session of any symbol by number, as a day or as
 * minutes, from a seed. Sessions are numbers in the given list, symbols positions.
 */
export class SimulatedMarket {
  readonly #traits: readonly SymbolTraits[];
  readonly #positions: ReadonlyMap<SymbolId, number>;
  readonly #sessions: readonly TradingSession[];
  readonly #scenario: ScenarioBook;
  readonly #scenarios = new Map<number, SessionScenario>();
  readonly #walk: DailyWalk;
  readonly #tapes = new ByteCache<Tape, number>(CACHE_BYTES);
  readonly #random = new RandomStream();

  constructor(seed: number, instruments: readonly Instrument[], sessions: readonly TradingSession[]) {
    const seedKey = keyOfSeed(seed);
    this.#traits = instruments.map((instrument, position) => traitsOf(seedKey, instrument, position));
    this.#positions = new Map(instruments.map((instrument, position) => [instrument.symbol, position]));
    this.#sessions = sessions;
    this.#scenario = new ScenarioBook(seedKey, instruments.length);
    this.#walk = new DailyWalk(
      this.#traits,
      this.#scenario,
      drawMarketFactors(seedKey, sessions.length),
      sessions.map((session) => session.minutes),
    );
  }

  position(symbol: SymbolId): number | undefined {
    return this.#positions.get(symbol);
  }

  traits(symbol: number): SymbolTraits {
    const traits = this.#traits[symbol];
    if (traits === undefined) throw new RangeError(`No simulated symbol at position ${symbol}`);
    return traits;
  }

  scenario(session: number): SessionScenario {
    const known = this.#scenarios.get(session);
    if (known !== undefined) return known;
    const scenario = this.#scenario.of(session, this.#session(session).minutes);
    this.#scenarios.set(session, scenario);
    return scenario;
  }

  /** The price of one share on a session times this is its price in shares of the other session. */
  splitFactor(symbol: number, session: number, asOfSession: number): number {
    return this.#scenario.shareMultiple(session, symbol) / this.#scenario.shareMultiple(asOfSession, symbol);
  }

  /** Valid until the next call of `day` or `tape`. */
  day(symbol: number, session: number): DayInCents {
    return this.#walk.load(symbol, session);
  }

  /** Start of a part's first minute, and how many it has. */
  partSpan(session: number, part: TapePart): { readonly start: EpochMs; readonly minutes: number } {
    const { preOpen, open, close, postClose } = this.#session(session);
    const start = part === 'pre' ? preOpen : part === 'regular' ? open : close;
    const end = part === 'pre' ? open : part === 'regular' ? close : postClose;
    return { start: epochMs(start), minutes: (end - start) / MILLISECONDS_PER_MINUTE };
  }

  tape(symbol: number, session: number, part: TapePart): Tape {
    const place = symbol * this.#sessions.length + session;
    const key = place * TAPE_PARTS.length + TAPE_PARTS.indexOf(part);
    return this.#tapes.get(key, () => this.#drawTape(symbol, session, part));
  }

  forgetTapes(): void {
    this.#tapes.clear();
  }

  #drawTape(symbol: number, session: number, part: TapePart): Tape {
    const traits = this.traits(symbol);
    const day = this.day(symbol, session);
    this.#random.restart(joinKeys(traits.key ^ PART_KEYS[part], session));
    const { minutes } = this.partSpan(session, part);
    if (part === 'regular') {
      const { haltSymbol, haltFrom, haltUntil } = this.scenario(session);
      const halt = haltSymbol === symbol ? { haltFrom, haltUntil } : { haltFrom: 0, haltUntil: 0 };
      const conditions = { quietShare: traits.quietShare, ...halt };
      return drawRegularTape(day, minuteShape(minutes), conditions, this.#random);
    }
    const before = part === 'pre';
    return drawExtendedTape(
      {
        minutes,
        from: before ? day.previousClose : day.close,
        to: before ? day.open : day.close,
        busyness: 0.6 * (1 - 2 * traits.quietShare),
        busyEnd: before ? 'last' : 'first',
        shares: 10 + day.volume / 10_000,
        noise: 0.1 * traits.volatility,
      },
      this.#random,
    );
  }

  #session(session: number): TradingSession {
    const found = this.#sessions[session];
    if (found === undefined) throw new RangeError(`No simulated session has number ${session}`);
    return found;
  }
}
