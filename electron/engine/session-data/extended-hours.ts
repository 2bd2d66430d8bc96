import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { IndicatorConfig, IndicatorInput } from '../../../shared/domain/indicator.ts';
import {
  INTERVALS,
  type Interval,
  isIntraday,
  nominalMilliseconds,
} from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../calendar/contract.ts';
import { sessionOpenOf } from '../calendar/session-of.ts';
import { IndicatorManager } from '../indicators/indicator-manager.ts';
import { indicatorDefinition } from '../indicators/registry.ts';
import type { BarStore } from './bar-store.ts';
import { HistoryCoverage, type HistoryDemand, wholeDemand } from './history-demand.ts';
import type { SymbolHoldings } from './ownership.ts';

/** Which hours of the day bars are wanted of: `extended` adds the pre-market and the post-market. */
export type BarHours = 'regular' | 'extended';

interface ExtendedHoursParts {
  /** The bars of regular hours; what goes wrong with the others is told of to the same observer. */
  readonly bars: BarStore;
  readonly calendar: Calendar;
  /** Begin of the session's day. */
  readonly sessionBegan: () => number;
  /** Symbols that there are. */
  readonly symbolCount: () => number;
}

/**
 * Bars outside of regular hours, and the indicators that read them: held apart, so that nothing that is made
 * for regular hours ever sees one of them.
 */
export class ExtendedHours {
  readonly bars: BarStore;
  readonly indicators: IndicatorManager;
  readonly coverage = new HistoryCoverage();

  constructor(private readonly parts: ExtendedHoursParts) {
    const { calendar } = parts;
    this.indicators = new IndicatorManager({
      sessionOf: sessionOpenOf(calendar),
      endOf: (interval, start) => calendar.spanEnd(interval, start),
      sessionBegan: parts.sessionBegan,
    });
    this.bars = parts.bars.beside(this.indicators);
  }

  /** Opens a symbol's series of an interval with room for so many sessions, and for `capacity` bars or more. */
  open(symbolIndex: number, interval: Interval, sessions: number, capacity = 1): void {
    this.bars.ensureSize(this.parts.symbolCount());
    const minutes = sessions * EXTENDED_MINUTES * 60_000;
    const room = Math.ceil(minutes / nominalMilliseconds(interval)) + sessions;
    this.bars.openSeries(symbolIndex, interval, Math.max(capacity, room));
  }

  /** The part of the last `days` sessions before `date` that is neither held nor on its way. */
  widen(symbolIndex: number, interval: Interval, days: number, date: SessionDate): HistoryDemand | undefined {
    const [first] = this.parts.calendar.sessionsBefore(date, days);
    const demand = first && this.coverage.widen(symbolIndex, interval, first.date, date);
    return demand && { ...demand, hours: 'extended' };
  }

  /** Frees the bars of an interval that nobody holds any more; what streams is kept only where it is held. */
  free(symbolIndex: number, interval: Interval, holdings: SymbolHoldings): void {
    const isLive = holdings.has('extended', interval);
    if (isLive || holdings.has('extended_history', interval)) {
      this.bars.setLive(symbolIndex, interval, isLive);
      return;
    }
    this.bars.closeSeries(symbolIndex, interval);
    this.coverage.forget(symbolIndex, interval);
  }

  /** Lets a symbol's bars go. Answers what is to come again of its history. */
  reload(symbolIndex: number, before: SessionDate): HistoryDemand[] {
    this.bars.emptySeries(symbolIndex);
    return INTERVALS.flatMap((interval): HistoryDemand[] => {
      const [first] = this.coverage.empty(symbolIndex, interval);
      if (first === undefined || first.from >= before) return [];
      return [{ ...wholeDemand(symbolIndex, interval, first.from, before), hours: 'extended' }];
    });
  }

  /** A session is over: what was held as it streamed is history now. */
  roll(symbolIndex: number, holdings: SymbolHoldings, played: SessionDate, next: SessionDate): void {
    for (const interval of holdings.extendedIntervals()) {
      this.coverage.advance(symbolIndex, interval, played, next);
    }
  }
}

/** Pre-market and post-market minutes of a day: 04:00 to 09:30 and 16:00 to 20:00. */
const EXTENDED_MINUTES = 570;

/** Throws InvalidArgumentError for hours that there are not, or an interval that has no bars outside of regular hours. */
export function checkHours(hours: BarHours, interval: Interval): void {
  if (hours !== 'regular' && hours !== 'extended')
    throw new InvalidArgumentError('hours', hours, 'regular, extended');
  if (hours === 'extended' && !isIntraday(interval)) {
    throw new InvalidArgumentError('interval', interval, '1s to 1h: days and weeks are of regular hours');
  }
}

/** True for an indicator that reads the bars outside of regular hours, or whose input does. */
export function readsExtendedHours({ name, input }: Pick<IndicatorConfig, 'name' | 'input'>): boolean {
  return indicatorDefinition(name).hours === 'extended' || inputReadsExtendedHours(input);
}

function inputReadsExtendedHours(input: IndicatorInput): boolean {
  return typeof input === 'object' && readsExtendedHours(input);
}
