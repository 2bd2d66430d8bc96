import type { ChartData, ChartQuery } from '../../shared/domain/chart.ts';
import type { Failure, Result } from '../../shared/domain/result.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { mergeChart } from './chart-merge.ts';

/** What is asked for; the rest of the query the feed knows itself. */
export type ChartSubject = Pick<ChartQuery, 'chartId' | 'symbol' | 'interval'>;

/** Where the feed asks, and how it waits for the screen. */
export interface ChartFeedPorts {
  readonly ask: (query: ChartQuery) => Promise<Result<ChartData>>;
  /** Resolves when what was just given has been drawn. */
  readonly painted: () => Promise<void>;
}

/** What a chart is told: bars, or why there are none; with a failure the last good bars stand. */
export type ChartNews =
  | { readonly kind: 'bars'; readonly data: ChartData; readonly from: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

const DISORDER: Failure = {
  code: 'bad_bars',
  message: 'The bars came out of order twice; the last good ones are shown.',
};

/**
 * Keeps one chart fed: one question is in flight, news in between are merged into the next, and the next is asked
 * when the screen has drawn the last. Asks for what is new; for everything where the new does not fit.
 */
export class ChartFeed {
  readonly #subject: ChartSubject;
  readonly #ports: ChartFeedPorts;
  readonly #onNews: (news: ChartNews) => void;
  #last: number;
  #held: ChartData | null = null;
  #wantsWhole = true;
  #isAsking = false;
  #hasNews = false;
  #isVisible = true;
  #isClosed = false;

  /** `last`: how many bars are asked for at first. */
  constructor(subject: ChartSubject, last: number, ports: ChartFeedPorts, onNews: (news: ChartNews) => void) {
    this.#subject = subject;
    this.#last = last;
    this.#ports = ports;
    this.#onNews = onNews;
  }

  /** There may be something new. */
  refresh(): void {
    this.#hasNews = true;
    void this.#run();
  }

  /** Everything is asked for anew: what was drawn last could not be joined to. */
  refreshWhole(): void {
    this.#wantsWhole = true;
    this.refresh();
  }

  /** Asks for older bars too. Nothing happens where as many were asked for already, or there are no more. */
  reachBack(last: number): void {
    const isExhausted = this.#held !== null && this.#held.bars.start.length < this.#last;
    if (last <= this.#last || isExhausted) return;
    this.#last = last;
    this.refreshWhole();
  }

  /** A chart that nobody sees asks for nothing; what it missed it asks for when it is seen again. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    void this.#run();
  }

  close(): void {
    this.#isClosed = true;
  }

  async #run(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#hasNews && this.#isVisible && !this.#isClosed) {
      this.#hasNews = false;
      await this.#ask();
      await this.#ports.painted();
    }
    this.#isAsking = false;
  }

  async #ask(): Promise<void> {
    const asksWhole = this.#wantsWhole;
    this.#wantsWhole = false;
    const reply = await this.#ports.ask({
      ...this.#subject,
      last: this.#last,
      since: asksWhole ? null : this.#since(),
    });
    if (this.#isClosed) return;
    if (!reply.ok) {
      this.#wantsWhole ||= asksWhole;
      this.#onNews({ kind: 'failed', failure: reply.error });
      return;
    }
    const merged = mergeChart(this.#held, reply.value);
    if (merged !== null) {
      this.#held = merged.data;
      this.#onNews({ kind: 'bars', ...merged });
    } else if (asksWhole) {
      this.#wantsWhole = true;
      this.#onNews({ kind: 'failed', failure: DISORDER });
    } else {
      this.#wantsWhole = true;
      this.#hasNews = true;
    }
  }

  #since(): ChartQuery['since'] {
    const start = this.#held?.bars.start.at(-1);
    return this.#held === null || start === undefined
      ? null
      : { edition: this.#held.edition, start: epochMs(start) };
  }
}
