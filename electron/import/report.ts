import type {
  ImportAnswers,
  ImportLayout,
  ImportPreviewRow,
  ImportReport,
} from '../../shared/domain/import-report.ts';
import { isIntraday } from '../../shared/domain/interval.ts';
import { epochMs, type SessionDate } from '../../shared/domain/time.ts';
import type { Calendar } from '../engine/calendar/contract.ts';
import { detectBasis, type SuspectedSplit, splitRatio } from './detect/basis.ts';
import { adjustedCloseColumn } from './detect/column-names.ts';
import { type DetectedLayout, detectLayout } from './detect/detect-layout.ts';
import { type Detected, Findings, percent } from './detect/findings.ts';
import type { FileList } from './list-files.ts';
import type { FileGroup, LookedAt } from './look.ts';
import { plainReason } from './run/reject-list.ts';
import { RowParser } from './run/row-parser.ts';
import type { SampleRow } from './sample/sample-file.ts';
import { textOf } from './text/byte-text.ts';

const PREVIEW_ROWS = 8;
const PREVIEW_TEXT = 160;
const MOST_CLOSES = 240;
const NAMED_FILES = 5;
/** Share of the sample's rows that cannot be used, from which on it is said in the report. */
const MANY_FAULTS = 0.01;
const NAME_LENGTH = 60;
const IMPORT = 'import';
const SKIP = 'skip';

/** A layout with what its sample's rows come to. */
export interface ReadLayout {
  readonly group: FileGroup;
  readonly detected: DetectedLayout;
}

export interface Reported {
  readonly report: ImportReport;
  readonly layouts: readonly ReadLayout[];
}

export interface ReportContext {
  readonly id: string;
  readonly list: FileList;
  readonly looked: LookedAt;
  readonly calendar: Calendar;
  /** Instant after which no bar can begin. */
  readonly now: number;
  readonly taken: readonly string[];
}

/** Detects every layout anew with the answers given so far, and tells what there is. */
export function makeReport(context: ReportContext, answers: ImportAnswers): Reported {
  const { id, list, looked, calendar, now, taken } = context;
  const many = looked.groups.length > 1;
  const layouts = looked.groups.map((group, index): ReadLayout => {
    const names = group.files.map(({ name }) => name);
    const prefix = many ? `${index + 1}:` : '';
    const detected = detectLayout({ files: group.samples, names }, answers, prefix, calendar);
    if (!many) return { group, detected };
    const first = new Findings(answers, prefix);
    const isIn = first.add('layout', inclusion(detected)) === IMPORT;
    const findings = [...first.list, ...detected.findings];
    return { group, detected: { ...detected, findings, layout: isIn ? detected.layout : undefined } };
  });
  const trials = layouts.map((layout) => tryRows(layout, calendar, now));
  const general = new Findings(answers, '');
  const dates = trials.flatMap(({ last }) => last ?? []).sort();
  const today = calendar.dateOf(epochMs(now));
  if (trials.some(({ good }) => good > 0)) {
    const hasAdjusted = layouts.some(
      ({ detected }) => adjustedCloseColumn(detected.table?.names ?? []) !== -1,
    );
    general.add(
      'basis',
      detectBasis(
        dates.at(-1),
        today,
        trials.flatMap(({ splits }) => splits),
        hasAdjusted,
      ),
    );
  }
  const shown = layouts.map((layout, index) => shownLayout(layout, index + 1, trials[index] ?? NO_TRIAL));
  const problems = [...list.problems, ...looked.problems];
  if (list.files.length === 0)
    problems.push('There are no CSV files in it: their names end with .csv, .txt, .tsv, .dat, .prn or .asc.');
  return {
    report: {
      id,
      title: list.title,
      layouts: shown,
      general: general.list,
      problems,
      name: nameFor(list.title),
      taken,
    },
    layouts,
  };
}

/** What the sample's rows of a layout come to. */
interface Trial {
  readonly good: number;
  readonly faults: number;
  readonly reasons: ReadonlyMap<string, number>;
  readonly preview: readonly ImportPreviewRow[];
  readonly closes: readonly number[];
  readonly last: SessionDate | undefined;
  readonly splits: readonly SuspectedSplit[];
}

const NO_TRIAL: Trial = {
  good: 0,
  faults: 0,
  reasons: new Map(),
  preview: [],
  closes: [],
  last: undefined,
  splits: [],
};

