import type { Instrument } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../../engine/calendar/contract.ts';
import type { MarketNotice } from '../contract.ts';
import { type SessionScenario, SPLIT_RATIO } from './scenario.ts';

/** The connection drops and returns between two bar ends, never on one. */
const HALF_MINUTE = MILLISECONDS_PER_MINUTE / 2;

/** What an observer of one session is told, ascending by time. */
export function scenarioNotices(
  session: TradingSession,
  scenario: SessionScenario,
  instruments: readonly Instrument[],
): MarketNotice[] {
  const minute = (count: number): EpochMs => epochMs(session.open + count * MILLISECONDS_PER_MINUTE);
  const halfPast = (count: number): EpochMs => epochMs(minute(count) + HALF_MINUTE);
  const { haltFrom, haltUntil, feedLostMinute, feedLostMinutes } = scenario;
  const haltMinutes = haltUntil - haltFrom;
  const notices: MarketNotice[] = [
    ...splitNotice(session.open, instruments[scenario.splitSymbol ?? -1], `${SPLIT_RATIO}:1 split`),
    ...splitNotice(
      session.open,
      instruments[scenario.reverseSplitSymbol ?? -1],
      `1:${SPLIT_RATIO} reverse split`,
    ),
    ...haltNotices(instruments[scenario.haltSymbol], minute(haltFrom), minute(haltUntil), haltMinutes),
    { time: halfPast(feedLostMinute), kind: 'feed_lost', detail: 'The simulated connection dropped.' },
    {
      time: halfPast(feedLostMinute + feedLostMinutes),
      kind: 'feed_restored',
      detail: `The simulated connection is back after ${feedLostMinutes} minutes.`,
    },
  ];
  return notices.sort((first, second) => first.time - second.time);
}

function splitNotice(time: EpochMs, instrument: Instrument | undefined, what: string): MarketNotice[] {
  if (instrument === undefined) return [];
  const { symbol } = instrument;
  return [{ time, kind: 'split', symbol, detail: `${symbol}: ${what}, effective today.` }];
}

function haltNotices(
  instrument: Instrument | undefined,
  from: EpochMs,
  until: EpochMs,
  minutes: number,
): MarketNotice[] {
  if (instrument === undefined) return [];
  const { symbol } = instrument;
  return [
    { time: from, kind: 'halt', symbol, detail: `${symbol}: trading is halted.` },
    { time: until, kind: 'resume', symbol, detail: `${symbol}: trading resumes after ${minutes} minutes.` },
  ];
}
