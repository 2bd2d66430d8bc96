import { GICS_SECTORS } from '../../../shared/universe/sectors.ts';
import { INTRADAY_SHARE, type MarketFactors, OVERNIGHT_SHARE } from './market-factors.ts';
import { joinKeys, RandomStream } from './random.ts';
import { MEAN_SCENARIO_GAP, RUNNER_MINIMUM_RETURN, type ScenarioBook } from './scenario.ts';
import type { SymbolTraits } from './symbol-traits.ts';

/** One session of one symbol in its shares of that day: prices in whole cents, volume in whole shares. */
export interface DayInCents {
  previousClose: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** Every so many sessions the price is remembered, so that any session is a short walk away. */
const CHECKPOINT_SESSIONS = 16;
/** Neither half of a day moves a price further than this fraction. */
const LARGEST_MOVE = 0.1;
/** Daily share of the way back to the home price. */
const HOME_PULL = 0.004;
const LARGEST_DRIFT = 0.002;
const SHORTEST_REGIME = 12;
const REGIME_SPREAD = 30;
const SURPRISE_CHANCE = 0.03;
const SURPRISE_SCALE = 3;
/** Multiples of the home price between which prices stay. */
const PRICE_FLOOR = 0.4;
const PRICE_CEILING = 3.5;
const FEWEST_SHARES = 2_000;
const FULL_SESSION_MINUTES = 390;
/** Part of an ordinary day's volume that an early close still sees, per regular minute. */
const HALF_DAY_HASTE = 1.1;

/**
 * The daily prices of every symbol: a walk from a fixed first session, whose step is
 * the symbol's share of the market's and its sector's return, its own noise with
 * fat-tailed overnight surprises, a trend that changes every few weeks, and a
 * weak pull to the home price. A symbol's checkpoints take 8 bytes per 16 sessions.
 */
export class DailyWalk {
  /** The session that was loaded last; overwritten by the next load. */
  readonly day: DayInCents = { previousClose: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  readonly #traits: readonly SymbolTraits[];
  readonly #scenario: ScenarioBook;
  readonly #factors: MarketFactors;
  readonly #sessionMinutes: readonly number[];
  readonly #random = new RandomStream();
  readonly #checkpoints: Float64Array;
  readonly #checkpointsPerSymbol: number;
  /** Where the walk stands: after `#session` of `#symbol`. */
  #symbol = -1;
  #session = -1;
  /** In shares before any split, not rounded. */
  #previousClose = 0;
  #open = 0;
  #close = 0;

  /** `sessionMinutes`: regular minutes of each session. */
  constructor(
    traits: readonly SymbolTraits[],
    scenario: ScenarioBook,
    factors: MarketFactors,
    sessionMinutes: readonly number[],
  ) {
    this.#traits = traits;
    this.#scenario = scenario;
    this.#factors = factors;
    this.#sessionMinutes = sessionMinutes;
    this.#checkpointsPerSymbol = Math.ceil(sessionMinutes.length / CHECKPOINT_SESSIONS) + 1;
    this.#checkpoints = new Float64Array(traits.length * this.#checkpointsPerSymbol).fill(Number.NaN);
  }

  /** Fills `day`. Sessions in order cost one step each; any other at most 16 steps once the symbol was walked. */
  load(symbol: number, session: number): DayInCents {
    const traits = this.#traits[symbol];
    if (traits === undefined) throw new RangeError(`No simulated symbol at position ${symbol}`);
    if (symbol !== this.#symbol || session <= this.#session) this.#seek(symbol, session, traits);
    while (this.#session < session) this.#step(traits);
    this.#fillDay(traits);
    return this.day;
  }

  /** Stands before the last remembered session that is not after the wanted one. */
  #seek(symbol: number, session: number, traits: SymbolTraits): void {
    const base = symbol * this.#checkpointsPerSymbol;
    let checkpoint = Math.floor(session / CHECKPOINT_SESSIONS);
    while (checkpoint > 0 && Number.isNaN(this.#checkpoints[base + checkpoint])) checkpoint -= 1;
    this.#symbol = symbol;
    this.#session = checkpoint * CHECKPOINT_SESSIONS - 1;
    this.#close =
      checkpoint === 0 ? traits.homePrice : (this.#checkpoints[base + checkpoint] ?? traits.homePrice);
  }

  #step(traits: SymbolTraits): void {
    this.#session += 1;
    const session = this.#session;
    if (session % CHECKPOINT_SESSIONS === 0) {
      const at = this.#symbol * this.#checkpointsPerSymbol + session / CHECKPOINT_SESSIONS;
      this.#checkpoints[at] = this.#close;
    }
    this.#random.restart(joinKeys(traits.key, session));
    const running = this.#scenario.isRunner(session, this.#symbol);
    const overnight = this.#overnightReturn(traits, running);
    const intraday = this.#intradayReturn(traits, running, overnight);
    this.#previousClose = this.#close;
    this.#open = this.#previousClose * (1 + overnight);
    this.#close = this.#open * (1 + intraday);
  }

  #overnightReturn(traits: SymbolTraits, running: boolean): number {
    const surprise = this.#random.uniform() < SURPRISE_CHANCE ? SURPRISE_SCALE : 1;
    const own = this.#random.normal() * traits.volatility * OVERNIGHT_SHARE * surprise;
    const scenarioGap = this.#scenario.gap(this.#session, this.#symbol);
    if (scenarioGap > 0) return scenarioGap;
    const { marketOvernight, sectorOvernight } = this.#factors;
    const sector = sectorOvernight[this.#session * GICS_SECTORS.length + traits.sector] ?? 0;
    const move = own + traits.beta * ((marketOvernight[this.#session] ?? 0) + sector);
    return limited(running ? 0.3 * move : move);
  }

  #intradayReturn(traits: SymbolTraits, running: boolean, overnight: number): number {
    const own = this.#random.normal() * traits.volatility * INTRADAY_SHARE;
    const { marketIntraday, sectorIntraday } = this.#factors;
    const sector = sectorIntraday[this.#session * GICS_SECTORS.length + traits.sector] ?? 0;
    const shared = traits.beta * ((marketIntraday[this.#session] ?? 0) + sector);
    if (running) return Math.max(0.5 * (own + shared), (1 + RUNNER_MINIMUM_RETURN) / (1 + overnight) - 1);
    const level = this.#close / traits.homePrice;
    const move = limited(own + shared + this.#drift(traits, level));
    if (level < PRICE_FLOOR) return Math.abs(move);
    return level > PRICE_CEILING ? -Math.abs(move) : move;
  }

  /** The trend of these weeks, the pull home, and what the scenario's gaps would otherwise add up to. */
  #drift(traits: SymbolTraits, level: number): number {
    const length = SHORTEST_REGIME + ((traits.key >>> 8) % REGIME_SPREAD);
    const regime = Math.floor((this.#session + (traits.key >>> 20)) / length);
    const trend = (joinKeys(traits.key ^ 0x7f4a7c15, regime) / 2_147_483_648) * LARGEST_DRIFT;
    const pull = HOME_PULL * Math.max(-1, Math.min(2, 1 - level));
    return trend + pull - MEAN_SCENARIO_GAP / this.#traits.length;
  }

  /** Continues the session's random numbers, so a step alone (a walk to somewhere else) does not pay for it. */
  #fillDay(traits: SymbolTraits): void {
    const { day } = this;
    const multiple = this.#scenario.shareMultiple(this.#session, this.#symbol);
    const reach = traits.volatility * INTRADAY_SHARE * 0.6;
    const above = Math.abs(this.#random.normal()) * reach;
    const below = Math.abs(this.#random.normal()) * reach;
    day.previousClose = toCents(this.#previousClose / multiple);
    day.open = toCents(this.#open / multiple);
    day.close = toCents(this.#close / multiple);
    day.high = toCents((Math.max(this.#open, this.#close) * (1 + above)) / multiple);
    day.low = toCents((Math.min(this.#open, this.#close) * (1 - below)) / multiple);
    day.volume = this.#drawVolume(traits, this.#close / multiple);
  }

  /** More when the price moved far; in shares of the day, so a split multiplies it. */
  #drawVolume(traits: SymbolTraits, price: number): number {
    const change = Math.abs(this.#close / this.#previousClose - 1) / traits.volatility;
    const mood = 0.55 + 0.5 * this.#random.uniform() + 0.3 * Math.min(change, 6);
    const minutes = this.#sessionMinutes[this.#session] ?? FULL_SESSION_MINUTES;
    const length = minutes < FULL_SESSION_MINUTES ? (HALF_DAY_HASTE * minutes) / FULL_SESSION_MINUTES : 1;
    return FEWEST_SHARES + Math.floor((traits.dollarVolume * mood * length) / price);
  }
}

function limited(move: number): number {
  return Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, move));
}

function toCents(dollars: number): number {
  return Math.max(1, Math.round(dollars * 100));
}
