/** What may be left of the seed in a value that counts as stable. */
export const SEED_WEIGHT = 0.001;

/**
 * Bars after its seed until a recursive average with smoothing `alpha` has
 * forgotten the seed to 0.1%, or to `weight`: the seed's weight after m bars is (1 - alpha)^m.
 */
export function barsToForget(alpha: number, weight = SEED_WEIGHT): number {
  return alpha >= 1 ? 0 : Math.ceil(Math.log(weight) / Math.log(1 - alpha));
}

/**
 * The same for an average of averages, both with smoothing `alpha` (ADX): the
 * seed's weight after m bars is at most (1 + m * alpha) * (1 - alpha)^m.
 */
export function barsToForgetTwice(alpha: number): number {
  let bars = barsToForget(alpha);
  while (alpha < 1 && (1 + bars * alpha) * (1 - alpha) ** bars > SEED_WEIGHT) bars += 1;
  return bars;
}

/** The same for an average of averages of averages (TEMA): at most (1 + m * alpha + (m * alpha)^2 / 2) * (1 - alpha)^m. */
export function barsToForgetThrice(alpha: number): number {
  let bars = barsToForgetTwice(alpha);
  while (alpha < 1 && (1 + bars * alpha + (bars * alpha) ** 2 / 2) * (1 - alpha) ** bars > SEED_WEIGHT)
    bars += 1;
  return bars;
}

/** Smoothing of an exponential average of `period` bars. */
export function exponentialAlpha(period: number): number {
  return 2 / (period + 1);
}

/** Wilder's smoothing. */
export function wilderAlpha(period: number): number {
  return 1 / period;
}
