import { InvalidArgumentError } from '../../../../shared/domain/errors.ts';
import type { JsonValue } from '../../../../shared/domain/json.ts';
import { type ColumnScan, column, compileColumnScan, constant, times } from '../column-scan.ts';
import type { ScanMatch, ScanMatches, Scanner, ScannerContext, ScannerDefinition } from '../contract.ts';

const SMA_PERIOD = 20;
const SMA_KEY = `sma_${SMA_PERIOD}_1d`;
const DEFAULT_PERCENT = 2;

type Direction = 'above' | 'below';

/**
 * Symbols whose latest daily price stands a percentage above (or below) their
 * 20-day simple moving average: `last(1d) >= sma(20, 1d) * 1.02`. Traders see it as
 * "above SMA20"; the overnight gap is another thing.
 */
export const gapScanner: ScannerDefinition = {
  kind: 'gap',
  title: 'Above SMA20',
  description: 'Latest daily price at least a percentage above or below the 20-day simple moving average.',
  create(config) {
    checkKeys(config);
    return new GapScanner(directionOf(config.direction), percentOf(config.percent));
  },
};

class GapScanner implements Scanner {
  readonly #scan: ColumnScan;
  #matches = new Int32Array(0);

  constructor(direction: Direction, percent: number) {
    const threshold = direction === 'above' ? 1 + percent / 100 : 1 - percent / 100;
    const [price, average] = [column(0), column(1)];
    this.#scan = compileColumnScan(
      [
        {
          operator: direction === 'above' ? '>=' : '<=',
          left: price,
          right: times(average, constant(threshold)),
        },
      ],
      2,
      2,
    );
  }

  setup(context: ScannerContext): boolean {
    for (const symbol of context.universe) {
      context.data.addIndicator(symbol, 'sma', { interval: '1d', period: SMA_PERIOD });
    }
    return context.universe.length > 0;
  }

  scan(context: ScannerContext): ScanMatches {
    const { market } = context;
    const daily = market.latest('1d');
    const averages = market.indicator(SMA_KEY);
    if (averages === undefined) return { matches: [], unknown: context.universe.length };
    if (this.#matches.length <= market.count) this.#matches = new Int32Array(market.count + 1);
    const found = this.#scan(
      { columns: [daily.close, averages], masks: [market.members, daily.fresh], count: market.count },
      this.#matches,
    );
    const matches: ScanMatch[] = [];
    for (const index of this.#matches.subarray(0, found)) {
      const symbol = market.symbolAt(index);
      const price = daily.close[index] ?? Number.NaN;
      const sma = averages[index] ?? Number.NaN;
      matches.push({ symbol, metadata: { gap_percent: (price / sma - 1) * 100, price, sma } });
      context.addSymbol(symbol);
    }
    return { matches, unknown: countUnknown(context, daily.close, daily.fresh, averages) };
  }

  /** Everything was asked for on the scanner's behalf and is released with it. */
  teardown(): void {}
}

function countUnknown(
  context: ScannerContext,
  closes: Float64Array,
  fresh: Uint8Array,
  averages: Float64Array,
): number {
  const { market } = context;
  let unknown = 0;
  for (let index = 0; index < market.count; index += 1) {
    if (market.members[index] !== 1) continue;
    const known =
      fresh[index] === 1 && !Number.isNaN((closes[index] ?? Number.NaN) + (averages[index] ?? Number.NaN));
    if (!known) unknown += 1;
  }
  return unknown;
}

function checkKeys(config: Readonly<Record<string, JsonValue>>): void {
  for (const key of Object.keys(config)) {
    if (key !== 'direction' && key !== 'percent') {
      throw new InvalidArgumentError('config', key, 'the keys direction and percent');
    }
  }
}

function directionOf(value: JsonValue | undefined): Direction {
  if (value === undefined) return 'above';
  if (value === 'above' || value === 'below') return value;
  throw new InvalidArgumentError('config.direction', value, 'above, below');
}

function percentOf(value: JsonValue | undefined): number {
  if (value === undefined) return DEFAULT_PERCENT;
  if (typeof value === 'number' && value > 0 && value < 100) return value;
  throw new InvalidArgumentError('config.percent', value, 'a number above 0 and below 100');
}
