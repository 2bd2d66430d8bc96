import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, toIsoTime } from '../../../shared/domain/time.ts';
import type { RunPosition } from '../journal/run-position.ts';
import type { ScanReport, SkippedScan, SkipReason } from '../scanners/scanner-environment.ts';
import { ScannerManager } from '../scanners/scanner-manager.ts';
import { confidenceOf } from './hit-evidence.ts';
import { MarketView } from './market-view.ts';
import { sectorOf } from './sector-of.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** What a run knows and is told of its scans. */
interface ScanningRun {
  position(): RunPosition;
  onScan(report: ScanReport): Promise<void>;
  /** What became of a scan in the run that this one repeats, where it was skipped there. */
  readonly skippedBefore?: ((scanner: string, time: EpochMs) => SkipReason | undefined) | undefined;
  /** Told of a scan that was skipped, with the place of the run. */
  readonly onSkip?: ((skip: SkippedScan, at: RunPosition) => void) | undefined;
}

/** The scanners of a session, over the market as its coordinator holds it. */
export function runScanners(coordinator: SessionCoordinator, run: ScanningRun): ScannerManager {
  const { calendar, clock, config, monotonicNow, recorder, router, scannerParts, scanners, universe } =
    coordinator.parts;
  const market = new MarketView(coordinator.core, () => universe.symbols, {
    session: () => coordinator.session,
    sectorOf: (symbol) => sectorOf(router, symbol),
    lists: () => universe.config.lists,
  });
  return new ScannerManager(scanners, {
    mode: config.mode,
    parts: scannerParts,
    monotonicNow,
    calendar,
    data: coordinator.data,
    promotion: config.session_data_config.promotion,
    preSessionTime: config.session_data_config.pre_session_time,
    now: () => clock.now(),
    session: () => coordinator.session,
    universe: () => universe.symbols.filter((symbol) => !coordinator.core.isExcluded(symbol)),
    market: () => market.columns(),
    promotedCount: () => coordinator.core.promoted().length,
    // What nobody reads need not be worked out.
    ...(recorder.isRead && { confidence: (scanner, symbol) => confidenceOf(coordinator, scanner, symbol) }),
    lastPrice: (symbol) => lastPriceOf(coordinator, symbol),
    onScan: (report) => run.onScan(report),
    skippedBefore: (scanner, time) => run.skippedBefore?.(scanner, time),
    onSkip: (skip) => {
      const { scanner, time, reason } = skip;
      recorder.event('scan_skipped', { scanner, due: toIsoTime(time), reason });
      run.onSkip?.(skip, run.position());
    },
    onError: (scanner, message, disabled) => recorder.event('scanner_error', { scanner, message, disabled }),
    onLog: (scanner, message) => recorder.event('scanner_log', { scanner, message }),
  });
}

function lastPriceOf({ board, core }: SessionCoordinator, symbol: SymbolId): number | undefined {
  const index = core.parts.symbols.indexOf(symbol);
  const last = index === undefined ? undefined : board.last[index];
  return last === undefined || Number.isNaN(last) ? undefined : last;
}
