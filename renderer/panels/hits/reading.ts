import type { Hit } from '../../../shared/domain/hit.ts';
import { comparisonSigns } from '../../format/measured.ts';
import { formatPercent, formatPrice, formatRatio } from '../../format/numbers.ts';
import type { ScannerRule } from '../../stores/scanner-rules.ts';

/** Which way a hit points; null where its figures do not say. */
export type HitSide = 'long' | 'short' | null;

/** As the scanner's config says; of a gap scanner, above the average is a long, below it a short. */
export function hitSide({ metadata }: Pick<Hit, 'metadata'>, rule?: ScannerRule): HitSide {
  if (rule !== undefined && rule.side !== null) return rule.side;
  const gap = metadata.gap_percent ?? Number.NaN;
  if (gap > 0) return 'long';
  return gap < 0 ? 'short' : null;
}

/**
 * Strength of a hit: how many times its scanner's threshold the price stands from the average. 1 is a price
 * that just passes, 2 one that stands twice as far away as was asked. From the hit's own `gap_percent` and the
 * `percent` of the scanner that found it. Of a rule, 1 and the least margin over its conditions, as a share of their
 * thresholds. NaN where it is unknown, or where it does not pass at all.
 */
export function hitStrength(
  { metadata, strength }: Pick<Hit, 'metadata' | 'strength'>,
  rule: ScannerRule | undefined,
): number {
  if (rule?.kind !== 'gap' && strength !== undefined) return 1 + strength;
  const gap = Math.abs(metadata.gap_percent ?? Number.NaN);
  const threshold = rule?.percent ?? Number.NaN;
  const times = gap / threshold;
  return times >= 1 && Number.isFinite(times) ? times : Number.NaN;
}

/** Part of the strength's meter that is filled, 0-1: empty at the threshold, full at three times it. */
export function meterFill(strength: number): number {
  return Number.isNaN(strength) ? 0 : Math.min(1, (strength - 1) / 2);
}

/** Change of the price since the hit, in percent; NaN where either price is unknown. */
export function sincePercent({ metadata }: Pick<Hit, 'metadata'>, last: number): number {
  const { price } = metadata;
  return price === undefined || price <= 0 ? Number.NaN : (last / price - 1) * 100;
}

/**
 * What the scanner saw, in words: `gap +2.61 %: 181.11 ≥ SMA20 176.50 + 2 %`, the gap first as it is read first. Without the scanner's rule the
 * threshold is left out. Every other scanner says itself why; where it does not, its figures are listed by name.
 */
export function hitReason(hit: Pick<Hit, 'metadata' | 'reason'>, rule: ScannerRule | undefined): string {
  if (rule?.kind !== 'gap' && hit.reason !== undefined) return comparisonSigns(hit.reason);
  const { gap_percent: gap, price, sma } = hit.metadata;
  if (gap === undefined || price === undefined || sma === undefined) return listed(hit.metadata);
  const seen = `gap ${formatPercent(gap)}`;
  const percent = rule?.percent ?? null;
  if (percent === null) return `${seen}: ${formatPrice(price)}, SMA20 ${formatPrice(sma)}`;
  const [passes, sign] = gap >= 0 ? ['≥', '+'] : ['≤', '−'];
  return `${seen}: ${formatPrice(price)} ${passes} SMA20 ${formatPrice(sma)} ${sign} ${percent} %`;
}

function listed(metadata: Hit['metadata']): string {
  return Object.entries(metadata)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${formatRatio(value)}`)
    .join(' · ');
}

/** Bounds of the config that hold a promotion back; null where they are not known. */
interface Bounds {
  readonly maxPromoted: number | null;
  readonly maxPerScan: number | null;
}

/** Which bound kept the symbol from being promoted, in a few words. */
export function heldBackWord(bound: NonNullable<Hit['heldBack']>, bounds: Bounds): string {
  switch (bound) {
    case 'auto':
      return 'By hand only';
    case 'max_promoted':
      return withFigure('Total limit', bounds.maxPromoted);
    case 'max_per_scan':
      return withFigure('Scan limit', bounds.maxPerScan);
  }
}

/** The same in a sentence that says the way out. */
export function heldBackSentence(bound: NonNullable<Hit['heldBack']>, bounds: Bounds): string {
  const way = 'Promote it by hand to have it all the same.';
  switch (bound) {
    case 'auto':
      return `Not promoted: the config leaves promotion to you (auto is off). ${way}`;
    case 'max_promoted':
      return `Not promoted: ${bounds.maxPromoted ?? 'as many as the config allows'} symbols were promoted already (max_promoted). ${way}`;
    case 'max_per_scan':
      return `Not promoted: one scan promotes ${bounds.maxPerScan ?? 'a limited number'} at most, and others ranked higher (max_per_scan). ${way}`;
  }
}

function withFigure(words: string, figure: number | null): string {
  return figure === null ? words : `${words} ${figure}`;
}
