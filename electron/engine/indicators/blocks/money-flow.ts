import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { read } from '../record.ts';

/**
 * Money flow volume of a bar (Chaikin): its volume, weighted from -1 where it closed on its low to 1 where it
 * closed on its high. 0 for a bar without range, which closed on neither.
 */
export function moneyFlowVolume(bars: Float64Array, barAt: number): number {
  const high = read(bars, barAt + BAR_HIGH);
  const low = read(bars, barAt + BAR_LOW);
  const close = read(bars, barAt + BAR_CLOSE);
  const range = high - low;
  return range > 0 ? ((close - low - (high - close)) / range) * read(bars, barAt + BAR_VOLUME) : 0;
}
