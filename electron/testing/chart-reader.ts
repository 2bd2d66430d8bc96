import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import type { ChartBars, ChartData, ChartQuery } from '../../shared/domain/chart.ts';
import { epochMs } from '../../shared/domain/time.ts';
import type { SessionView } from '../engine/coordinator/session-view.ts';

/** What a chart reads, once nothing of it is on its way any more. Throws where the engine refuses. */
export async function loadedChart(view: SessionView, query: ChartQuery): Promise<ChartData> {
  for (;;) {
    const answer = view.chart(query);
    if (!answer.ok) throw new Error(answer.error.message);
    if (!answer.value.loading) return answer.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A chart's bars as records of BAR_STRIDE doubles. */
export function chartRecords({ start, open, high, low, close, volume }: ChartBars): Float64Array {
  const records = new Float64Array(start.length * BAR_STRIDE);
  for (const [field, column] of [start, open, high, low, close, volume].entries()) {
    for (const [row, value] of column.entries()) records[row * BAR_STRIDE + field] = value;
  }
  return records;
}

/** A chart as a window keeps it: what came first, each later answer put behind it or in its place. */
export class KeptChart {
  /** By start: wall seconds, prices, volume, then the value of each line by label. */
  rows = new Map<number, Readonly<Record<string, number>>>();
  /** Answers that were everything anew. */
  wholes = 0;
  #edition = 0;

  constructor(
    private readonly view: SessionView,
    readonly query: Omit<ChartQuery, 'since'>,
  ) {}

  /** Asks for what is new. Throws where the engine refuses. */
  read(): ChartData {
    const newest = [...this.rows.keys()].at(-1);
    const since = newest === undefined ? null : { edition: this.#edition, start: epochMs(newest) };
    const answer = this.view.chart({ ...this.query, since });
    if (!answer.ok) throw new Error(answer.error.message);
    this.#edition = answer.value.edition;
    if (answer.value.whole) {
      this.rows.clear();
      this.wholes += 1;
    }
    for (const [start, row] of rowsByStart(answer.value)) this.rows.set(start, row);
    return answer.value;
  }
}

/** Bars and values of an answer by the bar's start. */
export function rowsByStart({ bars, lines }: ChartData): Map<number, Readonly<Record<string, number>>> {
  const columns = [...Object.entries(bars), ...lines.map(({ label, values }) => [label, values] as const)];
  return new Map(
    Array.from(bars.start, (start, row) => [
      start,
      Object.fromEntries(columns.map(([name, column]) => [name, column[row] ?? Number.NaN])),
    ]),
  );
}
