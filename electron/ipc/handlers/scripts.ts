import { type Result, success } from '../../../shared/domain/result.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { ScriptInfo } from '../../../shared/ipc/requests/scripts.ts';
import type { Dialogs } from '../../platform/home/dialogs.ts';
import { DroppedScripts } from '../../platform/scripts/dropped-scripts.ts';
import type { ListedScript, ScriptFolder } from '../../platform/scripts/script-folder.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type ScriptHandlers = Pick<
  RequestHandlers,
  | 'script.list'
  | 'script.read'
  | 'script.trust'
  | 'script.untrust'
  | 'script.import'
  | 'script.drop'
  | 'script.placeDropped'
  | 'script.create'
  | 'script.show'
>;

export interface ScriptParts {
  readonly host: SessionHost;
  readonly folder: ScriptFolder;
  readonly dialogs: Pick<Dialogs, 'chooseScript'>;
  /** Computer time, ISO. */
  readonly now: () => string;
  /** Shows a file in the system's file manager. */
  readonly show: (path: string) => void;
}

/** Requests about the user's scripts: which there are, and which are trusted. */
export function scriptHandlers({ dialogs, folder, host, now, show }: ScriptParts): ScriptHandlers {
  const dropped = new DroppedScripts(folder);
  return {
    'script.list': async () => {
      const scanners = await scannersOf(host);
      return success((await folder.list()).map((script) => withUse(script, scanners)));
    },
    'script.read': async ({ file }) => {
      const script = await folder.read(file);
      if (!script.ok) return script;
      return success({ ...withUse(script.value, await scannersOf(host)), text: script.value.text });
    },
    'script.trust': ({ file, sha256 }) => folder.trust(file, sha256, now()),
    'script.untrust': ({ file, sha256 }) => folder.untrust(file, sha256),
    'script.import': async (): Promise<Result<string | null>> => {
      const path = await dialogs.chooseScript();
      return path === null ? success(null) : folder.import(path);
    },
    'script.drop': ({ paths }) => dropped.look(paths),
    'script.placeDropped': ({ place, sha256 }) => dropped.place(sha256, place),
    'script.create': () => folder.create(),
    'script.show': async ({ file }) => {
      // By a name that the folder itself has given.
      const script = await folder.read(file);
      if (!script.ok) return script;
      show(folder.pathOf(script.value.file));
      return success(null);
    },
  };
}

/** The open session's scanners; none where none is open. */
async function scannersOf(host: SessionHost): Promise<readonly ScannerConfig[]> {
  if (!host.isOpen) return [];
  const session = await host.running();
  return session.ok ? session.value.view.config().current.session_data_config.scanners : [];
}

function withUse(
  { bytes, changed, file, sha256, trusted }: ListedScript,
  scanners: readonly ScannerConfig[],
): ScriptInfo {
  const usedBy = scanners
    .filter(({ config, kind }) => kind === 'script' && config.file === file)
    .map(({ config, name }) => ({ scanner: name, current: config.sha256 === sha256 }));
  return { file, sha256, bytes, trusted, changed, usedBy };
}
