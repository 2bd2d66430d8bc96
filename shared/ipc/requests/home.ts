import { z } from 'zod';
import type { ConfigChange, ConfigIssue } from '../../domain/config-change.ts';
import type { FolderReport } from '../../domain/folder-report.ts';
import type { JsonValue } from '../../domain/json.ts';
import { SESSION_MODES } from '../../session/status.ts';
import { count, date, intervalSchema } from '../schemas.ts';
import { done, nothing, QUICK, type RequestEntry, SESSION_OPENS, SLOW, USER_DECIDES } from './entry.ts';

/** The session that was open last, as its folder tells. */
const lastSession = z.strictObject({
  name: z.string(),
  mode: z.enum(SESSION_MODES),
  sessionDate: date,
  wallTime: z.string(),
  symbols: count,
  promoted: count,
  locked: count,
  /** Computer time of the last save, epoch ms. */
  savedAt: z.number(),
});
export type LastSession = z.infer<typeof lastSession>;

/** What was brought back after the program had ended without being asked to. */
const recovery = z.strictObject({
  /** Computer time of the last sign of life, epoch ms. */
  endedAt: z.number(),
  symbols: count,
  promoted: count,
  locks: count,
  positions: count,
  /** What stands again, in words for the user, one of a kind in a line: the moment, locks, positions, promoted. */
  details: z.array(z.string()),
  /** What could not be brought back, in words for the user. */
  differences: z.array(z.string()),
});
export type Recovery = z.infer<typeof recovery>;

const place = z.strictObject({ date, wallTime: z.string() });

/** A session that is being opened. */
const openingSession = z.strictObject({
  name: z.string(),
  /** True where it goes on from where it stood. */
  continued: z.boolean(),
  /** Where it is by now; null until it plays. */
  at: place.nullable(),
  /** Where it stood; null where nothing tells, or it is new. */
  until: place.nullable(),
  /** Share of the way that it has behind it; null where it is not known. */
  done: z.number().min(0).max(1).nullable(),
});
export type OpeningSession = z.infer<typeof openingSession>;
export const openingSchema = openingSession.nullable();

const homeState = z.strictObject({
  /** True while a session is open; it stays so while another is being opened in its place. */
  open: z.boolean(),
  opening: openingSchema,
  last: lastSession.nullable(),
  recovery: recovery.nullable(),
  simulated: z.strictObject({ symbols: count, seed: z.number(), speed: z.number().nullable() }),
  /** True where the sample folder came with the program. */
  sample: z.boolean(),
  /** What the start-up found wrong: which file, what was used instead, where the original is kept. */
  notices: z.array(z.string()),
});
export type HomeState = z.infer<typeof homeState>;

const report: z.ZodType<FolderReport> = z.strictObject({
  id: z.string(),
  folderName: z.string(),
  parts: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['daily_csv', 'lean', 'parquet']),
      path: z.string(),
      files: count,
      symbols: count,
      intervals: z.array(intervalSchema),
      from: date.nullable(),
      to: date.nullable(),
      zone: z.string(),
      basis: z.string().nullable(),
      rejectedRows: count,
      rejected: z.array(z.strictObject({ file: z.string(), line: count, reason: z.string() })),
    }),
  ),
  questions: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
      proposed: z.string().nullable(),
    }),
  ),
  problems: z.array(z.string()),
  from: date.nullable(),
  to: date.nullable(),
});

const json = z.json() as z.ZodType<JsonValue>;
const change: z.ZodType<ConfigChange> = z.strictObject({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: json,
  after: json,
});
const issue: z.ZodType<ConfigIssue> = z.strictObject({
  line: count,
  column: count,
  path: z.string(),
  message: z.string(),
});

const configView = z.strictObject({
  /** The config as it stands, as it would be exported. */
  text: z.string(),
  /** Against the config that the session began with. */
  changes: z.array(change),
});
export type ConfigView = z.infer<typeof configView>;

const importCandidate = z.strictObject({
  /** To be named when it is applied; null where the file cannot be used. */
  id: z.string().nullable(),
  fileName: z.string(),
  /** Against the open session's config; empty where none is open. */
  changes: z.array(change),
  problems: z.array(issue),
});
export type ImportCandidate = z.infer<typeof importCandidate>;

/** Which session is open, and the files it comes from. Paths stay in the main process. */
export const HOME_REQUESTS = {
  'home.state': { args: nothing, value: homeState, deadlineMs: QUICK },
  /**
   * A new simulated session. Like every other that is opened, it takes the place of the open one, which is
   * kept, only once it is built: where it cannot be, or is cancelled, the open one goes on. Answers then.
   */
  'home.startSimulated': { args: nothing, value: done, deadlineMs: SESSION_OPENS },
  /** Plays the last session up to where it stood; refused while one is open. */
  'home.continueLast': { args: nothing, value: done, deadlineMs: SESSION_OPENS },
  /** Gives up what is being opened: who asked for it gets `cancelled`, a session that was kept stays as it was. */
  'home.cancelOpening': { args: nothing, value: done, deadlineMs: QUICK },
  'home.closeSession': { args: nothing, value: done, deadlineMs: SLOW },
  /** What was brought back after a crash has been read: it is not told again. */
  'home.dismissRecovery': { args: nothing, value: done, deadlineMs: QUICK },
  /** Asks the user for a folder and reads what it holds; null where the user chose none. */
  'home.chooseFolder': { args: nothing, value: report.nullable(), deadlineMs: USER_DECIDES },
  /** Reads a folder that was dropped on the window; only the preload script asks, by the path of the dropped file. */
  'home.dropFolder': {
    args: z.strictObject({ path: z.string().max(32_768) }),
    value: report,
    deadlineMs: SLOW,
  },
  'home.sampleFolder': { args: nothing, value: report, deadlineMs: SLOW },
  /** Opens a session on a folder that was reported; `answers` by question id. */
  'home.loadFolder': {
    args: z.strictObject({ id: z.string(), answers: z.record(z.string(), z.string()) }),
    value: done,
    deadlineMs: SESSION_OPENS,
  },
  'config.view': { args: nothing, value: configView, deadlineMs: QUICK },
  /** Asks where to; the value is the file's name, null where the user chose none. */
  'config.export': { args: nothing, value: z.string().nullable(), deadlineMs: USER_DECIDES },
  /** Asks which file and compares it; nothing changes yet. Null where the user chose none. */
  'config.chooseImport': { args: nothing, value: importCandidate.nullable(), deadlineMs: USER_DECIDES },
  /** Opens a session on the config that was chosen; the open one is closed and kept. */
  'config.applyImport': { args: z.strictObject({ id: z.string() }), value: done, deadlineMs: SESSION_OPENS },
} as const satisfies Record<string, RequestEntry>;
