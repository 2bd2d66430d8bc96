import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { SP500 } from '../../../shared/universe/sp500.ts';
import type { RoutedSource } from './source-router.ts';

/**
 * The config's universe as symbols in alphabetical order: index, source and symbols together,
 * without the excluded. An empty universe watches the config's own symbols.
 */
export function resolveUniverse(config: SessionConfig, sources: readonly RoutedSource[]): SymbolId[] {
  const { universe } = config.session_data_config;
  const symbols = new Set<SymbolId>();
  if (universe.index === 'sp500') for (const { symbol } of SP500) symbols.add(symbol);
  if (universe.source !== undefined) {
    const named = sources.find(({ description }) => description.name === universe.source);
    if (named === undefined) {
      const names = sources.map(({ description }) => description.name).join(', ');
      throw new InvalidArgumentError('universe.source', universe.source, names);
    }
    for (const { symbol } of named.description.instruments) symbols.add(symbol);
  }
  for (const text of universe.symbols ?? []) symbols.add(symbolId(text));
  if (symbols.size === 0) for (const text of config.session_data_config.symbols) symbols.add(symbolId(text));
  for (const text of universe.exclude ?? []) symbols.delete(symbolId(text));
  return [...symbols].sort();
}