function tryRows({ detected }: ReadLayout, calendar: Calendar, now: number): Trial {
  const { layout, files } = detected;
  if (layout === undefined) return { ...NO_TRIAL, preview: rawPreview(detected) };
  const parser = new RowParser(layout, calendar, now);
  const reasons = new Map<string, number>();
  const preview: ImportPreviewRow[] = [];
  const closes: number[] = [];
  const splits: SuspectedSplit[] = [];
  const before = new Map<string, { close: number; start: number }>();
  let good = 0;
  let faults = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { file, structure } of files) {
    parser.beginFile(file.name);
    for (const row of file.rows) {
      if (row.block === 0 && row.line < (layout.hasHeader ? structure.firstLine : 1)) continue;
      const fault = parser.read(row.bytes, 0, row.bytes.length);
      if (preview.length < PREVIEW_ROWS)
        preview.push(previewRow(file.name, row, parser, fault, detected, calendar));
      if (fault !== undefined || parser.symbol === undefined) {
        faults += 1;
        const kind = plainReason(fault ?? '');
        reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
        continue;
      }
      good += 1;
      last = Math.max(last, parser.start);
      if (file === files[0]?.file) closes.push(parser.close);
      const known = before.get(parser.symbol);
      const ratio = known === undefined ? undefined : splitRatio(known.close, parser.open);
      const isNext =
        known !== undefined && parser.start > known.start && parser.start - known.start < 6 * 86_400_000;
      if (ratio !== undefined && isNext)
        splits.push({ symbol: parser.symbol, date: calendar.dateOf(epochMs(parser.start)), ratio });
      before.set(parser.symbol, { close: parser.close, start: parser.start });
    }
  }
  const lastDate = Number.isFinite(last) ? calendar.dateOf(epochMs(last)) : undefined;
  return { good, faults, reasons, preview, closes: thinned(closes), last: lastDate, splits };
}

function previewRow(
  file: string,
  row: SampleRow,
  parser: RowParser,
  fault: string | undefined,
  { layout }: DetectedLayout,
  calendar: Calendar,
): ImportPreviewRow {
  const text = textOf(
    row.bytes,
    0,
    Math.min(row.bytes.length, 4 * PREVIEW_TEXT),
    layout?.encoding ?? 'utf-8',
  ).slice(0, PREVIEW_TEXT);
  const shown = { file, line: row.line, text: text.replace(/\p{Cc}/gu, ' ') };
  if (fault !== undefined || parser.symbol === undefined)
    return { ...shown, bar: null, fault: fault ?? 'no symbol' };
  const start = epochMs(parser.start);
  const { symbol, open, high, low, close, volume } = parser;
  return {
    ...shown,
    bar: {
      symbol,
      date: calendar.dateOf(start),
      time: isIntraday(layout?.interval ?? '1d') ? calendar.wallTime(start) : '',
      open,
      high,
      low,
      close,
      volume,
    },
    fault: null,
  };
}

/** The lines alone, where nothing can be made of them yet. */
function rawPreview({ files }: DetectedLayout): ImportPreviewRow[] {
  const [first] = files;
  if (first === undefined) return [];
  return first.file.rows.slice(0, PREVIEW_ROWS).map(({ bytes, line }) => ({
    file: first.file.name,
    line,
    text: textOf(bytes, 0, Math.min(bytes.length, 4 * PREVIEW_TEXT), first.file.encoding.encoding)
      .slice(0, PREVIEW_TEXT)
      .replace(/\p{Cc}/gu, ' '),
    bar: null,
    fault: null,
  }));
}

function shownLayout({ group, detected }: ReadLayout, number: number, trial: Trial): ImportLayout {
  const { good, faults, reasons, preview, closes } = trial;
  const problems: string[] = [];
  if (detected.problem !== undefined) problems.push(detected.problem);
  const share = faults / Math.max(1, good + faults);
  if (share > MANY_FAULTS) {
    const [[reason, count] = ['', 0]] = [...reasons].sort(([, a], [, b]) => b - a);
    problems.push(
      `${percent(share)} of the rows looked at make no bars, most of them (${count}) because: ${reason}.`,
    );
  }
  return {
    number,
    files: group.files.length,
    fileNames: group.files.slice(0, NAMED_FILES).map(({ name }) => name),
    bytes: group.files.reduce((sum, { bytes }) => sum + bytes, 0),
    findings: detected.findings,
    preview,
    closes,
    problems,
    usable: isUsable(detected),
  };
}

/** Open questions can still make bars of it; files without rows of figures cannot, and those left out need not. */
function isUsable({ layout, files, findings }: DetectedLayout): boolean {
  const [first] = findings;
  if (first?.topic === 'layout' && first.value === SKIP && first.confidence === 'certain') return false;
  return layout !== undefined || files.length > 0;
}

/** Whether the files of one of several layouts are imported; asked where nothing can be made of them as they are. */
function inclusion({ problem }: DetectedLayout): Detected {
  const options = [
    { value: IMPORT, label: 'Import these files' },
    { value: SKIP, label: 'Leave these files out' },
  ];
  if (problem === undefined)
    return { value: IMPORT, confidence: 'certain', why: 'They have columns of their own.', options };
  return { value: SKIP, confidence: 'ambiguous', why: problem, options };
}

function thinned(values: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil(values.length / MOST_CLOSES));
  return values.filter((_, index) => index % step === 0);
}

/** A name of people's for the dataset: what was chosen, without extension and without marks. */
function nameFor(title: string): string {
  const name = title
    .replace(/\.\w+$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, NAME_LENGTH)
    .toLowerCase();
  return name === '' ? 'import' : name;
}
