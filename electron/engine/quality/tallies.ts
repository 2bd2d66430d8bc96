import type { SessionDate } from '../../../shared/domain/time.ts';

/** What happened to bars of one day beside being there or not. */
export interface DayTally {
  duplicates: number;
  revised: number;
  rejected: number;
  late: number;
}

export type TallyKind = keyof DayTally;

const NOTHING: Readonly<DayTally> = { duplicates: 0, revised: 0, rejected: 0, late: 0 };

/** Counts by symbol, interval and day; a day on which all went well takes no memory. */
export class QualityTallies {
  readonly #bySymbol = new Map<number, Map<string, DayTally>>();

  readonly #totals = new Map<number, number>();

  count(symbolIndex: number, interval: number, date: SessionDate, kind: TallyKind): void {
    const days = this.#bySymbol.get(symbolIndex) ?? new Map<string, DayTally>();
    const key = `${interval} ${date}`;
    const day = days.get(key) ?? { ...NOTHING };
    day[kind] += 1;
    days.set(key, day);
    this.#bySymbol.set(symbolIndex, days);
    this.#totals.set(symbolIndex, this.countOf(symbolIndex) + 1);
  }

  of(symbolIndex: number, interval: number, date: SessionDate): Readonly<DayTally> {
    return this.#bySymbol.get(symbolIndex)?.get(`${interval} ${date}`) ?? NOTHING;
  }

  /** Everything that was counted of a symbol. */
  countOf(symbolIndex: number): number {
    return this.#totals.get(symbolIndex) ?? 0;
  }

  /** Nothing of a removed symbol stays. */
  forget(symbolIndex: number): void {
    this.#bySymbol.delete(symbolIndex);
    this.#totals.delete(symbolIndex);
  }
}
