import { GICS_SECTORS } from '../../../shared/universe/sectors.ts';
import { joinKeys, keyOfText, RandomStream } from './random.ts';

const MARKET_VOLATILITY = 0.0035;
const SECTOR_VOLATILITY = 0.0025;
/** Shares of a day's movement that happen overnight and in regular hours; their squares add up to about 1. */
export const OVERNIGHT_SHARE = 0.5;
export const INTRADAY_SHARE = 0.85;
/** Sessions of calm or of unrest. */
const REGIME_SESSIONS = 40;

/** Returns that many symbols share, as fractions, per session: overnight (close to open) and intraday (open to close). */
export interface MarketFactors {
  readonly marketOvernight: Float64Array;
  readonly marketIntraday: Float64Array;
  /** Sector s of session k at [k * GICS_SECTORS.length + s]. */
  readonly sectorOvernight: Float64Array;
  readonly sectorIntraday: Float64Array;
}

/** Draws the market's and the sectors' returns of every session. */
export function drawMarketFactors(seedKey: number, sessionCount: number): MarketFactors {
  const random = new RandomStream();
  const sectors = GICS_SECTORS.length;
  const factors = {
    marketOvernight: new Float64Array(sessionCount),
    marketIntraday: new Float64Array(sessionCount),
    sectorOvernight: new Float64Array(sessionCount * sectors),
    sectorIntraday: new Float64Array(sessionCount * sectors),
  };
  const key = joinKeys(seedKey, keyOfText('market'));
  for (let session = 0; session < sessionCount; session += 1) {
    random.restart(joinKeys(key ^ 0x5bd1e995, Math.floor(session / REGIME_SESSIONS)));
    const unrest = 0.7 + 0.6 * random.uniform();
    random.restart(joinKeys(key, session));
    factors.marketOvernight[session] = random.normal() * MARKET_VOLATILITY * OVERNIGHT_SHARE * unrest;
    factors.marketIntraday[session] = random.normal() * MARKET_VOLATILITY * INTRADAY_SHARE * unrest;
    for (let at = session * sectors; at < (session + 1) * sectors; at += 1) {
      factors.sectorOvernight[at] = random.normal() * SECTOR_VOLATILITY * OVERNIGHT_SHARE * unrest;
      factors.sectorIntraday[at] = random.normal() * SECTOR_VOLATILITY * INTRADAY_SHARE * unrest;
    }
  }
  return factors;
}
