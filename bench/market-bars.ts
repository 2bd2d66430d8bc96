import { BAR_STRIDE } from '../shared/domain/bar.ts';

/** `steps` market-wide bars of so many symbols, bar by bar: the record of a symbol at (step * symbols + symbol) * BAR_STRIDE. */
export function marketBars(steps: number, symbols: number): Float64Array {
  const bars = new Float64Array(steps * symbols * BAR_STRIDE);
  const closes = Float64Array.from({ length: symbols }, (_, symbol) => 20 + (symbol % 180));
  let seed = 1;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296;
  };
  for (let record = 0; record < steps * symbols; record += 1) {
    const symbol = record % symbols;
    const open = (closes[symbol] ?? 1) * (1 + 0.002 * (random() - 0.5));
    const close = open * (1 + 0.01 * (random() - 0.5));
    const high = Math.max(open, close) * (1 + 0.003 * random());
    const low = Math.min(open, close) * (1 - 0.003 * random());
    const start = 1_700_000_000_000 + Math.floor(record / symbols) * 300_000;
    bars.set([start, open, high, low, close, Math.round(1e5 * (0.1 + random()))], record * BAR_STRIDE);
    closes[symbol] = close;
  }
  return bars;
}
