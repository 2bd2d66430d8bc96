import type { Interval } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import { holdsDate, missingIn, type Stretch, type Stretches, united, without } from './stretches.ts';

/** Bars of completed sessions that somebody asked for and that nobody has yet. */
export interface HistoryDemand {
  readonly symbolIndex: number;
  readonly interval: Interval;
  /** First session wanted. */
  readonly from: SessionDate;
  /** Sessions before this one are wanted: the session date, or the first session already held. */
  readonly before: SessionDate;
  /** What of that is neither held nor on its way: all of it, or parts around what is. */
  readonly missing: Stretches;
  /** Said where the bars outside of regular hours are wanted; absent for those of regular hours. */
  readonly hours?: 'extended';
}

/** A demand for all sessions of a stretch. */
export function wholeDemand(
  symbolIndex: number,
  interval: Interval,
  from: SessionDate,
  before: SessionDate,
): HistoryDemand {
  return { symbolIndex, interval, from, before, missing: [{ from, before }] };
}

/** Sessions of one symbol and interval: those that were asked for, and those of them that have come. */
interface Covered {
  readonly asked: Stretches;
  readonly held: Stretches;
}

const NOTHING: Covered = { asked: [], held: [] };

/** Different ones that are remembered; then they are forgotten, and found again. */
const MOST_KNOWN = 256;

/**
 * One object for all symbols of which the same sessions are covered: of a market that is loaded together they are few.
 */
class SharedCovers {
  readonly #known = new Map<string, Covered>();

