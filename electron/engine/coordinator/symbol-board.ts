import { SYMBOL_FLAG, SYMBOL_STATES, type SymbolState } from '../../../shared/session/status.ts';
import { grownFloat64, grownUint8 } from '../session-data/column.ts';
import type { SymbolColumns } from './session-view.ts';

type Flag = keyof typeof SYMBOL_FLAG;

/** What the window shows of every symbol, as columns. Each change of a row gives it a new, higher version. */
export class SymbolBoard implements SymbolColumns {
  count = 0;
  last: Float64Array = new Float64Array(0);
  previousClose: Float64Array = new Float64Array(0);
  volume: Float64Array = new Float64Array(0);
  lastBarEnd: Float64Array = new Float64Array(0);
  hitCount: Float64Array = new Float64Array(0);
  lastHitTime: Float64Array = new Float64Array(0);
  relativeVolume: Float64Array = new Float64Array(0);
  loaded: Float64Array = new Float64Array(0);
  state: Uint8Array = new Uint8Array(0);
  flags: Uint8Array = new Uint8Array(0);
  source: Uint8Array = new Uint8Array(0);
  version: Float64Array = new Float64Array(0);
  #changes = 0;

  /** Makes rows for symbol indexes below `count`. */
  ensureSize(count: number): void {
    if (count <= this.count) return;
    this.last = grownFloat64(this.last, count, Number.NaN);
    this.previousClose = grownFloat64(this.previousClose, count, Number.NaN);
    this.volume = grownFloat64(this.volume, count, Number.NaN);
    this.lastBarEnd = grownFloat64(this.lastBarEnd, count, Number.NaN);
    this.hitCount = grownFloat64(this.hitCount, count, 0);
    this.lastHitTime = grownFloat64(this.lastHitTime, count, Number.NaN);
    this.relativeVolume = grownFloat64(this.relativeVolume, count, Number.NaN);
    this.loaded = grownFloat64(this.loaded, count, Number.NaN);
    this.state = grownUint8(this.state, count);
    this.flags = grownUint8(this.flags, count);
    this.source = grownUint8(this.source, count);
    this.version = grownFloat64(this.version, count, 0);
    for (let index = this.count; index < count; index += 1) this.#touch(index);
    this.count = count;
  }

  #touch(index: number): void {
    this.#changes += 1;
    this.version[index] = this.#changes;
  }

  /** A bar of the session's stream: its volume is added to the session's. */
  takeStreamBar(index: number, close: number, volume: number, end: number): void {
    this.last[index] = close;
    const before = this.volume[index] ?? Number.NaN;
    this.volume[index] = Number.isNaN(before) ? volume : before + volume;
    this.lastBarEnd[index] = end;
    this.#touch(index);
  }

  /** The source's own bar of the whole session: its volume stands for the session. */
  takeSessionBar(index: number, close: number, volume: number, end: number): void {
    this.last[index] = close;
    this.volume[index] = volume;
    this.lastBarEnd[index] = end;
    this.#touch(index);
  }

  /** The close of the last completed session; also the last price until the session brings one. */
  takePreviousClose(index: number, close: number, end: number): void {
    this.previousClose[index] = close;
    if (!((this.lastBarEnd[index] ?? Number.NaN) > end)) {
      this.last[index] = close;
      this.lastBarEnd[index] = end;
    }
    this.#touch(index);
  }

  /** A new session date: volumes and hit counts begin anew, the last price becomes the previous close. */
  beginSession(): void {
    for (let index = 0; index < this.count; index += 1) {
      const last = this.last[index] ?? Number.NaN;
      if (!Number.isNaN(last)) this.previousClose[index] = last;
      this.volume[index] = Number.NaN;
      this.hitCount[index] = 0;
      this.lastHitTime[index] = Number.NaN;
      this.#touch(index);
    }
  }

  countHit(index: number, time: number): void {
    this.hitCount[index] = (this.hitCount[index] ?? 0) + 1;
    this.lastHitTime[index] = time;
    this.#touch(index);
  }

  setState(index: number, state: SymbolState): void {
    const code = SYMBOL_STATES.indexOf(state);
    if (this.state[index] === code) return;
    this.state[index] = code;
    this.#touch(index);
  }

  setFlag(index: number, flag: Flag, on: boolean): void {
    const before = this.flags[index] ?? 0;
    const after = on ? before | SYMBOL_FLAG[flag] : before & ~SYMBOL_FLAG[flag];
    if (after === before) return;
    this.flags[index] = after;
    this.#touch(index);
  }

  /** Nothing of a removed symbol stays on the screen. */
  clearRow(index: number): void {
    this.last[index] = Number.NaN;
    this.previousClose[index] = Number.NaN;
    this.volume[index] = Number.NaN;
    this.lastBarEnd[index] = Number.NaN;
    this.hitCount[index] = 0;
    this.lastHitTime[index] = Number.NaN;
    this.#touch(index);
  }

  /** Prices after a split. */
  rescale(index: number, factor: number): void {
    this.last[index] = (this.last[index] ?? Number.NaN) * factor;
    this.previousClose[index] = (this.previousClose[index] ?? Number.NaN) * factor;
    this.#touch(index);
  }
}
