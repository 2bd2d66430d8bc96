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

/** The user's scripts. A path never crosses: files are named by their names in the folder of scripts. */
export const SCRIPT_REQUESTS = {
  'script.list': { args: nothing, value: z.array(scriptInfo), deadlineMs: SLOW },
  'script.read': { args: z.strictObject({ file }), value: scriptText, deadlineMs: QUICK },
  /** Trusts what was read; refused where the file has changed since. */
  'script.trust': { args: z.strictObject({ file, sha256 }), value: done, deadlineMs: SLOW },
  'script.untrust': { args: z.strictObject({ sha256 }), value: done, deadlineMs: SLOW },
  /** Asks which file and copies it into the folder; the value is its name there, null where the user chose none. */
  'script.import': { args: nothing, value: z.string().nullable(), deadlineMs: USER_DECIDES },
  /** A new script from the template; the value is its name. */
  'script.create': { args: nothing, value: z.string(), deadlineMs: SLOW },
  /** Shows it in the system's file manager, to be opened in an editor. */
  'script.show': { args: z.strictObject({ file }), value: done, deadlineMs: QUICK },
} as const satisfies Record<string, RequestEntry>;
