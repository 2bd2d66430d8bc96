import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { LoadProgress, LoadState } from '../../../shared/domain/promotion.ts';

/** What is known of a load that has ended. */
export interface EndedLoad {
  readonly asked: number;
  readonly got: number;
  /** Sessions that are missing of all that was asked for so far. */
  readonly missing: LoadProgress['missing'];
  /** True where whole sessions did not come. */
  readonly isShort: boolean;
  readonly cause: string | null;
}

/** One interval: the loads that have ended, and the one that waits or runs. */
interface Course {
  asked: number;
  got: number;
  state: LoadState;
  cause: string | null;
  missing: LoadProgress['missing'];
  /** Bars that the present load is asked for; 0 where there is none. */
  pending: number;
}

/** The loads of one promoted symbol, by interval. */
export class LoadCourse {
  readonly #courses = new Map<Interval, Course>();

  /** A load waits for its turn; again where it has grown. */
  queued(interval: Interval, asked: number): void {
    this.#pend(interval, 'waiting', asked);
  }

  began(interval: Interval, asked: number): void {
    this.#pend(interval, 'loading', asked);
  }

  #pend(interval: Interval, state: LoadState, asked: number): void {
    const course = this.#courses.get(interval) ?? {
      asked: 0,
      got: 0,
      state,
      cause: null,
      missing: [],
      pending: 0,
    };
    course.state = state;
    course.pending = asked;
    this.#courses.set(interval, course);
  }

  /** A load has ended; one that is not of this promotion is left out. */
  ended(interval: Interval, { asked, got, missing, isShort, cause }: EndedLoad): void {
    const course = this.#courses.get(interval);
    if (course?.state !== 'loading') return;
    course.asked += asked;
    course.got += got;
    course.pending = 0;
    course.cause = cause;
    course.missing = missing;
    course.state = course.got === 0 && course.asked > 0 ? 'failed' : isShort ? 'short' : 'complete';
  }

  /** A part of what was asked for is about to be asked for again: it counts once. */
  again(interval: Interval, { asked, got }: Pick<EndedLoad, 'asked' | 'got'>): void {
    const course = this.#courses.get(interval);
    if (course === undefined) return;
    course.asked = Math.max(0, course.asked - asked);
    course.got = Math.max(0, course.got - got);
  }

  /** What was queued is not wanted any more. */
  cancelled(interval: Interval): void {
    const course = this.#courses.get(interval);
    if (course === undefined || course.pending === 0) return;
    if (course.asked === 0) this.#courses.delete(interval);
    else {
      course.pending = 0;
      course.state = course.got < course.asked ? 'short' : 'complete';
    }
  }

  /** Bars that have come of those that all loads are asked for, 0-1; NaN where none is under way. */
  fraction(): number {
    let [asked, got, pending] = [0, 0, 0];
    for (const course of this.#courses.values()) {
      asked += course.asked + course.pending;
      got += course.state === 'waiting' || course.state === 'loading' ? course.got : course.asked;
      pending += course.pending;
    }
    return pending === 0 ? Number.NaN : got / asked;
  }

  /** Finest interval first. */
  progress(): LoadProgress[] {
    return [...this.#courses]
      .sort(([left], [right]) => intervalIndex(left) - intervalIndex(right))
      .map(([interval, { asked, got, state, cause, missing, pending }]) => ({
        interval,
        state,
        got,
        asked: asked + pending,
        cause,
        missing,
      }));
  }
}
