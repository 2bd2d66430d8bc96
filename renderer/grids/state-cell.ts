import type { ICellRendererComp } from 'ag-grid-community';
import { type StateOfSymbol, shownState, stateWord } from '../components/symbol-state.ts';
import { drawnCell, iconElement, textElement } from './drawn-cell.ts';

/** A cell with icon and word of a symbol's state, as StateCell draws it. */
export function stateCell<Row>(
  symbolOf: (row: Row) => StateOfSymbol | undefined,
): new () => ICellRendererComp<Row> {
  return drawnCell<Row>({
    signature: (row) => {
      const symbol = symbolOf(row);
      return symbol === undefined ? '' : `${shownState(symbol)} ${stateWord(symbol)}`;
    },
    draw: (element, row) => {
      const symbol = symbolOf(row);
      if (symbol === undefined) {
        element.replaceChildren();
        return;
      }
      element.className = `state-cell state-${shownState(symbol)}`;
      element.replaceChildren(iconElement(shownState(symbol)), textElement('state-word', stateWord(symbol)));
    },
  });
}
