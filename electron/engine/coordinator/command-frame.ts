import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { failure, type Result } from '../../../shared/domain/result.ts';
import type { CommandActs } from './live-commands.ts';
import type { LiveSessionParts } from './live-parts.ts';
import type { SessionCommands } from './session-view.ts';

/** The commands of a window: each waits for its moment between two steps, then for the disk. */
export function sessionCommands(parts: LiveSessionParts, acts: CommandActs): SessionCommands {
  const { coordinator, run, transport } = parts;
  const issue = async <T>(act: () => Result<T>): Promise<Result<T>> => {
    const done = await run.perform(() => refusalOf(act));
    if (!done.ok) return done;
    const kept = await coordinator.data.whenDurable();
    return kept.ok
      ? done
      : failure('not_saved', `It was done, but would not outlive the program: ${kept.error.message}`);
  };
  return {
    promote: (symbol) => issue(() => acts.promote(symbol)),
    demote: (symbol) => issue(() => acts.demote(symbol)),
    remove: (symbol) => issue(() => acts.remove(symbol)),
    restore: (symbol) => issue(() => acts.restore(symbol)),
    removeWhenReleased: (symbol, on) => issue(() => acts.removeWhenReleased(symbol, on)),
    lock: (symbol, reason) => issue(() => acts.lock(symbol, reason)),
    unlock: (symbol) => issue(() => acts.unlock(symbol)),
    submitOrder: (symbol, side, quantity) => issue(() => acts.submitOrder(symbol, side, quantity)),
    closePosition: (symbol) => issue(() => acts.closePosition(symbol)),
    closeAllPositions: () => issue(() => acts.closeAllPositions()),
    pause: () => transport.pause(),
    resume: () => transport.resume(),
    step: () => transport.step(),
    playToNextHit: () => transport.playToNextHit(),
    setSpeed: (speed) => transport.setSpeed(speed),
  };
}

/** A bad argument is refused with its words, as any other refusal. */
function refusalOf<T>(act: () => Result<T>): Result<T> {
  try {
    return act();
  } catch (error) {
    if (error instanceof InvalidArgumentError) return failure('invalid_argument', error.message);
    throw error;
  }
}
