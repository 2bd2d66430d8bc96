import { BAR_START } from '../../../shared/domain/bar.ts';
import { CHART_BARS } from '../../../shared/domain/chart.ts';
import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { Calendar } from '../calendar/contract.ts';
import { sessionOpenOf } from '../calendar/session-of.ts';
import type { FormingBar, HeldBars } from './held-bars.ts';
import { IndicatorLine } from './indicator-line.ts';
import { MergedBars } from './merged-bars.ts';

/** Bars that are taken to indicators in one turn: 1 to 2 ms of work. What is left is done in the next. */
export const UPDATES_PER_TURN = 30_000;

/**
 * The bars of one symbol and interval with their indicators, as charts draw them. One serves every chart that
 * shows the same. A new edition says that earlier bars or lines have changed.
 */
export class ChartSeries {
  readonly #bars: MergedBars;
  readonly #lines: readonly IndicatorLine[];
  #forming: FormingBar | undefined;
  #edition = 0;
  #newest = Number.NEGATIVE_INFINITY;
  #ready = 0;

  /** @param nextEdition a number that no answer has had before. */
  constructor(
    readonly interval: Interval,
    indicators: readonly IndicatorConfig[],
    calendar: Calendar,
    private readonly nextEdition: () => number,
  ) {
    this.#bars = new MergedBars(intervalIndex(interval), calendar);
    this.#lines = indicators.map((config) => new IndicatorLine(config, sessionOpenOf(calendar)));
  }

  get edition(): number {
    return this.#edition;
  }

  /** Closed bars. */
  get closed(): MergedBars['closed'] {
    return this.#bars.closed;
  }

  /** The bar that forms, later than the closed ones. Valid until the next bar comes in. */
  get forming(): FormingBar | undefined {
    return this.#forming;
  }

  /** Bars, the forming one included. */
  get length(): number {
    return this.closed.length + (this.#forming === undefined ? 0 : 1);
  }

  /** Lines that have a value for every closed bar. */
  get lines(): readonly IndicatorLine[] {
    return this.#lines.filter((line) => line.isComplete(this.closed));
  }

  /** False while lines are still being computed. */
  get isComplete(): boolean {
    return this.#ready === this.#lines.length;
  }

  /**
   * Takes over what the session holds at `now`, and computes a turn's worth of what lines lack.
   * @param sessionFrom start of the first bar that the session itself computes an indicator (by key) from; Infinity where it does not.
   */
  update(held: HeldBars, now: number, sessionFrom: (key: string) => number = () => Infinity): void {
    let changed = this.#bars.sync(held, now);
    if (changed) for (const line of this.#lines) line.reset();
    for (const line of this.#lines) {
      if (line.followSession(sessionFrom(line.config.key))) changed = true;
    }
    this.#forming = this.#bars.forming();
    const newest = this.#newestStart();
    const ready = this.#computeLines();
    if (changed || this.#edition === 0 || ready !== this.#ready || newest < this.#newest)
      this.#edition = this.nextEdition();
    this.#ready = ready;
    this.#newest = newest;
    this.#trim();
  }

  #newestStart(): number {
    const forming = this.#forming;
    return forming === undefined
      ? this.closed.lastStart
      : (forming.bars[forming.at + BAR_START] ?? Number.NaN);
  }

  /** Answers how many lines are complete. */
  #computeLines(): number {
    let left = UPDATES_PER_TURN;
    let ready = 0;
    for (const line of this.#lines) {
      left -= line.advance(this.closed, left);
      if (line.isComplete(this.closed)) ready += 1;
    }
    return ready;
  }

  /** A long run adds bars without end: the oldest are let go now and then. */
  #trim(): void {
    if (this.closed.length <= 2 * CHART_BARS || !this.isComplete) return;
    const count = this.closed.length - CHART_BARS;
    for (const line of this.#lines) line.dropFront(this.closed, count);
    this.closed.dropFront(count);
  }
}
