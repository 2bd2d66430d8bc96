import { z } from 'zod';
import { count } from '../schemas.ts';
import { done, nothing, QUICK, type RequestEntry, SLOW, USER_DECIDES } from './entry.ts';

const file = z.string().max(100);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const scriptInfo = z.strictObject({
  /** Name in the folder of scripts: `gap-script.js`. */
  file: z.string(),
  /** Of its bytes as they are now. */
  sha256,
  bytes: count,
  /** Whether these very bytes are. */
  trusted: z.boolean(),
  /** True where other bytes were trusted under this name. */
  changed: z.boolean(),
  /** The open session's scanners that name it, and whether they name these bytes. */
  usedBy: z.array(z.strictObject({ scanner: z.string(), current: z.boolean() })),
});
export type ScriptInfo = z.infer<typeof scriptInfo>;

const scriptText = scriptInfo.extend({ text: z.string() });
export type ScriptText = z.infer<typeof scriptText>;

const droppedScript = z.strictObject({
  /** Name that it would have in the folder of scripts. */
  file: z.string(),
  sha256,
  bytes: count,
  lines: count,
  /** Whether these very bytes are. */
  trusted: z.boolean(),
  /** What has that name there: nothing, the same text, or another one. */
  there: z.enum(['nothing', 'same', 'other']),
});
export type DroppedScript = z.infer<typeof droppedScript>;

/** Files that may be dropped at once; all but one are refused. */
const MOST_DROPPED = 1_000;

/** The user's scripts. A path never crosses: files are named by their names in the folder of scripts. */
export const SCRIPT_REQUESTS = {
  'script.list': { args: nothing, value: z.array(scriptInfo), deadlineMs: SLOW },
  'script.read': { args: z.strictObject({ file }), value: scriptText, deadlineMs: QUICK },
  /** Trusts what was read; refused where the file has changed since. */
  'script.trust': { args: z.strictObject({ file, sha256 }), value: done, deadlineMs: SLOW },
  /** Takes the trust back from these bytes, and from all others that were trusted under this name. */
  'script.untrust': { args: z.strictObject({ file, sha256 }), value: done, deadlineMs: SLOW },
  /** Asks which file and copies it into the folder; the value is its name there, null where the user chose none. */
  'script.import': { args: nothing, value: z.string().nullable(), deadlineMs: USER_DECIDES },
  /** Reads a dropped script, of which nothing is kept yet; only the preload script asks, by paths. */
  'script.drop': {
    args: z.strictObject({ paths: z.array(z.string().max(32_768)).max(MOST_DROPPED) }),
    value: droppedScript,
    deadlineMs: SLOW,
  },
  /**
   * Copies the script that was dropped last into the folder: beside what is there, or in its place. The value is its
   * name there. It is not trusted by that.
   */
  'script.placeDropped': {
    args: z.strictObject({ sha256, place: z.enum(['beside', 'instead']) }),
    value: z.string(),
    deadlineMs: SLOW,
  },
  /** A new script from the template; the value is its name. */
  'script.create': { args: nothing, value: z.string(), deadlineMs: SLOW },
  /** Shows it in the system's file manager, to be opened in an editor. */
  'script.show': { args: z.strictObject({ file }), value: done, deadlineMs: QUICK },
} as const satisfies Record<string, RequestEntry>;
