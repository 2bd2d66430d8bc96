import type { PriceBasis } from '../../../shared/domain/bar.ts';
import type { ChartData } from '../../../shared/domain/chart.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { PromotedRecord } from '../../../shared/domain/promotion.ts';
import type { Failure } from '../../../shared/domain/result.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';

const MINUS = '−';

/** `+62.00`, `−9.00`, `0.00`; `—` where unknown. */
export function signedMoney(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const cents = Math.round(Math.abs(value) * 100) / 100;
  const digits = cents.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  if (cents === 0) return digits;
  return `${value > 0 ? '+' : MINUS}${digits}`;
}

/** `+2.39` from the previous close, with as many decimals as the price has. */
export function signedChange(last: number, previousClose: number): string {
  const change = last - previousClose;
  if (!Number.isFinite(change)) return MISSING;
  const text = Math.abs(change).toFixed(Math.abs(last) < 1 ? 4 : 2);
  return Number(text) === 0 ? text : `${change > 0 ? '+' : MINUS}${text}`;
}

/** How prices are expressed: `Raw prices`, `Split-adjusted`. */
export function basisWords(basis: PriceBasis | null): string | null {
  if (basis === null) return null;
  return basis.kind === 'raw' ? 'Raw prices' : 'Split-adjusted';
}

/** What a chart says about its bars. */
export interface ChartNotice {
  readonly tone: 'loading' | 'stale' | 'error';
  readonly text: string;
  /** The bars on the screen are old: they are dimmed, and a retry is offered. */
  readonly isOutdated: boolean;
}

interface NoticeSubject {
  readonly data: ChartData | null;
  readonly failure: Failure | null;
  readonly asked: Interval;
  readonly promoted: PromotedRecord | undefined;
}

/** The one thing to be said about a chart's bars; null where all is well. */
export function chartNotice({ data, failure, asked, promoted }: NoticeSubject): ChartNotice | null {
  if (failure !== null) {
    const held = data === null || data.bars.start.length === 0 ? '' : ' The last good bars are shown.';
    return { tone: 'error', text: `${failure.message}${held}`, isOutdated: true };
  }
  if (data === null) return null;
  if (data.loading)
    return { tone: 'loading', text: loadingWords(promoted, data.interval), isOutdated: false };
  if (data.cause !== null) return { tone: 'stale', text: data.cause, isOutdated: false };
  if (data.interval === asked) return null;
  return {
    tone: 'stale',
    text: `No ${asked} bars of ${data.symbol}; ${data.interval} bars are shown.`,
    isOutdated: false,
  };
}

/** `Loading history: 1,204 of 5,000 bars`, of the interval where the counts are known, else of all that loads. */
function loadingWords(promoted: PromotedRecord | undefined, interval: Interval): string {
  const open = promoted?.loads.filter(({ state }) => state === 'waiting' || state === 'loading') ?? [];
  const own = open.filter((load) => load.interval === interval);
  const counted = own.length > 0 ? own : open;
  const asked = counted.reduce((sum, load) => sum + load.asked, 0);
  if (asked === 0) return 'Loading history…';
  const got = counted.reduce((sum, load) => sum + load.got, 0);
  return `Loading history: ${formatCount(got)} of ${formatCount(asked)} bars`;
}
