import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { universeProblem } from '../../../shared/domain/session-config/checks.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import type { ScannerManager } from '../scanners/scanner-manager.ts';
import { symbolSuggestion } from './known-symbols.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import { resolveUniverse, type UniverseChange, type WatchedConfig } from './universe.ts';

/** What a change of the universe needs of a running session. */
interface UniverseParts {
  readonly coordinator: SessionCoordinator;
  readonly run: { readonly scanners: Pick<ScannerManager, 'welcomeBack' | 'letGo'> };
}

/**
 * Watches another universe from here on: scanners are set up for the symbols that are new, and give up what
 * they hold of those that left. What is promoted, locked or on a chart stays. A symbol that the user had
 * removed for today comes back where it is named anew.
 */
export function watchUniverse(
  { coordinator, run }: UniverseParts,
  watched: WatchedConfig,
): Result<UniverseChange> {
  const { config, router, universe } = coordinator.parts;
  const problem = universeProblem({ data_sources: config.data_sources, session_data_config: watched });
  if (problem !== undefined) return failure('invalid_universe', `The universe was not changed: ${problem}.`);
  const unknown = unknownSymbols(watched, coordinator);
  if (unknown !== undefined) return unknown;
  const { symbols: own } = config.session_data_config;
  const symbols = resolveUniverse({ ...watched, symbols: own }, router.sources);
  const change = universe.replace(symbols, watched);
  for (const symbol of change.added) {
    coordinator.core.register(symbol);
    coordinator.core.restore(symbol);
    run.scanners.welcomeBack(symbol);
  }
  for (const symbol of change.removed) run.scanners.letGo(symbol);
  coordinator.recordUniverse(change);
  return success(change);
}

/** Symbols that the universe names one by one must be somebody's; lists may hold what is listed elsewhere. */
function unknownSymbols(
  { universe }: WatchedConfig,
  { parts: { router } }: SessionCoordinator,
): Result<never> | undefined {
  const unknown = (universe.symbols ?? [])
    .map((text) => symbolId(text))
    .filter((symbol) => !router.isKnown(symbol));
  const [first] = unknown;
  if (first === undefined) return undefined;
  const others = unknown.length === 1 ? '' : `, nor ${shortened(unknown.slice(1))}`;
  return failure(
    'unknown_symbol',
    `The universe was not changed: no data source of this session knows ${first}${symbolSuggestion(first, router)}${others}.`,
    { symbols: unknown },
  );
}

/** `IBM, AIG and 3 more`. */
function shortened(symbols: readonly SymbolId[]): string {
  const shown = symbols.slice(0, 3).join(', ');
  return symbols.length > 3 ? `${shown} and ${symbols.length - 3} more` : shown;
}
