import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import {
  DRAFT_DIFFERENCES,
  type DraftRefused,
  type DraftTested,
  type TestedSession,
  type TestedSymbol,
} from '../../../shared/session/scanner-draft.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { FirstHits } from './first-hits.ts';
import { playTrial } from './play-trial.ts';
import { refusalOf } from './refusal.ts';
import { trialConfig } from './trial-config.ts';
import type { TrialParts } from './trial-parts.ts';
import type { TrialQuestion } from './try-scanners.ts';

/**
 * What a scanner, and the saved one beside it, would have hit over the last sessions: played one after the other, as
 * a replay of them is, the last one up to now. Rejects with the signal's reason where it is given up.
 *
 * @param sessions how many, the one of `until` among them; fewer where the calendar begins too late
 */
export async function testOnSessions(
  question: TrialQuestion,
  sessions: number,
  parts: TrialParts,
): Promise<Omit<DraftTested, 'id' | 'tookMs'> | DraftRefused> {
  const { config, draft, saved, until } = question;
  const refused = refusalOf(question);
  if (refused !== undefined) return refused;
  const calendar = exchangeCalendar(config.exchange);
  const last = calendar.dateOf(until);
  const first = calendar.sessionsBefore(last, sessions - 1)[0]?.date ?? last;
  const bySession = new Map<SessionDate, FirstHits>();
  const hitsOn = (date: SessionDate): FirstHits => {
    const hits = bySession.get(date) ?? new FirstHits();
    bySession.set(date, hits);
    return hits;
  };
  const run = trialConfig(question, { first, last }, { draft, saved });
  await playTrial(run, until, parts, {
    onScan: (report, { coordinator }) => hitsOn(coordinator.session.date).take(report),
    afterInstant: () => undefined,
  });
  const hasSaved = saved !== null;
  const symbols = testedSymbols([...bySession.values()]);
  return {
    kind: 'tested',
    sessions: calendar
      .sessionsBetween(first, last)
      .map(({ date }) => testedSession(date, hitsOn(date), hasSaved)),
    symbolCount: symbols.filter(({ draft: hits }) => hits > 0).length,
    symbols: symbols.slice(0, DRAFT_DIFFERENCES),
  };
}

function testedSession(date: SessionDate, hits: FirstHits, hasSaved: boolean): TestedSession {
  const lost = hits.onlyOf('saved').map((hit) => ({ ...hit, side: 'lost' as const }));
  const hit = hits.of('draft').map((each) => {
    const side = !hasSaved || hits.has('saved', each.symbol) ? ('both' as const) : ('gained' as const);
    return { ...each, side };
  });
  return {
    date,
    draft: hits.count('draft'),
    saved: hasSaved ? hits.count('saved') : null,
    gained: hit.filter(({ side }) => side === 'gained').length,
    lost: lost.length,
    hits: [...hit, ...lost].sort((left, right) => left.time - right.time).slice(0, DRAFT_DIFFERENCES),
  };
}

function testedSymbols(sessions: readonly FirstHits[]): readonly TestedSymbol[] {
  const counts = new Map<SymbolId, { draft: number; saved: number }>();
  for (const hits of sessions) {
    for (const side of ['draft', 'saved'] as const) {
      for (const { symbol } of hits.of(side)) {
        const count = counts.get(symbol) ?? { draft: 0, saved: 0 };
        count[side] += 1;
        counts.set(symbol, count);
      }
    }
  }
  return [...counts]
    .map(([symbol, count]) => ({ symbol, ...count }))
    .sort((left, right) => right.draft - left.draft || right.saved - left.saved);
}
