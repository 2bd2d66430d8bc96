/**
 * Other names by which traders know a word or an indicator, and what each stands for. Formatting
 * leaves them as they were typed.
 */
export const ALIASES: Readonly<Record<string, string>> = {
  rvol: 'relative_volume',
  rel_volume: 'relative_volume',
  rel_vol: 'relative_volume',
  vol: 'volume',
  price: 'last',
  gap: 'overnight_gap',
  gap_percent: 'overnight_gap',
  change: 'session_change',
  change_percent: 'session_change',
  bb: 'bbands',
  bollinger: 'bbands',
  kc: 'keltner',
  stoch: 'stochastic',
  sar: 'parabolic_sar',
  psar: 'parabolic_sar',
  avg_volume: 'volume_sma',
  average_volume: 'volume_sma',
  atr_percent: 'natr',
  percent_r: 'williams_r',
  hod: 'day_high',
  lod: 'day_low',
  high_of_day: 'day_high',
  low_of_day: 'day_low',
  pmh: 'premarket_high',
  pml: 'premarket_low',
  pdh: 'prev_high',
  pdl: 'prev_low',
  pdc: 'prev_close',
  prior_close: 'prev_close',
  previous_close: 'prev_close',
  prior_high: 'prev_high',
  prior_low: 'prev_low',
  percent_change: 'pct_change',
  cross_above: 'crosses_above',
  crossover: 'crosses_above',
  cross_below: 'crosses_below',
  crossunder: 'crosses_below',
};

/** What a name stands for; the name itself where it is no other one's. */
export function meantBy(name: string): string {
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
}
