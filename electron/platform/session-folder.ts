import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { ManualClock } from '../engine/clock.ts';
import { ConfigStore } from '../engine/config/config-store.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import type { SessionStorage } from '../engine/coordinator/session-storage.ts';
import { openLedger } from '../engine/locks/open-ledger.ts';

/** A session's folder as it was found: what it goes on from, and where its changes are kept. */
export interface OpenedSessionFolder {
  /** The config that was kept; undefined in a new folder. */
  readonly config: SessionConfig | undefined;
  readonly storage: SessionStorage;
  /** What could not be used and where its bytes were kept, in words for the user. */
  readonly repairs: readonly string[];
}

/**
 * Opens a session's folder, making it where there is none: its config with the kept versions, and its
 * ledger. Rejects where the disk does not allow it.
 */
export async function openSessionFolder(folder: string): Promise<OpenedSessionFolder> {
  await mkdir(folder, { recursive: true });
  const clock = new ManualClock(epochMs(0));
  const opened = await ConfigStore.open(folder, clock);
  if (!opened.ok) throw new Error(opened.error.message);
  const ledger = await openLedger(join(folder, 'ledger.jsonl'), clock);
  if (!ledger.ok) throw new Error(ledger.error.message);
  const { config, refused, store } = opened.value;
  const refusals = refused.map(
    ({ failure, keptAs }) => `${formatConfigProblems(failure)}\nIt is kept as ${keptAs}.`,
  );
  return {
    config,
    repairs: [...refusals, ...ledger.value.repairs],
    storage: {
      clock,
      ledger: ledger.value.ledger,
      restored: ledger.value.restored,
      save: (changed) => void store.save(changed),
      whenSaved: () => store.flush(),
      notSaved: () => {
        const problem = store.notSaved ?? ledger.value.ledger.notSaved;
        return problem === undefined ? undefined : `NOT SAVED: ${problem.cause.message}`;
      },
      close: async () => {
        await store.flush();
        await ledger.value.close();
      },
    },
  };
}
