import type { EpochMs } from '../../../../shared/domain/time.ts';
import type { SessionFigure } from '../../../../shared/rules/checked-rule.ts';
import { usualVolumeShare } from '../../volume-curve.ts';
import type { MarketColumns } from '../contract.ts';
import { dailyAgo, PREVIOUS_FIELD, USUAL_VOLUME } from './needs.ts';

/** Whatever of an instant a rule depends on. */
export interface Instant {
  readonly now: EpochMs;
  readonly market: MarketColumns;
}

/** Writes a figure of the session date for every row, right at any hour of it; NaN where it has no value. */
export function writeSessionFigure(of: SessionFigure, instant: Instant, values: Float64Array): void {
  const { count } = instant.market;
  const today = todayOf(of, instant.market);
  const field = PREVIOUS_FIELD[of];
  if (of === 'relative_volume') {
    const { open, close } = instant.market.session;
    const share = usualVolumeShare(instant.now, open, close);
    const [byLast, byOneBefore] = USUAL_VOLUME;
    const average = beforeToday(instant, byLast.key, byOneBefore.key);
    for (let row = 0; row < count; row += 1) values[row] = relative(today(row), average(row) * share);
    return;
  }
  if (field === undefined) {
    for (let row = 0; row < count; row += 1) values[row] = today(row);
    return;
  }
  const previous = beforeToday(instant, dailyAgo(field, 0).key, dailyAgo(field, 1).key);
  const isChange = of === 'overnight_gap' || of === 'session_change';
  for (let row = 0; row < count; row += 1)
    values[row] = isChange ? change(today(row), previous(row)) : previous(row);
}

function change(price: number, before: number): number {
  return before === 0 ? Number.NaN : 100 * (price / before - 1);
}

function relative(volume: number, usual: number): number {
  return usual > 0 ? volume / usual : Number.NaN;
}

/** An indicator of daily bars as of the last one before the session date, from it by the last closed one and by the one before. */
function beforeToday({ now, market }: Instant, byLast: string, byOneBefore: string): (row: number) => number {
  const last = market.indicator(byLast);
  const oneBefore = market.indicator(byOneBefore);
  const { start } = market.latest('1d');
  const { open, close } = market.session;
  const isOver = now >= close;
  return (row) => {
    // Once the session's own bar has closed, the one before it is the previous one.
    const hasClosed = isOver && (start[row] ?? Number.NaN) >= open;
    return (hasClosed ? oneBefore : last)?.[row] ?? Number.NaN;
  };
}

/** The field of the session date's own daily bar; NaN where it has none yet, or a stale one. */
function todayOf(of: SessionFigure, market: MarketColumns): (row: number) => number {
  const daily = market.latest('1d');
  const values = daily[TODAY_FIELD[of] ?? 'close'];
  const { open } = market.session;
  return (row) =>
    daily.fresh[row] === 1 && (daily.start[row] ?? Number.NaN) >= open
      ? (values[row] ?? Number.NaN)
      : Number.NaN;
}

const TODAY_FIELD: Partial<Readonly<Record<SessionFigure, 'open' | 'high' | 'low' | 'volume'>>> = {
  day_open: 'open',
  overnight_gap: 'open',
  day_high: 'high',
  day_low: 'low',
  day_volume: 'volume',
  relative_volume: 'volume',
};
