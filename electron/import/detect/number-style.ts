import type { NumberStyle } from '../text/numbers.ts';
import type { Detected } from './findings.ts';
import { placeOf, type SampleTable } from './table.ts';

const POINT = { value: '.', label: 'A point: 1234.56' };
const COMMA = { value: ',', label: 'A comma: 1234,56' };
const POINT_COMMA = { value: '.,', label: 'A point, and commas between thousands: 1,234.56' };
const COMMA_POINT = { value: ',.', label: 'A comma, and points between thousands: 1.234,56' };
const POINT_SPACE = { value: '. ', label: 'A point, and spaces between thousands: 1 234.56' };
const COMMA_SPACE = { value: ', ', label: 'A comma, and spaces between thousands: 1 234,56' };
const POINT_APOSTROPHE = { value: ".'", label: "A point, and apostrophes between thousands: 1'234.56" };
const OPTIONS = [POINT, COMMA, POINT_COMMA, COMMA_POINT, POINT_SPACE, COMMA_SPACE, POINT_APOSTROPHE];

/** The value of a finding as a style: the decimal mark, then the thousands' if there is one. */
export function numberStyleOf(value: string): NumberStyle {
  const decimal = value[0] === ',' ? ',' : '.';
  const mark = value[1];
  const thousands = mark === ',' || mark === '.' || mark === ' ' || mark === "'" ? mark : '';
  return { decimal, thousands };
}

interface Marks {
  /** A cell that admits only this reading, as evidence. */
  point?: string;
  comma?: string;
  groupedByComma?: string;
  groupedByPoint?: string;
  space?: string;
  apostrophe?: string;
  /** `1,234`: one comma before three digits; `1.234` likewise. */
  openComma?: string;
  openPoint?: string;
}

/** Which mark parts the fraction off, and which the thousands, by the cells that admit one reading only. */
export function detectNumberStyle(table: SampleTable): Detected {
  const marks = marksOf(table);
  const found = (option: { value: string }, confidence: Detected['confidence'], why: string): Detected => ({
    value: option.value,
    confidence,
    why,
    options: OPTIONS,
  });
  if (marks.point !== undefined && marks.comma !== undefined) {
    return found(
      POINT,
      'ambiguous',
      `Some figures have a decimal point (${marks.point}), others a comma (${marks.comma}).`,
    );
  }
  if (marks.comma !== undefined || marks.groupedByPoint !== undefined) {
    const evidence = marks.comma ?? marks.groupedByPoint ?? '';
    const byPoint = marks.groupedByPoint ?? marks.openPoint;
    const option = byPoint !== undefined ? COMMA_POINT : marks.space !== undefined ? COMMA_SPACE : COMMA;
    return found(option, 'certain', `${evidence} admits only a decimal comma.`);
  }
  if (marks.openComma !== undefined && marks.point === undefined && marks.groupedByComma === undefined) {
    return found(COMMA, 'ambiguous', `${marks.openComma} can be a fraction as well as a thousand.`);
  }
  const grouped = marks.groupedByComma ?? marks.openComma;
  if (grouped !== undefined) return found(POINT_COMMA, 'certain', `${grouped} has commas between thousands.`);
  if (marks.space !== undefined)
    return found(POINT_SPACE, 'certain', `${marks.space} has spaces between thousands.`);
  if (marks.apostrophe !== undefined)
    return found(POINT_APOSTROPHE, 'certain', `${marks.apostrophe} has apostrophes between thousands.`);
  if (marks.point !== undefined)
    return found(POINT, 'certain', `${marks.point} admits only a decimal point.`);
  if (marks.openPoint !== undefined) {
    return found(POINT, 'ambiguous', `${marks.openPoint} can be a fraction as well as a thousand.`);
  }
  return found(POINT, 'certain', 'There are whole numbers only.');
}

function marksOf({ rows, kinds }: SampleTable): Marks {
  const marks: Marks = {};
  const columns = kinds.flatMap((kind, column) => (kind === 'number' ? [column] : []));
  for (const row of rows) {
    for (const column of columns) {
      const cell = row.cells[column] ?? '';
      const kind = readingOf(cell.replace(/e[+-]?\d+$/i, ''));
      // The first is enough, and the place of it the evidence.
      if (kind !== undefined && marks[kind] === undefined)
        marks[kind] = `"${cell.slice(0, 24)}" (${placeOf(row)})`;
    }
  }
  return marks;
}

/** Which reading a figure admits; undefined where it says nothing. */
function readingOf(cell: string): keyof Marks | undefined {
  if (/^[^,]*\.\d*$/.test(cell)) {
    if (/[ \u00a0\u202f]\d{3}\./.test(cell)) return 'space';
    if (/'\d{3}\./.test(cell)) return 'apostrophe';
    return /^\D{0,2}[1-9]\d{0,2}\.\d{3}\D{0,2}$/.test(cell) ? 'openPoint' : 'point';
  }
  if (/^[^.]*,\d*$/.test(cell) && cell.indexOf(',') === cell.lastIndexOf(',')) {
    if (/[ \u00a0\u202f]\d{3},/.test(cell)) return 'comma';
    return /^\D{0,2}[1-9]\d{0,2},\d{3}\D{0,2}$/.test(cell) ? 'openComma' : 'comma';
  }
  if (/,\d{3}\./.test(cell) || /,\d{3},\d{3}/.test(cell)) return 'groupedByComma';
  if (/\.\d{3},/.test(cell) || /\.\d{3}\.\d{3}/.test(cell)) return 'groupedByPoint';
  if (/\d[ \u00a0\u202f]\d{3}/.test(cell)) return 'space';
  return /\d'\d{3}/.test(cell) ? 'apostrophe' : undefined;
}
