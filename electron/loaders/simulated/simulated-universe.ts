import { type Instrument, symbolId } from '../../../shared/domain/symbol.ts';
import { GICS_SECTORS } from '../../../shared/universe/sectors.ts';
import { SP500 } from '../../../shared/universe/sp500.ts';

export const MAX_SYMBOLS = 20_000;

/**
 * The first `count` members of the S&P 500 by ticker; beyond them invented
 * companies `X00001`, `X00002`, ... with the sectors dealt out in turn.
 */
export function simulatedInstruments(count: number): Instrument[] {
  const instruments = SP500.slice(0, count);
  for (let number = 1; instruments.length < count; number += 1) {
    const sector = GICS_SECTORS[number % GICS_SECTORS.length];
    instruments.push({
      symbol: symbolId(`X${String(number).padStart(5, '0')}`),
      name: `Simulated Company ${number}`,
      ...(sector === undefined ? {} : { sector }),
    });
  }
  return instruments;
}

/** True for the invented companies, which are smaller and trade less than index members. */
export function isInvented(position: number): boolean {
  return position >= SP500.length;
}
