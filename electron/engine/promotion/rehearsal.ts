import { INTERVALS } from '../../../shared/domain/interval.ts';
import { success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { LoadQueue } from '../coordinator/load-queue.ts';
import { IndicatorManager } from '../indicators/indicator-manager.ts';
import { BarStore } from '../session-data/bar-store.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { oldestWholeSession, SessionCore } from '../session-data/session-core.ts';
import type { SessionHost } from '../session-data/session-host.ts';
import { SymbolTable } from '../session-data/symbol-table.ts';
import { holdConfig } from './hold-config.ts';

/** What promoting symbols would come to, tried out beside the session. */
export interface Rehearsal {
  /** A session with these symbols alone, which holds what the session holds of them and what the config asks for. */
  readonly core: SessionCore;
  /** Loads that it queued, as the session would. */
  readonly demands: readonly HistoryDemand[];
  /** Bytes of indicator state that came in addition. */
  readonly indicatorBytes: number;
}

/**
 * Promotes symbols in a copy of what the session holds of them, without bars: the same code decides what is
 * missing there and here. The session is only read.
 */
export function rehearsePromotion(
  session: SessionCore,
  symbols: readonly SymbolId[],
  config: SessionConfig,
): Rehearsal {
  const queue = new LoadQueue();
  const core = emptyCopy(session, queue);
  for (const symbol of symbols) copyHoldings(session, core, symbol);
  const before = core.parts.indicators.bytes;
  for (const symbol of symbols) holdConfig(core, core.register(symbol), config);
  return {
    core,
    demands: queue.takeAll(),
    indicatorBytes: core.parts.indicators.bytes - before,
  };
}

/** A session of no symbols on the same day and sources. */
function emptyCopy({ parts }: SessionCore, queue: LoadQueue): SessionCore {
  const { calendar, locks } = parts;
  const indicators = new IndicatorManager({ sessionOf: () => Number.NaN, endOf: () => Number.NaN });
  const silent = { onQuarantined: () => undefined, onRevised: () => undefined };
  const bars = new BarStore(calendar, indicators, silent);
  const host = rehearsalHost(parts.host, queue);
  return new SessionCore({ symbols: new SymbolTable(), bars, indicators, locks, calendar, host });
}

/** Reads from the real host, and queues loads here. Nothing that is done reaches the real one. */
function rehearsalHost(real: SessionHost, queue: LoadQueue): SessionHost {
  const nothing = (): void => undefined;
  return {
    sessionDate: () => real.sessionDate(),
    isKnown: (symbol) => real.isKnown(symbol),
    delivers: (symbol, interval) => real.delivers(symbol, interval),
    changeSequence: () => real.changeSequence(),
    // Bars outside of regular hours are no part of a promotion's price.
    queueHistory: (demand) => {
      if (demand.hours === undefined) queue.add(demand);
    },
    holdingsChanged: nothing,
    cancelLoads: nothing,
    cancelHistory: nothing,
    addSymbolMidSession: nothing,
    whenDurable: () => Promise.resolve(success(undefined)),
    record: nothing,
  };
}

function copyHoldings(session: SessionCore, copy: SessionCore, symbol: SymbolId): void {
  const to = copy.register(symbol);
  const from = session.parts.symbols.indexOf(symbol);
  if (from === undefined) return;
  for (const { kind, interval, key, owners } of session.holdings(from).all()) {
    for (const owner of owners) copy.holdings(to).hold(owner, kind, interval, key);
  }
  copy.coverage.copyFrom(session.coverage, from, to);
  for (const interval of INTERVALS) {
    const series = session.parts.bars.series(from, interval);
    if (series === undefined) continue;
    copy.parts.bars.openSeries(to, interval, series.capacity);
    const whole = oldestWholeSession(series, session.parts.calendar);
    if (whole !== undefined) copy.coverage.trim(to, interval, whole);
  }
  for (const config of session.parts.indicators.configs(from)) copy.parts.indicators.add(to, config);
}
