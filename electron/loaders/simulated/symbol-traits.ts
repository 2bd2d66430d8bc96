import type { Instrument } from '../../../shared/domain/symbol.ts';
import { GICS_SECTORS, type GicsSector } from '../../../shared/universe/sectors.ts';
import { joinKeys, keyOfText, RandomStream } from './random.ts';
import { isInvented } from './simulated-universe.ts';

/** What makes one simulated symbol itself; constant over time. */
export interface SymbolTraits {
  /** Start of all random numbers of the symbol; depends on the seed and the ticker, not on the symbol count. */
  readonly key: number;
  /** Index in GICS_SECTORS. */
  readonly sector: number;
  /** Dollars; the level that the price is slowly pulled to, in shares before any split. */
  readonly homePrice: number;
  /** Share of the market's return that the symbol follows. */
  readonly beta: number;
  /** Deviation of the symbol's own daily return, as a fraction. */
  readonly volatility: number;
  /** Dollars traded on an ordinary full session. */
  readonly dollarVolume: number;
  /** Share of regular minutes without a trade. */
  readonly quietShare: number;
  /** Bid-ask spread as a fraction of the price. */
  readonly spread: number;
}

/** Restlessness by sector, about 1 on average: a choice of this model, not a measurement. */
const SECTOR_TEMPER: Record<GicsSector, number> = {
  'Communication Services': 1.05,
  'Consumer Discretionary': 1.15,
  'Consumer Staples': 0.75,
  Energy: 1.2,
  Financials: 0.95,
  'Health Care': 0.95,
  Industrials: 0.95,
  'Information Technology': 1.25,
  Materials: 1.05,
  'Real Estate': 0.9,
  Utilities: 0.75,
};

const LOWEST_HOME_PRICE = 60;
const HOME_PRICE_RANGE = 840;
/** Dollars a day from which a symbol trades in every minute. */
const BUSY_DOLLAR_VOLUME = 100e6;

/** The traits of a symbol that stands at `position` in the universe, for one seed. */
export function traitsOf(seedKey: number, instrument: Instrument, position: number): SymbolTraits {
  const key = joinKeys(seedKey, keyOfText(instrument.symbol));
  const random = new RandomStream();
  random.restart(joinKeys(key, keyOfText('traits')));
  const sector = sectorIndex(instrument);
  const temper = SECTOR_TEMPER[GICS_SECTORS[sector] ?? 'Industrials'];
  const price = random.uniform();
  const dollarVolume = drawDollarVolume(random.uniform(), isInvented(position));
  const quiet = Math.max(0, 1 - dollarVolume / BUSY_DOLLAR_VOLUME);
  return {
    key,
    sector,
    homePrice: LOWEST_HOME_PRICE + HOME_PRICE_RANGE * price * price * price,
    beta: temper * (0.8 + 0.4 * random.uniform()),
    volatility: temper * (0.007 + 0.007 * random.uniform()) * (isInvented(position) ? 1.6 : 1),
    dollarVolume,
    quietShare: 0.4 * quiet * quiet,
    spread: 0.0001 + 0.0012 * quiet * quiet,
  };
}

/** The first sector where none is known. */
function sectorIndex({ sector }: Instrument): number {
  const known: readonly string[] = GICS_SECTORS;
  return Math.max(0, known.indexOf(sector ?? ''));
}

/** 20 million to 2 billion dollars a day for index members, 0.5 to 60 million for the others; most are near the low end. */
function drawDollarVolume(share: number, invented: boolean): number {
  const root = invented ? 1 + 10 * share : 1 + 9 * share;
  return (invented ? 0.5e6 : 20e6) * root * root;
}
