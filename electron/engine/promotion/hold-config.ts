import type { Interval } from '../../../shared/domain/interval.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { CONFIG } from '../session-data/ownership.ts';
import type { SessionCore } from '../session-data/session-core.ts';

/**
 * Holds everything that the session config asks of a promoted symbol: streams, history, indicators.
 * Harmless where it is held. A promotion runs it on the session, a preview on a rehearsal of it.
 */
export function holdConfig(core: SessionCore, symbolIndex: number, config: SessionConfig): void {
  const { streams, historical, indicators } = config.session_data_config;
  const days = (interval: Interval): number =>
    Math.max(
      0,
      ...historical.data
        .filter((entry) => entry.intervals.includes(interval))
        .map((entry) => entry.trailing_days),
    );
  for (const interval of streams) {
    core.holdSessionBars(CONFIG, symbolIndex, interval, core.fullTierCapacity(interval, days(interval)));
  }
  for (const { intervals, trailing_days } of historical.data) {
    for (const interval of intervals) core.holdHistory(CONFIG, symbolIndex, interval, trailing_days);
  }
  for (const demand of indicators) core.holdIndicator(CONFIG, symbolIndex, indicatorConfig(demand));
}
