import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../shared/domain/time.ts';
import { MarketView } from '../engine/coordinator/market-view.ts';
import type { ScanMatches, Scanner, ScannerContext, ScannerDefinition } from '../engine/scanners/contract.ts';
import type { PromotionBounds } from '../engine/scanners/promotion-policy.ts';
import type { ScannerEnvironment, ScanReport, SkippedScan } from '../engine/scanners/scanner-environment.ts';
import { ScannerList } from '../engine/scanners/scanner-list.ts';
import { ScannerManager } from '../engine/scanners/scanner-manager.ts';
import { sessionOn, simulatedConfig, steppedSession } from './simulated-session.ts';

export type Part = Partial<Record<keyof Scanner, (context: ScannerContext) => unknown>>;

/** A scanner made of functions; what is left out does nothing. */
function definition(part: Part): ScannerDefinition {
  const create = (): Scanner => ({
    setup: (context) => part.setup?.(context) !== false,
    scan: (context) => {
      const matches = part.scan?.(context);
      return matches instanceof Promise ? matches.then(answerOf) : answerOf(matches);
    },
    teardown: (context) => void part.teardown?.(context),
  });
  return { kind: 'test', title: 'Test', description: 'Of a test', create };
}

function answerOf(matches: unknown): ScanMatches {
  return { matches: Array.isArray(matches) ? matches : [], unknown: 0 };
}

/** A scanner that is due every five minutes from 10:00 to 11:00. */
function testScanner(name: string, settings: Partial<ScannerConfig> = {}): ScannerConfig {
  return {
    ...{ name, kind: name, enabled: true, pre_session: false, config: {}, timeout_seconds: 30 },
    schedule: [{ start: '10:00', end: '11:00', interval: '5m' as const }],
    hold_scans: 1,
    alert: { sound: false, notify: false, flash: true },
    ...settings,
  };
}

/** Scanners over a real session of 12 symbols, with what they reported. */
export async function managedScanners(
  parts: Readonly<Record<string, Part>>,
  settings: Partial<ScannerConfig> = {},
  promotion: Partial<PromotionBounds> = {},
  others: readonly SymbolId[] = [],
  outside: Partial<ScannerEnvironment> = {},
) {
  const { coordinator } = await steppedSession(simulatedConfig({ dates: ['2024-03-06', '2024-03-08'] }));
  const delivered = coordinator.parts.router.instruments().map(({ symbol }) => symbol);
  const universe = [...delivered, ...others];
  for (const symbol of universe) coordinator.core.register(symbol);
  const market = new MarketView(coordinator.core, () => universe, {
    session: () => coordinator.session,
    sectorOf: () => undefined,
    lists: () => [],
  });
  const reports: ScanReport[] = [];
  const errors: string[] = [];
  const skips: SkippedScan[] = [];
  let now: EpochMs = coordinator.session.preOpen;
  let session = coordinator.session;
  const list = new ScannerList(Object.keys(parts).map((name) => testScanner(name, settings)));
  const manager = new ScannerManager(
    list,
    {
      mode: 'simulated',
      calendar: coordinator.parts.calendar,
      data: coordinator.data,
      promotion: { auto: true, max_promoted: 50, max_per_scan: 5, rank_by: 'gap_percent', ...promotion },
      preSessionTime: '09:00',
      now: () => now,
      session: () => session,
      universe: () => universe.filter((symbol) => !coordinator.core.isExcluded(symbol)),
      market: () => market.columns(),
      promotedCount: () => coordinator.core.promoted().length,
      ...outside,
      onSkip: (skip) => skips.push(skip),
      onScan: (report) => {
        reports.push(report);
      },
      onError: (scanner, message, disabled) => errors.push(`${scanner}: ${message}, disabled ${disabled}`),
    },
    (kind) => definition(parts[kind] ?? {}),
  );
  const run = (date: string, wallTime: string): Promise<void> => {
    session = sessionOn(date);
    now = coordinator.parts.calendar.instantOf(session.date, wallTime);
    return manager.runDue(now);
  };
  const begin = (date: string): Promise<void> => {
    session = sessionOn(date);
    now = epochMs(session.preOpen);
    return manager.beginSession(session);
  };
  return { manager, coordinator, data: coordinator.data, list, reports, errors, skips, universe, run, begin };
}
