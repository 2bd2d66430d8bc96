import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { HomeState } from '../../../shared/ipc/requests/home.ts';
import type { Dialogs } from '../../platform/home/dialogs.ts';
import type { FolderDesk } from '../../platform/home/folder-desk.ts';
import type { SessionChoice, SessionDoor } from '../../platform/home/session-door.ts';
import type { RequestHandlers } from '../guard.ts';

type HomeHandlers = Pick<
  RequestHandlers,
  | 'home.state'
  | 'home.startSimulated'
  | 'home.continueLast'
  | 'home.cancelOpening'
  | 'home.closeSession'
  | 'home.dismissRecovery'
  | 'home.chooseFolder'
  | 'home.dropFolder'
  | 'home.sampleFolder'
  | 'home.loadFolder'
>;

export interface HomeParts {
  readonly door: SessionDoor;
  readonly desk: FolderDesk;
  readonly dialogs: Pick<Dialogs, 'chooseFolder'>;
  /** What a simulated session begins with; worked out when it is first asked for. */
  readonly simulated: () => HomeState['simulated'];
  /** Undefined where it was left out of the program. */
  readonly sampleFolder: string | undefined;
}

/** Requests about which session is open, and about folders that may become one. */
export function homeHandlers({ door, desk, dialogs, simulated, sampleFolder }: HomeParts): HomeHandlers {
  const opened = async (choice: Result<SessionChoice>): Promise<Result<null>> =>
    choice.ok ? door.open(choice.value) : choice;
  return {
    'home.state': async () =>
      success({
        open: door.isOpen,
        opening: door.opening(),
        last: await door.last(),
        recovery: door.recovery(),
        simulated: simulated(),
        sample: sampleFolder !== undefined,
        notices: [...door.notices()],
      }),
    'home.startSimulated': () => opened(success({ kind: 'simulated' })),
    'home.continueLast': () => opened(success({ kind: 'last' })),
    'home.cancelOpening': () => {
      door.cancel();
      return success(null);
    },
    'home.dismissRecovery': () => {
      door.dismissRecovery();
      return success(null);
    },
    'home.closeSession': async () => {
      await door.close();
      return success(null);
    },
    'home.chooseFolder': async () => {
      const path = await dialogs.chooseFolder();
      return path === null ? success(null) : desk.look(path);
    },
    'home.dropFolder': async ({ path }) =>
      (await isFolder(path))
        ? desk.look(path)
        : failure(
            'no_folder',
            'What was dropped is no folder of this computer: drop a folder with market data.',
          ),
    'home.sampleFolder': async () =>
      sampleFolder === undefined
        ? failure('no_sample', 'The sample folder did not come with this copy of the program.')
        : desk.look(sampleFolder),
    'home.loadFolder': ({ id, answers }) => opened(desk.choice(id, answers)),
  };
}

/** A file that the page made itself has no path. */
async function isFolder(path: string): Promise<boolean> {
  if (!isAbsolute(path)) return false;
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
