import type { Interval } from './interval.ts';
import type { EpochMs } from './time.ts';

/** What the value is for: grouping in forms and legends. */
export const INDICATOR_TYPES = ['trend', 'momentum', 'volatility', 'volume', 'level'] as const;
export type IndicatorType = (typeof INDICATOR_TYPES)[number];

/** The bar field that an indicator reads. */
export const INPUT_FIELDS = ['close', 'open', 'high', 'low', 'hl2', 'hlc3', 'ohlc4', 'volume'] as const;
export type InputField = (typeof INPUT_FIELDS)[number];

/** What an indicator reads: a field of the bar, or an output of another indicator on the same interval. */
export type IndicatorInput = InputField | IndicatorSource;

/** The inner indicator of a chain, complete: an RSI whose average is taken. */
export interface IndicatorSource {
  /** Registry id of the inner indicator. */
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  readonly input: IndicatorInput;
  /** Which of its outputs. */
  readonly output: string;
}

/** Most indicators in one chain: an average of an RSI of an average has three. */
export const LONGEST_CHAIN = 3;

/** A demand for one indicator, complete: every parameter present, names checked. */
export interface IndicatorConfig {
  /** Registry id: `sma`, `macd`. */
  readonly name: string;
  readonly type: IndicatorType;
  readonly interval: Interval;
  /** Every numeric parameter by name, `period` among them where the indicator has one. */
  readonly params: Readonly<Record<string, number>>;
  readonly input: IndicatorInput;
  /** `sma_20_1d`, `macd_5m_fast12_slow26_signal9`, `bbands_20_5m_k2.5`, `sma_9_5m_of_rsi_14`. */
  readonly key: string;
}

/** `warming`: no value yet. `settling`: a value that more history may still move. `stable`: within 0.1%. */
export type IndicatorState = 'warming' | 'settling' | 'stable';

/** What `getIndicator` answers; a number that is not valid yet is never given. */
export interface IndicatorReading {
  readonly key: string;
  readonly name: string;
  readonly type: IndicatorType;
  readonly interval: Interval;
  /** First output on the last closed bar; null until ready. */
  readonly currentValue: number | null;
  /** Every output by name on the last closed bar; null until ready. */
  readonly values: Readonly<Record<string, number>> | null;
  /** End of the last bar that went in; null before the first. */
  readonly lastUpdated: EpochMs | null;
  readonly valid: boolean;
  readonly state: IndicatorState;
  readonly barsUsed: number;
}
