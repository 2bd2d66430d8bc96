import { join } from 'node:path';
import { z } from 'zod';
import { epochMs, isSessionDate, type SessionDate } from '../../shared/domain/time.ts';
import { SESSION_MODES } from '../../shared/session/status.ts';
import type { StandingSession } from '../engine/coordinator/session-storage.ts';
import { KeptFile } from './kept-file.ts';

const count = z.int().nonnegative();

const schema = z.strictObject({
  format: z.literal(1),
  /** Computer time of the writing, epoch ms. */
  savedAt: z.number(),
  position: z.strictObject({
    session: count,
    time: z.int().transform((time) => epochMs(time)),
    step: count,
  }),
  paused: z.boolean(),
  speed: z.number().positive().nullable(),
  name: z.string(),
  mode: z.enum(SESSION_MODES),
  sessionDate: z.custom<SessionDate>((value) => typeof value === 'string' && isSessionDate(value)),
  wallTime: z.string(),
  symbols: count,
  promoted: count,
  locked: count,
  positions: count,
});

/** Where a session stood when it was last heard of, and what it had. */
export type SessionMark = Readonly<z.infer<typeof schema>>;

/** The mark of a session as it stands, at a time of the computer's clock. */
export function markOf({ position, status, paused, held }: StandingSession, savedAt: number): SessionMark {
  return {
    format: 1,
    savedAt,
    position,
    paused,
    speed: status.speed,
    name: status.sessionName,
    mode: status.mode,
    sessionDate: status.sessionDate,
    wallTime: status.wallTime,
    symbols: status.symbolCount,
    promoted: status.promotedCount,
    locked: status.lockedCount,
    positions: held.length,
  };
}

/** `position.json` of a session's folder. The mark before it stands in for a damaged one. */
export function positionFile(folder: string): KeptFile<SessionMark> {
  return new KeptFile({
    path: join(folder, 'position.json'),
    title: 'Position',
    parse: (text) => {
      const parsed = schema.safeParse(JSON.parse(text));
      if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
      return parsed.data;
    },
    largestBytes: 65_536,
  });
}
