import { LatestColumns } from '../electron/engine/session-data/latest-columns.ts';
import { BenchedRule } from './benched-rule.ts';
import { type Contender, type GoalResult, interleave, timed } from './harness.ts';

const FEW = 1_000;
const MANY = 10_000;
/** Cells that a round reads, so that small scans are timed as long as large ones. */
const CELLS_PER_ROUND = 2_000_000;

/** Conditions that nearly every symbol passes: a scan leaves a symbol at its first failing one. */
function ruleText(columns: number): string {
  return Array.from({ length: columns }, (_unused, ago) => `close[${ago}] > 0.01`).join(' and ');
}

class ScanSide implements Contender {
  readonly #columns: Float64Array[];
  readonly #rule: BenchedRule;
  found = 0;

  constructor(
    readonly symbols: number,
    readonly columns: number,
  ) {
    this.#columns = Array.from({ length: columns }, (_unused, position) =>
      Float64Array.from(
        { length: symbols },
        (_value, symbol) => ((symbol * 31 + position * 17) % 1_000) / 1_000,
      ),
    );
    const byKey = new Map(this.#columns.map((values, ago) => [`value_ago_${ago}_1d`, values]));
    const latest = new LatestColumns();
    this.#rule = new BenchedRule(ruleText(columns), '1d', {
      count: symbols,
      latest: () => latest,
      indicator: (key) => byKey.get(key),
    });
  }

  get name(): string {
    return `${this.symbols} x ${this.columns}`;
  }

  round(): number {
    const repeats = Math.round(CELLS_PER_ROUND / this.symbols / this.columns);
    return timed(repeats, () => {
      for (let repeat = 0; repeat < repeats; repeat += 1) this.found = this.#rule.find().rows.length;
    });
  }

  /** The same, counted value by value. */
  expected(): number {
    let count = 0;
    for (let symbol = 0; symbol < this.symbols; symbol += 1)
      if (this.#columns.every((values) => (values[symbol] ?? 0) > 0.01)) count += 1;
    return count;
  }
}

/** Growth: a scan costs symbols times columns. */
export async function benchScanGrowth(): Promise<GoalResult> {
  const sides = [new ScanSide(FEW, 5), new ScanSide(MANY, 5), new ScanSide(MANY, 10)];
  const times = await interleave(sides, 11);
  const time = (symbols: number, columns: number): number => times[`${symbols} x ${columns}`] ?? Number.NaN;
  const ratio = {
    'ten times the symbols': time(MANY, 5) / time(FEW, 5) / 10,
    'twice the columns': time(MANY, 10) / time(MANY, 5) / 2,
  };
  return {
    id: 'scan-growth',
    title: 'cost of a scan by symbols and columns',
    ratio,
    limit: { 'at_most:ten times the symbols': 1.6, 'at_most:twice the columns': 1.6 },
    pass: ratio['ten times the symbols'] <= 1.6 && ratio['twice the columns'] <= 1.6,
    equal: sides.every((side) => side.found === side.expected()),
    detail: sides
      .map(({ name }) => `${name}: ${((times[name] ?? Number.NaN) / 1_000).toFixed(1)} µs`)
      .join('; '),
  };
}
