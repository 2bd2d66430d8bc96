import type { Result } from '../../shared/domain/result.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';

/** Requests under way at a time: the engine writes what comes together to the disk at once. */
const AT_ONCE = 16;
const BUSY_MS = 100;
const TRIES = 50;

/**
 * Asks the same for each of many symbols, a few at a time, and again later where the wire says that it is too
 * much at once. The answers are in the order of the symbols.
 */
export async function askEach<T>(
  symbols: readonly SymbolId[],
  ask: (symbol: SymbolId) => Promise<Result<T>>,
): Promise<ReadonlyMap<SymbolId, Result<T>>> {
  const answers = new Map<SymbolId, Result<T>>();
  for (let first = 0; first < symbols.length; first += AT_ONCE) {
    const part = symbols.slice(first, first + AT_ONCE);
    const replies = await Promise.all(part.map((symbol) => askPatiently(() => ask(symbol))));
    for (const [index, symbol] of part.entries()) {
      const reply = replies[index];
      if (reply !== undefined) answers.set(symbol, reply);
    }
  }
  return answers;
}

async function askPatiently<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  let reply = await ask();
  for (let tries = 1; tries < TRIES && !reply.ok && reply.error.code === 'rate_exceeded'; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
    reply = await ask();
  }
  return reply;
}
