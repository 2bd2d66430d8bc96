import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { UserCommand } from '../journal/user-command.ts';
import type { CommandActs } from './live-commands.ts';
import type { LiveSessionParts } from './live-parts.ts';
import { cancelName, stopLoads } from './load-commands.ts';
import type { SessionCommands } from './session-view.ts';

/** The commands of a window: each waits for its moment between two steps, is noted, is done, then waits for the disk. */
export function sessionCommands(parts: LiveSessionParts, acts: CommandActs): SessionCommands {
  const { coordinator, run, transport } = parts;
  const issue = async <T>(
    command: UserCommand | (() => UserCommand),
    act: () => Result<T>,
  ): Promise<Result<T>> => {
    const noted = (): UserCommand => (typeof command === 'function' ? command() : command);
    const done = await run.perform(() => doCommand(parts, noted(), act));
    if (!done.ok) return done;
    const kept = await coordinator.data.whenDurable();
    return kept.ok
      ? done
      : failure('not_saved', `It was done, but would not outlive the program: ${kept.error.message}`);
  };
  return {
    promote: (symbol) => issue({ name: 'promote', symbol }, () => acts.promote(symbol)),
    demote: (symbol) => issue({ name: 'demote', symbol }, () => acts.demote(symbol)),
    cancelPromotion: (symbol) => {
      stopLoads(coordinator, symbol);
      return issue(
        () => ({ name: cancelName(coordinator, symbol), symbol }),
        () => acts.cancelPromotion(symbol),
      );
    },
    retryLoads: (symbol) => issue({ name: 'retryLoads', symbol }, () => acts.retryLoads(symbol)),
    remove: (symbol) => issue({ name: 'remove', symbol }, () => acts.remove(symbol)),
    restore: (symbol) => issue({ name: 'restore', symbol }, () => acts.restore(symbol)),
    removeWhenReleased: (symbol, on) =>
      issue({ name: 'removeWhenReleased', symbol, on }, () => acts.removeWhenReleased(symbol, on)),
    lock: (symbol, reason) => issue({ name: 'lock', symbol, reason }, () => acts.lock(symbol, reason)),
    unlock: (symbol) => issue({ name: 'unlock', symbol }, () => acts.unlock(symbol)),
    submitOrder: (symbol, side, quantity) =>
      issue({ name: 'submitOrder', symbol, side, quantity }, () => acts.submitOrder(symbol, side, quantity)),
    closePosition: (symbol) => issue({ name: 'closePosition', symbol }, () => acts.closePosition(symbol)),
    closeAllPositions: () => issue({ name: 'closeAllPositions' }, () => acts.closeAllPositions()),
    watch: ({ universe, lists }) =>
      issue({ name: 'watch', universe, lists }, () => acts.watch({ universe, lists })),
    saveScanner: ({ scanner, previous, place }) => {
      const edit = { scanner, previous, ...(place !== undefined && { place }) };
      return issue({ name: 'saveScanner', ...edit }, () => acts.saveScanner(edit));
    },
    removeScanner: (scanner) => issue({ name: 'removeScanner', scanner }, () => acts.removeScanner(scanner)),
    enableScanner: (scanner, enabled) =>
      issue({ name: 'enableScanner', scanner, enabled }, () => acts.enableScanner(scanner, enabled)),
    pause: () => transport.pause(),
    resume: () => transport.resume(),
    step: () => transport.step(),
    playToNextHit: () => transport.playToNextHit(),
    setSpeed: (speed) => transport.setSpeed(speed),
  };
}

/** Notes a command at the place where the run stands, then does it. A bad argument is refused with its words. */
export function doCommand<T>(
  { run, storage }: LiveSessionParts,
  command: UserCommand,
  act: () => Result<T>,
): Result<T> {
  storage?.note({ at: run.position, command });
  return refusalOf(act);
}

/** Does again what a user did before; what was refused then is refused again. */
export function redoCommand(acts: CommandActs, command: UserCommand): void {
  refusalOf(() => actOf(acts, command));
}

function actOf(acts: CommandActs, command: UserCommand): Result<unknown> {
  switch (command.name) {
    case 'removeWhenReleased':
      return acts.removeWhenReleased(command.symbol, command.on);
    case 'lock':
      return acts.lock(command.symbol, command.reason);
    case 'submitOrder':
      return acts.submitOrder(command.symbol, command.side, command.quantity);
    case 'closeAllPositions':
      return acts.closeAllPositions();
    case 'watch':
      return acts.watch(command);
    case 'saveScanner':
      return acts.saveScanner(command);
    case 'removeScanner':
      return acts.removeScanner(command.scanner);
    case 'enableScanner':
      return acts.enableScanner(command.scanner, command.enabled);
    case 'skippedScan':
      // The run knows of it before it comes to the scan.
      return success(true);
    default:
      return acts[command.name](command.symbol);
  }
}

function refusalOf<T>(act: () => Result<T>): Result<T> {
  try {
    return act();
  } catch (error) {
    if (error instanceof InvalidArgumentError) return failure('invalid_argument', error.message);
    throw error;
  }
}
