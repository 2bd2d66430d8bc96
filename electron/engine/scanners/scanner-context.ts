import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { SessionData } from '../session-data/session-data.ts';
import type { ScannerContext } from './contract.ts';
import type { ScannerEnvironment } from './scanner-environment.ts';

/** In whose name a scanner holds what it asks for. */
export function scannerOwner(name: string): string {
  return `scanner:${name}`;
}

interface ContextParts {
  /** Takes the symbols whose promotion it asks for. */
  readonly requested?: Set<SymbolId>;
  readonly signal?: AbortSignal;
  readonly data?: SessionData;
}

/** What a scanner may see and do at this moment. */
export function scannerContext(
  environment: ScannerEnvironment,
  name: string,
  { requested = new Set(), signal = new AbortController().signal, data: own }: ContextParts = {},
): ScannerContext {
  const { data, mode, now, session, market } = environment;
  const promoted = new Set(data.getConfigSymbols());
  return {
    ...{ name, mode, signal },
    now: epochMs(now()),
    sessionDate: session().date,
    universe: environment.universe(),
    data: own ?? data.as(scannerOwner(name)),
    market: market(),
    addSymbol(symbol) {
      if (promoted.has(symbol) || requested.has(symbol) || data.isExcluded(symbol)) return false;
      requested.add(symbol);
      return true;
    },
    log: (message) => environment.onLog?.(name, message),
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
