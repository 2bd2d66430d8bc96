import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { SP500 } from '../../../shared/universe/sp500.ts';
import type { SourceRouter } from './source-router.ts';

/** For sources that have bars and no sectors: members of the index as of its list's date. */
const SP500_SECTORS: ReadonlyMap<string, string> = new Map(
  SP500.flatMap(({ symbol, sector }) => (sector === undefined ? [] : [[symbol, sector]])),
);

/** As the symbol's source says, or the list of the index; undefined where neither knows it. */
export function sectorOf(router: SourceRouter, symbol: SymbolId): string | undefined {
  return router.instrument(symbol)?.sector ?? SP500_SECTORS.get(symbol);
}
