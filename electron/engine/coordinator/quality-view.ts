import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import { QUALITY_DAY_GAPS } from '../../../shared/ipc/requests/quality.ts';
import {
  DATA_STATES,
  type GapRange,
  type IntervalDays,
  type IntervalQuality,
  QUALITY_PAGE_ROWS,
  type QualityCounts,
  type QualityPage,
  type QualityQuery,
  type SessionQuality,
  type SymbolQuality,
} from '../../../shared/session/quality.ts';
import { addCounts, NO_COUNTS, symbolScore } from '../quality/score.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import { inTurns } from '../turns.ts';
import type { QualityDesk } from './quality-desk.ts';

/** Symbols that are judged before others have their turn. */
const SYMBOLS_PER_TURN = 250;
/** States that mean that something should be there and is not. */
const CUT_OFF = new Set<string>(['gap', 'stale', 'missing']);

/** The quality of the data as the window reads it: a page of symbols, or one of them day by day. */
export class QualityView {
  constructor(
    private readonly desk: QualityDesk,
    private readonly core: SessionCore,
    private readonly sessionDate: () => SessionDate,
  ) {}

  /** The worst first. Whole markets are judged in parts, so that the thread is not held. */
  async page({ scope, text }: QualityQuery): Promise<QualityPage> {
    const wanted = text.trim().toUpperCase();
    const rows: SymbolQuality[] = [];
    const session = new SessionSum(this.sessionDate());
    await inTurns([...this.core.parts.symbols.all()], SYMBOLS_PER_TURN, (symbol, index) => {
      if (this.core.isExcluded(symbol) || this.core.holdings(index).isEmpty) return;
      const row = this.symbol(symbol, index);
      session.add(this.#today(index));
      const passes = symbol.startsWith(wanted) && (scope !== 'promoted' || row.promoted);
      if (passes && (scope !== 'issues' || hasIssue(row))) rows.push(row);
    });
    rows.sort(byNeed);
    return { total: rows.length, rows: rows.slice(0, QUALITY_PAGE_ROWS), session: session.total() };
  }

  /** One symbol as it stands now. */
  symbol(symbol: SymbolId, index: number): SymbolQuality {
    const intervals = this.#intervals(index);
    const state = this.desk.stateOf(index);
    const counts = intervals.reduce<QualityCounts>((sum, { quality }) => addCounts(sum, quality), NO_COUNTS);
    const finest = intervals.find(({ quality }) => quality.kept && quality.sessions > 0);
    return {
      symbol,
      state,
      promoted: this.core.isPromoted(symbol),
      score: symbolScore(
        intervals.map(({ quality }) => quality.score),
        CUT_OFF.has(state),
      ),
      ...counts,
      intervals: intervals.map(({ quality }) => quality),
      lastGap: newest(intervals.map(({ lastGap }) => lastGap)),
      strip: finest?.strip ?? '',
    };
  }

  /** The sessions of every interval of a symbol from a date on, oldest first. */
  days(index: number, from: SessionDate): readonly IntervalDays[] {
    return this.#keptIntervals(index).map((interval) => ({
      interval,
      days: this.desk.series.days(index, interval, from),
    }));
  }

  /** The newest so many sessions of a symbol, of each only the newest gaps; none of one that is not there. */
  newestDays(symbol: SymbolId, sessions: number): readonly IntervalDays[] {
    const { calendar, symbols } = this.core.parts;
    const index = symbols.indexOf(symbol);
    if (index === undefined) return [];
    const date = this.sessionDate();
    const from = calendar.sessionsBefore(date, sessions - 1)[0]?.date ?? date;
    return this.days(index, from).map(({ interval, days }) => ({
      interval,
      days: days.map((day) => ({ ...day, gaps: day.gaps.slice(-QUALITY_DAY_GAPS) })),
    }));
  }

  #keptIntervals(index: number) {
    const held = new Set(
      this.core
        .holdings(index)
        .all()
        .map(({ interval }) => interval),
    );
    return [...held].sort((left, right) => intervalIndex(left) - intervalIndex(right));
  }

  #intervals(index: number) {
    const folded = this.desk.foldedStream(index);
    const kept = this.#keptIntervals(index).map((interval) => {
      const { counts, lastGap, score, sessions, strip } = this.desk.series.summary(index, interval);
      const quality: IntervalQuality = { interval, kept: true, score, sessions, ...counts };
      return { quality, lastGap, strip };
    });
    if (folded === undefined) return kept;
    const day = this.desk.foldedDay(index, folded);
    const quality: IntervalQuality = { ...day, interval: folded, kept: false, sessions: 1 };
    return [{ quality, lastGap: null, strip: '' }, ...kept];
  }

  /** The finest of what a symbol has of the session date. */
  #today(index: number): DayCounts | undefined {
    const folded = this.desk.foldedStream(index);
    if (folded !== undefined) return this.desk.foldedDay(index, folded);
    const [finest] = this.core
      .holdings(index)
      .sessionIntervals()
      .sort((left, right) => intervalIndex(left) - intervalIndex(right));
    return finest === undefined ? undefined : this.desk.series.today(index, finest);
  }
}

type DayCounts = QualityCounts & { readonly score: number | null };

/** Adds up a session date over its symbols. */
class SessionSum {
  #counts: QualityCounts = NO_COUNTS;
  #symbols = 0;
  #withGaps = 0;
  #scores = 0;
  #scored = 0;

  constructor(private readonly date: SessionDate) {}

  add(day: DayCounts | undefined): void {
    if (day === undefined) return;
    this.#symbols += 1;
    if (day.lost > 0) this.#withGaps += 1;
    if (day.score !== null) {
      this.#scores += day.score;
      this.#scored += 1;
    }
    this.#counts = addCounts(this.#counts, day);
  }

  total(): SessionQuality {
    return {
      date: this.date,
      ...this.#counts,
      score: this.#scored === 0 ? null : this.#scores / this.#scored,
      symbols: this.#symbols,
      withGaps: this.#withGaps,
    };
  }
}

function newest(gaps: readonly (GapRange | null)[]): GapRange | null {
  return gaps.reduce<GapRange | null>(
    (last, gap) => (gap !== null && gap.to > (last?.to ?? 0) ? gap : last),
    null,
  );
}

function hasIssue({ state, lost, rejected, revised, duplicates, late }: SymbolQuality): boolean {
  return CUT_OFF.has(state) || state === 'halted' || lost + rejected + revised + duplicates + late > 0;
}

/** What is cut off first, then the lowest score, then by name. */
function byNeed(left: SymbolQuality, right: SymbolQuality): number {
  const cut = Number(CUT_OFF.has(right.state)) - Number(CUT_OFF.has(left.state));
  if (cut !== 0) return cut;
  const state = DATA_STATES.indexOf(left.state) - DATA_STATES.indexOf(right.state);
  if (state !== 0 && CUT_OFF.has(left.state)) return state;
  const score = (left.score ?? 101) - (right.score ?? 101);
  return score !== 0 ? score : left.symbol < right.symbol ? -1 : 1;
}
