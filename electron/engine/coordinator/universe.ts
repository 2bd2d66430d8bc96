import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { SP500 } from '../../../shared/universe/sp500.ts';
import type { RoutedSource } from './source-router.ts';

/** The parts of a config that say what is watched. */
export type WatchedConfig = Pick<SessionConfig['session_data_config'], 'universe' | 'lists'>;

/**
 * The config's universe as symbols in alphabetical order: index, source, lists and symbols together,
 * without the excluded. Where nothing of that is named, the config's own symbols are watched.
 * Throws InvalidArgumentError for the name of a source that there is not.
 */
export function resolveUniverse(
  { universe, lists, symbols: own }: WatchedConfig & { readonly symbols: readonly string[] },
  sources: readonly RoutedSource[],
): SymbolId[] {
  const symbols = new Set<SymbolId>();
  if (universe.index === 'sp500') for (const { symbol } of SP500) symbols.add(symbol);
  if (universe.source !== undefined) {
    for (const { symbol } of instrumentsOf(universe.source, sources)) symbols.add(symbol);
  }
  for (const symbol of symbolsOfLists(universe.lists, lists)) symbols.add(symbol);
  for (const text of universe.symbols ?? []) symbols.add(symbolId(text));
  if (namesNothing(universe)) for (const text of own) symbols.add(symbolId(text));
  for (const symbol of symbolsOfLists(universe.exclude_lists, lists)) symbols.delete(symbol);
  for (const text of universe.exclude ?? []) symbols.delete(symbolId(text));
  return [...symbols].sort();
}

function namesNothing({ index, source, lists, symbols }: WatchedConfig['universe']): boolean {
  const named = (lists?.length ?? 0) + (symbols?.length ?? 0);
  return index === undefined && source === undefined && named === 0;
}

function instrumentsOf(source: string, sources: readonly RoutedSource[]) {
  const named = sources.find(({ description }) => description.name === source);
  if (named !== undefined) return named.description.instruments;
  const names = sources.map(({ description }) => description.name).join(', ');
  throw new InvalidArgumentError('universe.source', source, names);
}

function symbolsOfLists(names: readonly string[] | undefined, lists: WatchedConfig['lists']): SymbolId[] {
  const wanted = new Set(names);
  return lists
    .filter(({ name }) => wanted.has(name))
    .flatMap(({ symbols }) => symbols.map((text) => symbolId(text)));
}

/** What a run watches at this moment, and the words of the config that say so. */
export class Universe {
  #symbols: readonly SymbolId[];
  #members: ReadonlySet<SymbolId>;
  #config: WatchedConfig;
  /** Were watched until the user changed that. */
  readonly #left = new Set<SymbolId>();

  constructor(symbols: readonly SymbolId[], { universe, lists }: WatchedConfig) {
    this.#symbols = symbols;
    this.#members = new Set(symbols);
    this.#config = { universe, lists };
  }

  /** In alphabetical order. */
  get symbols(): readonly SymbolId[] {
    return this.#symbols;
  }

  get config(): WatchedConfig {
    return this.#config;
  }

  has(symbol: SymbolId): boolean {
    return this.#members.has(symbol);
  }

  hasLeft(symbol: SymbolId): boolean {
    return this.#left.has(symbol);
  }

  /** Watches these from here on. Answers which of them are new, and which are no longer watched. */
  replace(symbols: readonly SymbolId[], { universe, lists }: WatchedConfig): UniverseChange {
    const before = this.#symbols;
    const had = this.#members;
    this.#symbols = symbols;
    this.#members = new Set(symbols);
    this.#config = { universe, lists };
    const removed = before.filter((symbol) => !this.#members.has(symbol));
    for (const symbol of removed) this.#left.add(symbol);
    for (const symbol of symbols) this.#left.delete(symbol);
    return { added: symbols.filter((symbol) => !had.has(symbol)), removed };
  }
}

export interface UniverseChange {
  readonly added: readonly SymbolId[];
  readonly removed: readonly SymbolId[];
}
