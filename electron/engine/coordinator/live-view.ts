import type { Hit } from '../../../shared/domain/hit.ts';
import type { LockRecord } from '../../../shared/domain/lock.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { SessionStatus } from '../../../shared/session/status.ts';
import { coverageWarning } from '../calendar/coverage.ts';
import { activityView } from './activity-view.ts';
import type { ChartView } from './chart-view.ts';
import { currentConfig } from './current-config.ts';
import { hitView } from './hit-view.ts';
import type { LiveSessionParts, LiveState } from './live-parts.ts';
import { dataBytes, promotionView } from './promotion-view.ts';
import { sectorOf } from './sector-of.ts';
import type { SessionView, SymbolColumns } from './session-view.ts';
import { tradingView } from './trading-view.ts';

/** What a window may read of a running session. */
export function sessionView(parts: LiveSessionParts, live: LiveState, charts: ChartView): SessionView {
  const { coordinator, run } = parts;
  const { symbols } = coordinator.core.parts;
  return {
    status: () => sessionStatus(parts, live),
    columns: (): SymbolColumns => coordinator.board,
    symbols: () => symbols.all(),
    sector: (symbol) => sectorOf(coordinator.parts.router, symbol),
    sources: () => coordinator.parts.config.data_sources.map(({ name }) => name),
    hits: (from, limit): readonly Hit[] => {
      const first = Math.max(0, from - run.hitsDropped, run.hits.length - limit);
      return run.hits.slice(first);
    },
    locks: (): readonly LockRecord[] => coordinator.core.parts.locks.all(),
    trading: tradingView(parts),
    ...promotionView(parts),
    chart: (query) => charts.read(query),
    closeChart: (chartId) => charts.close(chartId),
    ...activityView(parts),
    ...hitView(parts),
    universe: () => ({
      watched: coordinator.parts.universe.symbols.length,
      sources: coordinator.parts.router.sources.map(({ description: { name, instruments } }) => ({
        name,
        symbols: instruments.length,
      })),
      known: () => new Set(coordinator.parts.router.instruments().map(({ symbol }) => symbol)),
    }),
    config: () => ({ current: currentConfig(coordinator), started: coordinator.parts.config }),
  };
}

/** Told to be lost, silent too long in market time, or what its kind is called while it is alive. */
function feedOf({ coordinator, run }: LiveSessionParts, now: EpochMs): SessionStatus['feed'] {
  if (run.feedLost) return 'lost';
  if (coordinator.quality.feeds.isSilent(now)) return 'stale';
  return coordinator.parts.config.mode === 'simulated' ? 'simulated' : 'replay';
}

function sessionStatus(parts: LiveSessionParts, live: LiveState): SessionStatus {
  const { coordinator, run, transport } = parts;
  const { calendar, clock, config, locks, recorder } = coordinator.parts;
  const now = clock.now();
  const simulated = config.data_sources.find((source) => source.kind === 'simulated');
  const warnings = [parts.storage?.notSaved(), coverageWarning(calendar, coordinator.session.date)];
  return {
    mode: config.mode,
    sessionName: config.session_name,
    seed: simulated?.kind === 'simulated' ? simulated.seed : null,
    runState: run.state === 'running' && transport.isPaused ? 'paused' : run.state,
    failure: live.failure(),
    now,
    wallTime: calendar.wallTime(now),
    sessionDate: coordinator.session.date,
    phase: calendar.phaseAt(now),
    speed: transport.speed,
    symbolCount: coordinator.board.count,
    watchedCount: watchedCount(coordinator),
    promotedCount: coordinator.core.promoted().length,
    lockedCount: locks.lockedSymbolCount,
    open: coordinator.session.open,
    close: coordinator.session.close,
    halfDay: coordinator.session.halfDay,
    hitsByTenMinutes: [...run.hitsByTenMinutes],
    dataBytes: dataBytes(coordinator),
    hitCount: recorder.hitCount,
    firstHitCount: run.firstHitCount,
    barCount: recorder.barCount,
    rejectedRowCount: recorder.rejectedRowCount,
    pendingLoads: coordinator.loads.pendingCount,
    feed: feedOf(parts, now),
    feedTime: coordinator.quality.feeds.newest ?? null,
    warnings: warnings.filter((warning) => warning !== undefined),
  };
}

/** A symbol that was removed for today is not watched until the next session. */
function watchedCount({ core, parts: { universe } }: LiveSessionParts['coordinator']): number {
  let count = 0;
  for (const symbol of universe.symbols) if (!core.isExcluded(symbol)) count += 1;
  return count;
}
