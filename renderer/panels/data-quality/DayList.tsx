import { type ReactNode, useEffect } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { DayQuality, GapRange, IntervalDays } from '../../../shared/session/quality.ts';
import { followQualityDays, useQuality } from '../../stores/quality-store.ts';
import { dayText, gapText, scoreText } from './quality-words.ts';

/** Gaps of one session that are written out; others are counted. */
const SHOWN_GAPS = 6;

/** One symbol, interval by interval and session by session, the newest first: what came, and when bars lacked. */
export function DayList({ symbol, summary }: { symbol: SymbolId | null; summary: ReactNode }) {
  const days = useQuality((state) => state.days);
  useEffect(() => (symbol === null ? undefined : followQualityDays(symbol)), [symbol]);
  if (symbol === null || days === null || days.symbol !== symbol) {
    return (
      <aside className="quality-days" aria-label="Sessions of the symbol">
        {summary}
        <p className="quality-note">
          {symbol === null ? 'Select a symbol to see its sessions.' : `Reading ${symbol}…`}
        </p>
      </aside>
    );
  }
  return (
    <aside className="quality-days" aria-label={`Sessions of ${symbol}`}>
      {summary}
      {days.intervals.map((each) => (
        <IntervalList key={each.interval} {...each} />
      ))}
      {days.intervals.length === 0 && <p className="quality-note">Nothing is held of {symbol}.</p>}
    </aside>
  );
}

function IntervalList({ interval, days }: IntervalDays) {
  const told = days.filter((day) => day.expected > 0 && day.score !== 100).reverse();
  const whole = days.filter((day) => day.score === 100).length;
  return (
    <section>
      <h3>
        {interval} <span>{whole === 1 ? '1 session whole' : `${whole} sessions whole`}</span>
      </h3>
      {told.map((day) => (
        <Day key={day.date} day={day} />
      ))}
    </section>
  );
}

function Day({ day }: { day: DayQuality }) {
  const shown = [...day.gaps].sort(byGravity).slice(0, SHOWN_GAPS);
  const hidden = day.gaps.length - shown.length;
  return (
    <div className="quality-day">
      <div className="quality-day-head">
        <b>{day.date}</b>
        <span>{dayText(day)}</span>
        <b>{scoreText(day.score ?? Number.NaN)}</b>
      </div>
      {shown.map((gap) => (
        <div key={gap.from} className={`quality-gap gap-${gap.kind}`}>
          {gapText(gap, day.date)}
        </div>
      ))}
      {hidden > 0 && <div className="quality-gap">and {hidden} more</div>}
    </div>
  );
}

/** What was lost before what was quiet, then the newest. */
function byGravity(left: GapRange, right: GapRange): number {
  const quiet = Number(left.kind === 'quiet') - Number(right.kind === 'quiet');
  return quiet !== 0 ? quiet : right.from - left.from;
}
