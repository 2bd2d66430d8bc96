import type { Textbook } from './columns.ts';
import { FLOW_TEXTBOOKS } from './flows.ts';
import { PRICE_TEXTBOOKS } from './prices.ts';
import { TREND_TEXTBOOKS } from './trends.ts';

/** Slow, without state, and with nothing of the engine: what the engine's own arithmetic is held against. */
export const TEXTBOOKS: Readonly<Record<string, Textbook>> = {
  ...PRICE_TEXTBOOKS,
  ...FLOW_TEXTBOOKS,
  ...TREND_TEXTBOOKS,
};
