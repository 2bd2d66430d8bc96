import { z } from 'zod';
import {
  CONFIDENCES,
  IMPORT_TOPICS,
  type ImportOutcome,
  type ImportProgress,
  type ImportReport,
} from '../../domain/import-report.ts';
import { count, date, intervalSchema, symbolSchema } from '../schemas.ts';
import { done, type RequestEntry, SESSION_OPENS, SLOW, USER_DECIDES } from './entry.ts';

const option = z.strictObject({ value: z.string(), label: z.string() });
const finding = z.strictObject({
  id: z.string(),
  topic: z.enum(IMPORT_TOPICS),
  value: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  why: z.string(),
  options: z.array(option),
  typed: z.boolean(),
});

const previewRow = z.strictObject({
  file: z.string(),
  line: count,
  text: z.string(),
  bar: z
    .strictObject({
      symbol: symbolSchema,
      date,
      time: z.string(),
      open: z.number(),
      high: z.number(),
      low: z.number(),
      close: z.number(),
      volume: z.number(),
    })
    .nullable(),
  fault: z.string().nullable(),
});

const layout = z.strictObject({
  number: count,
  files: count,
  fileNames: z.array(z.string()),
  bytes: count,
  findings: z.array(finding),
  preview: z.array(previewRow),
  closes: z.array(z.number()),
  problems: z.array(z.string()),
  usable: z.boolean(),
});

const report: z.ZodType<ImportReport> = z.strictObject({
  id: z.string(),
  title: z.string(),
  layouts: z.array(layout),
  general: z.array(finding),
  problems: z.array(z.string()),
  name: z.string(),
  taken: z.array(z.string()),
});

const tally = z.strictObject({
  rows: count,
  rejected: count,
  reasons: z.array(z.strictObject({ reason: z.string(), count })),
  rejects: z.array(z.strictObject({ file: z.string(), line: count, reason: z.string(), text: z.string() })),
});

const outcome: z.ZodType<ImportOutcome> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('many_rejects'), tally }),
  z.strictObject({
    kind: z.literal('imported'),
    dataset: z.string(),
    tally,
    bars: count,
    duplicates: count,
    conflicts: count,
    series: z.array(
      z.strictObject({
        symbol: symbolSchema,
        interval: intervalSchema,
        bars: count,
        first: date,
        last: date,
        missingSessions: count,
        missingBars: count,
      }),
    ),
    sessions: z.array(option),
  }),
]);

/** How far an import is, as an event. */
export const importProgressSchema: z.ZodType<ImportProgress> = z.strictObject({
  id: z.string(),
  phase: z.enum(['reading', 'writing']),
  rows: count,
  rejected: count,
  bytes: count,
  totalBytes: count,
  secondsLeft: z.number().nonnegative().nullable(),
});

const id = z.string().max(64);
const answers = z.record(z.string().max(64), z.string().max(200));
/** Files that one drop brings; more come as their folder. */
const MOST_DROPPED = 500;

/** CSV files of any layout on their way into the archive. Paths stay in the main process. */
export const IMPORT_REQUESTS = {
  /** Asks the user for files or a folder and looks into them; null where none was chosen. Ends the import before it. */
  'import.choose': {
    args: z.strictObject({ what: z.enum(['files', 'folder']) }),
    value: report.nullable(),
    deadlineMs: USER_DECIDES,
  },
  /** Looks into the CSV files of a folder that was reported (`home.chooseFolder`). */
  'import.folder': { args: z.strictObject({ reportId: id }), value: report, deadlineMs: SLOW },
  /** Looks into dropped files; only the preload script asks, by their paths. */
  'import.drop': {
    args: z.strictObject({ paths: z.array(z.string().max(32_768)).min(1).max(MOST_DROPPED) }),
    value: report,
    deadlineMs: SLOW,
  },
  /** The report with these answers, by finding id; always all of them. */
  'import.answer': { args: z.strictObject({ id, answers }), value: report, deadlineMs: SLOW },
  /** Reads all rows, then commits the dataset, or asks first where many rows were rejected. */
  'import.run': {
    args: z.strictObject({ id, answers, name: z.string().max(200) }),
    value: outcome,
    deadlineMs: SESSION_OPENS,
  },
  /** Commits without the rejected rows. */
  'import.goOn': { args: z.strictObject({ id }), value: outcome, deadlineMs: SESSION_OPENS },
  /** Gives up what is being read: who asked for it gets `cancelled`, and nothing of it is kept. */
  'import.cancel': { args: z.strictObject({ id }), value: done, deadlineMs: SLOW },
  /** Ends the import; what was committed stays. */
  'import.close': { args: z.strictObject({ id }), value: done, deadlineMs: SLOW },
  /** Asks where to; the value is the file's name, null where the user chose none. */
  'import.saveRejects': {
    args: z.strictObject({ id }),
    value: z.string().nullable(),
    deadlineMs: USER_DECIDES,
  },
  /** Opens a session on the dataset that was imported. */
  'import.open': {
    args: z.strictObject({ id, sessions: z.string().max(64) }),
    value: done,
    deadlineMs: SESSION_OPENS,
  },
} as const satisfies Record<string, RequestEntry>;
