import type { EpochMs } from '../../../shared/domain/time.ts';
import type { MarketNotice } from '../contract.ts';
import { compactDate, type SessionTable } from '../files/session-table.ts';
import { symbolsOf } from './lean-files.ts';
import { type Company, tickerOn } from './map-file.ts';
import type { SplitFactors } from './split-factors.ts';

/** Digits to which the files' factors still give the ratio: 0.0357143 / 0.25 is 1/7 to six. */
const RATIO_DIGITS = 5;

/** Splits of a company with time in (from, to]; a split's time is the pre-market open of its first session. */
export function splitNotices(
  company: Company,
  factors: SplitFactors,
  table: SessionTable,
  from: EpochMs,
  to: EpochMs,
): MarketNotice[] {
  return factors.splits().flatMap(({ after, shares }) => {
    const session = table.firstAfter(after);
    if (session === undefined || session.preOpen <= from || session.preOpen > to) return [];
    const ticker = tickerOn(company, compactDate(session.date));
    const [symbol] = symbolsOf(ticker === undefined ? [] : [ticker]);
    if (symbol === undefined) return [];
    const detail = `split: 1 share becomes ${Number(shares.toPrecision(RATIO_DIGITS))}`;
    return [{ time: session.preOpen, kind: 'split', symbol, detail }];
  });
}
