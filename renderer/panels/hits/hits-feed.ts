import type { GridApi } from 'ag-grid-community';
import { rowsInView } from '../../grids/view.ts';
import { hitLog, type LoggedHit } from '../../stores/hit-log.ts';
import { countRows } from '../../stores/screen-store.ts';
import { type HitRow, type QuietTime, RepeatMerger } from './repeats.ts';

/** The most rows that the grid holds; the oldest leave. */
const LIMIT = 5_000;

/**
 * Carries hits into the grid, repeats counted on the row that they repeat. While it is held, rows keep
 * their places: new ones wait and are counted.
 */
export class HitsFeed {
  readonly #api: GridApi<HitRow>;
  readonly #passes: (row: HitRow) => boolean;
  readonly #waitingChanged: (count: number) => void;
  readonly #ending: readonly (() => void)[];
  #merger: RepeatMerger;
  /** Oldest first; in the grid. */
  readonly #shown = new Map<number, HitRow>();
  /** Oldest first; to be added. */
  readonly #waiting = new Map<number, HitRow>();
  #held = false;

  /** `waitingChanged` is told how many of the waiting rows would be shown. */
  constructor(
    api: GridApi<HitRow>,
    quiet: QuietTime,
    passes: (row: HitRow) => boolean,
    waitingChanged: (count: number) => void,
  ) {
    this.#api = api;
    this.#passes = passes;
    this.#waitingChanged = waitingChanged;
    this.#merger = new RepeatMerger(quiet);
    this.#ending = [
      hitLog.subscribe((added, restarted) => (restarted ? this.#restart(hitLog.hits) : this.#take(added))),
      hitLog.onRevised((revised) => this.#revise(revised)),
    ];
    this.#restart(hitLog.hits);
  }

  /** Names of the scanners that have hits, in order. */
  get scanners(): readonly string[] {
    return [...new Set(hitLog.hits.map(({ hit }) => hit.scanner))].sort();
  }

  close(): void {
    for (const end of this.#ending) end();
  }

  /** Counts everything anew with another quiet time. */
  setQuiet(quiet: QuietTime): void {
    this.#merger = new RepeatMerger(quiet);
    this.#replace(hitLog.hits);
  }

  /** While held, new rows wait. */
  hold(held: boolean): void {
    this.#held = held;
    if (!held) this.release();
  }

  /** Shows what waits, whether held or not. */
  release(): void {
    if (this.#waiting.size === 0) return;
    const add = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#add(add, []);
    this.#waitingChanged(0);
  }

  #restart(hits: readonly LoggedHit[]): void {
    this.#merger = this.#merger.fresh();
    this.#replace(hits);
  }

  #replace(hits: readonly LoggedHit[]): void {
    const rows = this.#merger.take(hits).added.slice(-LIMIT);
    this.#api.flushAsyncTransactions();
    this.#shown.clear();
    this.#waiting.clear();
    for (const row of rows) this.#shown.set(row.index, row);
    this.#api.setGridOption('rowData', [...rows]);
    this.#waitingChanged(0);
    countRows({ hits: this.#shown.size });
  }

  #take(hits: readonly LoggedHit[]): void {
    const { added, changed } = this.#merger.take(hits);
    const update: HitRow[] = [];
    for (const row of changed) {
      if (this.#waiting.has(row.index)) this.#waiting.set(row.index, row);
      else if (this.#shown.has(row.index)) update.push(row);
    }
    if (!this.#held) {
      this.#add(added, update);
      return;
    }
    for (const row of added) this.#waiting.set(row.index, row);
    this.#waitingChanged([...this.#waiting.values()].filter(this.#passes).length);
    this.#add([], update);
  }

  /** Repeats are counted on a row that shows another match: they bear no mark. */
  #revise(revised: readonly LoggedHit[]): void {
    const update: HitRow[] = [];
    for (const logged of revised) {
      const before = this.#waiting.get(logged.index) ?? this.#shown.get(logged.index);
      const row = before === undefined ? undefined : this.#merger.revise(before, logged);
      if (row === undefined) continue;
      if (this.#waiting.has(row.index)) this.#waiting.set(row.index, row);
      else update.push(row);
    }
    this.#add([], update);
  }

  #add(add: readonly HitRow[], update: readonly HitRow[]): void {
    for (const row of [...add, ...update]) this.#shown.set(row.index, row);
    const gone = [...this.#shown.values()].slice(0, Math.max(0, this.#shown.size - LIMIT));
    for (const row of gone) this.#shown.delete(row.index);
    if (add.length + update.length + gone.length === 0) return;
    const read = add.length > 0 ? this.#readFrom() : undefined;
    this.#api.applyTransactionAsync({ add: [...add], update: [...update], remove: gone }, () => {
      const index = read === undefined ? null : this.#api.getRowNode(read)?.rowIndex;
      if (index !== null && index !== undefined) this.#api.ensureIndexVisible(index, 'top');
    });
    countRows({ hits: this.#shown.size });
  }

  /** The row at the top of the view, where the user has scrolled away from the newest: it stays there. */
  #readFrom(): string | undefined {
    const { first } = rowsInView(this.#api);
    return first > 0 ? this.#api.getDisplayedRowAtIndex(first)?.id : undefined;
  }
}
