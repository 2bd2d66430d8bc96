import type { ImportAnswers, ImportFinding } from '../../../shared/domain/import-report.ts';
import { INTERVALS } from '../../../shared/domain/interval.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { CsvLayout } from '../layout.ts';
import type { SampleFile } from '../sample/sample-file.ts';
import { isClose, scoreDelimiters, structureOf } from '../sample/structure.ts';
import { DELIMITERS, type Delimiter } from '../text/cells.ts';
import { ENCODINGS } from '../text/encoding.ts';
import { DATE_STYLES } from '../text/stamps.ts';
import { zoneClock } from '../zone-clock.ts';
import { detectBarEdge } from './bar-edge.ts';
import { columnProblem, detectColumns } from './columns.ts';
import { detectDateStyle } from './date-style.ts';
import { type Detected, Findings, percent } from './findings.ts';
import { detectInterval } from './interval.ts';
import { type Moments, readMoments } from './moments.ts';
import { detectNumberStyle, numberStyleOf } from './number-style.ts';
import { Figures } from './ohlc-order.ts';
import { detectPriceScale } from './price-scale.ts';
import { detectSymbolSource } from './symbol.ts';
import { type SampleTable, type StructuredFile, sampleTable } from './table.ts';
import { detectZone, OWN_ZONE } from './zone.ts';

const DELIMITER_LABELS: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
  ' ': 'Spaces',
};

/** What was found in files of one layout, and the layout that it makes where it makes one. */
export interface DetectedLayout {
  readonly findings: readonly ImportFinding[];
  /** Undefined where a problem stands in the way. It takes what is still ambiguous by its first reading. */
  readonly layout: CsvLayout | undefined;
  readonly problem: string | undefined;
  readonly files: readonly StructuredFile[];
  readonly table: SampleTable | undefined;
}

/** What a layout is detected from. */
export interface LayoutSample {
  readonly files: readonly SampleFile[];
  /** Names of all files of the layout, the sampled ones among them. */
  readonly names: readonly string[];
}

/**
 * Detects everything about the files of one layout, each step on what the steps before it found or the user
 * answered.
 *
 * @param prefix of the findings' ids, where there are several layouts
 */
export function detectLayout(
  sample: LayoutSample,
  answers: ImportAnswers,
  prefix: string,
  calendar: Calendar,
): DetectedLayout {
  const findings = new Findings(answers, prefix);
  const failed = (
    problem: string,
    files: readonly StructuredFile[] = [],
    table?: SampleTable,
  ): DetectedLayout => ({
    findings: findings.list,
    layout: undefined,
    problem,
    files,
    table,
  });
  const encoding = oneOf(ENCODINGS, findings.add('encoding', detectEncodingOf(sample)));
  const delimiter = oneOf(DELIMITERS, findings.add('delimiter', detectDelimiter(sample)));
  if (encoding === undefined || delimiter === undefined) return failed('No delimiter makes columns of it.');
  const files = sample.files.flatMap((file): StructuredFile[] => {
    const structure = structureOf(file, delimiter);
    return structure === undefined ? [] : [{ file, structure }];
  });
  if (files.length === 0) return failed('It holds no rows of figures.');
  const hasHeader = findings.add('header', detectHeader(files)) !== 'none';
  const table = sampleTable(files, hasHeader);
  const numbers = numberStyleOf(findings.add('numbers', detectNumberStyle(table)) ?? '.');
  const columns = detectColumns(table, numbers, findings);
  const problem = columnProblem(table, numbers, columns);
  if (problem !== undefined) return failed(problem, files, table);
  const dateStyle = oneOf(DATE_STYLES, findings.add('date_style', detectDateStyle(table, columns, calendar)));
  if (dateStyle === undefined) return failed('The dates cannot be read.', files, table);
  const moments = readMoments(table, columns, dateStyle);
  const interval = oneOf(INTERVALS, findings.add('interval', detectInterval(table, moments, columns)));
  if (interval === undefined) return failed('The length of the bars is open.', files, table);
  const figures = new Figures(table, numbers);
  const volumes = columns.volume === -1 ? undefined : figures.column(columns.volume);
  const zone = findings.add('zone', detectZone(moments, interval, volumes, calendar)) ?? calendar.zone;
  const instants = instantsOf(moments, zone);
  const edge = findings.add('bar_edge', detectBarEdge(instants, volumes, interval, calendar));
  const symbolFrom = findings.add(
    'symbol',
    detectSymbolSource(sample.names, columns.symbol, table.names[columns.symbol] ?? ''),
  );
  const prices = [columns.open, columns.high, columns.low, columns.close].map((column) =>
    figures.column(column),
  );
  const priceScale = Number(findings.add('price_scale', detectPriceScale(prices)) ?? 1);
  const width = Math.max(...files.map(({ structure }) => structure.width));
  return {
    findings: findings.list,
    layout: {
      encoding,
      delimiter,
      hasHeader,
      width,
      numbers,
      columns,
      dateStyle,
      interval,
      zone,
      edge: edge === 'end' ? 'end' : 'start',
      // Still asked: the rows are shown as bars all the same.
      symbolFrom: symbolFrom ?? '=TICKER',
      priceScale,
    },
    problem: undefined,
    files,
    table,
  };
}

