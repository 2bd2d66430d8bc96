import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';

/**
 * Bars of a source, one answer a request. A source that cannot answer at all answers each with its error as the
 * cause: rejects only where the caller gives up.
 */
export async function explainedRead(
  source: DataSource,
  requests: readonly BarRequest[],
  signal?: AbortSignal,
): Promise<readonly BarAnswer[]> {
  try {
    return await source.readBars(requests, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const cause = `${source.name} failed: ${error instanceof Error ? error.message : String(error)}`;
    return requests.map(({ symbol, interval, from, to }) => ({
      symbol,
      interval,
      records: new Float64Array(0),
      basis: { kind: 'raw' },
      cause,
      failed: [{ from, to }],
    }));
  }
}
