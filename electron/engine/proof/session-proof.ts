import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { epochMs, toIsoTime } from '../../../shared/domain/time.ts';
import { exportSessionConfig } from '../config/export-session-config.ts';
import { formatConfigProblems } from '../config/problem.ts';
import { readSessionConfig } from '../config/read-session-config.ts';
import type { JournalEntry } from '../journal/journal-line.ts';
import { userCommandSchema } from '../journal/user-command.ts';
import type { PlayedAgain, SessionScript } from './play-again.ts';
import type { SourceDigest } from './witnessed-source.ts';

/** What a session was made of and what came of it, for another machine to come to the same. */
export interface SessionProof extends SessionScript {
  readonly data: readonly SourceDigest[];
  readonly events: readonly string[];
  /** sha256 of the events' lines with their newlines. */
  readonly eventLogHash: string;
}

const FORMAT = 'tapedeck_session_proof';
/** A log of some hundred million characters is no session's. */
const LARGEST_LOG = 1_000_000_000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ precision: 3 }).transform((text) => epochMs(Date.parse(text)));
const count = z.int().nonnegative();

const schema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  config: z.record(z.string(), z.unknown()),
  until: instant.nullable(),
  commands: z.array(
    z.strictObject({ session: count, time: instant, step: count, command: userCommandSchema }),
  ),
  data: z.array(z.strictObject({ source: z.string(), series: z.record(z.string(), sha256) })),
  events: z.strictObject({ count, sha256, gzip: z.base64() }),
});

/** The proof as a file: without clock, machine paths or locks; its config is the starting one, in canonical form. */
export function serializeProof({ config, commands, until }: SessionScript, played: PlayedAgain): string {
  const { data, events, eventLogHash } = played;
  const gzip = gzipSync(linesOf(events)).toString('base64');
  const proof = {
    format: FORMAT,
    version: 1,
    config: JSON.parse(exportSessionConfig(config)) as unknown,
    until: until === undefined ? null : toIsoTime(until),
    commands: commands.map(({ at, command }) => ({ ...at, time: toIsoTime(at.time), command })),
    data,
    events: { count: events.length, sha256: eventLogHash, gzip },
  };
  return `${JSON.stringify(proof, null, 2)}\n`;
}

/** Reads a proof's file. A failure says in words for the user what cannot be used of it. */
export function readProof(text: string): Result<SessionProof> {
  const parsed = schema.safeParse(parsedJson(text));
  if (!parsed.success) return damaged(z.prettifyError(parsed.error));
  const { commands, data, events, until } = parsed.data;
  const config = configOf(parsed.data.config);
  if (!config.ok) return config;
  const lines = unpacked(events.gzip);
  if (lines === undefined) return damaged('its events cannot be unpacked');
  if (hashOf(lines) !== events.sha256 || lines.length !== events.count)
    return damaged('its events are not those that it states the hash of');
  return success({
    config: config.value,
    until: until ?? undefined,
    commands: commands.map(({ command, ...at }): JournalEntry => ({ at, command })),
    data,
    events: lines,
    eventLogHash: events.sha256,
  });
}

function configOf(value: unknown): Result<SessionConfig> {
  const read = readSessionConfig(`${JSON.stringify(value, null, 2)}\n`, 'the proof’s config');
  return read.ok ? read : damaged(formatConfigProblems(read.error));
}

function unpacked(gzip: string): string[] | undefined {
  try {
    const text = gunzipSync(Buffer.from(gzip, 'base64'), { maxOutputLength: LARGEST_LOG }).toString('utf8');
    return text.split('\n').slice(0, -1);
  } catch {
    return undefined;
  }
}

function linesOf(events: readonly string[]): string {
  return events.map((line) => `${line}\n`).join('');
}

function hashOf(events: readonly string[]): string {
  return createHash('sha256').update(linesOf(events), 'utf8').digest('hex');
}

function damaged(what: string): Result<never> {
  return failure('damaged_proof', `The proof cannot be used: ${what}.`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
