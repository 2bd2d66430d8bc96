import type { IndicatorConfig } from '../../../../shared/domain/indicator.ts';
import type { Interval } from '../../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../../shared/domain/symbol.ts';
import type { BarField, SessionFigure } from '../../../../shared/rules/checked-rule.ts';
import { indicatorConfig } from '../../indicators/config.ts';
import { readsExtendedHours } from '../../session-data/extended-hours.ts';
import type { SessionData } from '../../session-data/session-data.ts';
import type { RuleInputs } from './rule-inputs.ts';

/** What has to be held of every symbol for a rule's columns. */
export interface RuleNeeds {
  /** By key, in the order in which the rule names them. */
  readonly indicators: readonly IndicatorConfig[];
  /** Intervals of which the newest, maybe forming bar is read. */
  readonly newest: readonly Interval[];
}

/** Fields of daily bars before the session date that session figures are made of. */
export const PREVIOUS_FIELD: Partial<Readonly<Record<SessionFigure, BarField>>> = {
  prev_close: 'close',
  prev_high: 'high',
  prev_low: 'low',
  overnight_gap: 'close',
  session_change: 'close',
};

/** The field of the daily bar so many bars before the last closed one. */
export function dailyAgo(field: BarField, ago: number): IndicatorConfig {
  return indicatorConfig({ name: 'value_ago', interval: '1d', params: { period: ago }, input: field });
}

/** High and low of the pre-market. */
export const PREMARKET: IndicatorConfig = indicatorConfig({ name: 'premarket', interval: '1m' });

/** What a day's volume is held against: by the last closed daily bar, and by the one before it. */
export const USUAL_VOLUME: readonly [IndicatorConfig, IndicatorConfig] = [
  indicatorConfig({ name: 'usual_volume', interval: '1d' }),
  indicatorConfig({ name: 'value_ago', interval: '1d', period: 1, input: { name: 'usual_volume' } }),
];

/** Exactly what the inputs are read from. */
export function needsOf({ columns }: RuleInputs): RuleNeeds {
  const indicators = new Map<string, IndicatorConfig>();
  const newest = new Set<Interval>();
  const add = (config: IndicatorConfig): void => void indicators.set(config.key, config);
  for (const input of columns) {
    if (input.kind === 'indicator') add(input.config);
    else if (input.kind === 'latest') newest.add(input.interval);
    else if (input.kind === 'session') {
      if (input.of === 'premarket_high' || input.of === 'premarket_low') {
        add(PREMARKET);
        continue;
      }
      newest.add('1d');
      if (input.of === 'relative_volume') for (const config of USUAL_VOLUME) add(config);
      const field = PREVIOUS_FIELD[input.of];
      if (field !== undefined) for (const ago of [0, 1]) add(dailyAgo(field, ago));
    }
  }
  return { indicators: [...indicators.values()], newest: [...newest] };
}

/** Asks for what a rule needs of one symbol. Harmless when repeated. */
export function provision({ indicators, newest }: RuleNeeds, data: SessionData, symbol: SymbolId): void {
  for (const config of indicators) data.addIndicatorAs(symbol, config);
  for (const interval of newest) {
    // An indicator holds the bars that it is computed from.
    if (indicators.some((config) => config.interval === interval && !readsExtendedHours(config))) continue;
    data.addSessionBars(symbol, interval);
    // Before the session's first bar the newest one is of the session before.
    data.addHistoricalBars(symbol, interval, 1);
  }
}
