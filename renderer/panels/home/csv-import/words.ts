import {
  type Confidence,
  type ImportFinding,
  type ImportOutcome,
  type ImportProgress,
  type ImportReport,
  type ImportTopic,
  openFindings,
} from '../../../../shared/domain/import-report.ts';
import { formatCount } from '../../../format/numbers.ts';

/** How a finding is called, and what is asked where it is open. */
const TOPICS: Readonly<Record<ImportTopic, readonly [string, string]>> = {
  layout: ['These files', 'What is to become of these files?'],
  encoding: ['Encoding', 'Which encoding is the text in?'],
  delimiter: ['Fields parted by', 'What parts the fields of a row?'],
  header: ['Header', 'Which line names the columns?'],
  numbers: ['Numbers', 'How are numbers written?'],
  column_stamp: ['Date and time', 'Which column says when a bar was?'],
  column_clock: ['Time of day', 'Which column holds the time of day?'],
  column_open: ['Open', 'Which column is the open?'],
  column_high: ['High', 'Which column is the high?'],
  column_low: ['Low', 'Which column is the low?'],
  column_close: ['Close', 'Which column is the close?'],
  column_volume: ['Volume', 'Which column is the volume?'],
  column_symbol: ['Ticker column', 'Which column holds the ticker?'],
  date_style: ['Dates', 'How are the dates to be read?'],
  interval: ['Length of a bar', 'How long is a bar?'],
  zone: ['Time zone', 'Which time zone are the times in?'],
  bar_edge: ['Stamp is', 'Which moment of its bar does a stamp name?'],
  symbol: ['Symbol from', 'Which symbol are the bars of?'],
  price_scale: ['Prices', 'In which unit are the prices?'],
  basis: ['Splits', 'Are the prices adjusted for splits?'],
};

export function topicWord({ topic }: Pick<ImportFinding, 'topic'>): string {
  return TOPICS[topic][0];
}

export function questionWords({ topic }: Pick<ImportFinding, 'topic'>): string {
  return TOPICS[topic][1];
}

const SURE: Readonly<Record<Confidence, string>> = { certain: 'Sure', likely: 'Likely', ambiguous: 'Open' };

export function confidenceWord(confidence: Confidence): string {
  return SURE[confidence];
}

/** The label of a finding's value: `Semicolon`; a typed ticker as it was typed. */
export function valueWords({ value, options }: Pick<ImportFinding, 'value' | 'options'>): string {
  if (value === null) return 'nothing fits';
  return options.find((option) => option.value === value)?.label ?? value.replace(/^=/, '');
}

/** `1.2 GB`, `840 kB`. */
function bytesWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
}

/** `4 files, 12.1 MB: BKNG/2024.csv, EXE/2024.csv and 2 more`. */
export function filesWords({ files, fileNames, bytes }: ImportReport['layouts'][number]): string {
  const shown = fileNames.slice(0, 3).join(', ');
  const left = files - Math.min(3, fileNames.length);
  const count = `${formatCount(files)} ${files === 1 ? 'file' : 'files'}, ${bytesWords(bytes)}`;
  return `${count}: ${shown}${left > 0 ? ` and ${formatCount(left)} more` : ''}`;
}

/** Why nothing can be imported yet, in words for the user; null where it can. */
export function whyNotYet(report: ImportReport, name: string): string | null {
  if (!report.layouts.some(({ usable }) => usable)) return 'There is nothing in it to import.';
  const open = openFindings(report).length;
  if (open > 0) return open === 1 ? 'One question is still open.' : `${open} questions are still open.`;
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9 _.-]{0,62}[A-Za-z0-9_.-])?$/.test(name.trim())) {
    return 'The name has to be 1-64 letters, digits, spaces, "_", "." or "-".';
  }
  return null;
}

/** `1,204,000 rows, 61 % of 2.0 GB, 12 s left`. */
export function progressWords(progress: ImportProgress | null): string {
  if (progress === null) return 'Reading the files…';
  const { phase, rows, rejected, bytes, totalBytes, secondsLeft } = progress;
  const counted = `${formatCount(rows)} rows${rejected === 0 ? '' : `, ${formatCount(rejected)} rejected`}`;
  if (phase === 'writing') return `${counted}. Sorting and writing the bars…`;
  const share = totalBytes === 0 ? 100 : Math.floor((100 * bytes) / totalBytes);
  const left = secondsLeft === null ? '' : `, ${timeWords(secondsLeft)} left`;
  return `${counted}, ${share} % of ${bytesWords(totalBytes)}${left}`;
}

function timeWords(seconds: number): string {
  if (seconds < 1) return 'less than 1 s';
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** What became of the rows, in one sentence. */
export function outcomeWords({
  dataset,
  bars,
  series,
  tally,
  duplicates,
  conflicts,
}: Extract<ImportOutcome, { kind: 'imported' }>): string {
  const symbols = new Set(series.map(({ symbol }) => symbol)).size;
  const extras = [
    ...(tally.rejected === 0 ? [] : [`${formatCount(tally.rejected)} rows were rejected`]),
    ...(duplicates === 0 ? [] : [`${formatCount(duplicates)} came twice`]),
    ...(conflicts === 0 ? [] : [`${formatCount(conflicts)} correct an earlier row`]),
  ];
  const more = extras.length === 0 ? 'No row was rejected.' : `${extras.join(', ')}.`;
  return `${formatCount(bars)} bars of ${formatCount(symbols)} ${symbols === 1 ? 'symbol' : 'symbols'} are in the archive as ${dataset}. ${more}`;
}
