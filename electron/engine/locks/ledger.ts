import type { JsonObject } from '../../../shared/domain/json.ts';
import { type Result, success } from '../../../shared/domain/result.ts';
import type { SessionClock } from '../clock.ts';
import { type NotSaved, WriteBehind } from '../durable/write-behind.ts';
import { type ChainHead, chainLine, EMPTY_CHAIN, type LedgerKind } from './ledger-chain.ts';

/** Puts whole lines at the end of the ledger's file, and answers when they are on the disk. */
export type AppendLines = (lines: string) => Promise<Result<void>>;

/**
 * The append-only record of locks, promotions, demotions, removals and refusals.
 * Entries are taken at once, tied to the one before by hash, and written behind.
 */
export class Ledger {
  readonly #clock: SessionClock;
  readonly #writer: WriteBehind<string>;
  #head: ChainHead;

  /** @param head where the file's chain stands */
  constructor(clock: SessionClock, append: AppendLines, head: ChainHead = EMPTY_CHAIN) {
    this.#clock = clock;
    this.#head = head;
    this.#writer = new WriteBehind({
      write: (lines) => append(`${lines.join('\n')}\n`),
      clock,
      start: head.seq,
    });
  }

  /** A ledger without a file: nothing of it outlives the run. */
  static inMemory(clock: SessionClock): Ledger {
    return new Ledger(clock, () => Promise.resolve(success(undefined)));
  }

  /** Number and hash of the newest entry. */
  get head(): ChainHead {
    return this.#head;
  }

  /** The disk refused entries that are held in memory; undefined while all is well. */
  get notSaved(): NotSaved | undefined {
    return this.#writer.notSaved;
  }

  /** Takes an entry at the session's time and answers its number. Throws InvalidArgumentError for what JSON cannot say. */
  record(kind: LedgerKind, data: JsonObject): number {
    const { line, head } = chainLine(this.#head, this.#clock.now(), kind, data);
    this.#head = head;
    return this.#writer.push(line);
  }

  /** Answers when that entry is on the disk, or that it could not be put there. A question after a refusal tries again. */
  whenDurable(seq: number): Promise<Result<void>> {
    return this.#writer.whenDurable(seq);
  }

  /** Answers when everything is on the disk, or could not be put there. */
  flush(): Promise<Result<void>> {
    return this.#writer.flush();
  }
}
