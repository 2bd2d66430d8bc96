import { SYMBOL_FLAG, SYMBOL_STATES, type SymbolState } from '../../../shared/session/status.ts';
import { grownFloat64, grownUint8 } from '../session-data/column.ts';
import { usualVolumeShare } from '../volume-curve.ts';
import type { SymbolColumns } from './session-view.ts';
import { SparkSlab } from './spark-slab.ts';

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
  /** Closes of the newest stream bars, of this session and the one before it. */
  readonly sparks = new SparkSlab();
  /** Shares of a usual session; NaN where too few sessions are held. */
  #averageVolume: Float64Array = new Float64Array(0);
  /** Regular hours of the session. */
  #open = Number.NaN;
  #close = Number.NaN;
  #changes = 0;
  /** Usual share of the session's volume by the instant that was looked up last. */
  #shareAt = Number.NaN;
  #share = Number.NaN;

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
    this.#averageVolume = grownFloat64(this.#averageVolume, count, Number.NaN);
    this.sparks.ensureSize(count);
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
    this.sparks.note(index, close);
    this.#relateVolume(index, end);
    this.#touch(index);
  }

  /** A bar of the session's stream was revised or came late, by so many shares; `close` is the newest bar's. */
  takeRevision(index: number, close: number, volumeChange: number): void {
    this.last[index] = close;
    this.volume[index] = (this.volume[index] ?? Number.NaN) + volumeChange;
    this.#relateVolume(index, this.lastBarEnd[index] ?? Number.NaN);
    this.#touch(index);
  }

  /** The source's own bar of the whole session: its volume stands for the session. */
  takeSessionBar(index: number, close: number, volume: number, end: number): void {
    this.last[index] = close;
    this.volume[index] = volume;
    this.lastBarEnd[index] = end;
    this.#relateVolume(index, end);
    this.#touch(index);
  }

  /** Average volume of the sessions before this one, in shares; NaN where too few are held. */
  setAverageVolume(index: number, average: number): void {
    if (Object.is(this.#averageVolume[index], average)) return;
    this.#averageVolume[index] = average;
    this.#relateVolume(index, this.lastBarEnd[index] ?? Number.NaN);
    this.#touch(index);
  }

  /** Time has passed without a bar of a symbol that trades: what is usual by now has grown. */
  passTime(index: number, now: number): void {
    const before = this.relativeVolume[index] ?? Number.NaN;
    if (Number.isNaN(before) || !(now > (this.lastBarEnd[index] ?? Number.NaN))) return;
    this.#relateVolume(index, now);
    if (this.relativeVolume[index] !== before) this.#touch(index);
  }

  #relateVolume(index: number, at: number): void {
    if (at !== this.#shareAt) {
      // The bars of a minute end at one instant: what is usual by then is looked up once for all of them.
      this.#shareAt = at;
      this.#share = usualVolumeShare(at, this.#open, this.#close);
    }
    const usual = (this.#averageVolume[index] ?? Number.NaN) * this.#share;
    this.relativeVolume[index] = usual > 0 ? (this.volume[index] ?? Number.NaN) / usual : Number.NaN;
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
  beginSession({ open, close }: { readonly open: number; readonly close: number }): void {
    this.#open = open;
    this.#close = close;
    this.#shareAt = Number.NaN;
    this.sparks.beginSession();
    for (let index = 0; index < this.count; index += 1) {
      const last = this.last[index] ?? Number.NaN;
      if (!Number.isNaN(last)) this.previousClose[index] = last;
      this.volume[index] = Number.NaN;
      this.relativeVolume[index] = Number.NaN;
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

  /** Fraction of a promotion's history that has come, 0-1; NaN where nothing loads. */
  setLoaded(index: number, fraction: number): void {
    if (Object.is(this.loaded[index], fraction)) return;
    this.loaded[index] = fraction;
    this.#touch(index);
  }

  /** 1 + the number of the source that serves the symbol; 0 for none. */
  setSource(index: number, source: number): void {
    if (this.source[index] === source) return;
    this.source[index] = source;
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
    this.relativeVolume[index] = Number.NaN;
    this.#averageVolume[index] = Number.NaN;
    this.loaded[index] = Number.NaN;
    this.sparks.clear(index);
    this.lastBarEnd[index] = Number.NaN;
    this.hitCount[index] = 0;
    this.lastHitTime[index] = Number.NaN;
    this.#touch(index);
  }

  /** Prices after a split. */
  rescale(index: number, factor: number): void {
    this.last[index] = (this.last[index] ?? Number.NaN) * factor;
    this.previousClose[index] = (this.previousClose[index] ?? Number.NaN) * factor;
    this.#averageVolume[index] = (this.#averageVolume[index] ?? Number.NaN) / factor;
    this.sparks.rescale(index, factor);
    this.#touch(index);
  }
}
