import type { Interval } from '../../shared/domain/interval.ts';
import type { ColumnMap } from './detect/columns.ts';
import type { Delimiter } from './text/cells.ts';
import type { Encoding } from './text/encoding.ts';
import type { NumberStyle } from './text/numbers.ts';
import type { DateStyle } from './text/stamps.ts';

/** Everything that has to be known to read bars out of the files of one layout. */
export interface CsvLayout {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** The lines before the first row of figures are left out; else the first line is data. */
  readonly hasHeader: boolean;
  /** Fields of a row. */
  readonly width: number;
  readonly numbers: NumberStyle;
  readonly columns: ColumnMap;
  readonly dateStyle: DateStyle;
  readonly interval: Interval;
  /** IANA name; `own` where each stamp says its offset, `date` where a day is what it is named. */
  readonly zone: string;
  /** Which edge of its bar a stamp names. */
  readonly edge: 'start' | 'end';
  /** `column`, `file`, `folder`, or `=AAPL`. */
  readonly symbolFrom: string;
  /** What prices are divided by. */
  readonly priceScale: number;
}
