import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { BarStoreObserver } from '../session-data/store-parts.ts';
import type { SymbolTable } from '../session-data/symbol-table.ts';
import type { QualityDesk } from './quality-desk.ts';
import type { RunRecorder } from './run-recorder.ts';

/** A closed bar that was changed after the fact, or that came late. */
export interface RevisedBar {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  readonly start: number;
}

/** Tells the log and the quality of the data what goes wrong with bars, and keeps in mind which were revised. */
export class BarWatch implements BarStoreObserver {
  #revised: RevisedBar[] = [];

  constructor(
    private readonly recorder: RunRecorder,
    private readonly symbols: SymbolTable,
    private readonly quality: () => Pick<QualityDesk, 'quarantined' | 'revised'>,
  ) {}

  onQuarantined(symbolIndex: number, interval: Interval, reason: string, start: number): void {
    const symbol = this.symbols.symbolAt(symbolIndex);
    this.quality().quarantined(symbolIndex, interval, start);
    this.recorder.event('quarantined', { symbol, interval, reason });
  }

  onRevised(symbolIndex: number, interval: Interval, start: number): void {
    const symbol = this.symbols.symbolAt(symbolIndex);
    this.quality().revised(symbolIndex, interval, start);
    this.recorder.revised(symbol, intervalIndex(interval), start);
    this.#revised.push({ symbol, interval, start });
  }

  /** The bars revised since the last call. */
  takeRevised(): readonly RevisedBar[] {
    const revised = this.#revised;
    if (revised.length > 0) this.#revised = [];
    return revised;
  }
}
