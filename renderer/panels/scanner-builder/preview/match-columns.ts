import type { DraftCondition, DraftMatch } from '../../../../shared/session/scanner-draft.ts';
import { valueWords } from '../../../format/measured.ts';
import { formatPrice } from '../../../format/numbers.ts';
import { figureColumn, type GridColumn } from '../../../grids/columns.ts';
import { drawnCell, textElement } from '../../../grids/drawn-cell.ts';
import { measureWords } from './measure-words.ts';

/** Symbol, last price, and a column for what each condition measured. */
export function matchColumns(
  conditions: readonly DraftCondition[],
  marksNew: boolean,
): readonly GridColumn<DraftMatch>[] {
  return [
    symbolColumn(marksNew),
    figureColumn<DraftMatch>({
      id: 'last',
      title: 'Last',
      hint: 'Last price at that instant',
      width: 64,
      value: ({ last }) => last ?? Number.NaN,
      text: formatPrice,
    }),
    ...conditions.map(({ text, operator, unit }, index) => {
      const title = measureWords(text, operator);
      return figureColumn<DraftMatch>({
        id: `value-${index}`,
        title,
        hint: title,
        width: measureWidth(title, unit, conditions.length),
        value: ({ values }) => values[index] ?? Number.NaN,
        text: (value) => valueWords(value, unit),
        ...(index === 0 && { sort: 'desc' as const }),
      });
    }),
  ];
}

/** In px: a few measures are told in full; several stand beside each other in a narrow dock, and say it under the pointer. */
function measureWidth(title: string, unit: DraftCondition['unit'], measures: number): number {
  const figure = unit === 'percent' ? 62 : 52;
  return Math.max(figure, Math.min(measures > 2 ? 58 : 130, 22 + title.length * 6));
}

function symbolColumn(marksNew: boolean): GridColumn<DraftMatch> {
  return {
    id: 'symbol',
    title: 'Symbol',
    hint: marksNew ? 'new: the saved scanner does not match it now' : 'Symbol',
    copy: ({ symbol }) => symbol,
    definition: {
      minWidth: 68,
      flex: 1,
      equals: () => false,
      valueGetter: ({ data }) => data?.symbol ?? '',
      cellRenderer: drawnCell<DraftMatch>({
        signature: ({ symbol, isNew }) => `${symbol} ${isNew && marksNew}`,
        draw: (element, { symbol, isNew }) => {
          const words = [textElement('cell-strong', symbol)];
          if (isNew && marksNew) words.push(textElement('new-mark', 'new'));
          element.replaceChildren(...words);
        },
      }),
    },
  };
}
