import { basename } from 'node:path';
import { type Result, success } from '../../../shared/domain/result.ts';
import type { ConfigView } from '../../../shared/ipc/requests/home.ts';
import { diffSessionConfigs } from '../../engine/config/config-diff.ts';
import { exportSessionConfig } from '../../engine/config/export-session-config.ts';
import { writeDurably } from '../../engine/durable/write-durably.ts';
import type { Dialogs } from '../../platform/home/dialogs.ts';
import { exportFileName } from '../../platform/home/export-file-name.ts';
import type { ImportDesk } from '../../platform/home/import-desk.ts';
import type { SessionDoor } from '../../platform/home/session-door.ts';
import type { RequestHandlers } from '../guard.ts';

type ConfigHandlers = Pick<
  RequestHandlers,
  'config.view' | 'config.export' | 'config.chooseImport' | 'config.applyImport'
>;

export interface ConfigParts {
  readonly door: SessionDoor;
  readonly desk: ImportDesk;
  readonly dialogs: Pick<Dialogs, 'chooseConfig' | 'chooseExport'>;
}

/** Requests about the open session's config, and about files that it goes to or comes from. */
export function configHandlers({ door, desk, dialogs }: ConfigParts): ConfigHandlers {
  return {
    'config.view': async (): Promise<Result<ConfigView>> => {
      const view = await door.view();
      if (!view.ok) return view;
      const { current, started } = view.value.config();
      return success({
        text: exportSessionConfig(current),
        changes: diffSessionConfigs(started, current),
      });
    },
    'config.export': async () => {
      const view = await door.view();
      if (!view.ok) return view;
      const { session_name: name } = view.value.config().current;
      const path = await dialogs.chooseExport(exportFileName(name));
      if (path === null) return success(null);
      // As it stands now: the user may have looked at the dialog for a while.
      const written = await writeDurably(path, exportSessionConfig(view.value.config().current));
      return written.ok ? success(basename(path)) : written;
    },
    'config.chooseImport': async () => {
      const path = await dialogs.chooseConfig();
      if (path === null) return success(null);
      const view = door.isOpen ? await door.view() : undefined;
      const config = view?.ok === true ? view.value.config().current : undefined;
      return desk.look(path, { config, dataFolder: door.dataFolder() });
    },
    'config.applyImport': async ({ id }) => {
      const choice = desk.choice(id);
      return choice.ok ? door.open(choice.value) : choice;
    },
  };
}
