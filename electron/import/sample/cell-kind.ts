/** What a cell looks like, before it is known how its file writes numbers and dates. */
export type CellKind = 'empty' | 'number' | 'date' | 'clock' | 'text';

const NUMBER =
  /^\(?[+-]?[$€£]? ?(\d+([.,]\d*)?|[.,]\d+|\d{1,3}([.,' \u00a0\u202f]\d{3})+([.,]\d+)?)(e[+-]?\d+)?[KMBT%]?\)?$/i;
const DATE =
  /^("?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(\D.*)?|.*\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\d.*|\d{4}-\d{2}-\d{2}.*|\d{8}[ T]\d.*)$/i;
const CLOCK = /^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[ap]m)?$/i;
const WORDS_FOR_NOTHING = /^(nan|null|none|n\/a|na|nil|-|--|—|\.)$/i;

export function cellKind(cell: string): CellKind {
  if (cell === '') return 'empty';
  if (cell.length > 64) return 'text';
  if (WORDS_FOR_NOTHING.test(cell)) return 'empty';
  if (CLOCK.test(cell)) return 'clock';
  if (DATE.test(cell)) return 'date';
  return NUMBER.test(cell) ? 'number' : 'text';
}
