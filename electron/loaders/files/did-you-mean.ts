import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { nearest } from '../../engine/config/suggest.ts';

/** `; did you mean AAPL?` for a symbol that is not among the known ones but near one; else nothing. */
export function didYouMean(symbol: SymbolId, known: readonly SymbolId[]): string {
  if (known.includes(symbol)) return '';
  const near = nearest(symbol, known);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
