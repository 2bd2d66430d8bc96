import { useSelection } from '../stores/selection-store.ts';
import { useSession } from '../stores/session-store.ts';
import { chartCommands } from './chart-commands.ts';
import type { Command } from './command.ts';
import { layoutCommands } from './layout-commands.ts';
import { lookCommands } from './look-commands.ts';
import { panelCommands } from './panel-commands.ts';
import { replayCommands } from './replay-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { symbolCommands } from './symbol-commands.ts';

/** Everything that the window can be told to do as it stands now, each with its key. */
export function allCommands(): readonly Command[] {
  const { symbols } = useSelection.getState();
  const isOpen = useSession.getState().snapshot !== null;
  const inSession = isOpen
    ? [
        ...symbolCommands(symbols),
        ...replayCommands(),
        ...chartCommands(),
        ...panelCommands(),
        ...layoutCommands(),
      ]
    : [];
  return [...inSession, ...sessionCommands(isOpen), ...lookCommands()];
}

/** The command of a key, where it has one and can be done now. */
export function commandOfKey(key: string): Command | undefined {
  return allCommands().find((command) => command.key === key);
}
