import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_OPEN, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import type { InputField } from '../../../shared/domain/indicator.ts';
import { read } from './record.ts';

/** A stored field's offset in the bar's record, or a negative number for a computed one. */
const HL2 = -1;
const HLC3 = -2;
const OHLC4 = -3;

const CODES: Readonly<Record<InputField, number>> = {
  open: BAR_OPEN,
  high: BAR_HIGH,
  low: BAR_LOW,
  close: BAR_CLOSE,
  volume: BAR_VOLUME,
  hl2: HL2,
  hlc3: HLC3,
  ohlc4: OHLC4,
};

/** The field as a number that `readInput` takes; looked up once per kernel, not once per bar. */
export function inputCode(field: InputField): number {
  return CODES[field];
}

/** Value of the chosen field of the bar at `barAt`. */
export function readInput(bars: Float64Array, barAt: number, code: number): number {
  return code >= 0 ? read(bars, barAt + code) : computedInput(bars, barAt, code);
}

/** (high + low + close) / 3, the typical price. */
export function typicalPrice(bars: Float64Array, barAt: number): number {
  return (read(bars, barAt + BAR_HIGH) + read(bars, barAt + BAR_LOW) + read(bars, barAt + BAR_CLOSE)) / 3;
}

function computedInput(bars: Float64Array, barAt: number, code: number): number {
  if (code === HLC3) return typicalPrice(bars, barAt);
  const highAndLow = read(bars, barAt + BAR_HIGH) + read(bars, barAt + BAR_LOW);
  if (code === HL2) return highAndLow / 2;
  return (highAndLow + read(bars, barAt + BAR_OPEN) + read(bars, barAt + BAR_CLOSE)) / 4;
}
