import { success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { ManualClock } from '../clock.ts';
import type { LiveSession } from '../coordinator/live-session.ts';
import { openSession } from '../coordinator/open-session.ts';
import type { Pacer } from '../coordinator/pacer.ts';
import { NO_OUTPUTS } from '../coordinator/run-recorder.ts';
import type { SessionStorage } from '../coordinator/session-storage.ts';
import type { JournalEntry } from '../journal/journal-line.ts';
import { Ledger } from '../locks/ledger.ts';
import type { ScriptService } from '../scripts/contract.ts';
import { type SourceDigest, WitnessedSource } from './witnessed-source.ts';

/** A session as it can be played again anywhere: nothing else decides what happens in it. */
export interface SessionScript {
  readonly config: SessionConfig;
  /** What the user did, with the places of the run at which it was done; oldest first. */
  readonly commands: readonly JournalEntry[];
  /** Last instant that is played, inclusive; the end of the config's dates where undefined. */
  readonly until: EpochMs | undefined;
}

export interface PlayedAgain {
  /** Every event, as a line without its newline. */
  readonly events: readonly string[];
  /** sha256 of those lines with their newlines. */
  readonly eventLogHash: string;
  readonly data: readonly SourceDigest[];
  readonly session: LiveSession;
}

/**
 * Plays a script to its end, as fast as the pacer goes.
 *
 * @param sources one for each of the config's data_sources, in the same order; they are closed afterwards
 */
export async function playAgain(
  script: SessionScript,
  sources: readonly DataSource[],
  pacer: Pacer,
  scripts?: ScriptService,
): Promise<PlayedAgain> {
  const witnessed = sources.map((source) => new WitnessedSource(source));
  const events: string[] = [];
  const session = await openSession({
    config: script.config,
    sources: witnessed,
    pacer,
    speed: null,
    until: script.until,
    scripts,
    storage: scriptStorage(script),
    outputs: {
      ...NO_OUTPUTS,
      events: (lines) => {
        for (const line of lines.split('\n')) if (line !== '') events.push(line);
      },
    },
  });
  await session.finished;
  const { eventLogHash } = session.summary();
  await session.stop();
  return { events, eventLogHash, data: witnessed.map((source) => source.digest()), session };
}

/** Keeps nothing, and has the script's commands done at their places. */
function scriptStorage({ commands, until }: SessionScript): SessionStorage {
  const clock = new ManualClock(epochMs(0));
  const entries = commands.filter(({ at }) => until === undefined || at.time <= until);
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    clock,
    ledger: Ledger.inMemory(clock),
    earlier:
      entries.length === 0
        ? undefined
        : { entries, speed: undefined, paused: false, mark: undefined, isReached: () => true },
    note: () => undefined,
    begin: nothing,
    save: () => undefined,
    whenSaved: () => Promise.resolve(success(undefined)),
    notSaved: () => undefined,
    close: nothing,
  };
}
