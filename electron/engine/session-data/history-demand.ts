import type { Interval } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';

/** Bars of completed sessions that somebody asked for and that nobody has yet. */
export interface HistoryDemand {
  readonly symbolIndex: number;
  readonly interval: Interval;
  /** First session wanted. */
  readonly from: SessionDate;
  /** Sessions before this one are wanted: the session date, or the first session already held. */
  readonly before: SessionDate;
}

/** An unbroken stretch of sessions: from <= date < before. */
interface Stretch {
  readonly from: SessionDate;
  readonly before: SessionDate;
}

/** What history is held or on its way for each symbol and interval. */
export class HistoryCoverage {
  readonly #held = new Map<Interval, Map<number, Stretch>>();
  /** First session of loads that failed, until somebody asks for it again. */
  readonly #lost = new Map<Interval, Map<number, SessionDate>>();

  /** First session of an unbroken stretch up to `asOf` that is held or pending; undefined where there is none. */
  heldFrom(symbolIndex: number, interval: Interval, asOf: SessionDate): SessionDate | undefined {
    const held = this.#stretch(symbolIndex, interval);
    return held === undefined || held.before < asOf ? undefined : held.from;
  }

  #stretch(symbolIndex: number, interval: Interval): Stretch | undefined {
    return this.#held.get(interval)?.get(symbolIndex);
  }

  /** Takes over what another coverage knows of a symbol, here under an index of its own. */
  copyFrom(other: HistoryCoverage, from: number, to: number): void {
    for (const [interval, column] of other.#held) {
      const stretch = column.get(from);
      if (stretch !== undefined) this.#put(to, interval, stretch);
    }
  }

  #put(symbolIndex: number, interval: Interval, stretch: Stretch): void {
    const column = this.#held.get(interval) ?? new Map<number, Stretch>();
    column.set(symbolIndex, stretch);
    this.#held.set(interval, column);
  }

  /**
   * Widens the coverage to the sessions from `from` to before `asOf`. Answers only the part that
   * was missing at either end, or undefined where all of it was held or pending.
   */
  widen(
    symbolIndex: number,
    interval: Interval,
    from: SessionDate,
    asOf: SessionDate,
  ): HistoryDemand | undefined {
    if (from <= (this.#lostFrom(symbolIndex, interval) ?? '')) this.#lost.get(interval)?.delete(symbolIndex);
    const held = this.#stretch(symbolIndex, interval);
    if (held === undefined || held.before < from) {
      this.#put(symbolIndex, interval, { from, before: asOf });
      return { symbolIndex, interval, from, before: asOf };
    }
    const lacksOlder = from < held.from;
    const lacksNewer = held.before < asOf;
    if (!lacksOlder && !lacksNewer) return undefined;
    this.#put(symbolIndex, interval, { from: lacksOlder ? from : held.from, before: asOf });
    return {
      symbolIndex,
      interval,
      from: lacksOlder ? from : held.before,
      before: lacksNewer ? asOf : held.from,
    };
  }

  /** A session that was held as it streamed has become history. */
  advance(symbolIndex: number, interval: Interval, played: SessionDate, next: SessionDate): void {
    const held = this.#stretch(symbolIndex, interval);
    if (held?.before === played) this.#put(symbolIndex, interval, { from: held.from, before: next });
  }

  /** Sessions before `oldest` have made room and are no longer held. */
  trim(symbolIndex: number, interval: Interval, oldest: SessionDate): void {
    const held = this.#stretch(symbolIndex, interval);
    if (held !== undefined && held.from < oldest) {
      this.#put(symbolIndex, interval, { from: oldest, before: held.before });
    }
  }

  /** A load failed: what it was to bring can be asked for again. */
  giveBack({ symbolIndex, interval, from, before }: HistoryDemand): void {
    const held = this.#stretch(symbolIndex, interval);
    if (held === undefined) return;
    this.#lose(symbolIndex, interval, from);
    const older = { from: held.from, before: from };
    const newer = { from: before, before: held.before };
    if (newer.from < newer.before) this.#put(symbolIndex, interval, newer);
    else if (older.from < older.before) this.#put(symbolIndex, interval, older);
    else this.forget(symbolIndex, interval);
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
    this.#held.get(interval)?.delete(symbolIndex);
    this.#lost.get(interval)?.delete(symbolIndex);
  }
}
