import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import type {
  ImportAnswers,
  ImportFinding,
  ImportProgress,
  ImportReport,
  ImportTopic,
} from '../../shared/domain/import-report.ts';
import { epochMs } from '../../shared/domain/time.ts';
import type { ArchiveWriter, DatasetManifest, DatasetSeries, NewDataset } from '../archive/contract.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { ImportJob } from '../import/import-job.ts';
import { temporaryFolder } from './temporary-folder.ts';

const calendar = exchangeCalendar('NYSE');
/** Noon UTC of 2026-01-05: what begins later lies in the future. */
const NOW = Date.UTC(2026, 0, 5, 12);

/** One bar as a test writes it: start, open, high, low, close, volume. */
export type BarRow = readonly number[];

/** An import on files of a test's own, with what it handed to the archive. */
export interface CsvTrial {
  readonly job: ImportJob;
  readonly report: ImportReport;
  /** Bars by `AAPL 1m`, in the order in which they came. */
  readonly bars: ReadonlyMap<string, BarRow[]>;
  readonly dataset: () => NewDataset | undefined;
  readonly progress: readonly ImportProgress[];
  readonly folder: string;
}

export type CsvFiles = Readonly<Record<string, string | Buffer>>;

/** Writes the files into a folder and looks into it. Nothing reaches a disk but the files. */
export async function csvTrial(files: CsvFiles, answers: ImportAnswers = {}): Promise<CsvTrial> {
  const folder = join(temporaryFolder(), 'chosen');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return csvTrialOf([folder], answers, folder);
}

/** Looks into files and folders that are there already. */
export async function csvTrialOf(
  paths: readonly string[],
  answers: ImportAnswers = {},
  folder = temporaryFolder(),
): Promise<CsvTrial> {
  const bars = new Map<string, BarRow[]>();
  const progress: ImportProgress[] = [];
  let dataset: NewDataset | undefined;
  const job = new ImportJob({
    id: 'trial',
    calendar,
    exchange: 'NYSE',
    archive: join(temporaryFolder(), 'archive'),
    temporary: temporaryFolder(),
    now: NOW,
    clock: () => performance.now(),
    onProgress: (told) => progress.push(told),
    onLook: () => undefined,
    openWriter: async (_root, named) => {
      dataset = named;
      return memoryWriter(named, bars);
    },
  });
  const report = await job.look(paths, answers);
  return { job, report, bars, dataset: () => dataset, progress, folder };
}

/** The finding of a topic, of the first layout or of all. */
export function finding({ report }: Pick<CsvTrial, 'report'>, topic: ImportTopic): ImportFinding {
  const all = [...report.layouts.flatMap(({ findings }) => findings), ...report.general];
  const found = all.find((each) => each.topic === topic);
  if (found === undefined) throw new Error(`There is no finding about ${topic}`);
  return found;
}

/** Keeps what it is given; an archive sorts and drops what came twice. */
function memoryWriter(dataset: NewDataset, bars: Map<string, BarRow[]>): ArchiveWriter {
  bars.clear();
  return {
    async append(symbol, interval, records) {
      const key = `${symbol} ${interval}`;
      const rows = bars.get(key) ?? [];
      bars.set(key, rows);
      for (let at = 0; at < records.length; at += BAR_STRIDE)
        rows.push([...records.subarray(at, at + BAR_STRIDE)]);
    },
    async commit(): Promise<DatasetManifest> {
      const series = [...bars].map(([key, rows]): DatasetSeries => {
        const starts = rows.map(([start = 0]) => start);
        const [symbol, interval] = key.split(' ') as [DatasetSeries['symbol'], DatasetSeries['interval']];
        const first = calendar.dateOf(epochMs(Math.min(...starts)));
        const last = calendar.dateOf(epochMs(Math.max(...starts)));
        return { symbol, interval, bars: rows.length, first, last };
      });
      return { ...dataset, version: 1, series, files: [], duplicates: 0, conflicts: 0 };
    },
    async abort() {
      bars.clear();
    },
  };
}
