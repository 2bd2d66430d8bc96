import { intervalIndex, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { BarRequest, TimeRange } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';

const DAY_MS = 86_400_000;

type Asked = Pick<BarRequest, 'from' | 'to' | 'interval' | 'hours'>;

/**
 * Cuts a request into the fewest stretches of at most `maxBars` places for bars each, on the ends of bars: one
 * after the other they are the request. The same cut prices a promotion and is then asked for.
 */
export function requestPages(request: Asked, maxBars: number, calendar: Calendar): readonly TimeRange[] {
  if (mostBars(request) <= maxBars) return [{ from: request.from, to: request.to }];
  const pages: TimeRange[] = [];
  let [from, bars] = [request.from, 0];
  for (const end of barEnds(request, calendar)) {
    if (bars === maxBars) {
      pages.push({ from, to: end.before });
      [from, bars] = [end.before, 0];
    }
    bars += 1;
  }
  pages.push({ from, to: request.to });
  return pages;
}

/** No request can have more bars than this, whatever the calendar says. */
function mostBars({ from, to, interval }: Asked): number {
  return Math.ceil((to - from) / (isIntraday(interval) ? nominalMilliseconds(interval) : DAY_MS));
}

/** For every place of a bar in (from, to], the end of the one before it: where a page may end. */
function* barEnds({ from, to, interval, hours }: Asked, calendar: Calendar): Generator<{ before: EpochMs }> {
  const index = intervalIndex(interval);
  let before = from;
  for (const session of sessionsIn(from, to, calendar)) {
    const isWhole = !isIntraday(interval);
    const opens = isWhole || hours === 'regular' ? session.open : session.preOpen;
    const closes = isWhole || hours === 'regular' ? session.close : session.postClose;
    let end: number = opens;
    while (end < closes) {
      end = isWhole ? session.close : calendar.spanEnd(index, end);
      if (Number.isNaN(end) || end > to) break;
      if (end <= from) continue;
      yield { before };
      before = epochMs(end);
    }
  }
}

function sessionsIn(from: EpochMs, to: EpochMs, calendar: Calendar): readonly TradingSession[] {
  const { firstDate, lastDate } = calendar;
  const first = calendar.instantOf(firstDate, '00:00');
  const last = calendar.instantOf(lastDate, '23:59');
  if (to <= first || from >= last) return [];
  return calendar.sessionsBetween(
    from < first ? firstDate : calendar.dateOf(from),
    to > last ? lastDate : calendar.dateOf(to),
  );
}
