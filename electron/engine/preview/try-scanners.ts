import type { EpochMs } from '../../../shared/domain/time.ts';
import type { MeasuredCondition } from '../../../shared/rules/insight.ts';
import {
  DRAFT_DIFFERENCES,
  type DraftRefused,
  type DraftSide,
  type DraftTried,
} from '../../../shared/session/scanner-draft.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import type { LiveSessionParts } from '../coordinator/live-parts.ts';
import { Differences } from './differences.ts';
import { FirstHits, sideOf } from './first-hits.ts';
import { playTrial } from './play-trial.ts';
import { refusalOf } from './refusal.ts';
import { type TrialSubject, type TriedPair, trialConfig } from './trial-config.ts';
import type { TrialParts } from './trial-parts.ts';
import { trialProvisions } from './trial-provisions.ts';
import { type LastLook, lastLook, sortedValues, triedScanner } from './tried-scanner.ts';

/** What is asked of a trial. */
export interface TrialQuestion extends TrialSubject, TriedPair {
  /** The session's present instant: the date that it lies in is played up to it, inclusive. */
  readonly until: EpochMs;
}

/** A trial's outcome, and what its conditions measured. */
export interface Trial {
  readonly kind: 'tried';
  readonly tried: Omit<DraftTried, 'id' | 'tookMs'>;
  /** The known values of a condition of one of the scanners, ascending; undefined where there is none. */
  values(side: DraftSide, condition: number): Float64Array | undefined;
}

/**
 * Tries a scanner that is being written, with the saved one beside it: the session date in a run of its own, on the
 * same data, by the same engine. What it answers is what a session from that date on, with that scanner, does.
 * Rejects with the signal's reason where it is given up.
 */
export async function tryScanners(question: TrialQuestion, parts: TrialParts): Promise<Trial | DraftRefused> {
  const { config, draft, saved, until } = question;
  const refused = refusalOf(question);
  if (refused !== undefined) return refused;
  const date = exchangeCalendar(config.exchange).dateOf(until);
  const hits = new FirstHits();
  const differences = new Differences(hits);
  const played = await playTrial(
    trialConfig(question, { first: date, last: date }, { draft, saved }),
    until,
    parts,
    {
      onScan(report) {
        const first = hits.take(report);
        if (saved !== null) differences.note(sideOf(report.scanner), first);
      },
      afterInstant: (run) => differences.explain(run),
    },
  );
  return outcome(played, { hits, differences, until, hasSaved: saved !== null });
}

interface Noted {
  readonly hits: FirstHits;
  readonly differences: Differences;
  readonly until: EpochMs;
  readonly hasSaved: boolean;
}

async function outcome(run: LiveSessionParts, noted: Noted): Promise<Trial> {
  const { hits, differences, until, hasSaved } = noted;
  const { coordinator } = run;
  const draft = await lastLook('draft', run);
  const saved = hasSaved ? await lastLook('saved', run) : undefined;
  const gained = hasSaved ? differences.of('draft') : [];
  const lost = differences.of('saved');
  return {
    kind: 'tried',
    tried: {
      kind: 'tried',
      sessionDate: coordinator.session.date,
      at: until,
      symbols: coordinator.parts.universe.symbols.length,
      draft: triedScanner('draft', draft, saved?.matches, hits, run),
      saved: saved === undefined ? null : triedScanner('saved', saved, draft.matches, hits, run),
      gained: gained.slice(0, DRAFT_DIFFERENCES),
      gainedCount: gained.length,
      lost: lost.slice(0, DRAFT_DIFFERENCES),
      lostCount: lost.length,
      provisions: await trialProvisions('draft', run),
    },
    values: (side, place) => valuesAt(side === 'draft' ? draft : saved, place),
  };
}

function valuesAt(look: LastLook | undefined, place: number): Float64Array | undefined {
  const condition: MeasuredCondition | undefined = look?.conditions[place];
  return condition === undefined ? undefined : sortedValues(condition);
}
