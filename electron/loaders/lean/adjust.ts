import { BAR_CLOSE, BAR_OPEN, BAR_STRIDE, BAR_VOLUME, QUOTE_STRIDE } from '../../../shared/domain/bar.ts';

/** Multiplies the prices of bar records [begin, end) by the factor and divides their volumes by it, in place. */
export function adjustBars(records: Float64Array, factor: number, begin = 0, end = records.length): void {
  if (factor === 1) return;
  for (let at = begin; at < end; at += BAR_STRIDE) {
    for (let field = BAR_OPEN; field <= BAR_CLOSE; field += 1) {
      records[at + field] = (records[at + field] ?? Number.NaN) * factor;
    }
    records[at + BAR_VOLUME] = (records[at + BAR_VOLUME] ?? Number.NaN) / factor;
  }
}

/** The same for quote records: bid and ask times the factor, their sizes over it. */
export function adjustQuotes(records: Float64Array, factor: number): void {
  if (factor === 1) return;
  for (let at = 0; at < records.length; at += QUOTE_STRIDE) {
    for (let side = at + 1; side < at + QUOTE_STRIDE; side += 2) {
      records[side] = (records[side] ?? Number.NaN) * factor;
      records[side + 1] = (records[side + 1] ?? Number.NaN) / factor;
    }
  }
}
