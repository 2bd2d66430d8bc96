import { createHash } from 'node:crypto';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { type EpochMs, toIsoTime } from '../../../shared/domain/time.ts';
import { scalarJson } from './canonical-json.ts';

/** One thing that happened in a session; every further field is plain JSON. */
export interface SessionEvent {
  readonly time: EpochMs;
  /** What happened: `bar`, `hit`, `promote`. */
  readonly kind: string;
  readonly [field: string]: unknown;
}

const CHUNK_CHARACTERS = 65_536;

/**
 * The record of a session as JSON lines: time, kind, then the fields in the order
 * in which they were given. Its hash is the sha256 of exactly the bytes that went
 * to the sink, so two runs are equal when their hashes are.
 */
export class EventLog {
  readonly #sink: (chunk: string) => void;
  readonly #hash = createHash('sha256');
  #chunk = '';
  #count = 0;
  #lastTime: number = Number.NaN;
  #lastTimeText = '';

  /** @param sink takes whole lines, about 64 KiB at a time */
  constructor(sink: (chunk: string) => void) {
    this.#sink = sink;
  }

  /** Lines so far. */
  get count(): number {
    return this.#count;
  }

  /** Throws InvalidArgumentError for a value that JSON cannot say (NaN among them); nothing is written then. */
  append(event: SessionEvent): void {
    if (event.time !== this.#lastTime) {
      this.#lastTimeText = `{"time":"${toIsoTime(event.time)}","kind":`;
      this.#lastTime = event.time;
    }
    let line = this.#lastTimeText + JSON.stringify(event.kind);
    for (const key in event) {
      if (key === 'time' || key === 'kind') continue;
      const value = event[key];
      if (value !== undefined) line += `,${keyJson(key)}${orderedJson(value)}`;
    }
    this.#chunk += `${line}}\n`;
    this.#count += 1;
    if (this.#chunk.length >= CHUNK_CHARACTERS) this.flush();
  }

  /** Hands what is left to the sink. */
  flush(): void {
    if (this.#chunk === '') return;
    const chunk = this.#chunk;
    this.#chunk = '';
    this.#hash.update(chunk, 'utf8');
    this.#sink(chunk);
  }

  /** sha256 of every line so far, in hexadecimal. */
  hash(): string {
    return this.#hash.copy().update(this.#chunk, 'utf8').digest('hex');
  }
}

const keyTexts = new Map<string, string>();

/** `"key":`, remembered: a log has few different keys. */
function keyJson(key: string): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (keyTexts.size < 1_000) keyTexts.set(key, text);
  }
  return text;
}

/** JSON in the given order of keys. */
function orderedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return scalarJson(value);
  if (Array.isArray(value)) return `[${value.map(orderedJson).join(',')}]`;
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new InvalidArgumentError('value', value, 'plain objects and lists');
  }
  let members = '';
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) members += `${members === '' ? '' : ','}${keyJson(key)}${orderedJson(member)}`;
  }
  return `{${members}}`;
}