function oneOf<Value extends string>(values: readonly Value[], found: string | null): Value | undefined {
  return values.find((value) => value === found);
}

function detectEncodingOf({ files }: LayoutSample): Detected {
  const [first] = files;
  const ends = [...new Set(files.flatMap(({ lineEnds }) => lineEnds))].join(' and ');
  const value = first?.encoding.encoding ?? 'utf-8';
  const why = `${first?.encoding.why ?? ''}${ends === '' ? '' : ` Lines end with ${ends}.`}`;
  return {
    value,
    confidence: first?.encoding.confidence ?? 'certain',
    why,
    options: [{ value, label: value.toUpperCase() }],
  };
}

function detectDelimiter({ files }: LayoutSample): Detected {
  const rows = files.slice(0, 4).flatMap(({ rows: all }) => all.slice(0, 100));
  const scores = scoreDelimiters(rows).filter(({ score }) => score > 0);
  const [best, second] = scores;
  const options = (scores.length === 0 ? DELIMITERS : scores.map(({ delimiter }) => delimiter)).map(
    (value) => ({
      value,
      label: DELIMITER_LABELS[value],
    }),
  );
  if (best === undefined) {
    return {
      value: null,
      confidence: 'ambiguous',
      why: 'No character parts the rows into columns of figures.',
      options,
    };
  }
  const evidence = `${percent(best.agreeing)} of the rows have ${best.width} fields with it`;
  if (isClose(scores) && second !== undefined) {
    const other = DELIMITER_LABELS[second.delimiter].toLowerCase();
    return {
      value: best.delimiter,
      confidence: 'ambiguous',
      why: `${evidence}; ${second.width} with the ${other} as well.`,
      options,
    };
  }
  return {
    value: best.delimiter,
    confidence: best.agreeing > 0.8 ? 'certain' : 'likely',
    why: `${evidence}.`,
    options,
  };
}

function detectHeader(files: readonly StructuredFile[]): Detected {
  const structure = files[0]?.structure;
  const none = { value: 'none', label: 'There is none: the first line is data' };
  if (structure === undefined || structure.headerLine === 0) {
    const skipped = (structure?.firstLine ?? 1) - 1;
    const options = [
      { value: 'lines', label: 'There is none: data begins with the first row of figures' },
      none,
    ];
    if (skipped === 0)
      return { value: 'none', confidence: 'certain', why: 'The first line holds figures.', options: [none] };
    const why = `The first ${skipped === 1 ? 'line holds' : `${skipped} lines hold`} neither figures nor names of columns.`;
    return { value: 'lines', confidence: 'likely', why, options };
  }
  const { headerLine, firstLine, names } = structure;
  const left = firstLine - headerLine - 1;
  const more = left > 0 ? ` Figures begin in line ${firstLine}; what is between is left out.` : '';
  const why = `Line ${headerLine} has names: ${names.slice(0, 8).join(', ').slice(0, 120)}.${more}`;
  const line = { value: 'line', label: `Line ${headerLine} names the columns` };
  return { value: 'line', confidence: 'certain', why, options: [line, none] };
}

function instantsOf({ locals, offsets }: Moments, zone: string): Float64Array {
  if (zone === OWN_ZONE) return locals.map((local, row) => local - (offsets[row] ?? Number.NaN));
  if (zone === 'date') return locals;
  const clock = zoneClock(zone);
  return locals.map((local) => (Number.isNaN(local) ? local : clock.instantOf(local)));
}
