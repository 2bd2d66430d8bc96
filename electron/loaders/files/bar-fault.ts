/**
 * Why these five figures are no bar (low <= min(open, close) <=
 * max(open, close) <= high, all finite, prices above zero, volume not below
 * zero), in words; undefined for a sound bar.
 */
export function barFault(
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
): string | undefined {
  // One pass over the usual case; NaN fails every comparison.
  if (
    low > 0 &&
    low <= open &&
    low <= close &&
    high >= open &&
    high >= close &&
    high < Infinity &&
    volume >= 0
  ) {
    return volume < Infinity ? undefined : 'volume is not a finite number';
  }
  return (
    notFinite({ open, high, low, close, volume }) ??
    wrongSign(open, high, low, close, volume) ??
    order(open, high, low, close)
  );
}

function notFinite(fields: Record<string, number>): string | undefined {
  const bad = Object.keys(fields).filter((name) => !Number.isFinite(fields[name]));
  return bad.length === 0 ? undefined : `${bad.join(', ')} not a finite number`;
}

function wrongSign(
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
): string | undefined {
  if (Math.min(open, high, low, close) <= 0) return 'a price is not above zero';
  return volume < 0 ? `volume ${volume} is below zero` : undefined;
}

function order(open: number, high: number, low: number, close: number): string {
  const breaks: string[] = [];
  if (high < low) breaks.push(`high ${high} is below low ${low}`);
  if (high < open) breaks.push(`high ${high} is below open ${open}`);
  if (high < close) breaks.push(`high ${high} is below close ${close}`);
  if (low > open) breaks.push(`low ${low} is above open ${open}`);
  if (low > close) breaks.push(`low ${low} is above close ${close}`);
  return `OHLC order: ${breaks.join(', ')}`;
}
