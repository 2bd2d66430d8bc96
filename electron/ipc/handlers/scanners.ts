import { type Result, success } from '../../../shared/domain/result.ts';
import { SCANNER_LIBRARY } from '../../../shared/rules/scanner-library.ts';
import type { SessionCommands } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type ScannerHandlers = Pick<
  RequestHandlers,
  'scanner.save' | 'scanner.remove' | 'scanner.enable' | 'scanner.library'
>;

/** Changes of the session's scanners; the engine decides, refusals pass through unchanged. */
export function scannerHandlers(host: SessionHost): ScannerHandlers {
  const command = async <T>(act: (commands: SessionCommands) => Promise<Result<T>>): Promise<Result<T>> => {
    const session = await host.running();
    return session.ok ? act(session.value.commands) : session;
  };
  return {
    'scanner.save': (edit) => command((commands) => commands.saveScanner(edit)),
    'scanner.remove': ({ name }) => command((commands) => commands.removeScanner(name)),
    'scanner.library': async () => success([...SCANNER_LIBRARY]),
    'scanner.enable': async ({ name, enabled }) => {
      const changed = await command((commands) => commands.enableScanner(name, enabled));
      return changed.ok ? success({ changed: changed.value }) : changed;
    },
  };
}
