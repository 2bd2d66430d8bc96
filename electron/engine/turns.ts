import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does the parts of a long piece of work one after the other, and gives the event loop a turn between them. */
export async function partsInTurns(parts: Iterable<void>): Promise<void> {
  for (const _part of parts) await nextTurn();
}

/**
 * Does something with each item, in their order, and gives the event loop a turn after every `perTurn` of
 * them: a market of 10,000 symbols must not hold the thread that windows are served on. Counted, not timed:
 * the engine reads no clock.
 */
export async function inTurns<Item>(
  items: Iterable<Item>,
  perTurn: number,
  act: (item: Item, position: number) => void,
): Promise<void> {
  let position = 0;
  for (const item of items) {
    if (position > 0 && position % perTurn === 0) await nextTurn();
    act(item, position);
    position += 1;
  }
}
