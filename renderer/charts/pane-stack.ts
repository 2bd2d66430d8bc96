import type { IChartApi } from 'lightweight-charts';
import { SessionRules } from './primitives/session-rules.ts';

/** Height of an indicator's pane in pixels, and the shares of the chart that it, and all of them, may take. */
const PANE_HEIGHT = 116;
const LOWEST = 56;
const SHARE = 0.22;
const SHARE_OF_ALL = 0.36;
/** The prices keep at least this height, in pixels. */
const PRICES_HEIGHT = 180;

/** How many indicators find room for a pane under the prices, in a chart of this height in pixels. */
export function paneRoom(height: number): number {
  return Math.max(0, Math.floor((height - PRICES_HEIGHT) / LOWEST));
}

/** The panes of a chart: how high they are, where they begin, and the rules that run through all of them. */
export class PaneStack {
  readonly #chart: IChartApi;
  readonly #container: HTMLElement;
  readonly #onTops: (tops: readonly number[]) => void;
  readonly #onResize: () => void;
  readonly #observer: ResizeObserver;
  #rules: SessionRules[] = [];
  #arrangedFor = '';
  #tops: readonly number[] = [];

  /**
   * `onTops`: distance of each pane from the top of the container, in pixels, whenever it changes.
   * `onResize`: the container or a pane has another size.
   */
  constructor(
    chart: IChartApi,
    container: HTMLElement,
    onTops: (tops: readonly number[]) => void,
    onResize: () => void,
  ) {
    this.#chart = chart;
    this.#container = container;
    this.#onTops = onTops;
    this.#onResize = onResize;
    this.#observer = new ResizeObserver(() => {
      this.#measure();
      this.#onResize();
    });
    this.#observer.observe(container);
  }

  /** Call after panes came or went. */
  arrange(): void {
    const panes = this.#chart.panes();
    this.#rules = this.#rules.slice(0, 1);
    for (const [index, pane] of panes.entries()) {
      if (index < this.#rules.length) continue;
      const rules = new SessionRules();
      pane.attachPrimitive(rules);
      this.#rules.push(rules);
    }
    this.#observer.disconnect();
    this.#observer.observe(this.#container);
    for (const pane of panes) {
      const element = pane.getHTMLElement();
      if (element !== null) this.#observer.observe(element);
    }
    this.#arrangedFor = '';
    this.#measure();
  }

  setRules(starts: readonly number[], colour: string): void {
    for (const rules of this.#rules) rules.set(starts, colour);
  }

  remove(): void {
    this.#observer.disconnect();
  }

  #measure(): void {
    this.#stretch();
    const { top } = this.#container.getBoundingClientRect();
    const tops = this.#chart.panes().map((pane) => {
      const box = pane.getHTMLElement()?.getBoundingClientRect();
      return box === undefined ? 0 : Math.round(box.top - top);
    });
    if (tops.join() === this.#tops.join()) return;
    this.#tops = tops;
    this.#onTops(tops);
  }

  /** Once for each number of panes, as soon as there is a height: from then on the user's own proportions hold. */
  #stretch(): void {
    const panes = this.#chart.panes();
    const height = this.#container.clientHeight;
    const key = `${panes.length}`;
    if (height === 0 || key === this.#arrangedFor) return;
    this.#arrangedFor = key;
    const share = Math.min(SHARE, SHARE_OF_ALL / Math.max(1, panes.length - 1));
    const own = Math.min(PANE_HEIGHT, Math.max(LOWEST, Math.round(height * share)));
    const prices = Math.max(own, height - own * (panes.length - 1));
    for (const [index, pane] of panes.entries()) pane.setStretchFactor(index === 0 ? prices : own);
  }
}