  /** Equal to the given ones, and the same for whoever asks for equal ones next. */
  of(asked: Stretches, held: Stretches): Covered {
    const key = `${textOf(asked)}|${textOf(held)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    const covered = { asked, held };
    this.#known.set(key, covered);
    return covered;
  }
}

function textOf(stretches: Stretches): string {
  let text = '';
  for (const { from, before } of stretches) text += `${from} ${before},`;
  return text;
}

/** What history is held or on its way for each symbol and interval. */
export class HistoryCoverage {
  readonly #covered = new Map<Interval, Map<number, Covered>>();
  readonly #shared = new SharedCovers();
  /** First session of loads that failed, until somebody asks for it again. */
  readonly #lost = new Map<Interval, Map<number, SessionDate>>();

  /** First session of an unbroken stretch up to `asOf` that is held or pending; undefined where there is none. */
  heldFrom(symbolIndex: number, interval: Interval, asOf: SessionDate): SessionDate | undefined {
    const last = this.#of(symbolIndex, interval).asked.at(-1);
    return last === undefined || last.before < asOf ? undefined : last.from;
  }

  /** True where the session's bars have come: they are not on their way. */
  hasCome(symbolIndex: number, interval: Interval, date: SessionDate): boolean {
    return holdsDate(this.#of(symbolIndex, interval).held, date);
  }

  #of(symbolIndex: number, interval: Interval): Covered {
    return this.#covered.get(interval)?.get(symbolIndex) ?? NOTHING;
  }

  /** Takes over what another coverage knows of a symbol, here under an index of its own. */
  copyFrom(other: HistoryCoverage, from: number, to: number): void {
    for (const [interval, column] of other.#covered) {
      const covered = column.get(from);
      if (covered !== undefined) this.#put(to, interval, covered);
    }
  }

  #put(symbolIndex: number, interval: Interval, { asked, held }: Covered): void {
    const covered = this.#shared.of(asked, held);
    const column = this.#covered.get(interval);
    if (column === undefined) this.#covered.set(interval, new Map([[symbolIndex, covered]]));
    else column.set(symbolIndex, covered);
  }

  /**
   * Widens the coverage to the sessions from `from` to before `asOf`. Answers only the parts that were
   * missing, or undefined where all of it was held or pending.
   *
   * @param beginningOf first session of the bar that a session is part of, where a bar spans several
   */
  widen(
    symbolIndex: number,
    interval: Interval,
    from: SessionDate,
    asOf: SessionDate,
    beginningOf: (date: SessionDate) => SessionDate = (date) => date,
  ): HistoryDemand | undefined {
    if (from <= (this.#lostFrom(symbolIndex, interval) ?? '')) this.#lost.get(interval)?.delete(symbolIndex);
    const { asked, held } = this.#of(symbolIndex, interval);
    const missing = missingIn(asked, { from, before: asOf }).map((each) => ({
      from: beginningOf(each.from),
      before: each.before,
    }));
    const [first, last] = [missing[0], missing.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    this.#put(symbolIndex, interval, { asked: united(asked, { from, before: asOf }), held });
    return { symbolIndex, interval, from: first.from, before: last.before, missing };
  }

  /** A load has ended: what the source has of it is held. */
  came({ symbolIndex, interval, missing }: HistoryDemand): void {
    const { asked, held } = this.#of(symbolIndex, interval);
    // What nobody holds any more has not come for anybody.
    const wanted = missing.flatMap((each) => asked.flatMap((own) => shared(each, own)));
    if (wanted.length > 0) this.#put(symbolIndex, interval, { asked, held: wanted.reduce(united, held) });
  }

  /** A session that was held as it streamed has become history. */
  advance(symbolIndex: number, interval: Interval, played: SessionDate, next: SessionDate): void {
    const { asked, held } = this.#of(symbolIndex, interval);
    const streamed = { from: played, before: next };
    this.#put(symbolIndex, interval, { asked: united(asked, streamed), held: united(held, streamed) });
  }

  /** Sessions before `oldest` have made room and are no longer held. */
  trim(symbolIndex: number, interval: Interval, oldest: SessionDate): void {
    const { asked, held } = this.#of(symbolIndex, interval);
    const [first] = asked;
    if (first === undefined || first.from >= oldest) return;
    const gone = { from: first.from, before: oldest };
    this.#put(symbolIndex, interval, { asked: without(asked, gone), held: without(held, gone) });
  }

  /** A load failed: what it was to bring can be asked for again. */
  giveBack({ symbolIndex, interval, from, missing }: HistoryDemand): void {
    const { asked, held } = this.#of(symbolIndex, interval);
    if (asked.length === 0) return;
    this.#lose(symbolIndex, interval, from);
    const [still, there] = [missing.reduce(without, asked), missing.reduce(without, held)];
    this.#put(symbolIndex, interval, { asked: still, held: there });
  }

  /** The bars were let go: all that was asked for is to come again. */
  empty(symbolIndex: number, interval: Interval): Stretches {
    const { asked } = this.#of(symbolIndex, interval);
    this.#put(symbolIndex, interval, { asked, held: [] });
    return asked;
  }

  /** True where a load failed and nobody has asked for what it was to bring since. */
  hasLost(symbolIndex: number, interval: Interval): boolean {
    return this.#lostFrom(symbolIndex, interval) !== undefined;
  }

  #lostFrom(symbolIndex: number, interval: Interval): SessionDate | undefined {
    return this.#lost.get(interval)?.get(symbolIndex);
  }

  #lose(symbolIndex: number, interval: Interval, from: SessionDate): void {
    const column = this.#lost.get(interval) ?? new Map<number, SessionDate>();
    const before = column.get(symbolIndex);
    column.set(symbolIndex, before !== undefined && before < from ? before : from);
    this.#lost.set(interval, column);
  }

  forget(symbolIndex: number, interval: Interval): void {
    this.#covered.get(interval)?.delete(symbolIndex);
    this.#lost.get(interval)?.delete(symbolIndex);
  }
}

/** What two stretches have in common; nothing, or one. */
function shared(left: Stretch, right: Stretch): Stretches {
  const from = left.from > right.from ? left.from : right.from;
  const before = left.before < right.before ? left.before : right.before;
  return from < before ? [{ from, before }] : [];
}
