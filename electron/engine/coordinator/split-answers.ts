import type { DataSource, SplitFactorRequest } from '../../loaders/contract.ts';

/** What the sources know of the splits of a symbol between two dates. */
export interface SplitAnswer {
  /** Price on the earlier date over the price as of the later one; undefined where no source knows. */
  readonly factor: number | undefined;
  /** The sources that could not be asked, and why; absent where all answered. A factor that nobody knows may then be known later. */
  readonly cause?: string;
}

/** Asks the sources in their order: the first that knows a factor has it. A source that fails is passed over, and said. */
export async function splitAnswers(
  sources: readonly DataSource[],
  requests: readonly SplitFactorRequest[],
): Promise<SplitAnswer[]> {
  const factors: (number | undefined)[] = requests.map(() => undefined);
  const causes: string[] = [];
  for (const source of sources) {
    const open = [...factors.keys()].filter((position) => factors[position] === undefined);
    if (open.length === 0) break;
    try {
      const answers = await source.splitFactors(open.flatMap((position) => requests[position] ?? []));
      for (const [order, position] of open.entries()) factors[position] = answers[order];
    } catch (error) {
      causes.push(`${source.name} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const cause = causes.join('; ');
  return factors.map((factor) => (factor !== undefined || cause === '' ? { factor } : { factor, cause }));
}
