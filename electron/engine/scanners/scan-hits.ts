import type { Hit } from '../../../shared/domain/hit.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { ScanMatch } from './contract.ts';
import type { LoadedScanner } from './loaded-scanner.ts';
import type { ScannerEnvironment } from './scanner-environment.ts';

/**
 * The matches of a scan that have held for as many scans in a row as the config asks for, and counts this scan. A
 * scan that failed or was skipped saw nobody hold: the count begins anew after it.
 */
export function heldMatches(loaded: LoadedScanner, matches: readonly ScanMatch[]): readonly ScanMatch[] {
  const { hold_scans: needed } = loaded.config;
  if (needed === 1) return matches;
  const { streaks } = loaded;
  const counted = new Map<SymbolId, number>();
  for (const { symbol } of matches) counted.set(symbol, (streaks.get(symbol) ?? 0) + 1);
  loaded.streaks = counted;
  return matches.filter(({ symbol }) => (counted.get(symbol) ?? 0) >= needed);
}

/** Makes a hit of a match: a record of its own, whatever the scanner has found before. */
export function hitOf(
  loaded: LoadedScanner,
  match: ScanMatch,
  heldBack: Hit['heldBack'],
  environment: Pick<ScannerEnvironment, 'now' | 'confidence' | 'lastPrice'>,
): Hit {
  const { config, hitToday, progress, version } = loaded;
  const { symbol, evidence, reason, strength } = match;
  const metadata = withPrice(match.metadata, environment.lastPrice?.(symbol));
  const time = environment.now();
  const first = !hitToday.has(symbol);
  hitToday.add(symbol);
  progress.hits += 1;
  if (first) progress.firsts += 1;
  const confidence = environment.confidence?.(config.name, symbol);
  return {
    ...{ time, symbol, scanner: config.name, first, version, metadata },
    ...(evidence !== undefined && { evidence }),
    ...(reason !== undefined && { reason }),
    ...(strength !== undefined && { strength }),
    ...(isQuiet(config, loaded.alerted, symbol, time) && { quiet: true }),
    ...(heldBack !== undefined && { heldBack }),
    ...(confidence !== undefined && { confidence }),
  };
}

/** The price at the hit belongs to every hit: what it is worth since is told by it. */
function withPrice(metadata: ScanMatch['metadata'], price: number | undefined): ScanMatch['metadata'] {
  return metadata.price !== undefined || price === undefined ? metadata : { ...metadata, price };
}

/** True where a match comes too soon after the one that alerted. Notes the time of one that alerts. */
function isQuiet(
  { cool_down_minutes: minutes }: ScannerConfig,
  alerted: Map<SymbolId, EpochMs>,
  symbol: SymbolId,
  time: EpochMs,
): boolean {
  const last = alerted.get(symbol);
  const pause = minutes === undefined ? Number.POSITIVE_INFINITY : minutes * MILLISECONDS_PER_MINUTE;
  if (last !== undefined && time - last < pause) return true;
  alerted.set(symbol, time);
  return false;
}
