import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../shared/domain/json.ts';
import { type EpochMs, epochMs, toIsoTime } from '../../../shared/domain/time.ts';
import { canonicalJson } from '../event-log/canonical-json.ts';

export const LEDGER_KINDS = [
  'lock',
  'unlock',
  'promote',
  'demote',
  'remove',
  'restore',
  'remove_when_released',
  'keep',
  'refuse',
  'rewound',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** One line of the ledger. */
export interface LedgerEntry {
  /** 1 for the first line of a ledger, then one more for each. */
  readonly seq: number;
  readonly time: EpochMs;
  readonly kind: LedgerKind;
  readonly data: JsonObject;
  /** sha256 of the previous line's hash and this line without its hash, in hexadecimal. */
  readonly hash: string;
}

/** Where a chain stands: what the next entry is tied to. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** What the first entry is tied to. */
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** The line, without its newline, that continues a chain, and the chain's new head. */
export function chainLine(
  head: ChainHead,
  time: EpochMs,
  kind: LedgerKind,
  data: JsonObject,
): { readonly line: string; readonly head: ChainHead } {
  const seq = head.seq + 1;
  const body = `{"seq":${seq},"time":"${toIsoTime(time)}","kind":"${kind}","data":${canonicalJson(data)}`;
  const hash = linkHash(head.hash, body);
  return { line: `${body},"hash":"${hash}"}`, head: { seq, hash } };
}

export interface VerifiedLedger {
  /** Every line that can be read, whether or not the chain holds there. */
  readonly entries: readonly LedgerEntry[];
  /** 1-based number of the first line that is not what was written; undefined where all hold. */
  readonly brokenLine: number | undefined;
  readonly head: ChainHead;
}

/** Checks each line of a ledger's text against the one before it. Never throws. */
export function verifyLedger(text: string): VerifiedLedger {
  const entries: LedgerEntry[] = [];
  let head = EMPTY_CHAIN;
  let brokenLine: number | undefined;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  lines.forEach((line, index) => {
    const entry = readEntry(line);
    if (!continues(head, line, entry)) brokenLine ??= index + 1;
    if (entry === undefined) return;
    entries.push(entry);
    head = { seq: entry.seq, hash: entry.hash };
  });
  return { entries, brokenLine, head };
}

const HASH_LENGTH = 64;
/** `,"hash":"` and `"}` around the hash. */
const HASH_SUFFIX = /^,"hash":"[0-9a-f]{64}"\}$/;
const SUFFIX_LENGTH = HASH_LENGTH + 11;

function continues(head: ChainHead, line: string, entry: LedgerEntry | undefined): boolean {
  if (entry === undefined || entry.seq !== head.seq + 1) return false;
  if (!HASH_SUFFIX.test(line.slice(-SUFFIX_LENGTH))) return false;
  return linkHash(head.hash, line.slice(0, -SUFFIX_LENGTH)) === entry.hash;
}

function linkHash(previous: string, body: string): string {
  return createHash('sha256').update(previous).update(body, 'utf8').digest('hex');
}

function readEntry(line: string): LedgerEntry | undefined {
  const value = parsed(line);
  if (!isObject(value) || !isObject(value.data)) return undefined;
  const { seq, time, kind, data, hash } = value;
  const instant = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (typeof seq !== 'number' || typeof hash !== 'string' || !Number.isSafeInteger(instant)) return undefined;
  const known = LEDGER_KINDS.find((candidate) => candidate === kind);
  return known === undefined ? undefined : { seq, time: epochMs(instant), kind: known, data, hash };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
