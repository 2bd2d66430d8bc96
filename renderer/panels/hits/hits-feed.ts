import type { GridApi } from 'ag-grid-community';
import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { countRows } from '../../stores/screen-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { HitCounter, type HitRow } from './hit-rows.ts';

const REFRESH_MS = 1_000;

/** Carries new hits to the top of the hits grid and drops those that have left the window's memory. */
export class HitsFeed {
  readonly #api: GridApi<HitRow>;
  readonly #counter = new HitCounter();
  readonly #unsubscribe: () => void;
  readonly #timer: number;
  /** Oldest first. */
  #kept: HitRow[] = [];

  constructor(api: GridApi<HitRow>) {
    this.#api = api;
    this.#unsubscribe = useSession.subscribe(({ snapshot }, before) => {
      if (snapshot !== null && snapshot.hits !== before.snapshot?.hits) this.#show(snapshot);
    });
    this.#timer = window.setInterval(
      () => this.#api.refreshCells({ columns: ['state', 'last', 'since'] }),
      REFRESH_MS,
    );
    const { snapshot } = useSession.getState();
    if (snapshot !== null) this.#show(snapshot);
  }

  close(): void {
    this.#unsubscribe();
    window.clearInterval(this.#timer);
  }

  #show(snapshot: SessionSnapshot): void {
    const oldest = snapshot.status.hitCount - snapshot.hits.length;
    const added = this.#counter.take(snapshot);
    const gone = this.#kept.filter((row) => row.index < oldest);
    this.#kept = [...this.#kept.slice(gone.length), ...added];
    if (added.length === 0 && gone.length === 0) return;
    this.#api.applyTransactionAsync({ add: newestScanFirst(added), addIndex: 0, remove: gone });
    countRows({ hits: this.#kept.length });
  }
}

/** The newest scan on top, its hits in their own order. */
function newestScanFirst(rows: readonly HitRow[]): HitRow[] {
  return rows.toSorted((left, right) => right.hit.time - left.hit.time || left.index - right.index);
}
