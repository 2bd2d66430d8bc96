import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { IndicatorDefinition } from './contract.ts';
import { adLine } from './library/ad-line.ts';
import { adx } from './library/adx.ts';
import { aroon } from './library/aroon.ts';
import { atr } from './library/atr.ts';
import { bbands } from './library/bbands.ts';
import { cci } from './library/cci.ts';
import { cmf } from './library/cmf.ts';
import { dema } from './library/dema.ts';
import { donchian } from './library/donchian.ts';
import { ema } from './library/ema.ts';
import { high52w } from './library/high-52w.ts';
import { highest } from './library/highest.ts';
import { hma } from './library/hma.ts';
import { kama } from './library/kama.ts';
import { keltner } from './library/keltner.ts';
import { low52w } from './library/low-52w.ts';
import { lowest } from './library/lowest.ts';
import { macd } from './library/macd.ts';
import { mfi } from './library/mfi.ts';
import { momentum } from './library/momentum.ts';
import { natr } from './library/natr.ts';
import { obv } from './library/obv.ts';
import { openingRange } from './library/opening-range.ts';
import { overnightGap } from './library/overnight-gap.ts';
import { parabolicSar } from './library/parabolic-sar.ts';
import { premarket } from './library/premarket.ts';
import { priorDay } from './library/prior-day.ts';
import { relativeVolume } from './library/relative-volume.ts';
import { roc } from './library/roc.ts';
import { rsi } from './library/rsi.ts';
import { sessionChange } from './library/session-change.ts';
import { sma } from './library/sma.ts';
import { stddev } from './library/stddev.ts';
import { stochRsi } from './library/stoch-rsi.ts';
import { stochastic } from './library/stochastic.ts';
import { supertrend } from './library/supertrend.ts';
import { tema } from './library/tema.ts';
import { usualVolume } from './library/usual-volume.ts';
import { valueAgo } from './library/value-ago.ts';
import { volumeSma } from './library/volume-sma.ts';
import { vwap } from './library/vwap.ts';
import { williamsR } from './library/williams-r.ts';
import { wma } from './library/wma.ts';
import { nearMatches } from './near-matches.ts';

/** Every built-in indicator, by id. */
export const INDICATORS: readonly IndicatorDefinition[] = [
  adLine,
  adx,
  aroon,
  atr,
  bbands,
  cci,
  cmf,
  dema,
  donchian,
  ema,
  high52w,
  highest,
  hma,
  kama,
  keltner,
  low52w,
  lowest,
  macd,
  mfi,
  momentum,
  natr,
  obv,
  openingRange,
  overnightGap,
  parabolicSar,
  premarket,
  priorDay,
  relativeVolume,
  roc,
  rsi,
  sessionChange,
  sma,
  stddev,
  stochRsi,
  stochastic,
  supertrend,
  tema,
  usualVolume,
  valueAgo,
  volumeSma,
  vwap,
  williamsR,
  wma,
];

const BY_ID: ReadonlyMap<string, IndicatorDefinition> = new Map(
  INDICATORS.map((definition) => [definition.id, definition]),
);

/** The definition of an indicator. Throws InvalidArgumentError, with near matches and every allowed id, for an unknown one. */
export function indicatorDefinition(id: string): IndicatorDefinition {
  const definition = BY_ID.get(id);
  if (definition === undefined) throw new InvalidArgumentError('indicator', id, allowedIds(id));
  return definition;
}

function allowedIds(id: string): string {
  const ids = INDICATORS.map((definition) => definition.id);
  const near = typeof id === 'string' ? nearMatches(id, ids) : [];
  const all = ids.join(', ');
  return near.length === 0 ? all : `${all} (did you mean ${near.join(' or ')}?)`;
}
