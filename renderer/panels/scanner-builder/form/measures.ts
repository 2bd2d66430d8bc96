import type { CatalogueIndicator, RuleCatalogue } from '../../../../shared/rules/catalogue.ts';

/** Something that can be measured, for the choice in a row of the form. */
export interface MeasureChoice {
  /** As the language calls it. */
  readonly name: string;
  /** As a trader would say it. */
  readonly label: string;
  readonly group: string;
  /** What is written for it, on bars of an interval. */
  readonly written: (interval: string) => string;
}

const onBars = (name: string) => (interval: string) => `${name}(${interval})`;
const plain = (name: string) => () => name;

const PRICES = [
  ['last', 'Last price', onBars('last')],
  ['close', 'Close', onBars('close')],
  ['open', 'Open', onBars('open')],
  ['high', 'High', onBars('high')],
  ['low', 'Low', onBars('low')],
  ['volume', 'Volume of a bar', onBars('volume')],
] as const;

const OF_THE_DAY = [
  ['gap', 'Gap at the open', plain('gap')],
  ['change', 'Change today', plain('change')],
  ['rvol', 'Relative volume', plain('rvol')],
  ['day_volume', 'Volume today', plain('day_volume')],
  ['day_open', 'Open of today', plain('day_open')],
  ['day_high', 'High of today', plain('day_high')],
  ['day_low', 'Low of today', plain('day_low')],
  ['prev_close', 'Yesterday’s close', plain('prev_close')],
  ['prev_high', 'Yesterday’s high', plain('prev_high')],
  ['prev_low', 'Yesterday’s low', plain('prev_low')],
  ['premarket_high', 'Pre-market high', plain('premarket_high')],
  ['premarket_low', 'Pre-market low', plain('premarket_low')],
  ['minutes_since_open', 'Minutes since the open', plain('minutes_since_open')],
  ['minutes_to_close', 'Minutes to the close', plain('minutes_to_close')],
] as const;

/** Everything that a row may measure: prices, figures of the day, and every indicator of the program. */
export function measureChoices({ indicators }: Pick<RuleCatalogue, 'indicators'>): readonly MeasureChoice[] {
  const listed = (
    rows: readonly (readonly [string, string, (interval: string) => string])[],
    group: string,
  ) => rows.map(([name, label, written]) => ({ name, label, group, written }));
  const own = [...listed(PRICES, 'Bars'), ...listed(OF_THE_DAY, 'The day')];
  const names = new Set(own.map(({ name }) => name));
  return [
    ...own,
    ...indicators
      .filter(({ id }) => !names.has(id))
      .map((indicator) => ({
        name: indicator.id,
        label: indicator.title,
        group: 'Indicators',
        written: (interval: string) => writtenIndicator(indicator, interval),
      })),
  ];
}

/** `sma(20, 1d)`; an interval that means nothing to the indicator is replaced by one that does. */
function writtenIndicator({ id, params, intervals }: CatalogueIndicator, interval: string): string {
  const fitting =
    intervals.find((each) => each === interval) ?? intervals.find((each) => each === '5m') ?? intervals[0];
  const period = params.find(({ name }) => name === 'period');
  const parts = [
    ...(period === undefined ? [] : [period.default]),
    ...(fitting === undefined ? [] : [fitting]),
  ];
  return parts.length === 0 ? id : `${id}(${parts.join(', ')})`;
}
