import type { SessionDate } from '../../../shared/domain/time.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { CoordinatorParts } from './coordinator-parts.ts';
import { basisChanges, recordBasisChange } from './price-basis.ts';
import type { SymbolBoard } from './symbol-board.ts';

/** Held prices follow splits between two sessions, and the basis of the source that rules from here on. */
export async function followBasis(
  previous: SessionDate,
  next: SessionDate,
  core: SessionCore,
  board: SymbolBoard,
  { locks, onSplit, recorder, router }: CoordinatorParts,
): Promise<void> {
  for (const change of await basisChanges(router, core.parts.symbols.all(), previous, next)) {
    const { symbol, symbolIndex, factor } = change;
    if (factor === undefined) {
      core.reload(symbolIndex);
      board.clearRow(symbolIndex);
    } else {
      core.parts.bars.rescale(symbolIndex, factor);
      core.extended.bars.rescale(symbolIndex, factor);
      board.rescale(symbolIndex, factor);
      onSplit(symbol, factor);
    }
    recordBasisChange(change, previous, next, { recorder, locks });
  }
}
