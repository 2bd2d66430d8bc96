import type { EpochMs, SessionDate } from './time.ts';

/** Length in doubles of one stored bar: start, open, high, low, close, volume (48 bytes). */
export const BAR_STRIDE = 6;
export const BAR_START = 0;
export const BAR_OPEN = 1;
export const BAR_HIGH = 2;
export const BAR_LOW = 3;
export const BAR_CLOSE = 4;
export const BAR_VOLUME = 5;

/** One bar as a value; series keep bars as records of doubles, never as objects. */
export interface Bar {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** What `getLatestBar` answers. */
export interface LatestBar extends Bar {
  /** False while the bar still forms. */
  readonly closed: boolean;
  /** `history`: from a completed earlier session; `session`: of the current session. */
  readonly source: 'history' | 'session';
  /** True where a newer bar was due and none came. */
  readonly stale: boolean;
}

/** How a source's prices are expressed. Dividends are left alone in both. */
export type PriceBasis =
  | { readonly kind: 'raw' }
  | { readonly kind: 'split_adjusted'; readonly asOf: SessionDate };

/** Best bid and offer at an instant; prices in the bars' basis, sizes in shares. */
export interface Quote {
  readonly time: EpochMs;
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
}

/** Stored quote record: time, bid, bidSize, ask, askSize. */
export const QUOTE_STRIDE = 5;

/** Which part of the trading day a bar belongs to. */
export type SessionPhase = 'pre' | 'regular' | 'post' | 'closed';
