import { comparePositions } from '../journal/run-position.ts';
import { doCommand, redoCommand } from './command-frame.ts';
import type { CommandActs } from './live-commands.ts';
import type { LiveSessionParts } from './live-parts.ts';
import { stopLoads } from './load-commands.ts';
import { type DoneBefore, Restore } from './restore.ts';
import type { EarlierRun, SessionStorage, StandingSession } from './session-storage.ts';
import type { SessionView } from './session-view.ts';

/**
 * Prepares a run to go to where it stood; what happens is kept from there on. Resolves once it stands
 * there (at once where it begins), rejects where the disk refuses.
 */
export function standAgain(parts: LiveSessionParts, acts: CommandActs, view: SessionView): Promise<void> {
  const { run, storage, transport } = parts;
  if (storage === undefined) return Promise.resolve();
  const begin = (): Promise<void> => beginKeeping(parts, storage, acts, view);
  const { earlier } = storage;
  if (earlier === undefined) return begin();
  transport.restore(earlier.paused);
  return new Promise((resolve, reject) => {
    const reached = async (): Promise<void> => {
      try {
        await begin();
        resolve();
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    run.restore(new Restore(doneBefore(earlier, acts, parts), (at) => earlier.isReached(at), reached));
  });
}

function doneBefore(
  { entries, mark }: EarlierRun,
  acts: CommandActs,
  { coordinator }: LiveSessionParts,
): DoneBefore[] {
  const done: DoneBefore[] = entries.map(({ at, command }, place) => ({
    at,
    redo: () => {
      redoCommand(acts, command);
      // Its loads were given up before they came: they do not come now either.
      if (wasCancelled(entries, place) && 'symbol' in command) stopLoads(coordinator, command.symbol);
    },
  }));
  const newest = done.at(-1);
  if (mark === undefined) return done;
  // The place itself, so that the run stops there even where nothing happens at that time any more.
  if (newest === undefined || comparePositions(mark, newest.at) > 0)
    done.push({ at: mark, redo: () => undefined });
  return done;
}

/** Commands after which a promotion is another matter. */
const ABOUT_PROMOTION: readonly string[] = ['promote', 'demote', 'cancelPromotion', 'remove', 'restore'];

/** True for a promotion that was ended in the same place, while it loaded. */
function wasCancelled(entries: EarlierRun['entries'], place: number): boolean {
  const own = entries[place];
  if (own?.command.name !== 'promote') return false;
  const { symbol } = own.command;
  const next = entries
    .slice(place + 1)
    .find(
      ({ command }) =>
        'symbol' in command && command.symbol === symbol && ABOUT_PROMOTION.includes(command.name),
    );
  return next?.command.name === 'cancelPromotion' && comparePositions(next.at, own.at) === 0;
}

function beginKeeping(
  parts: LiveSessionParts,
  storage: SessionStorage,
  acts: CommandActs,
  view: SessionView,
): Promise<void> {
  const { coordinator, engine, run, transport } = parts;
  const { locks, recorder } = coordinator.parts;
  for (const mended of engine.reconcileLocks(locks.all())) recorder.event('lock_mended', { ...mended });
  const standing = (): StandingSession => ({
    position: run.position,
    status: view.status(),
    paused: transport.isPaused,
    held: engine.positions().map(({ symbol }) => symbol),
    locks: locks.all(),
    promoted: coordinator.core.promoted(),
  });
  return storage.begin(standing, (symbol, reason) => {
    const taken = doCommand(parts, { name: 'lock', symbol, reason }, () => acts.lock(symbol, reason));
    run.attend();
    return taken;
  });
}
