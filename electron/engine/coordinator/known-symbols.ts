import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { nearest } from '../config/suggest.ts';
import type { SourceRouter } from './source-router.ts';

/** "; did you mean AAPL?" for a symbol that no source knows, or nothing where none is near. */
export function symbolSuggestion(symbol: SymbolId, router: SourceRouter): string {
  const known = router.instruments().map((instrument) => instrument.symbol);
  const near = nearest(symbol, known);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

/**
 * Throws InvalidArgumentError for the first symbol that the config names and no source has: a
 * mistyped symbol must not be watched in silence.
 */
export function requireKnownSymbols(config: SessionConfig, router: SourceRouter): void {
  const { symbols, universe } = config.session_data_config;
  const named = [
    ...symbols.map((text) => ({ place: 'session_data_config.symbols', text })),
    ...(universe.symbols ?? []).map((text) => ({ place: 'session_data_config.universe.symbols', text })),
  ];
  for (const { place, text } of named) {
    const symbol = symbolId(text);
    if (router.isKnown(symbol)) continue;
    const allowed = `symbols that a data source of the config has${symbolSuggestion(symbol, router)}`;
    throw new InvalidArgumentError(place, symbol, allowed);
  }
}
