import { z } from 'zod';
import { CHART_INTERVALS } from '../../shared/domain/chart.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import type { JsonValue } from '../../shared/domain/json.ts';
import { normalizeSymbol, type SymbolId } from '../../shared/domain/symbol.ts';

/** What a chart keeps with the layout. */
export interface ChartSettings {
  readonly interval: Interval;
  /** The symbol that it stays with; null where it follows the selection. */
  readonly pinned: SymbolId | null;
  /** Keys of the indicators that are not drawn. */
  readonly hidden: readonly string[];
}

/** Intervals of the charts that stand beside each other in a layout. */
const FIRST_INTERVALS: Readonly<Record<string, Interval>> = {
  'chart-2': '1m',
  'chart-3': '15m',
  'chart-4': '1d',
};

const schema = z.object({
  interval: z.enum(CHART_INTERVALS),
  pinned: z.string().nullable(),
  hidden: z.array(z.string()),
});

/** Settings of a chart from what was kept; the defaults of that chart where nothing usable was. */
export function readChartSettings(id: string, kept: JsonValue | undefined): ChartSettings {
  const parsed = schema.safeParse(kept);
  if (!parsed.success) return { interval: FIRST_INTERVALS[id] ?? '5m', pinned: null, hidden: [] };
  const { pinned, ...rest } = parsed.data;
  return { ...rest, pinned: pinned === null ? null : (normalizeSymbol(pinned) ?? null) };
}

/** The same as JSON. */
export function keptSettings({ interval, pinned, hidden }: ChartSettings): JsonValue {
  return { interval, pinned, hidden: [...hidden] };
}
