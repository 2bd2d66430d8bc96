/** One goal as measured: the ratios to its peers, and their limits. */
export interface GoalResult {
  /** `G2`. */
  readonly id: string;
  readonly title: string;
  /** By peer: for an upper limit our time over the peer's, for a lower one the peer's over ours. */
  readonly ratio: Readonly<Record<string, number>>;
  /** The bound on each ratio, its direction before the peer's name: `at_most:memcpy`, `at_least:trading-signals`. */
  readonly limit: Readonly<Record<string, number>>;
  readonly pass: boolean;
  /** True where the outputs of both sides agree. */
  readonly equal: boolean;
  /** Figures behind the ratios, for the reader. */
  readonly detail: string;
}

/** One side of a comparison. */
export interface Contender {
  readonly name: string;
  /** Does one round; answers the nanoseconds per operation. */
  round(): number | Promise<number>;
}

/** Rounds thrown away while compilers and caches warm up. */
const WARM_ROUNDS = 2;

/**
 * Runs the contenders in turn, round by round, so that whatever disturbs the
 * machine disturbs all of them; answers each one's median nanoseconds.
 */
export async function interleave(
  contenders: readonly Contender[],
  rounds = 7,
): Promise<Readonly<Record<string, number>>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -WARM_ROUNDS; round < rounds; round += 1) {
    for (const contender of contenders) {
      const time = await contender.round();
      if (round >= 0) times.get(contender.name)?.push(time);
    }
  }
  return Object.fromEntries([...times].map(([name, list]) => [name, median(list)]));
}

/** Nanoseconds per operation of a piece of work. */
export function timed(operations: number, work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / operations;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** True where the two lists agree to a relative 1e-9, NaN with NaN; `scale` is what the smallest values are measured against. */
export function agree(ours: readonly number[], theirs: readonly number[], scale = 1): boolean {
  return (
    ours.length === theirs.length &&
    ours.every((value, index) => {
      const other = theirs[index] ?? Number.NaN;
      if (Number.isNaN(value) || Number.isNaN(other)) return Number.isNaN(value) && Number.isNaN(other);
      return Math.abs(value - other) <= 1e-9 * Math.max(scale, Math.abs(value), Math.abs(other));
    })
  );
}
