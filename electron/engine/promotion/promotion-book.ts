import { INTERVALS } from '../../../shared/domain/interval.ts';
import type { LoadProgress, PromotedRecord } from '../../../shared/domain/promotion.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { slotBytes } from '../session-data/bar-pool.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import { LoadCourse } from './load-course.ts';

const UNKNOWN = 0;
const CLEAN = 1;
const DIRTY = 2;

interface Entry {
  readonly symbol: SymbolId;
  readonly since: EpochMs;
  readonly by: string;
  readonly course: LoadCourse;
  record: PromotedRecord | undefined;
}

/**
 * The promoted symbols as their panel shows them. Ten readers a second cost nothing while nothing changes,
 * and a bar that comes in costs one byte: only the records of symbols that changed are made anew.
 */
export class PromotionBook {
  readonly #entries = new Map<number, Entry>();
  /** By symbol index. */
  #marks = new Uint8Array(0);
  #changed = false;
  #records: readonly PromotedRecord[] = [];

  constructor(
    private readonly core: SessionCore,
    /** Keys of the config's indicators. */
    private readonly indicatorKeys: readonly string[],
  ) {}

  /** A symbol is promoted, on behalf of an owner (`user`, `config`, `scanner:above_2`); nothing where it is in the book. */
  begin(symbolIndex: number, owner: string, since: EpochMs): void {
    if (this.#entries.has(symbolIndex)) return;
    const symbol = this.core.parts.symbols.symbolAt(symbolIndex);
    const by = owner.startsWith(SCANNER) ? owner.slice(SCANNER.length) : owner;
    this.#entries.set(symbolIndex, { symbol, since, by, course: new LoadCourse(), record: undefined });
    if (symbolIndex >= this.#marks.length) {
      const grown = new Uint8Array(Math.max(64, 2 * (symbolIndex + 1)));
      grown.set(this.#marks);
      this.#marks = grown;
    }
    this.#marks[symbolIndex] = CLEAN;
    this.touch(symbolIndex);
  }

  /** A symbol is promoted no more. */
  end(symbolIndex: number): void {
    if (!this.#entries.delete(symbolIndex)) return;
    this.#marks[symbolIndex] = UNKNOWN;
    this.#changed = true;
  }

  /** Something of a symbol may have changed: a bar, what is held of it. Allocates nothing. */
  touch(symbolIndex: number): void {
    if (this.#marks[symbolIndex] !== CLEAN) return;
    this.#marks[symbolIndex] = DIRTY;
    this.#changed = true;
  }

  /** The loads of a promoted symbol, which the caller is about to change; undefined for any other symbol. */
  course(symbolIndex: number): LoadCourse | undefined {
    this.touch(symbolIndex);
    return this.#entries.get(symbolIndex)?.course;
  }

  /** Part of its history that has come, 0-1; NaN where nothing of a promoted symbol loads. */
  fraction(symbolIndex: number): number {
    return this.#entries.get(symbolIndex)?.course.fraction() ?? Number.NaN;
  }

  /** In the order of promotion; the same array as before where nothing of it changed. */
  records(): readonly PromotedRecord[] {
    if (!this.#changed) return this.#records;
    this.#changed = false;
    const records: PromotedRecord[] = [];
    for (const [index, entry] of this.#entries) {
      const { record: before } = entry;
      if (before === undefined || this.#marks[index] === DIRTY) {
        const now = this.#recordOf(index, entry);
        if (before === undefined || !sameRecord(before, now)) entry.record = now;
        this.#marks[index] = CLEAN;
      }
      if (entry.record !== undefined) records.push(entry.record);
    }
    const same =
      records.length === this.#records.length && records.every((each, at) => each === this.#records[at]);
    if (!same) this.#records = records;
    return this.#records;
  }

  #recordOf(index: number, { symbol, since, by, course }: Entry): PromotedRecord {
    const { bars: store, indicators } = this.core.parts;
    let [bars, bytes, ready] = [0, indicators.bytesOf(index), 0];
    for (const interval of INTERVALS) {
      const series = store.series(index, interval);
      if (series === undefined) continue;
      bars += series.length;
      bytes += slotBytes(series.slots);
    }
    const managers = [indicators, this.core.extended.indicators];
    for (const key of this.indicatorKeys) {
      if (managers.some((each) => Number.isFinite(each.column(key)?.[index]))) ready += 1;
    }
    const loads = course.progress();
    return { symbol, since, by, bars, bytes, indicators: this.indicatorKeys.length, ready, loads };
  }
}

const SCANNER = 'scanner:';

type Missing = LoadProgress['missing'];

function sameSpans(left: Missing, right: Missing): boolean {
  return (
    left.length === right.length &&
    left.every(({ from, to }, at) => from === right[at]?.from && to === right[at]?.to)
  );
}

function sameRecord(left: PromotedRecord, right: PromotedRecord): boolean {
  return (
    left.bars === right.bars &&
    left.bytes === right.bytes &&
    left.ready === right.ready &&
    left.loads.length === right.loads.length &&
    left.loads.every((load, index) => {
      const other = right.loads[index];
      return (
        other !== undefined &&
        load.interval === other.interval &&
        load.state === other.state &&
        load.got === other.got &&
        load.asked === other.asked &&
        load.cause === other.cause &&
        sameSpans(load.missing, other.missing)
      );
    })
  );
}
