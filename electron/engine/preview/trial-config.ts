import type { ScannerConfig, SessionConfig, UniverseConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { DraftSide } from '../../../shared/session/scanner-draft.ts';

/** The scanners that are tried: the one that is being written, and the one that it would take the place of. */
export interface TriedPair {
  readonly draft: ScannerConfig;
  readonly saved: ScannerConfig | null;
}

/** The session that a trial plays its own copy of. */
export interface TrialSubject {
  /** As it stands. */
  readonly config: SessionConfig;
  /** Symbols that the user removed from the session. */
  readonly removed: readonly SymbolId[];
}

/**
 * A session's config with the tried scanners alone, for some of its dates: the same sources and the same universe.
 * Nothing is promoted in it, since what a scanner sees does not depend on that: only averages that never forget
 * (EMA, RSI) may differ, within their 0.1 %, where a promoted symbol has more history behind it.
 */
export function trialConfig(
  { config, removed }: TrialSubject,
  dates: { readonly first: SessionDate; readonly last: SessionDate },
  { draft, saved }: TriedPair,
): SessionConfig {
  const { session_data_config: data } = config;
  return {
    ...config,
    replay: { start_date: dates.first, end_date: dates.last, speed: 'max' },
    session_data_config: {
      ...data,
      universe: watched(data, removed),
      symbols: [],
      streams: [],
      historical: { data: [] },
      indicators: [],
      scanners: [...(saved === null ? [] : [named('saved', saved)]), named('draft', draft)],
      promotion: { ...data.promotion, auto: false },
    },
  };
}

/** Under the name of its side: two of one name cannot run beside each other. */
function named(name: DraftSide, scanner: ScannerConfig): ScannerConfig {
  return { ...scanner, name, enabled: true };
}

function watched(
  { universe, symbols }: SessionConfig['session_data_config'],
  removed: readonly SymbolId[],
): UniverseConfig {
  const { index, source, lists = [], symbols: own = [] } = universe;
  const namesNothing = index === undefined && source === undefined && lists.length + own.length === 0;
  return {
    ...universe,
    // The session's own symbols are watched then; here there are none.
    ...(namesNothing && { symbols: [...symbols] }),
    exclude: [...(universe.exclude ?? []), ...removed],
  };
}
