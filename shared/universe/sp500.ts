import { type Instrument, symbolId } from '../domain/symbol.ts';
import { type SessionDate, sessionDate } from '../domain/time.ts';
import { SP500_MEMBERS } from './sp500-members.ts';

/** The day whose membership the list shows; members change several times a year. */
export const SP500_AS_OF: SessionDate = sessionDate('2026-08-08');

/**
 * The members of the S&P 500 (503 share classes of 500 companies) with name and
 * GICS sector, ascending by ticker. Source: see sp500-members.ts.
 */
export const SP500: readonly Instrument[] = SP500_MEMBERS.map(([ticker, name, sector]) => ({
  symbol: symbolId(ticker),
  name,
  sector,
}));
